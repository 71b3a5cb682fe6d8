//! Appending to an organisation's log, with the standings that follow from
//! it, inside one transaction.

use super::document;
use super::standing;
use crate::Error;
use crate::Result;
use crate::port::{Change, StandingRow};
use crate::queries::{EVENT_ADD, EVENT_IS_UNDONE, EVENT_TAKE_SEQS, LEARNED_SPAN_PUT, Query};
use crate::sql::row::{self, as_stored, micros};
use crate::sql::{Connection, Values, params};
use domain::{DocumentId, Event, Fact, Head, OrganisationId, Seq, SourceKey, fold};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// The source of what the record itself notes.
pub(crate) const OWN_SOURCE: &str = "utsyn";

/// Events of a span, of which the record keeps the latest moment at which one
/// was learned. Stored: never changed.
pub(super) const SPAN_EVENTS: i64 = 1_024;

/// How often the same thing may be told anew after its import was undone.
const TELLINGS_MAX: u32 = 1_000;

/// A fact to append.
pub(crate) struct Entry {
    pub(crate) document: Option<DocumentId>,
    pub(crate) source: SourceKey,
    pub(crate) occurred_at: Timestamp,
    pub(crate) learned_at: Timestamp,
    pub(crate) fact: Fact,
}

/// An organisation's log, open for appending. What is appended gets the next
/// places; [`Log::close`] writes how far it came and where the documents
/// touched now stand. Without it the places would be taken again, so a log
/// that was appended to must be closed or its transaction undone.
pub(crate) struct Log<'c> {
    connection: &'c dyn Connection,
    organisation: OrganisationId,
    last: i64,
    was: i64,
    touched: HashMap<DocumentId, Touched>,
    /// The latest moment, in microseconds, by the span in which it was learned.
    learned: BTreeMap<i64, i64>,
}

/// A document whose standing has to be folded anew.
#[derive(Default)]
struct Touched {
    /// Its fixed fields and every one of its events, if it began in this
    /// transaction; otherwise they lie in the record.
    new: Option<(Head, Vec<Event>)>,
    folded: Option<StandingRow>,
}

impl<'c> Log<'c> {
    /// Opens the log of an organisation that is there.
    pub(crate) fn open(
        connection: &'c dyn Connection,
        organisation: OrganisationId,
    ) -> Result<Self> {
        let last = document::last_seq(connection, organisation)?
            .ok_or_else(|| Error::other("there is no such organisation"))?;
        Ok(Self {
            connection,
            organisation,
            last,
            was: last,
            touched: HashMap::new(),
            learned: BTreeMap::new(),
        })
    }

    /// The place that the next fact gets.
    pub(crate) const fn next(&self) -> Seq {
        Seq(self.last + 1)
    }

    /// Tells of a document that begins in this transaction, so that its
    /// events need not be read back.
    pub(crate) fn begin(&mut self, head: &Head) {
        let touched = self.touched.entry(head.id).or_default();
        let head = Head {
            received_at: as_stored(head.received_at),
            ..head.clone()
        };
        touched.new = Some((head, Vec::new()));
    }

    /// Marks a document to be folded anew.
    pub(crate) fn touch(&mut self, id: DocumentId) {
        self.touched.entry(id).or_default().folded = None;
    }

    /// Appends a fact, unless its source key is in the log. Answers whether
    /// it was new. The document must be there.
    ///
    /// A key whose event no longer counts because its import was undone is
    /// free again; it is written with the number of the telling behind it.
    pub(crate) fn append(&mut self, mut entry: Entry) -> Result<bool> {
        let told = entry.source.id.clone();
        let connection = self.connection;
        let now = |query, values: Values<'_>| row::run(connection, query, values);
        for telling in 2..=TELLINGS_MAX {
            if self.add(&entry, now)? == 1 {
                self.take(entry);
                return Ok(true);
            }
            if !self.is_undone(&entry.source)? {
                return Ok(false);
            }
            entry.source.id = format!("{told}~{telling}");
        }
        Ok(false)
    }

    fn is_undone(&self, source: &SourceKey) -> Result<bool> {
        let params = params![self.organisation.as_bytes(), source.source, source.id];
        row::exists(self.connection, EVENT_IS_UNDONE, params)
    }

    /// Appends a fact under a key that holds an id made for it, so that it
    /// cannot be in the log: nobody has to wait for the answer.
    pub(crate) fn append_first(&mut self, entry: Entry) -> Result<()> {
        self.add(&entry, |query, values| {
            row::queue(self.connection, query, values).map(|()| 1)
        })?;
        self.take(entry);
        Ok(())
    }

    /// Writes a fact at the next place, unless its key is taken.
    fn add(
        &self,
        entry: &Entry,
        run: impl FnOnce(&'static Query, Values<'_>) -> Result<usize>,
    ) -> Result<usize> {
        let seq = self.next();
        let params = params![
            self.organisation.as_bytes(),
            seq.0,
            entry.document.as_ref().map(DocumentId::as_bytes),
            entry.source.source,
            entry.source.id,
            micros(entry.occurred_at),
            micros(entry.learned_at),
            row::json(&entry.fact),
        ];
        run(EVENT_ADD, params)
    }

    /// Takes the place of a fact that was written.
    fn take(&mut self, entry: Entry) {
        let seq = self.next();
        self.last = seq.0;
        let learned_at = micros(entry.learned_at);
        let latest = self.learned.entry(seq.0 / SPAN_EVENTS);
        let latest = latest.or_insert(learned_at);
        *latest = learned_at.max(*latest);
        if let Some(id) = entry.document {
            self.touch(id);
            self.remember(id, seq, entry);
        }
    }

    fn remember(&mut self, id: DocumentId, seq: Seq, entry: Entry) {
        let touched = self
            .touched
            .get_mut(&id)
            .and_then(|touched| touched.new.as_mut());
        let Some((_, events)) = touched else { return };
        events.push(Event {
            seq,
            document: Some(id),
            source: entry.source,
            occurred_at: as_stored(entry.occurred_at),
            learned_at: as_stored(entry.learned_at),
            fact: entry.fact,
        });
    }

    /// Where a document stands with all that was appended so far.
    pub(crate) fn standing(&mut self, id: DocumentId) -> Result<Option<StandingRow>> {
        let Some(touched) = self.touched.get_mut(&id) else {
            return standing::lookup(self.connection, self.organisation, id);
        };
        if touched.folded.is_none() {
            touched.folded = fold_anew(self.connection, self.organisation, id, touched)?;
        }
        Ok(touched.folded.clone())
    }

    /// Writes how far the log came and where the touched documents stand.
    pub(crate) fn close(mut self) -> Result<()> {
        let mut rows = Vec::with_capacity(self.touched.len());
        for (id, touched) in &mut self.touched {
            let folded = match touched.folded.take() {
                Some(folded) => Some(folded),
                None => fold_anew(self.connection, self.organisation, *id, touched)?,
            };
            rows.extend(folded);
        }
        // In the order of the table, which is quicker, and not that of a hash.
        rows.sort_by_key(|row| row.seq);
        for row in &rows {
            standing::put(self.connection, self.organisation, row)?;
        }
        for (span, learned_max) in &self.learned {
            let params = params![self.organisation.as_bytes(), *span, *learned_max];
            row::queue(self.connection, LEARNED_SPAN_PUT, params)?;
        }
        if self.last > self.was {
            let params = params![self.organisation.as_bytes(), self.last];
            row::queue(self.connection, EVENT_TAKE_SEQS, params)?;
            self.connection.announce(Change::Log {
                organisation: self.organisation,
                seq: Seq(self.last),
            })?;
        }
        Ok(())
    }
}

fn fold_anew(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: DocumentId,
    touched: &Touched,
) -> Result<Option<StandingRow>> {
    if let Some((head, events)) = &touched.new {
        return Ok(folded(head.clone(), events));
    }
    let Some(head) = document::head(connection, organisation, id)? else {
        return Ok(None);
    };
    let events = document::events(connection, organisation, id)?;
    Ok(folded(head, &events))
}

/// Where a document stands by its events, as of the last of them; nowhere if
/// it was withdrawn.
pub(crate) fn folded(head: Head, events: &[Event]) -> Option<StandingRow> {
    let is_withdrawn = |event: &Event| matches!(event.fact, Fact::Withdrawn { .. });
    if events.iter().any(is_withdrawn) {
        return None;
    }
    Some(StandingRow {
        seq: events.last().map(|event| event.seq).unwrap_or_default(),
        standing: fold(&head, events).standing,
        head,
    })
}

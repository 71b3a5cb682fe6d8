//! Recording events, and keeping those whose document is not known yet.

use super::target::{from_columns, to_columns};
use super::{Origin, Recording, Told, is_reserved, stored_if};
use crate::Result;
use crate::port::{NewFact, Outcome};
use crate::queries::{
    EVENT_FIND_BY_SOURCE, EVENT_IS_UNDONE, UNDO_ADD_EVENT, WAITING_ADD, WAITING_DELETE,
    WAITING_EXISTS, WAITING_FIND_BY_TARGET,
};
use crate::record::log::Entry;
use crate::record::matching;
use crate::sql::Columns;
use crate::sql::row::{self, micros};
use crate::sql::{Values, params};
use domain::intake::Target;
use domain::{DocumentId, Fact, Finding, Head, ImportId, Seq, SourceKey};

/// An event that waits for its document.
struct Waiting {
    target: Target,
    entry: Entry,
    item: (ImportId, i64),
}

fn read(columns: &mut Columns<'_>) -> Result<Waiting> {
    let source = SourceKey::new(columns.text("source")?, columns.text("source_id")?);
    let kind = columns.int("target_kind")?;
    let (target, part) = (
        columns.text("target")?,
        columns.optional_text("target_part")?,
    );
    let target = columns.known("target", from_columns(kind, target, part))?;
    Ok(Waiting {
        target,
        entry: Entry {
            document: None,
            source,
            occurred_at: columns.moment("occurred_at")?,
            learned_at: columns.moment("learned_at")?,
            fact: columns.json("fact")?,
        },
        item: (
            columns.id("import_id", ImportId::from_bytes)?,
            columns.int("import_position")?,
        ),
    })
}

/// Whether a fact names the mail or the message that carries the document, so
/// that others may name the document by it.
pub(super) const fn carries(fact: &Fact) -> bool {
    matches!(fact, Fact::Queued { .. } | Fact::Sent { .. })
}

impl Recording<'_> {
    /// Records an event once by its key, with its document if that is known.
    pub(super) fn event(
        &mut self,
        origin: Origin,
        new: NewFact,
        findings: &mut Vec<Finding>,
    ) -> Result<Told> {
        if is_reserved(&new.event.source, findings) {
            return Ok((Outcome::Rejected, None));
        }
        if let Some(document) = self.event_by_source(&new.event.source)? {
            return Ok((Outcome::Duplicate, document));
        }
        let Some(document) = self.find(&new.target)? else {
            return self.keep_waiting(origin, &new);
        };
        let name = carries(&new.event.fact).then(|| new.event.source.clone());
        let seq = self.log.next();
        let is_new = self.log.append(Entry {
            document: Some(document),
            source: new.event.source,
            occurred_at: new.event.occurred_at,
            learned_at: new.event.learned_at,
            fact: new.event.fact,
        })?;
        if is_new {
            self.note_event(origin.import, seq)?;
        }
        if let Some(name) = name {
            self.attach_named(document, &name)?;
        }
        Ok((stored_if(is_new), Some(document)))
    }

    /// Gives a document the events that waited for the mail or the message that
    /// carried it.
    pub(super) fn attach_named(&mut self, id: DocumentId, name: &SourceKey) -> Result<()> {
        let organisation = self.organisation;
        let params = params![organisation.as_bytes(), name.id, name.id, name.id, name.id,];
        self.attach(id, params)
    }

    /// Notes that an import told of this event, so that it can be undone.
    pub(super) fn note_event(&self, import: ImportId, seq: Seq) -> Result<()> {
        let params = params![self.organisation.as_bytes(), seq.0, import.as_bytes()];
        row::queue(self.connection, UNDO_ADD_EVENT, params)
    }

    /// The event with this key, and the document it is about.
    fn event_by_source(&self, source: &SourceKey) -> Result<Option<Option<DocumentId>>> {
        let params = params![self.organisation.as_bytes(), source.source, source.id];
        let known = row::one(
            self.connection,
            "events",
            EVENT_FIND_BY_SOURCE,
            params,
            |columns| columns.optional_id("document_id", DocumentId::from_bytes),
        )?;
        if known.is_some() && !row::exists(self.connection, EVENT_IS_UNDONE, params)? {
            return Ok(known);
        }
        let is_waiting = row::exists(self.connection, WAITING_EXISTS, params)?;
        Ok(is_waiting.then_some(None))
    }

    fn keep_waiting(&mut self, origin: Origin, new: &NewFact) -> Result<Told> {
        let target = to_columns(&new.target);
        let event = &new.event;
        let params = params![
            self.organisation.as_bytes(),
            event.source.source,
            event.source.id,
            target.kind,
            target.target,
            target.part,
            micros(event.occurred_at),
            micros(event.learned_at),
            row::json(&event.fact),
            origin.import.as_bytes(),
            row::signed(origin.position),
        ];
        row::queue(self.connection, WAITING_ADD, params)?;
        Ok((Outcome::Unmatched, None))
    }

    /// Gives a new document the events that waited for it.
    pub(super) fn attach_waiting(&mut self, head: &Head, source: &SourceKey) -> Result<()> {
        let organisation = self.organisation;
        let params = params![
            organisation.as_bytes(),
            head.id.to_string(),
            source.id,
            head.number,
            head.kid,
        ];
        self.attach(head.id, params)
    }

    /// Gives a document the waiting events that are found to be about it, of
    /// those that name one of these.
    fn attach(&mut self, id: DocumentId, params: Values<'_>) -> Result<()> {
        let waiting = row::all(
            self.connection,
            "waiting_events",
            WAITING_FIND_BY_TARGET,
            params,
            read,
        )?;
        for Waiting {
            target,
            mut entry,
            item,
        } in waiting
        {
            if self.find(&target)? != Some(id) {
                continue;
            }
            let key = params![
                self.organisation.as_bytes(),
                entry.source.source,
                entry.source.id
            ];
            row::queue(self.connection, WAITING_DELETE, key)?;
            entry.document = Some(id);
            let seq = self.log.next();
            if self.log.append(entry)? {
                self.note_event(item.0, seq)?;
            }
            matching::settle(self.connection, self.organisation, item, id)?;
        }
        Ok(())
    }
}

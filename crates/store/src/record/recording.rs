//! The one door through which anything enters the record: pieces of files,
//! with their originals, in one transaction.

use super::erasing::{KeyOf, find_key};
use super::import;
use super::log::{Entry, Log, OWN_SOURCE};
use super::matching;
use super::original;
use super::payment;
use super::telling::{self, Room};
use crate::Result;
use crate::port::{
    Import, ImportItem, Intake, ItemCounts, NewBody, NewItem, NewMoney, Outcome, RecordedItem,
};
use crate::sql::Connection;
use crate::sql::row;
use domain::intake::NewMandate;
use domain::{DocumentId, Fact, Finding, ImportId, OrganisationId, PaymentId, SourceKey};
use jiff::Timestamp;
use jiff::tz::TimeZone;

mod credit;
mod document;
mod event;
mod target;

/// Records pieces of files, and answers what became of every item.
pub(super) fn record(
    connection: &dyn Connection,
    organisation: OrganisationId,
    intakes: Vec<Intake>,
) -> Result<Vec<Vec<RecordedItem>>> {
    let mut recording = Recording {
        connection,
        organisation,
        log: Log::open(connection, organisation)?,
    };
    let recorded = intakes
        .into_iter()
        .map(|piece| recording.piece(piece))
        .collect::<Result<_>>()?;
    recording.log.close()?;
    Ok(recorded)
}

struct Recording<'c> {
    connection: &'c dyn Connection,
    organisation: OrganisationId,
    log: Log<'c>,
}

/// Where an item comes from, and when it was learned.
#[derive(Clone, Copy)]
struct Origin {
    import: ImportId,
    position: u64,
    learned_at: Timestamp,
}

impl Recording<'_> {
    fn piece(&mut self, piece: Intake) -> Result<Vec<RecordedItem>> {
        let Intake {
            import,
            originals,
            items,
            is_last,
            learned_at,
        } = piece;
        let is_new = import::begin(self.connection, self.organisation, &import)?;
        for packed in &originals {
            original::put(self.connection, self.organisation, packed)?;
        }
        let mut counts = ItemCounts::default();
        let mut recorded = Vec::with_capacity(items.len());
        for item in items {
            let origin = Origin {
                import: import.id,
                position: item.position,
                learned_at,
            };
            let known = if is_new { None } else { self.known(origin)? };
            recorded.push(match known {
                Some(known) => known,
                None => {
                    let item = self.item(origin, item)?;
                    count(&mut counts, item.outcome);
                    item
                }
            });
        }
        self.count(&import, counts, is_last)?;
        Ok(recorded)
    }

    fn count(&self, import: &Import, counts: ItemCounts, is_last: bool) -> Result<()> {
        let rest = (is_last, import.findings.as_slice(), import.format.as_str());
        import::count_items(self.connection, self.organisation, import.id, counts, rest)
    }

    /// What became of an item that was recorded before an interruption.
    fn known(&self, origin: Origin) -> Result<Option<RecordedItem>> {
        let Origin {
            import, position, ..
        } = origin;
        let item = import::lookup_item(self.connection, self.organisation, import, position)?;
        Ok(item.map(|item| RecordedItem {
            outcome: item.outcome,
            document: item.document,
            findings: item.findings,
        }))
    }

    fn item(&mut self, origin: Origin, item: NewItem) -> Result<RecordedItem> {
        let mut findings = item.findings;
        let (outcome, document) = match item.body {
            NewBody::Document(record) => self.document(origin, *record, &mut findings)?,
            NewBody::Event(fact) => self.event(origin, *fact, &mut findings)?,
            NewBody::Payment(money) => self.payment(origin, *money, &mut findings)?,
            NewBody::Mandate(mandate) => self.mandate(origin, *mandate, &mut findings)?,
            NewBody::Refused => (Outcome::Rejected, None),
        };
        let item = ImportItem {
            position: item.position,
            place: item.place,
            kind: item.kind,
            outcome,
            document,
            findings,
        };
        import::add_item(self.connection, self.organisation, origin.import, &item)?;
        Ok(RecordedItem {
            outcome,
            document,
            findings: item.findings,
        })
    }

    fn payment(
        &mut self,
        origin: Origin,
        money: NewMoney,
        findings: &mut Vec<Finding>,
    ) -> Result<Told> {
        let source = &money.payment.source;
        let known = payment::find_by_source(self.connection, self.organisation, source)?;
        if let Some(document) = known {
            return Ok((Outcome::Duplicate, document));
        }
        let erased = find_key(self.connection, self.organisation, KeyOf::Payment, source)?;
        if let Some(document) = erased {
            return Ok((Outcome::Duplicate, document));
        }
        let room = Room {
            connection: self.connection,
            organisation: self.organisation,
        };
        let (import, position) = (origin.import, row::signed(origin.position));
        if let Some(same) = telling::find_same(room, &money.payment)? {
            findings.push(told_again(same));
            let place = (import, position, money.learned_at);
            let document = telling::tell_again(room, &mut self.log, same, &money.payment, place)?;
            return Ok((Outcome::Duplicate, document));
        }
        let place = (import, position);
        let payment = payment::add(self.connection, self.organisation, place, money)?;
        self.log.append_first(Entry {
            document: None,
            source: own(format!("{}/received", payment.id)),
            occurred_at: start_of(payment.value_on, payment.learned_at),
            learned_at: payment.learned_at,
            fact: Fact::PaymentReceived {
                payment: payment.id,
            },
        })?;
        let document = matching::match_by_rule(
            self.connection,
            self.organisation,
            &mut self.log,
            &payment,
            payment.learned_at,
        )?;
        Ok(match document {
            Some(_) => (Outcome::Stored, document),
            None => (Outcome::Unmatched, None),
        })
    }

    fn mandate(
        &mut self,
        origin: Origin,
        mandate: NewMandate,
        findings: &mut Vec<Finding>,
    ) -> Result<Told> {
        if is_reserved(&mandate.source, findings) {
            return Ok((Outcome::Rejected, None));
        }
        let told_at = mandate.told_on.map(|day| start_of(day, origin.learned_at));
        let seq = self.log.next();
        let is_new = self.log.append(Entry {
            document: None,
            source: mandate.source,
            occurred_at: told_at.unwrap_or(origin.learned_at),
            learned_at: origin.learned_at,
            fact: Fact::MandateChanged {
                kid: mandate.kid,
                account: mandate.account,
                active: mandate.active,
                notice: mandate.notice,
            },
        })?;
        if is_new {
            self.note_event(origin.import, seq)?;
        }
        Ok((stored_if(is_new), None))
    }
}

/// What became of an item, and the document it is about.
type Told = (Outcome, Option<DocumentId>);

const fn stored_if(is_new: bool) -> Outcome {
    if is_new {
        Outcome::Stored
    } else {
        Outcome::Duplicate
    }
}

const fn count(counts: &mut ItemCounts, outcome: Outcome) {
    match outcome {
        Outcome::Stored => counts.stored += 1,
        Outcome::Duplicate => counts.duplicate += 1,
        Outcome::Rejected => counts.rejected += 1,
        Outcome::Unmatched => counts.unmatched += 1,
    }
}

fn own(id: String) -> SourceKey {
    SourceKey::new(OWN_SOURCE, id)
}

/// The beginning of a day that a bank names, in universal time: banks tell
/// days, not moments.
fn start_of(day: jiff::civil::Date, otherwise: Timestamp) -> Timestamp {
    let start = day.to_zoned(TimeZone::UTC);
    start.map_or(otherwise, |start| start.timestamp())
}

/// Whether a key from outside claims to be one of the record's own, which
/// would let a file take the place of what the record itself has to note.
fn is_reserved(key: &SourceKey, findings: &mut Vec<Finding>) -> bool {
    let is_reserved = key.source == OWN_SOURCE;
    if is_reserved {
        findings.push(Finding::error(
            "source.reserved",
            "",
            format!(
                "the source '{OWN_SOURCE}' belongs to the portal itself; use a name of your own"
            ),
        ));
    }
    is_reserved
}

/// The finding that a payment came in another file before.
fn told_again(payment: PaymentId) -> Finding {
    let message = format!(
        "another file told of this payment before, as {payment}; it is counted once and shown with both"
    );
    Finding::info("payment.told_again", "", message)
}

/// The finding that the same key came with other content.
fn conflict(of: &SourceKey) -> Finding {
    Finding::error(
        "source.conflict",
        "",
        format!(
            "a document with the key '{}' of '{}' is in the record and says something else; \
             a corrected document needs a key of its own",
            of.id, of.source
        ),
    )
}

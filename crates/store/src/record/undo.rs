//! Undoing an import. What others stand on stays, and is said; the rest goes
//! in steps, each a transaction, by events that are appended to the log.

use super::Record;
use super::log::{Entry, Log, OWN_SOURCE};
use super::telling::Room;
use crate::Result;
use crate::port::{Kept, Undo, UndoCursor, UndoState, UndoStep};
use crate::queries::{
    UNDO_BEGIN, UNDO_COMPLETE, UNDO_COUNT_WAITING, UNDO_DELETE_WAITING, UNDO_LIST_DOCUMENTS,
    UNDO_LIST_EVENTS, UNDO_LIST_PAYMENTS, UNDO_LIST_WITHDRAWN_AFTER, UNDO_LOOKUP,
};
use crate::sql::params;
use crate::sql::row::{self, micros};
use domain::{DocumentId, Fact, ImportId, OrganisationId, PaymentId, Seq, SourceKey, UserId};
use jiff::Timestamp;

mod documents;
mod payments;

const FIRST_PAYMENT: PaymentId = PaymentId::from_bytes([0; 16]);
const FIRST_DOCUMENT: DocumentId = DocumentId::from_bytes([0; 16]);

/// An import being undone, or looked at.
struct Undoing<'c> {
    room: Room<'c>,
    import: ImportId,
    /// When it happens; `None` where nothing is written.
    at: Option<Timestamp>,
}

impl Undoing<'_> {
    fn step(&self, from: UndoCursor, limit: usize) -> Result<UndoStep> {
        match from {
            UndoCursor::Events(after) => self.events(after, limit),
            UndoCursor::Payments(after) => self.payments(after, limit),
            UndoCursor::Documents(after) => self.documents(after, limit),
        }
    }

    fn events(&self, after: Seq, limit: usize) -> Result<UndoStep> {
        let Room {
            connection,
            organisation,
        } = self.room;
        let key = params![organisation.as_bytes(), self.import.as_bytes()];
        let waiting = match after == Seq::default() {
            true => row::one(
                connection,
                "waiting_events",
                UNDO_COUNT_WAITING,
                key,
                |columns| columns.count("count"),
            )?,
            false => None,
        };
        let params = params![
            organisation.as_bytes(),
            self.import.as_bytes(),
            after.0,
            row::limit(limit)
        ];
        let told = row::all(connection, "events", UNDO_LIST_EVENTS, params, |columns| {
            let seq = Seq(columns.int("seq")?);
            let document = columns.optional_id("document_id", DocumentId::from_bytes)?;
            Ok((seq, document))
        })?;
        if let Some(at) = self.at {
            row::run(connection, UNDO_DELETE_WAITING, key)?;
            let mut log = Log::open(connection, organisation)?;
            for (seq, document) in &told {
                retract(&mut log, *seq, *document, at)?;
            }
            log.close()?;
        }
        Ok(UndoStep {
            events: told.len() as u64 + waiting.unwrap_or_default(),
            next: Some(match told.last() {
                Some((last, _)) if told.len() >= limit => UndoCursor::Events(*last),
                _ => UndoCursor::Payments(FIRST_PAYMENT),
            }),
            ..UndoStep::default()
        })
    }

    fn payments(&self, after: PaymentId, limit: usize) -> Result<UndoStep> {
        let params = params![
            self.room.organisation.as_bytes(),
            self.import.as_bytes(),
            after.as_bytes(),
            row::limit(limit)
        ];
        let connection = self.room.connection;
        let ids = row::all(
            connection,
            "payments",
            UNDO_LIST_PAYMENTS,
            params,
            |columns| columns.id("payment_id", PaymentId::from_bytes),
        )?;
        let mut step = UndoStep::default();
        for id in &ids {
            match self.payment(*id)? {
                None => step.payments += 1,
                Some(obstacle) => step.kept.push(Kept::Payment(*id, obstacle)),
            }
        }
        step.next = Some(match ids.last() {
            Some(last) if ids.len() >= limit => UndoCursor::Payments(*last),
            _ => UndoCursor::Documents(FIRST_DOCUMENT),
        });
        Ok(step)
    }

    fn documents(&self, after: DocumentId, limit: usize) -> Result<UndoStep> {
        let params = params![
            self.room.organisation.as_bytes(),
            self.import.as_bytes(),
            after.as_bytes(),
            row::limit(limit)
        ];
        let connection = self.room.connection;
        let ids = row::all(
            connection,
            "documents",
            UNDO_LIST_DOCUMENTS,
            params,
            |columns| columns.id("document_id", DocumentId::from_bytes),
        )?;
        let mut step = UndoStep::default();
        for id in &ids {
            match self.document(*id)? {
                None => step.documents += 1,
                Some(obstacle) => step.kept.push(Kept::Document(*id, obstacle)),
            }
        }
        let last = ids.last().filter(|_| ids.len() >= limit);
        step.next = last.map(|last| UndoCursor::Documents(*last));
        Ok(step)
    }
}

/// Takes an earlier event back.
fn retract(
    log: &mut Log<'_>,
    event: Seq,
    document: Option<DocumentId>,
    at: Timestamp,
) -> Result<()> {
    log.append(Entry {
        document,
        source: SourceKey::new(OWN_SOURCE, format!("{event}/retracted")),
        occurred_at: at,
        learned_at: at,
        fact: Fact::Retracted { event },
    })?;
    Ok(())
}

#[async_trait::async_trait]
impl Undo for Record {
    async fn lookup_undo(
        &self,
        organisation: OrganisationId,
        import: ImportId,
    ) -> Result<UndoState> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), import.as_bytes()];
            let found = row::one(
                connection,
                "undone_imports",
                UNDO_LOOKUP,
                params,
                |columns| columns.flag("is_complete"),
            )?;
            Ok(match found {
                None => UndoState::Standing,
                Some(false) => UndoState::Begun,
                Some(true) => UndoState::Undone,
            })
        })
        .await
    }

    async fn preview_undo(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        from: UndoCursor,
        limit: usize,
    ) -> Result<UndoStep> {
        self.read(organisation, move |connection| {
            let undoing = Undoing {
                room: Room {
                    connection,
                    organisation,
                },
                import,
                at: None,
            };
            undoing.step(from, limit)
        })
        .await
    }

    async fn undo_import(
        &self,
        organisation: OrganisationId,
        import: ImportId,
        (by, at): (Option<UserId>, Timestamp),
        from: UndoCursor,
        limit: usize,
    ) -> Result<UndoStep> {
        self.write(organisation, move |connection| {
            let begun = params![
                organisation.as_bytes(),
                import.as_bytes(),
                micros(at),
                by.as_ref().map(UserId::as_bytes),
            ];
            row::run(connection, UNDO_BEGIN, begun)?;
            let undoing = Undoing {
                room: Room {
                    connection,
                    organisation,
                },
                import,
                at: Some(at),
            };
            let step = undoing.step(from, limit)?;
            if step.next.is_none() {
                let key = params![organisation.as_bytes(), import.as_bytes()];
                row::run(connection, UNDO_COMPLETE, key)?;
            }
            Ok(step)
        })
        .await
    }

    async fn list_withdrawn_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<(Seq, DocumentId)>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), after.0, row::limit(limit)];
            let table = "withdrawn_documents";
            row::all(
                connection,
                table,
                UNDO_LIST_WITHDRAWN_AFTER,
                params,
                |columns| {
                    let seq = Seq(columns.int("seq")?);
                    Ok((seq, columns.id("document_id", DocumentId::from_bytes)?))
                },
            )
        })
        .await
    }
}

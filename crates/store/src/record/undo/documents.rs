//! Withdrawing a document that the undone import brought.

use super::{Undoing, retract};
use crate::Result;
use crate::port::Obstacle;
use crate::queries::{
    PAYMENT_LIST_OF_DOCUMENT, UNDO_ADD_WITHDRAWN, UNDO_DELETE_REFERENCES, UNDO_DELETE_STANDING,
    UNDO_FIND_IMPORT_OF_DOCUMENT, UNDO_FIND_IMPORT_OF_EVENT, UNDO_FREE_DOCUMENT, UNDO_LIST_CREDITS,
};
use crate::record::log::{Entry, Log, OWN_SOURCE};
use crate::record::{document, payment};
use crate::sql::{params, row};
use domain::{DocumentId, Event, Fact, ImportId, Seq, SourceKey};
use jiff::Timestamp;
use std::collections::BTreeSet;

impl Undoing<'_> {
    /// Withdraws a document, or says why it stays.
    pub(super) fn document(&self, id: DocumentId) -> Result<Option<Obstacle>> {
        let events = document::events(self.room.connection, self.room.organisation, id)?;
        if let Some(obstacle) = self.obstacle(id, &events)? {
            return Ok(Some(obstacle));
        }
        if let Some(at) = self.at {
            self.withdraw_document(id, at)?;
        }
        Ok(None)
    }

    fn obstacle(&self, id: DocumentId, events: &[Event]) -> Result<Option<Obstacle>> {
        let retracted: BTreeSet<Seq> = events
            .iter()
            .filter_map(|event| match event.fact {
                Fact::Retracted { event } => Some(event),
                _ => None,
            })
            .collect();
        let begun_at = events
            .iter()
            .find(|event| event.fact == Fact::Received)
            .map(|event| event.learned_at);
        for event in events
            .iter()
            .filter(|event| !retracted.contains(&event.seq))
        {
            let found = match &event.fact {
                Fact::Received
                | Fact::Retracted { .. }
                | Fact::Withdrawn { .. }
                | Fact::PaymentMatched { .. }
                | Fact::PaymentDetached { .. } => None,
                Fact::Credited { by, .. } => self.is_foreign(*by)?.then_some(Obstacle::Credited),
                _ if event.source.source == OWN_SOURCE => Some(Obstacle::InHand),
                _ => self
                    .is_told_elsewhere(event, begun_at)?
                    .then_some(Obstacle::ToldOf),
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        self.is_paid(id)
    }

    /// Whether a document came with another import.
    fn is_foreign(&self, id: DocumentId) -> Result<bool> {
        let params = params![self.room.organisation.as_bytes(), id.as_bytes()];
        let query = UNDO_FIND_IMPORT_OF_DOCUMENT;
        let import = row::one(
            self.room.connection,
            "documents",
            query,
            params,
            |columns| columns.optional_id("import_id", ImportId::from_bytes),
        )?;
        Ok(import.flatten() != Some(self.import))
    }

    /// Whether an event came otherwise than with the document or as an item
    /// of its import. What came in the document's own breath is no item.
    fn is_told_elsewhere(&self, event: &Event, begun_at: Option<Timestamp>) -> Result<bool> {
        let params = params![self.room.organisation.as_bytes(), event.seq.0];
        let query = UNDO_FIND_IMPORT_OF_EVENT;
        let import = row::one(
            self.room.connection,
            "import_events",
            query,
            params,
            |columns| columns.id("import_id", ImportId::from_bytes),
        )?;
        Ok(match import {
            Some(import) => import != self.import,
            None => Some(event.learned_at) != begun_at,
        })
    }

    /// Money of another import stands on it; money of its own is taken away
    /// before, unless a person has it in hand.
    fn is_paid(&self, id: DocumentId) -> Result<Option<Obstacle>> {
        let params = params![
            self.room.organisation.as_bytes(),
            id.as_bytes(),
            row::limit(usize::MAX)
        ];
        let query = PAYMENT_LIST_OF_DOCUMENT;
        let payments = row::all(
            self.room.connection,
            "payments",
            query,
            params,
            payment::read,
        )?;
        let mut found = None;
        for (payment, _) in payments {
            let is_by_hand = payment.matched.is_some_and(|matched| matched.by_hand);
            if payment.import != Some(self.import) || is_by_hand || self.at.is_some() {
                found = Some(Obstacle::Paid);
            }
        }
        Ok(found)
    }

    fn withdraw_document(&self, id: DocumentId, at: Timestamp) -> Result<()> {
        let (connection, organisation) = (self.room.connection, self.room.organisation);
        let mut log = Log::open(connection, organisation)?;
        for (seq, invoice) in self.credits(id)? {
            retract(&mut log, seq, invoice, at)?;
        }
        let seq = log.next();
        log.append(Entry {
            document: Some(id),
            source: SourceKey::new(OWN_SOURCE, format!("{id}/withdrawn")),
            occurred_at: at,
            learned_at: at,
            fact: Fact::Withdrawn {
                import: self.import,
            },
        })?;
        let key = params![organisation.as_bytes(), id.as_bytes()];
        let name = id.to_string();
        let named = params![organisation.as_bytes(), id.as_bytes(), name];
        row::run(connection, UNDO_FREE_DOCUMENT, named)?;
        row::run(connection, UNDO_DELETE_REFERENCES, key)?;
        row::run(connection, UNDO_DELETE_STANDING, key)?;
        let withdrawn = params![organisation.as_bytes(), seq.0, id.as_bytes()];
        row::run(connection, UNDO_ADD_WITHDRAWN, withdrawn)?;
        log.close()
    }

    /// What the document, if it is a credit note, covers.
    fn credits(&self, id: DocumentId) -> Result<Vec<(Seq, Option<DocumentId>)>> {
        // Every key between `…/credits/` and the next letter after the slash.
        let (from, to) = (format!("{id}/credits/"), format!("{id}/credits0"));
        let params = params![self.room.organisation.as_bytes(), from, to];
        row::all(
            self.room.connection,
            "events",
            UNDO_LIST_CREDITS,
            params,
            |columns| {
                let seq = Seq(columns.int("seq")?);
                Ok((
                    seq,
                    columns.optional_id("document_id", DocumentId::from_bytes)?,
                ))
            },
        )
    }
}

//! Recording a document: once by its key, then everything that waited for it.

use super::credit::CREDITING_MAX;
use super::event::carries;
use super::{Origin, Recording, Told, conflict, is_reserved, own, stored_if};
use crate::Result;
use crate::port::{NewFactEvent, NewRecord, Outcome};
use crate::queries::{
    CUSTOMER_FIND_BY_KEY, DOCUMENT_FIND_BY_SOURCE, DOCUMENT_FIND_CREDITING,
    DOCUMENT_FIND_SAME_NUMBER, PAYMENT_FIND_WAITING, WAITING_FIND_BY_TARGET,
};
use crate::record::erasing::{KeyOf, find_key};
use crate::record::log::Entry;
use crate::record::matching::WAITING_MAX;
use crate::record::{customer, document, matching};
use crate::sql::params;
use crate::sql::row;
use domain::{ContentHash, DocumentId, Fact, Finding, Head, SourceKey};

impl Recording<'_> {
    /// Records a document. One that is known by its key is a duplicate, or
    /// rejected if it says something else now; of a duplicate, events that
    /// are news are recorded all the same, and then it counts as stored.
    pub(super) fn document(
        &mut self,
        origin: Origin,
        mut record: NewRecord,
        findings: &mut Vec<Finding>,
    ) -> Result<Told> {
        record
            .events
            .retain(|event| !is_reserved(&event.source, findings));
        self.ask_what_is_known(&record)?;
        if let Some((id, fingerprint)) = self.by_source(&record)? {
            if fingerprint != record.fingerprint {
                findings.push(conflict(&record.source));
                return Ok((Outcome::Rejected, Some(id)));
            }
            let is_news = self.events(id, record.events)?;
            return Ok((stored_if(is_news), Some(id)));
        }
        let erased = find_key(
            self.connection,
            self.organisation,
            KeyOf::Document,
            &record.source,
        )?;
        if let Some(erased) = erased {
            // It was here and its time was over; what is told of it is not kept.
            return Ok((Outcome::Duplicate, erased));
        }
        findings.extend(self.number_reused(&record)?);
        record.head.customer = customer::put(
            self.connection,
            self.organisation,
            &record.customer,
            record.head.customer,
            self.log.next(),
        )?;
        document::add(
            self.connection,
            self.organisation,
            origin.import,
            &record,
            findings,
        )?;
        self.begin(origin, record)
    }

    /// Begins the document's own log and joins it to what is there.
    fn begin(&mut self, origin: Origin, record: NewRecord) -> Result<Told> {
        let head = record.head;
        self.log.begin(&head);
        self.ask_what_waits(&head, &record.source)?;
        self.log.append_first(Entry {
            document: Some(head.id),
            source: own(format!("{}/received", head.id)),
            occurred_at: head.received_at,
            learned_at: origin.learned_at,
            fact: Fact::Received,
        })?;
        let carriers = record.events.iter().filter(|it| carries(&it.fact));
        let names: Vec<SourceKey> = carriers.map(|it| it.source.clone()).collect();
        self.events(head.id, record.events)?;
        self.attach_waiting(&head, &record.source)?;
        for name in &names {
            self.attach_named(head.id, name)?;
        }
        self.credit(&head, &record.details, origin.learned_at)?;
        matching::match_waiting(
            self.connection,
            self.organisation,
            &mut self.log,
            &head,
            origin.learned_at,
        )?;
        Ok((Outcome::Stored, Some(head.id)))
    }

    /// Asks ahead what decides whether a document is new.
    fn ask_what_is_known(&self, record: &NewRecord) -> Result<()> {
        let (head, source) = (&record.head, &record.source);
        let organisation = self.organisation.as_bytes();
        let by_source = params![organisation, source.source, source.id];
        let same_number = params![
            organisation,
            head.number,
            head.company.as_bytes(),
            head.kind.number(),
            record.fingerprint.as_bytes(),
        ];
        let by_key = params![organisation, record.customer.key()];
        self.connection.ahead(&[
            (DOCUMENT_FIND_BY_SOURCE, by_source),
            (DOCUMENT_FIND_SAME_NUMBER, same_number),
            (CUSTOMER_FIND_BY_KEY, by_key),
        ])
    }

    /// Asks ahead what waited for a document.
    fn ask_what_waits(&self, head: &Head, source: &SourceKey) -> Result<()> {
        let organisation = self.organisation.as_bytes();
        let by_target = params![
            organisation,
            head.id.to_string(),
            source.id,
            head.number,
            head.kid
        ];
        let crediting = params![organisation, head.number, CREDITING_MAX];
        let waiting = params![organisation, head.kid, head.account, WAITING_MAX];
        self.connection.ahead(&[
            (WAITING_FIND_BY_TARGET, by_target),
            (DOCUMENT_FIND_CREDITING, crediting),
            (PAYMENT_FIND_WAITING, waiting),
        ])
    }

    /// Appends events of a document; answers whether any of them was new.
    fn events(&mut self, id: DocumentId, events: Vec<NewFactEvent>) -> Result<bool> {
        let mut is_news = false;
        for event in events {
            is_news |= self.log.append(Entry {
                document: Some(id),
                source: event.source,
                occurred_at: event.occurred_at,
                learned_at: event.learned_at,
                fact: event.fact,
            })?;
        }
        Ok(is_news)
    }

    fn by_source(&self, record: &NewRecord) -> Result<Option<(DocumentId, ContentHash)>> {
        let params = params![
            self.organisation.as_bytes(),
            record.source.source,
            record.source.id
        ];
        row::one(
            self.connection,
            "documents",
            DOCUMENT_FIND_BY_SOURCE,
            params,
            |columns| {
                let id = columns.id("document_id", DocumentId::from_bytes)?;
                Ok((id, columns.hash("fingerprint")?))
            },
        )
    }

    fn number_reused(&self, record: &NewRecord) -> Result<Option<Finding>> {
        let head = &record.head;
        if head.number.is_empty() {
            return Ok(None);
        }
        let params = params![
            self.organisation.as_bytes(),
            head.number,
            head.company.as_bytes(),
            head.kind.number(),
            record.fingerprint.as_bytes(),
        ];
        let other = row::one(
            self.connection,
            "documents",
            DOCUMENT_FIND_SAME_NUMBER,
            params,
            |columns| columns.id("document_id", DocumentId::from_bytes),
        )?;
        Ok(other.map(|other| {
            Finding::warning(
                "document.number_reused",
                "",
                format!(
                    "the number '{}' also belongs to the document {other}, which says something \
                     else; both are kept",
                    head.number
                ),
            )
        }))
    }
}

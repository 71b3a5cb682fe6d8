use crate::Result;
use domain::{Document, DocumentId, Event, OrganisationId, Seq};

/// Documents and their events.
#[async_trait::async_trait]
pub trait Documents {
    /// A document by id.
    async fn lookup_document(
        &self,
        organisation: OrganisationId,
        id: DocumentId,
    ) -> Result<Option<Document>>;
    /// The documents with this number, newest first, at most `limit`.
    async fn find_documents_by_number(
        &self,
        organisation: OrganisationId,
        number: &str,
        limit: usize,
    ) -> Result<Vec<DocumentId>>;
    /// The documents with these keys, in the order asked; `None` where no
    /// document has the key.
    async fn find_documents_by_source(
        &self,
        organisation: OrganisationId,
        keys: &[domain::SourceKey],
    ) -> Result<Vec<Option<DocumentId>>>;
    /// Every event of a document, by place in the log.
    async fn list_document_events(
        &self,
        organisation: OrganisationId,
        id: DocumentId,
    ) -> Result<Vec<Event>>;
    /// The log after a place, in order: the change feed.
    async fn list_events_after(
        &self,
        organisation: OrganisationId,
        after: Seq,
        limit: usize,
    ) -> Result<Vec<Event>>;
    /// The last place in the log that is taken; zero for an empty log.
    async fn last_seq(&self, organisation: OrganisationId) -> Result<Seq>;
    /// Appends facts to documents, each at most once by its source key. Facts
    /// for unknown documents are left out. Answers how many were new.
    async fn append_events(
        &self,
        organisation: OrganisationId,
        events: Vec<NewDocumentEvent>,
    ) -> Result<usize>;
}

/// A fact to append to a document that is in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDocumentEvent {
    /// The document.
    pub document: DocumentId,
    /// Who told it; telling it again changes nothing.
    pub source: domain::SourceKey,
    /// When it happened.
    pub occurred_at: jiff::Timestamp,
    /// When we learned it.
    pub learned_at: jiff::Timestamp,
    /// What happened.
    pub fact: domain::Fact,
}

use crate::Result;
use domain::{DocumentId, HoldId, OrganisationId};
use jiff::Timestamp;

/// A legal hold: what it covers is not erased until it is released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// What people call it.
    pub name: String,
    /// Why it is set.
    pub reason: String,
    /// What it is on.
    pub on: HoldOn,
    /// When it was set.
    pub set_at: Timestamp,
    /// The name of whoever set it.
    pub set_by: String,
    /// When it was released, and the name of whoever did.
    pub released: Option<(Timestamp, String)>,
    /// How many documents it holds now.
    pub documents: u64,
}

/// What a hold is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoldOn {
    /// What these words of the filter language select, now and later. What
    /// was selected once stays held.
    Filter(String),
    /// One document.
    Document(DocumentId),
}

/// Legal holds.
#[async_trait::async_trait]
pub trait Holds {
    /// Sets a hold; it holds nothing yet. Setting it again under the same id
    /// changes nothing.
    async fn add_hold(&self, organisation: OrganisationId, hold: Hold) -> Result<()>;
    /// Every hold, newest first, released ones included.
    async fn list_holds(&self, organisation: OrganisationId) -> Result<Vec<Hold>>;
    /// Has a hold that stands hold these documents, and tells it in the log.
    /// Answers how many it did not hold before; unknown and erased ones are
    /// left out.
    async fn hold_documents(
        &self,
        organisation: OrganisationId,
        hold: HoldId,
        documents: Vec<DocumentId>,
        at: Timestamp,
    ) -> Result<u64>;
    /// Marks a hold as released. False where it is unknown or was released.
    async fn release_hold(
        &self,
        organisation: OrganisationId,
        hold: HoldId,
        at: Timestamp,
        by: &str,
    ) -> Result<bool>;
    /// Lets some of the documents of a released hold go, and tells it in the
    /// log. Answers how many; none means that all are gone.
    async fn let_go(
        &self,
        organisation: OrganisationId,
        hold: HoldId,
        at: Timestamp,
        limit: usize,
    ) -> Result<u64>;
    /// The holds that hold a document.
    async fn list_holds_of_document(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
    ) -> Result<Vec<HoldId>>;
    /// Documents that any hold holds, by id, those after one only.
    async fn list_held_documents(
        &self,
        organisation: OrganisationId,
        after: Option<DocumentId>,
        limit: usize,
    ) -> Result<Vec<DocumentId>>;
}

use crate::Result;
use domain::bulk::{BulkAction, BulkRowState};
use domain::{BulkId, DocumentId, OrganisationId, Seq, UserId};
use jiff::Timestamp;

/// Something that is done to many documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulk {
    /// Its id.
    pub id: BulkId,
    /// What is done to each.
    pub action: BulkAction,
    /// What was chosen, in words of the filter language; `None` where rows
    /// were chosen one by one, or it was about somebody who is erased.
    pub filter: Option<String>,
    /// How far the log had come when it was asked for.
    pub seq: Seq,
    /// Who asked for it.
    pub asked_by: UserId,
    /// That person's name.
    pub asked_by_name: String,
    /// When.
    pub asked_at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
}

/// One of the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkRow {
    /// Its place among them, from 1.
    pub place: i64,
    /// The document.
    pub document: DocumentId,
    /// What became of it.
    pub state: BulkRowState,
    /// A stable code that says why, where it was not done.
    pub why: Option<String>,
}

/// What is done to many documents at once.
#[async_trait::async_trait]
pub trait Bulks {
    /// Writes down what is to be done, and to which documents, in order.
    async fn add_bulk(
        &self,
        organisation: OrganisationId,
        bulk: Bulk,
        documents: Vec<DocumentId>,
    ) -> Result<()>;
    /// One by its id.
    async fn lookup_bulk(&self, organisation: OrganisationId, id: BulkId) -> Result<Option<Bulk>>;
    /// Those asked for since a moment, the last first.
    async fn list_bulks(
        &self,
        organisation: OrganisationId,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<Bulk>>;
    /// Rows after a place, in order. Those of erased documents are gone.
    async fn list_bulk_rows(
        &self,
        organisation: OrganisationId,
        id: BulkId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<BulkRow>>;
    /// How many rows are in each state.
    async fn count_bulk_rows(
        &self,
        organisation: OrganisationId,
        id: BulkId,
    ) -> Result<Vec<(BulkRowState, u64)>>;
    /// Says what became of rows that wait.
    async fn end_bulk_rows(
        &self,
        organisation: OrganisationId,
        id: BulkId,
        rows: Vec<BulkRow>,
    ) -> Result<()>;
    /// Says that it is over, and what may be kept of what was done. False
    /// where there is no such one under way.
    async fn end_bulk(
        &self,
        organisation: OrganisationId,
        id: BulkId,
        action: BulkAction,
        at: Timestamp,
    ) -> Result<bool>;
    /// Takes away those asked for before a moment. Answers how many.
    async fn delete_old_bulks(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<u64>;
}

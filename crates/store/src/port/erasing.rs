use crate::Result;
use domain::retention::Kept;
use domain::{CustomerId, DocumentId, ErasureId, OrganisationId, Seq};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A run of erasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Its id.
    pub id: ErasureId,
    /// The day it goes by: what is no longer kept on it is erased.
    pub as_of_on: Date,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; `None` while it is under way.
    pub ended_at: Option<Timestamp>,
    /// Who began it.
    pub started_by: String,
    /// What it came to so far.
    pub report: Erased,
}

/// How much was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Erased {
    /// Documents that were to be erased.
    pub due: u64,
    /// Documents that were.
    pub documents: u64,
    /// Documents that a hold kept from it.
    pub held: u64,
    /// Payments.
    pub payments: u64,
    /// Files whose bytes are gone.
    pub originals: u64,
    /// Customers of whom nothing is left.
    pub customers: u64,
    /// Files received of which the name is gone.
    pub imports: u64,
    /// Events that waited for a document that never came.
    pub waiting: u64,
    /// Runs of reports and exports whose files named something that went.
    pub extracts: u64,
}

impl Erased {
    /// Adds what another step came to.
    pub fn add(&mut self, more: &Self) {
        self.due += more.due;
        self.documents += more.documents;
        self.held += more.held;
        self.payments += more.payments;
        self.originals += more.originals;
        self.customers += more.customers;
        self.imports += more.imports;
        self.waiting += more.waiting;
        self.extracts += more.extracts;
    }
}

/// What a step of erasing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErasingStep {
    /// How much was erased.
    pub erased: Erased,
    /// The documents that were.
    pub documents: Vec<DocumentId>,
    /// Whose documents they were.
    pub customers: Vec<CustomerId>,
}

/// A document that was withdrawn and of which everything is still there. It
/// is in no list; only erasing still asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawn {
    /// Which one.
    pub id: DocumentId,
    /// When it was received.
    pub received_at: Timestamp,
    /// What the rules look at; the day is that of `received_at` in UTC and
    /// to be set by the caller.
    pub kept: Kept,
}

/// Erasing: what documents are about goes, and what figures need of them
/// stays.
#[async_trait::async_trait]
pub trait Erasing {
    /// Begins a run; one that was begun already goes on.
    async fn add_erasure(&self, organisation: OrganisationId, run: Erasure) -> Result<()>;
    /// Tells what a run came to so far, and at its end when that was.
    async fn report_erasure(
        &self,
        organisation: OrganisationId,
        run: ErasureId,
        report: Erased,
        ended_at: Option<Timestamp>,
    ) -> Result<()>;
    /// The runs, newest first.
    async fn list_erasures(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<Erasure>>;
    /// Erases documents with all that was said of them, in one transaction:
    /// their contents, comments, events, payments, files that nothing else
    /// names, and what was made of them: files of reports, exports, letters
    /// that wait. Those that a hold holds, that are unknown or erased
    /// already stay as they are. Of each there stays where it stood.
    async fn erase_documents(
        &self,
        organisation: OrganisationId,
        documents: Vec<DocumentId>,
        at: Timestamp,
    ) -> Result<ErasingStep>;
    /// Erases who these customers are, unless a document told of one after a
    /// place in the log. Answers how many it erased.
    async fn erase_customers(
        &self,
        organisation: OrganisationId,
        customers: Vec<CustomerId>,
        looked_at: Seq,
    ) -> Result<u64>;
    /// Documents withdrawn after a place in the log of which everything is
    /// still there.
    async fn list_withdrawn_unerased(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<Withdrawn>>;
    /// Erases some of what belongs to no document and was learned before a
    /// moment: payments, waiting events, names and bytes of files, and what
    /// was made of them. Nothing erased means that nothing is left.
    async fn erase_leftovers(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
        at: Timestamp,
        limit: usize,
    ) -> Result<Erased>;
    /// Forgets the keys of what was erased before a moment; what is sent
    /// again from then on is new.
    async fn forget_erased_keys(
        &self,
        organisation: OrganisationId,
        before: Timestamp,
    ) -> Result<u64>;
    /// Takes away what is left of the erased where nobody looks: bytes outside
    /// the database, pages and logs of the engine; and has facts loaded anew.
    async fn purge_erased(&self, organisation: OrganisationId) -> Result<()>;
}

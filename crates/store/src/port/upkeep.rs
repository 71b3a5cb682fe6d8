use crate::Result;
use domain::OrganisationId;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What, for example `sqlite.synchronous`.
    pub name: &'static str,
    /// Whether it is as it must be.
    pub is_ok: bool,
    /// What was found, and where it is wrong, what to do.
    pub detail: String,
}

/// How much an organisation has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Volume {
    /// Documents.
    pub documents: u64,
    /// Events.
    pub events: u64,
    /// Payments.
    pub payments: u64,
    /// Originals.
    pub originals: u64,
    /// Events that wait for their document.
    pub waiting: u64,
}

/// The database that holds the record, of all organisations together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Database {
    /// What people call the engine.
    pub engine: &'static str,
    /// Bytes on disk, logs of its own included.
    pub bytes: u64,
}

/// Looking after the record.
#[async_trait::async_trait]
pub trait Upkeep {
    /// Looks whether the record keeps its promises: settings, integrity,
    /// gaps in the log, originals that are missing.
    async fn examine(&self) -> Result<Vec<Check>>;
    /// Whether the database answers.
    async fn ping(&self) -> Result<()>;
    /// How large the database is.
    async fn database(&self) -> Result<Database>;
    /// How much an organisation has.
    async fn volume(&self, organisation: OrganisationId) -> Result<Volume>;
    /// Writes out what is pending and closes; nothing can be asked after.
    async fn close(&self) -> Result<()>;
}

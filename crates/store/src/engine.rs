//! What an engine does for the record: transactions, and what is its alone.

use crate::Result;
use crate::port::{Change, Check, Database};
use crate::sql::Connection;
use domain::OrganisationId;
use tokio::sync::broadcast;

/// Changes that a slow listener may lie behind before it misses some. They
/// are hints: who misses one finds the log longer when it looks.
pub(crate) const CHANGES_MAX: usize = 1_024;

/// Whose rows a job may see. An engine that can hold a job to it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those of one organisation.
    Organisation(OrganisationId),
    /// Those that the few verbs that say so look for in every organisation.
    AcrossTenants,
}

impl From<OrganisationId> for Scope {
    fn from(organisation: OrganisationId) -> Self {
        Self::Organisation(organisation)
    }
}

/// Work inside a transaction. Its answer lies where it was told to put it.
pub(crate) type Job = Box<dyn FnOnce(&dyn Connection) -> Result<()> + Send>;

/// A database that can hold a record.
#[async_trait::async_trait]
pub(crate) trait Engine: Send + Sync {
    /// Reads as of one moment.
    async fn read(&self, scope: Scope, job: Job) -> Result<()>;
    /// Writes all of a job or nothing of it; `Ok` is on disk. Nobody else
    /// writes in the same scope meanwhile, so a job may trust what it read.
    async fn write(&self, scope: Scope, job: Job) -> Result<()>;
    /// Hears of every log that grows, as soon as that is on disk.
    fn subscribe(&self) -> broadcast::Receiver<Change>;
    /// Looks whether the engine is set up as the promises need it.
    async fn examine(&self) -> Result<Vec<Check>>;
    /// How large the database is.
    async fn database(&self) -> Result<Database>;
    /// Takes away what deleting left in the engine's own pages and logs.
    async fn purge(&self) -> Result<()>;
    /// Writes out what is pending and closes; nothing can be asked after.
    async fn close(&self) -> Result<()>;
}

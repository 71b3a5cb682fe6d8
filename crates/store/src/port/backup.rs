use crate::Result;
use domain::OrganisationId;
use jiff::Timestamp;

/// A copy of an organisation that was made to be safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The moment that it shows.
    pub made_at: Timestamp,
    /// Where it lies, or what made it.
    pub place: String,
    /// Rows that were read back and found the same; `None` where another
    /// program made it.
    pub rows: Option<u64>,
}

/// What is known of backups. They lie elsewhere; here is noted that they were
/// made.
#[async_trait::async_trait]
pub trait Backups {
    /// Notes a backup that is whole. One that is older than what is noted
    /// changes nothing; answers whether it was noted.
    async fn note_backup(&self, organisation: OrganisationId, backup: Backup) -> Result<bool>;
    /// The newest backup that was noted.
    async fn lookup_backup(&self, organisation: OrganisationId) -> Result<Option<Backup>>;
}

use crate::Result;
use domain::ContentHash;
use jiff::Timestamp;

/// How often something may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// SHA-256 of what is counted.
    pub bucket: ContentHash,
    /// How often within the window.
    pub count_max: u32,
    /// The window, in seconds; it begins with the first try.
    pub window_s: u32,
}

/// The doors of an installation, where nobody knows yet which organisation
/// somebody belongs to. Shared by all nodes.
#[async_trait::async_trait]
pub trait Doors {
    /// Counts a try in each of these. Answers until when nothing more may be
    /// tried, where one of them is used up; the try is counted all the same.
    async fn count_try_across_tenants(
        &self,
        allowances: Vec<Allowance>,
        now: Timestamp,
    ) -> Result<Option<Timestamp>>;
    /// Forgets what was counted.
    async fn forget_tries_across_tenants(&self, buckets: Vec<ContentHash>) -> Result<()>;
    /// Keeps where somebody is between two steps of signing in.
    async fn add_step_across_tenants(
        &self,
        token: ContentHash,
        content: &str,
        expires_at: Timestamp,
    ) -> Result<()>;
    /// Where somebody is, unless it has expired.
    async fn lookup_step_across_tenants(
        &self,
        token: ContentHash,
        now: Timestamp,
    ) -> Result<Option<String>>;
    /// The same, and forgets it: of several who ask at once one gets it.
    async fn take_step_across_tenants(
        &self,
        token: ContentHash,
        now: Timestamp,
    ) -> Result<Option<String>>;
    /// Forgets steps that have expired and counts that began before a moment.
    async fn clear_doors_across_tenants(
        &self,
        now: Timestamp,
        counted_before: Timestamp,
    ) -> Result<()>;
}

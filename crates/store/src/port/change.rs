use domain::{OrganisationId, Seq};
use tokio::sync::broadcast;

/// News of what was written, on whichever node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A log has grown.
    Log {
        /// Whose log.
        organisation: OrganisationId,
        /// The last place in it that is taken now.
        seq: Seq,
    },
    /// A job was added, or is to be done again.
    Job,
}

/// Hearing of changes as they come.
pub trait Changes {
    /// Hears of every change as soon as it is on disk, on whichever node it
    /// was written. A change is a hint: one may be missed, or come twice or
    /// late. What holds is the record itself
    /// ([`Documents::last_seq`](super::Documents::last_seq),
    /// [`Jobs::lease_jobs_across_tenants`](super::Jobs::lease_jobs_across_tenants)),
    /// so look from time to time all the same.
    fn subscribe(&self) -> broadcast::Receiver<Change>;
}

use domain::{OrganisationId, Seq};
use tokio::sync::broadcast;

/// The news that the log of an organisation has grown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Whose log.
    pub organisation: OrganisationId,
    /// The last place in it that is taken now.
    pub seq: Seq,
}

/// Hearing of changes as they come.
pub trait Changes {
    /// Hears of every log that grows, as soon as that is on disk, on whichever
    /// node it was written. A change is a hint: one may be missed, or come
    /// twice or late, and [`Documents::last_seq`](super::Documents::last_seq)
    /// is what holds. Hence look from time to time all the same.
    fn subscribe(&self) -> broadcast::Receiver<Change>;
}

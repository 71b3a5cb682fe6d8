use crate::Result;
use domain::OrganisationId;
use jiff::Timestamp;

/// How it stands in a queue of things to be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queue {
    /// To be done now, and not begun.
    pub due: u64,
    /// To be done at a later moment.
    pub later: u64,
    /// Somebody is at it.
    pub running: u64,
    /// Given up until a person looks.
    pub given_up: u64,
    /// Since when the oldest of what is due has waited.
    pub due_since: Option<Timestamp>,
}

/// The queues of an organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queued {
    /// Jobs in the background.
    pub jobs: Queue,
    /// Letters by mail.
    pub letters: Queue,
    /// What is sent to webhooks, but for those that a person disabled.
    pub webhooks: Queue,
    /// Files that are safe and not read to their end.
    pub uploads: Queue,
    /// Events that wait for their document; nobody can do anything about them
    /// but the sender.
    pub events: u64,
}

/// What waits to be done.
#[async_trait::async_trait]
pub trait Queues {
    /// How it stands in every queue of an organisation at a moment.
    async fn queued(&self, organisation: OrganisationId, now: Timestamp) -> Result<Queued>;
}

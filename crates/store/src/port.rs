//! What a record can do, whichever engine does it.

mod annotation;
mod api_key;
mod audit;
mod backup;
mod bulk;
mod change;
mod comment;
mod company;
mod condition;
mod customer;
mod details;
mod document;
mod door;
mod erasing;
mod errand;
mod export;
mod extract;
mod factor;
mod follow_up;
mod hold;
mod import;
mod job;
mod letter;
mod link;
mod mandate;
mod organisation;
mod original;
mod outside;
mod payment;
mod person;
mod price;
mod queue;
mod reception;
mod report;
mod resend;
mod retention;
mod standing;
mod undo;
mod upkeep;
mod view;
mod webhook;

pub use annotation::*;
pub use api_key::*;
pub use audit::*;
pub use backup::*;
pub use bulk::*;
pub use change::*;
pub use comment::*;
pub use company::*;
pub use condition::*;
pub use customer::*;
pub use details::*;
pub use document::*;
pub use door::*;
pub use erasing::*;
pub use errand::*;
pub use export::*;
pub use extract::*;
pub use factor::*;
pub use follow_up::*;
pub use hold::*;
pub use import::*;
pub use job::*;
pub use letter::*;
pub use link::*;
pub use mandate::*;
pub use organisation::*;
pub use original::*;
pub use outside::*;
pub use payment::*;
pub use person::*;
pub use price::*;
pub use queue::*;
pub use reception::*;
pub use report::*;
pub use resend::*;
pub use retention::*;
pub use standing::*;
pub use undo::*;
pub use upkeep::*;
pub use view::*;
pub use webhook::*;

/// Everything a record can do.
pub trait Store:
    Organisations
    + Companies
    + Conditions
    + Customers
    + Documents
    + Standings
    + Payments
    + Imports
    + Comments
    + Doors
    + Factors
    + FollowUps
    + People
    + ApiKeys
    + Prices
    + Queues
    + Mandates
    + Annotations
    + Errands
    + Originals
    + OutsideOriginals
    + Jobs
    + Letters
    + Links
    + Receptions
    + Reports
    + Resends
    + Undo
    + Upkeep
    + Changes
    + Audit
    + Backups
    + Bulks
    + Retention
    + Holds
    + Erasing
    + Views
    + Webhooks
    + Exports
    + Extracts
    + Send
    + Sync
{
}

impl<T> Store for T where
    T: Organisations
        + Companies
        + Conditions
        + Customers
        + Documents
        + Standings
        + Payments
        + Imports
        + Comments
        + Doors
        + Factors
        + FollowUps
        + People
        + ApiKeys
        + Prices
        + Queues
        + Queues
        + Mandates
        + Annotations
        + Errands
        + Originals
        + OutsideOriginals
        + Jobs
        + Letters
        + Links
        + Links
        + Receptions
        + Reports
        + Resends
        + Undo
        + Upkeep
        + Changes
        + Audit
        + Backups
        + Backups
        + Bulks
        + Retention
        + Holds
        + Erasing
        + Views
        + Webhooks
        + Exports
        + Extracts
        + Send
        + Sync
{
}

/// The most rows that one `list` answers, so that no caller can ask for all
/// of a table at once. Who asks for more gets this many; that such an answer
/// is shorter than was asked for does not mean the end.
pub const LIST_ROWS_MAX: usize = 50_000;

//! What a record can do, whichever engine does it.

mod api_key;
mod change;
mod comment;
mod company;
mod customer;
mod document;
mod door;
mod factor;
mod export;
mod import;
mod job;
mod organisation;
mod original;
mod outside;
mod payment;
mod person;
mod reception;
mod standing;
mod undo;
mod upkeep;
mod webhook;

pub use api_key::*;
pub use change::*;
pub use comment::*;
pub use company::*;
pub use customer::*;
pub use document::*;
pub use door::*;
pub use factor::*;
pub use export::*;
pub use import::*;
pub use job::*;
pub use organisation::*;
pub use original::*;
pub use outside::*;
pub use payment::*;
pub use person::*;
pub use reception::*;
pub use standing::*;
pub use undo::*;
pub use upkeep::*;
pub use webhook::*;

/// Everything a record can do.
pub trait Store:
    Organisations
    + Companies
    + Customers
    + Documents
    + Standings
    + Payments
    + Imports
    + Comments
    + Doors
    + Factors
    + People
    + ApiKeys
    + Originals
    + OutsideOriginals
    + Jobs
    + Receptions
    + Undo
    + Upkeep
    + Changes
    + Webhooks
    + Exports
    + Send
    + Sync
{
}

impl<T> Store for T where
    T: Organisations
        + Companies
        + Customers
        + Documents
        + Standings
        + Payments
        + Imports
        + Comments
        + Doors
        + Factors
        + People
        + ApiKeys
        + Originals
        + OutsideOriginals
        + Jobs
        + Receptions
        + Undo
        + Upkeep
        + Changes
        + Webhooks
        + Exports
        + Send
        + Sync
{
}

/// The most rows that one `list` answers, so that no caller can ask for all
/// of a table at once. Who asks for more gets this many; that such an answer
/// is shorter than was asked for does not mean the end.
pub const LIST_ROWS_MAX: usize = 50_000;

//! The record: organisations, companies, customers, documents, their events,
//! payments, imports, comments, people; and the originals.
//!
//! `port` says what a record can do, in the closed vocabulary `lookup`,
//! `find_by_x`, `list`, `count`, `add` and domain verbs; an engine does it.
//! Callers hold an `Arc<dyn Store>` and cannot tell which engine it is.
//!
//! **Invariant:** the organisation is the first argument of every verb; the
//! few that must look across tenants say `across_tenants` in their name. An
//! id of another organisation is answered exactly like an unknown one.
//!
//! **Invariant:** a verb that returns `Ok` has its effect on disk.
//!
//! **Invariant:** the event log is only appended to, and numbered 1, 2, 3…
//! per organisation without gaps. A document's standing is the fold of its
//! events, written in the same transaction as the events themselves.
//!
//! Deliberately absent: HTTP, HTML, the formats of files, statistics.
//!
//! To add a noun: a trait in `port/<noun>.rs`, its SQL under
//! `queries/<noun>/`, the engine's `sqlite/<noun>.rs`, and its cases in
//! `conformance/<noun>.rs`, which every engine has to pass.

pub mod port;

mod blobs;
#[cfg(test)]
mod conformance;
mod error;
mod pack;
mod queries;
mod snapshots;
mod sqlite;

pub use blobs::{Depot, NotADepot};
pub use error::{Error, Result};
pub use port::Store;
pub use snapshots::Snapshots;
pub use sqlite::{SqliteStore, open as open_sqlite};

//! The record: organisations, companies, customers, documents, their events,
//! payments, imports, comments, people; and the originals.
//!
//! `port` says what a record can do, in the closed vocabulary `lookup`,
//! `find_by_x`, `list`, `count`, `add` and domain verbs.
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
//! `record` does it, once: it is written against the thin layer `sql`, and an
//! engine (`sqlite`, `postgres`) does no more than connect, make transactions and tell
//! its faults. Nothing under `record` asks which engine it is.
//!
//! To add a noun: a trait in `port/<noun>.rs`, its SQL under
//! `queries/<noun>/`, `record/<noun>.rs`, and its cases in
//! `conformance/<noun>.rs`, which every engine has to pass.

pub mod port;

mod blobs;
#[cfg(test)]
mod conformance;
mod engine;
mod error;
mod files;
mod gallery;
mod migration;
pub mod moving;
mod pack;
mod postgres;
mod queries;
mod record;
mod snapshots;
mod sql;
mod sqlite;

pub use blobs::{Depot, NotADepot};
pub use error::{Error, Result};
pub use files::Files;
pub use gallery::Gallery;
pub use port::Store;
pub use postgres::open as open_postgres;
pub use record::Record;
pub use snapshots::{Snapshot, Snapshots};
pub use sqlite::{open as open_sqlite, open_with_originals as open_sqlite_with_originals};

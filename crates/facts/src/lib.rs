//! The columnar read model of one organisation: which documents a filter
//! means, how many they are and how much they are about, in an order, by any
//! dimension, in milliseconds.
//!
//! [`Facts`] is told of documents ([`Entry`]: fixed fields and where the
//! document stands) and answers [`View`]s: [`Facts::list`] for a page with
//! exact totals and facets, [`Facts::group`] for statistics, [`Facts::ids`]
//! for exports. It lies in memory, is fed after each commit and can be thrown
//! away: the record rebuilds it.
//!
//! Deliberately absent: SQL, HTTP, HTML, the clock, and the documents
//! themselves. An answer is ids and numbers; whoever wants rows asks the
//! record by key.
//!
//! Where to enter: `facts.rs` (the whole face), `columns.rs` (what is kept of
//! a document), `plan.rs` (how a filter becomes tests), `scan.rs` (the pass
//! that answers), `statistics.rs` (the questions), `survival.rs` (the estimators
//! behind them). The README has the columns with their costs.
//!
//! To add a column: give it a place in `columns/field.rs`, fill it in
//! `columns.rs`, and add its test to `plan.rs` and its key to `order.rs` or
//! `dimension.rs`; the oracle in `tests/` then has to learn it too, and the
//! snapshot takes its next version.

pub mod benchmark;
mod by_customer;
mod columns;
mod cursor;
mod days;
mod dictionary;
mod dimension;
mod entry;
mod facts;
mod group;
mod hash;
mod histogram;
mod list;
pub mod made_up;
mod memory;
mod names;
mod order;
mod paired;
mod payers;
mod places;
mod plan;
mod scan;
mod shape;
mod share;
mod snapshot;
mod sort;
pub mod statistics;
pub mod survival;
mod text;
mod top;
mod view;
mod waits;

pub use cursor::{Cursor, CursorError};
pub use dimension::{DateField, Dimension, UnknownDimension};
pub use entry::{CompanyEntry, CustomerEntry, Entry};
pub use facts::Facts;
pub use group::{DIMENSIONS_MAX, Group, GroupKey, GroupSum};
pub use hash::QuickState;
pub use list::{Facets, List, PAGE_MAX, Sum};
pub use memory::Memory;
pub use paired::Differences;
pub use payers::{LatePayer, PAID_MIN};
pub use share::Share;
pub use snapshot::SnapshotError;
pub use sort::{Sort, SortBy, UnknownSort};
pub use view::View;
pub use waits::{WAIT_GROUPS_MAX, WaitCounts, WaitFor, Waits, number_of, percentile};

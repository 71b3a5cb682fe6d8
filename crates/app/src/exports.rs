//! Exports: what a filter selects, as a file that other programs read.
//!
//! Two tables, each with one list of fields that every format follows: the
//! documents with where they stand (`documents`), and the events that made
//! them stand there (`events`). Rows come piece by piece, so that a file of any
//! size takes little memory.
//!
//! To add a format: a variant of [`Format`] and an `Encoder` beside this.

mod asked;
mod cell;
mod csv_rows;
mod dataset;
mod documents;
mod encoder;
mod events;
mod ndjson;
mod parquet_file;
mod stream;
mod xlsx;

pub(crate) use asked::MakeExport;
pub use asked::{ask, clear_old, list, lookup, open};
pub(crate) use dataset::LayDownDatasets;
pub use dataset::lay_down;
pub use encoder::{Format, Table};
pub use store::port::{ExportRow, ExportState};
pub use stream::{Export, export};

#[cfg(test)]
mod tests;

//! Reports as files: what was found out, written as a mail, a PDF, a
//! spreadsheet, and tables for programs.
//!
//! A [`Definition`] says what a report is made of. A [`Report`] is what came
//! of it for one period: its [`Head`], and sections of key figures, charts and
//! tables whose [`Cell`]s know what they are (a count, an amount, a day, a
//! number that is a name). The writers turn it into files: [`mail`], [`pdf`],
//! [`xlsx`], [`csv`], [`ndjson`]. A list too long to hold goes row by row
//! through [`xlsx::Book`], [`csv::Lines`] and [`ndjson::Lines`].
//!
//! **Invariant:** the same report gives the same bytes. Nothing here asks the
//! clock; the time in a file is the time of its data.
//!
//! **Invariant:** no cell of a spreadsheet is a formula, whatever text it holds.
//!
//! Deliberately absent: SQL, HTTP, when reports are due, and who gets them.
//!
//! To add a format: a file with a writer, and a word in [`Format`].

pub mod csv;
mod definition;
mod head;
pub mod mail;
pub mod ndjson;
pub mod pdf;
mod report;
#[cfg(test)]
mod samples;
mod table;
mod written;
pub mod xlsx;

pub use definition::{Definition, Format, Kind, Period, Section, Timetable};
pub use head::{Fact, Head};
pub use report::{Block, Chart, ChartKind, KeyFigure, Part, Report, Series};
pub use table::{Cell, CellRef, Column, Shape, Table, harmless};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk, or whatever the bytes go to.
    #[error("a file could not be written")]
    Io(#[from] std::io::Error),
    /// The writer of a format.
    #[error("a file could not be written: {0}")]
    Format(String),
}

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Format(error.to_string())
    }
}

impl From<rawzip::Error> for Error {
    fn from(error: rawzip::Error) -> Self {
        Self::Format(error.to_string())
    }
}

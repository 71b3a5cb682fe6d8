//! Reports: what they are made of, when they are due, making them, and who
//! gets them.
//!
//! A report is a [`Definition`] under a short name. Those that come with the
//! program are there without a row in the record; setting one up gives it one.
//! For each period that is due there is one run, for ever: its key is the
//! period. A run asks the facts as of the moment it was due, so it can be made
//! late, or again, and says the same; its files are kept, and handing them out
//! again hands out the same bytes.
//!
//! To add a section: a variant of [`Section`], an arm in `compose.rs`, its
//! words in `web/locales/*/reports.ftl`.

mod archive;
mod compose;
mod due;
mod letters;
mod make;
mod plan;
mod recipients;
mod run;
mod setup;
mod timetable;

pub use ::reports::{
    Block, Cell, Chart, Column, Definition, Format, Head, KeyFigure, Kind, Part, Period as Length,
    Report, Section, Table, Timetable,
};
pub use archive::{Reading, RunFile, files, open_file, read_file, read_page};
pub use compose::preview;
pub use due::{Due, due};
pub use letters::sent;
pub(crate) use letters::{note_letter, write_anew};
pub(crate) use make::MakeReport;
pub(crate) use plan::{ClearReports, PlanReports};
pub use recipients::{Subscription, ask_back, subscriptions, unsubscribe};
pub use run::{Order, Run, RunState, lookup, order, runs, send_again};
pub use setup::{SetUp, delete, find, list, pause, put};
pub use timetable::{due_at, due_between, period_of};

#[cfg(test)]
mod tests;

//! Imports: every file that was received with what became of each item, and
//! the way to hand in more.

mod check;
mod columns;
mod list;
mod outcome;
mod settings;
mod show;
mod undo;
mod upload;

pub(crate) use check::{rejected, show as check, submit as import_table};
pub(crate) use columns::show as columns;
pub(crate) use list::list;
pub(crate) use show::{file, show};
pub(crate) use undo::{show as preview_undo, submit as undo};
pub(crate) use upload::{UPLOAD_BYTES_MAX, upload};

//! Imports: every file that was received with what became of each item, and
//! the way to hand in more.

mod list;
mod outcome;
mod show;
mod upload;

pub(crate) use list::list;
pub(crate) use show::{file, show};
pub(crate) use upload::{UPLOAD_BYTES_MAX, upload};

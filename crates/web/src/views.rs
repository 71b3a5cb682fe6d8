//! Saved views: the page where they are looked after, and the forms that save
//! them from the list.

mod change;
mod list;

pub(crate) use change::{add, open_with, remove, rename, save};
pub(crate) use list::{list, ticks};

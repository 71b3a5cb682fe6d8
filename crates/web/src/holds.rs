//! Legal holds: setting them, releasing them, and what each holds.

mod list;
mod set;

pub(crate) use list::list;
pub(crate) use set::{release, set};

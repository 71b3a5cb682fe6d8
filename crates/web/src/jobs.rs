//! Jobs in the background: what was given up and may run again, what is under
//! way, what waits.

mod list;
mod retry;

pub(crate) use list::list;
pub(crate) use retry::retry;

//! Mail that goes out: what waits, what was sent, what was refused and why.

mod list;
mod retry;

pub(crate) use list::{list, server_notice};
pub(crate) use retry::retry;

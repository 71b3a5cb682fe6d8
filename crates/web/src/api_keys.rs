//! Keys for other systems: which there are, and making, rotating and revoking
//! them. A secret is on the page that answers its making and on no other.

mod change;
mod list;

pub(crate) use change::{revoke, rotate};
pub(crate) use list::{add, list};

//! What happened and is read along with figures over time.

mod form;
mod show;

pub(crate) use form::{add, remove};
pub(crate) use show::{days, show};

//! Payments: what came in, which document it belongs to, and a person's word
//! on both.

mod list;
mod matching;
mod show;
mod twins;

pub(crate) use list::list;
pub(crate) use matching::{detach, submit};
pub(crate) use show::show;
pub(crate) use twins::{keep_apart, merge, split};

//! What is done to many documents at once: confirmed, asked for, looked at.

mod new;
mod show;

pub(crate) use new::{ask, new};
pub(crate) use show::{list, report, show};

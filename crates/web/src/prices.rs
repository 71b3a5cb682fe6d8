//! What sending costs and what waiting costs: the price list of each company
//! and channel, and the rate of interest.

mod form;
mod show;

pub(crate) use form::{add, remove, remove_rate, set_rate};
pub(crate) use show::show;

//! Payments: what came in, which document it belongs to, and deciding that.

pub(crate) mod list;
pub(crate) mod matching;
pub(crate) mod tellings;

//! Files that were received, and what became of every item of them.

pub(crate) mod list;
pub(crate) mod show;

//! Files that were received, and what became of every item of them.

pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod mapping;
pub(crate) mod original;
pub(crate) mod show;
pub(crate) mod undo;

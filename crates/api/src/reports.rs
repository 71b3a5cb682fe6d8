//! Reports and their runs.

pub(crate) mod definitions;
pub(crate) mod due;
pub(crate) mod runs;
pub(crate) mod subscriptions;
pub(crate) mod write;

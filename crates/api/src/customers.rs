//! Customers, their documents, and how they behave.

pub(crate) mod documents;
pub(crate) mod list;
pub(crate) mod show;

//! Documents that are being followed up, over all documents.

mod list;

pub(crate) use list::list;

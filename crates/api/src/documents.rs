//! Documents: the list, one of them, its parts, and handing new ones in.

pub(crate) mod comments;
pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod pictures;
pub(crate) mod selection;
pub(crate) mod show;

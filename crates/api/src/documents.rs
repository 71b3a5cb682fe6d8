//! Documents: the list, one of them, its parts, and handing new ones in.

pub(crate) mod comments;
pub(crate) mod create;
pub(crate) mod export;
pub(crate) mod files;
pub(crate) mod list;
pub(crate) mod pictures;
pub(crate) mod show;

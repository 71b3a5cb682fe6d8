//! Links by which recipients see their documents: the pages that they see,
//! outside signing in and in a frame of their own, and the page on which links
//! are made and revoked.

mod files;
mod frame;
mod list;
mod make;
mod pay;
mod show;

pub(crate) use files::{file, page, seen};
pub(crate) use list::list;
pub(crate) use make::{make, revoke};
pub(crate) use show::show;

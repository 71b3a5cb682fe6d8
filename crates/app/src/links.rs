//! Links by which recipients see their documents, without an account.
//!
//! A sender makes a link to one document and puts it into the message that it
//! sends. Whoever has it sees the document and how to pay it until the link
//! expires or is revoked, the company closes its links, or the document is
//! erased; then, and for everybody else, there is nothing there. Of what opens
//! a link the record holds the hash only.
//!
//! What a recipient does is told in the document's own log: it was opened.
//! `viewer.rs` says whose view that is.

mod door;
mod manage;
mod recipient;
mod token;
mod viewer;

pub use manage::{
    LASTS_DAYS, LASTS_DAYS_MAX, Made, NewLink, allow, are_allowed, list, make, opens, revoke, usual,
};
pub use recipient::{Opened, Opening, open, seen};
pub use store::port::Link;
pub use viewer::Viewer;

/// Where the page of a link lies, before what opens it.
pub const PATH: &str = "/d/";

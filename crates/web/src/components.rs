//! The parts that pages are made of. Each is a function from values to
//! markup; none of them asks for anything.

mod alert;
mod amount;
mod facts;
mod finding;
mod heading;
mod moment;
mod pages;
mod qr;
mod status;
mod tabs;

pub(crate) use alert::{empty, failed, said};
pub(crate) use amount::{amount, digits, sums};
pub(crate) use facts::Facts;
pub(crate) use finding::findings;
pub(crate) use heading::heading;
pub(crate) use moment::{day, moment, relative_moment};
pub(crate) use pages::{Pages, Trail};
pub(crate) use qr::qr;
pub(crate) use status::{Family, status, tag};
pub(crate) use tabs::{Tab, tabs};

//! Going anywhere from one field: pages, saved views, customers and documents
//! by number, KID or id. A page of its own, and by Ctrl+K over any page.

mod found;
mod show;

pub(crate) use show::{palette, results, show};

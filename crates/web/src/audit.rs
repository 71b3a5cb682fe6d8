//! The audit log: who did what. To look through, to take out, to check.

mod export;
mod head;
mod list;
mod state;

pub(crate) use export::export;
pub(crate) use head::{check, head, sign};
pub(crate) use list::list;

use axum::http::HeaderMap;

/// Whether a browser reads ahead, rather than a person looks. What is read
/// ahead is not noted as seen (`Sec-Purpose`, Fetch Standard).
pub(crate) fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"]
        .iter()
        .filter_map(|name| headers.get(*name)?.to_str().ok())
        .any(|purpose| purpose.contains("prefetch") || purpose.contains("preview"))
}

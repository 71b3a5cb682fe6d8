//! The log as a file.

use super::state::State;
use crate::error_page::Failure;
use crate::session::Person;
use app::audit::{self, Flavour};
use app::{App, pieces};
use axum::body::Body;
use axum::extract;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Streams what the filter selects, oldest first.
pub(crate) async fn export(
    extract::State(app): extract::State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let (flavour, ending, kind) = match person.query.get("format") {
        Some("csv") => (Flavour::Csv, "csv", "text/csv; charset=utf-8"),
        Some("ndjson") => (Flavour::Ndjson, "ndjson", "application/x-ndjson"),
        _ => return Err(Failure::Malformed),
    };
    let filter = State::read(&person.query).filter(&person.ctx().time_zone);
    let export = audit::export(&app, person.ctx(), filter, flavour).await?;
    let day = person.ctx().today();
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"utsyn-audit-{day}.{ending}\""),
        ),
    ];
    Ok((headers, Body::from_stream(pieces::stream(export))).into_response())
}

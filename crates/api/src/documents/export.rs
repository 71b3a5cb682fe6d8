use super::list::{FilterWords, sort};
use crate::caller::{Caller, ReadDocuments};
use crate::problem::Problem;
use crate::query::Query;
use app::App;
use app::documents::Search;
use app::exports::{self, Export, Format, Table};
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::Stream;
use std::sync::Arc;

/// Export documents
///
/// Everything that the filter selects as one file that streams: documents with
/// where they stand, or the events that made them stand there. Fields are the
/// same in every format; the documentation lists them.
#[utoipa::path(
    get, path = "/documents/export", tag = "documents",
    params(
        FilterWords,
        ("format" = Option<String>, Query, description = "`ndjson`, `csv`, `parquet` or `xlsx`; `ndjson` where it is left out"),
        ("table" = Option<String>, Query, description = "`documents` or `events`; `documents` where it is left out"),
        ("sort" = Option<String>, Query, description = "Column to sort by; `-` in front reverses"),
    ),
    responses((status = 200, content(
        (String = "application/x-ndjson"),
        (String = "text/csv"),
        (Vec<u8> = "application/vnd.apache.parquet"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ))),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn export(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&["format", "table", "sort"], true)?;
    let search = Search {
        filter: query.filter()?,
        sort: sort(&query)?,
    };
    let format: Format = query.get("format").unwrap_or("ndjson").parse()?;
    let table: Table = query.get("table").unwrap_or("documents").parse()?;
    let export = exports::export(&app, caller.ctx(), &search, table, format).await?;
    let day = caller.ctx().today();
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"utsyn-{table}-{day}.{format}\""),
        ),
    ];
    Ok((headers, Body::from_stream(pieces(app, export))).into_response())
}

/// The file as it comes. What goes wrong on the way breaks it off, so that
/// nobody takes a part for the whole.
fn pieces(app: Arc<App>, export: Export) -> impl Stream<Item = app::Result<Vec<u8>>> {
    futures_util::stream::try_unfold((app, export), |(app, mut export)| async move {
        let piece = export.next(&app).await.inspect_err(|error| {
            tracing::error!(%error, "an export broke off");
        })?;
        Ok(piece.map(|piece| (piece, (app, export))))
    })
}

//! Exports that are made in the background: asked for, looked at, fetched.

use crate::caller::{Caller, ReadDocuments};
use crate::problem::{Fault, Problem};
use crate::query::{ROOT, search};
use crate::wire::Export;
use app::App;
use app::exports::{self, ExportRow};
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::ExportId;
use serde::Deserialize;
use std::io::Read;
use std::sync::Arc;
use tokio::sync::mpsc;
use utoipa::ToSchema;

/// Bytes of a file that are read at a time.
const PIECE_BYTES: u64 = 256 * 1024;
/// Pieces that may wait for the client to take them.
const PIECES_WAITING: usize = 2;

/// A file to make.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewExport {
    /// Words of the filter language; everything where it is left out.
    #[serde(default)]
    #[schema(example = "delivery:failed received:last30d", max_length = 4_000)]
    filter: String,
    /// Column to sort by; `-` in front reverses. `-received` where it is left
    /// out.
    #[serde(default)]
    sort: Option<String>,
    /// `documents` or `events`; `documents` where it is left out.
    #[serde(default)]
    table: Option<String>,
    /// `ndjson`, `csv`, `parquet` or `xlsx`.
    #[schema(example = "parquet")]
    format: String,
}

/// List exports
///
/// Newest first, those that can still be fetched or are being made.
#[utoipa::path(
    get, path = "/exports", tag = "exports",
    responses((status = 200, body = [Export])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<Export>>, Problem> {
    let rows = exports::list(&app, caller.ctx()).await?;
    Ok(Json(rows.iter().map(Export::from).collect()))
}

/// Ask for an export
///
/// The file is made in the background. Ask for its progress where `Location`
/// points; when it is ready, `file` is the address of its bytes for a day.
#[utoipa::path(
    post, path = "/exports", tag = "exports",
    request_body = NewExport,
    responses((status = 202, body = Export, headers(
        ("location" = String, description = "Where its progress can be asked for"),
    ))),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    body: Result<Json<NewExport>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let search = search(&new.filter, new.sort.as_deref())?;
    let table = new.table.as_deref().unwrap_or("documents").parse()?;
    let format = new.format.parse()?;
    let row = exports::ask(&app, caller.ctx(), &search, table, format).await?;
    let location = [(header::LOCATION, format!("{ROOT}/exports/{}", row.id))];
    Ok((StatusCode::ACCEPTED, location, Json(Export::from(&row))).into_response())
}

/// Show an export
#[utoipa::path(
    get, path = "/exports/{id}", tag = "exports",
    params(("id" = String, Path, description = "Id of the export", format = Uuid)),
    responses((status = 200, body = Export)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Export>, Problem> {
    let row = exports::lookup(&app, caller.ctx(), read_id(&id)?).await?;
    Ok(Json((&row.ok_or(Fault::NotFound)?).into()))
}

/// Fetch an export
///
/// The bytes of one that is ready.
#[utoipa::path(
    get, path = "/exports/{id}/file", tag = "exports",
    params(("id" = String, Path, description = "Id of the export", format = Uuid)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let opened = exports::open(&app, caller.ctx(), read_id(&id)?).await?;
    let (row, bytes) = opened.ok_or(Fault::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&row)),
    ];
    Ok((headers, streamed(bytes)).into_response())
}

fn disposition(row: &ExportRow) -> String {
    let (table, format) = (&row.table, &row.format);
    format!("attachment; filename=\"utsyn-{table}-{}.{format}\"", row.id)
}

fn read_id(id: &str) -> Result<ExportId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

/// What a reader gives, piece by piece, read where waiting holds up nobody.
fn streamed(mut bytes: Box<dyn Read + Send>) -> Body {
    let (send, mut pieces) = mpsc::channel::<std::io::Result<Vec<u8>>>(PIECES_WAITING);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = Vec::new();
            let read = Read::take(&mut bytes, PIECE_BYTES).read_to_end(&mut piece);
            let is_over = !matches!(read, Ok(1..));
            let told = match read {
                Ok(0) => return,
                Ok(_) => Ok(piece),
                Err(error) => Err(error),
            };
            // Nobody takes it any more where the client went away.
            if send.blocking_send(told).is_err() || is_over {
                return;
            }
        }
    });
    let pieces = futures_util::stream::poll_fn(move |context| pieces.poll_recv(context));
    Body::from_stream(pieces)
}

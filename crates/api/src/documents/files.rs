//! Files to download: the bytes as they came, never shown by a browser.

use crate::caller::{Caller, ReadDocuments};
use crate::problem::{Fault, Problem};
use app::App;
use app::documents::{self, File};
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::{ContentHash, DocumentId};
use std::sync::Arc;

/// Download the original of a document
///
/// The bytes as they were sent; `etag` is their SHA-256.
#[utoipa::path(
    get, path = "/documents/{id}/original", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn original(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let file = documents::original(&app, caller.ctx(), id).await?;
    Ok(hand_out(file.ok_or(Fault::NotFound)?))
}

/// Download a file that came with a document
#[utoipa::path(
    get, path = "/documents/{id}/attachments/{position}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("position" = u32, Path, description = "Its place among the attachments, from 0"),
    ),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn attachment(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path((id, position)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let position: usize = position.parse().map_err(|_| Fault::NotFound)?;
    let file = documents::attachment(&app, caller.ctx(), id, position).await?;
    Ok(hand_out(file.ok_or(Fault::NotFound)?))
}

/// A file on its way to be saved. Its media type is told as mere bytes: what
/// the sender claims stands in the document.
pub(crate) fn hand_out(file: File) -> Response {
    let tag = format!("\"{}\"", ContentHash::of(&file.bytes));
    let tag = HeaderValue::from_str(&tag).expect("hexadecimal digits in quotes");
    let tag = [(header::ETAG, tag)];
    (saved_as(&file.name), tag, file.bytes).into_response()
}

/// Headers of bytes that are saved under a name and never shown.
pub(crate) fn saved_as(name: &str) -> [(HeaderName, HeaderValue); 2] {
    let disposition = HeaderValue::from_str(&documents::disposition(name))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition),
    ]
}

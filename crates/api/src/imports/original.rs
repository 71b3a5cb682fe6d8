use crate::caller::{Caller, ReadDocuments};
use crate::documents::files::saved_as;
use crate::errand::stream;
use crate::problem::{Fault, Problem};
use app::{App, imports};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::ImportId;
use std::sync::Arc;

/// Download the file of an import
///
/// The bytes as they came.
#[utoipa::path(
    get, path = "/imports/{id}/original", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn original(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let file = imports::original(&app, caller.ctx(), id).await?;
    let (name, content) = file.ok_or(Fault::NotFound)?;
    Ok((saved_as(&name), stream(&content)).into_response())
}

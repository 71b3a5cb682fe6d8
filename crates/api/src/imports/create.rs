use crate::caller::{Caller, WriteDocuments};
use crate::errand::not_taken;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::Import;
use app::imports::{self, Options};
use app::{App, Ctx};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::{Channel, ImportId};
use std::sync::Arc;

/// The name of a file that is given none.
const NAMELESS: &str = "upload";

/// Hand in a file to be read in the background
///
/// For large files: answered as soon as the file is safe, and read afterwards.
/// Follow the import at `location` until `is_complete`. A key that is limited
/// to companies cannot, because it could not follow it.
#[utoipa::path(
    post, path = "/imports", tag = "imports",
    params(
        ("name" = Option<String>, Query, description = "Name of the file"),
        ("company" = Option<String>, Query, description = "The company that the documents belong to: organisation number or name"),
        ("channel" = Option<String>, Query, description = "The channel of the documents, whatever the file says"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 202, body = Import, headers(("location" = String, description = "Address of the import")))),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    query: Query,
    body: Body,
) -> Result<Response, Problem> {
    query.only(&["name", "company", "channel"], false)?;
    let ctx = caller.ctx();
    if !ctx.sees_all() {
        let why = "the key is limited to some companies; hand the file in at '/documents'";
        return Err(Problem::from(Fault::Scope).saying(why));
    }
    let options = Options {
        company: query.get("company").map(str::to_owned),
        channel: channel(&query)?,
        ..Options::default()
    };
    let taken = app.spool().take(body.into_data_stream()).await;
    let content = taken.map_err(|why| not_taken(&why))?;
    let name = query.get("name").unwrap_or(NAMELESS).to_owned();
    let accepted = imports::accept(&app, ctx, vec![(name, content)], &options).await?;
    answer(&app, ctx, &accepted.imports).await
}

/// The channel that documents are said to have.
pub(crate) fn channel(query: &Query) -> Result<Option<Channel>, Problem> {
    let word = query.get("channel");
    word.map(|word| {
        word.parse().map_err(|error: domain::UnknownCode| {
            Problem::parameter("channel", "channel.unknown", error.to_string())
        })
    })
    .transpose()
}

/// That a file is safe, and where to follow it.
pub(super) async fn answer(
    app: &App,
    ctx: &Ctx,
    accepted: &[ImportId],
) -> Result<Response, Problem> {
    let id = *accepted.first().ok_or(Fault::Broken)?;
    let shown = imports::show(app, ctx, id, None, 0).await?;
    let (import, _) = shown.ok_or(Fault::NotFound)?;
    let address = format!("/api/v1/imports/{id}");
    let address = HeaderValue::from_str(&address).map_err(|_| Fault::Broken)?;
    let head = [(header::LOCATION, address)];
    Ok((StatusCode::ACCEPTED, head, Json(Import::from(&import))).into_response())
}

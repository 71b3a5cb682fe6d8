use crate::caller::{Caller, ReadDocuments};
use crate::etag::tagged;
use crate::problem::{Fault, Problem};
use crate::wire::{Attempt, DocumentInFull, Event, Payment};
use app::documents::{self, Shown};
use app::{App, Ctx};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::DocumentId;
use std::sync::Arc;

/// Show a document
///
/// Everything known of it: data, state on the four axes, attempts, events,
/// payments, comments, findings, attachments, and when it will be erased.
#[utoipa::path(
    get, path = "/documents/{id}", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = DocumentInFull), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let shown = shown(&app, caller.ctx(), &id).await?;
    app::audit::viewed(&app, caller.ctx(), &shown.row.head).await?;
    Ok(tagged(&headers, &DocumentInFull::from(&shown)))
}

/// List the events of a document
///
/// As they happened, over all channels.
#[utoipa::path(
    get, path = "/documents/{id}/events", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = [Event])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn events(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Event>>, Problem> {
    let shown = shown(&app, caller.ctx(), &id).await?;
    Ok(Json(shown.events.iter().map(Event::from).collect()))
}

/// List the attempts of a document
///
/// One for each try on each channel, in the order they began.
#[utoipa::path(
    get, path = "/documents/{id}/attempts", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = [Attempt])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn attempts(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Attempt>>, Problem> {
    let shown = shown(&app, caller.ctx(), &id).await?;
    Ok(Json(shown.attempts.iter().map(Attempt::from).collect()))
}

/// List the payments of a document
#[utoipa::path(
    get, path = "/documents/{id}/payments", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = [Payment])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn payments(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Payment>>, Problem> {
    let shown = shown(&app, caller.ctx(), &id).await?;
    Ok(Json(shown.payments.iter().map(Payment::from).collect()))
}

/// The document with this id; an id that is none is answered like an unknown one.
pub(super) async fn shown(app: &App, ctx: &Ctx, id: &str) -> Result<Shown, Problem> {
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let shown = documents::show(app, ctx, id).await?;
    Ok(shown.ok_or(Fault::NotFound)?)
}

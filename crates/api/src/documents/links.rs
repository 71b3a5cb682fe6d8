//! Links by which recipients see their documents.

use crate::caller::{Caller, ManageLinks};
use crate::errand::ShownOnce;
use crate::problem::{Fault, Problem};
use crate::wire::{Link, MadeLink};
use app::links::{self, NewLink};
use app::{App, Ctx};
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use domain::{Channel, DocumentId, LinkId};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A link to make.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkToMake {
    /// The last day on which it opens, from today and at most two years
    /// ahead; where none is said, 90 days after the due date, or from today
    /// if that is later.
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
    /// The channel whose message will carry it. A view of the link shows that
    /// the message arrived there. Where none is said, the document's own
    /// channel if that is `email`, `sms` or `print`, else `portal`.
    #[schema(example = "sms")]
    channel: Option<String>,
}

/// List the links to a document
///
/// Newest first, expired and revoked ones included. Their addresses are not
/// kept.
#[utoipa::path(
    get, path = "/documents/{id}/links", tag = "links",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = [Link])),
    security(("key" = ["links:manage"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ManageLinks>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Link>>, Problem> {
    Ok(Json(of(&app, caller.ctx(), &id).await?))
}

/// Make a link to a document
///
/// Whoever has it sees the document and how to pay it, without signing in.
/// Its address is in this answer and never again. The company has to allow
/// links. When a recipient has seen the page, the document is `opened`.
#[utoipa::path(
    post, path = "/documents/{id}/links", tag = "links",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    request_body = LinkToMake,
    responses((status = 201, body = MadeLink, headers(("location" = String, description = "Address of the link in this API")))),
    security(("key" = ["links:manage"])),
)]
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    caller: Caller<ManageLinks>,
    Path(id): Path<String>,
    body: Result<Json<LinkToMake>, JsonRejection>,
) -> Result<Response, Problem> {
    let document: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(new) = body.map_err(Problem::from)?;
    let channel = new.channel.as_deref().map(str::parse::<Channel>);
    let channel = channel
        .transpose()
        .map_err(|error| Problem::parameter("/channel", "channel.unknown", error.to_string()))?;
    let new = NewLink {
        expires_on: new.expires_on,
        channel,
    };
    let made = links::make(&app, caller.ctx(), document, new).await?;
    let made = made.ok_or(Fault::NotFound)?;
    let address = format!("/api/v1/documents/{document}/links/{}", made.link.id);
    let address = HeaderValue::from_str(&address).expect("an address is ASCII");
    let body = MadeLink {
        link: Link::at(&made.link, caller.ctx().now),
        url: made.url,
    };
    let answer = (
        StatusCode::CREATED,
        [(header::LOCATION, address)],
        Extension(ShownOnce),
        Json(body),
    );
    Ok(answer.into_response())
}

/// Show a link to a document
#[utoipa::path(
    get, path = "/documents/{id}/links/{link}", tag = "links",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("link" = String, Path, description = "Id of the link", format = Uuid),
    ),
    responses((status = 200, body = Link)),
    security(("key" = ["links:manage"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ManageLinks>,
    Path((id, link)): Path<(String, String)>,
) -> Result<Json<Link>, Problem> {
    let links = of(&app, caller.ctx(), &id).await?;
    let link = links.into_iter().find(|one| one.id == link);
    Ok(Json(link.ok_or(Fault::NotFound)?))
}

/// Revoke a link to a document
///
/// It opens nothing from the next request on.
#[utoipa::path(
    delete, path = "/documents/{id}/links/{link}", tag = "links",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("link" = String, Path, description = "Id of the link", format = Uuid),
    ),
    responses((status = 204, description = "It is revoked")),
    security(("key" = ["links:manage"])),
)]
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller<ManageLinks>,
    Path((id, link)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let document: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let link: LinkId = link.parse().map_err(|_| Fault::NotFound)?;
    let revoked = links::revoke(&app, caller.ctx(), document, link).await?;
    revoked.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn of(app: &App, ctx: &Ctx, document: &str) -> Result<Vec<Link>, Problem> {
    let document: DocumentId = document.parse().map_err(|_| Fault::NotFound)?;
    let links = links::list(app, ctx, document).await?;
    let links = links.ok_or(Fault::NotFound)?;
    Ok(links.iter().map(|link| Link::at(link, ctx.now)).collect())
}

//! Whether a company allows links for recipients.

use crate::caller::{Caller, ManageCompanies, ReadDocuments};
use crate::problem::{Fault, Problem};
use crate::wire::LinkSetting;
use app::{App, links};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use domain::CompanyId;
use std::sync::Arc;

/// Show whether a company allows links for recipients
#[utoipa::path(
    get, path = "/companies/{id}/links", tag = "links",
    params(("id" = String, Path, description = "Id of the company", format = Uuid)),
    responses((status = 200, body = LinkSetting)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<LinkSetting>, Problem> {
    let id: CompanyId = id.parse().map_err(|_| Fault::NotFound)?;
    let are_allowed = links::are_allowed(&app, caller.ctx(), id).await?;
    let are_allowed = are_allowed.ok_or(Fault::NotFound)?;
    Ok(Json(LinkSetting { are_allowed }))
}

/// Allow a company's links for recipients, or close them
///
/// Links are closed until somebody allows them. While they are, those that
/// there are open nothing.
#[utoipa::path(
    put, path = "/companies/{id}/links", tag = "links",
    params(("id" = String, Path, description = "Id of the company", format = Uuid)),
    request_body = LinkSetting,
    responses((status = 200, body = LinkSetting)),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    Path(id): Path<String>,
    body: Result<Json<LinkSetting>, JsonRejection>,
) -> Result<Json<LinkSetting>, Problem> {
    let id: CompanyId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(new) = body.map_err(Problem::from)?;
    let allowed = links::allow(&app, caller.ctx(), id, new.are_allowed).await?;
    allowed.ok_or(Fault::NotFound)?;
    Ok(Json(new))
}

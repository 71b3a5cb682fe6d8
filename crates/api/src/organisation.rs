//! The organisation itself.

use crate::caller::{Caller, ManagePeople, ReadDocuments};
use crate::etag::{on_condition, surely_unchanged, tagged};
use crate::problem::{Fault, Problem};
use crate::wire::Organisation;
use app::conditions::Thing;
use app::{App, Ctx, organisations};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// What can be changed of an organisation.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationFields {
    /// Name.
    #[schema(min_length = 1, max_length = 120, example = "Nord Energi")]
    name: String,
    /// IANA time zone.
    #[schema(example = "Europe/Oslo")]
    time_zone: String,
    /// Language of its letters and reports, `nb` or `en`.
    #[schema(example = "nb")]
    language: String,
}

/// Show the organisation
#[utoipa::path(
    get, path = "/organisation", tag = "organisation",
    responses((status = 200, body = Organisation), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Ok(tagged(&headers, &now(&app, caller.ctx()).await?))
}

/// Change the organisation
///
/// Its name, time zone and language; how its people sign in is set in the
/// portal, by somebody who has shown a second factor. `If-Match` with the
/// `ETag` of the organisation is needed.
#[utoipa::path(
    put, path = "/organisation", tag = "organisation",
    params(("if-match" = Option<String>, Header, description = "The `ETag` of the organisation, as it was read; answered with 412 if it has changed since")),
    request_body = OrganisationFields,
    responses((status = 200, body = Organisation)),
    security(("key" = ["people:manage"])),
)]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller<ManagePeople>,
    headers: HeaderMap,
    body: Result<Json<OrganisationFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let ctx = caller.ctx();
    let app = on_condition(&app, ctx, &headers, Thing::Organisation).await?;
    surely_unchanged(&headers, &now(&app, ctx).await?)?;
    let Json(new) = body.map_err(Problem::from)?;
    organisations::change(&app, ctx, &new.name, &new.time_zone, &new.language).await?;
    Ok(tagged(&HeaderMap::new(), &now(&app, ctx).await?))
}

async fn now(app: &App, ctx: &Ctx) -> Result<Organisation, Problem> {
    let found = organisations::show(app, ctx).await?;
    Ok(Organisation::from(&found.ok_or(Fault::NotFound)?))
}

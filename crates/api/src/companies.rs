//! The subsidiaries of the organisation.

pub(crate) mod links;

use crate::caller::{Caller, ManageCompanies, ReadDocuments};
use crate::etag::{on_condition, surely_unchanged, tagged};
use crate::problem::{Fault, Problem};
use crate::query::ROOT;
use crate::wire::{Company, CompanyInFull, KidAgreement};
use app::companies::{self, Changed};
use app::conditions::Thing;
use app::{App, Ctx};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::{Channel, CompanyId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A company, and what is set for it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompanyFields {
    /// Name.
    #[schema(min_length = 1, max_length = 120, example = "Sør Varme AS")]
    name: String,
    /// Organisation number, which no other company of the organisation has.
    #[schema(example = "974761076")]
    number: Option<String>,
    /// Accounts it is paid to, each of one company only.
    #[serde(default)]
    #[schema(max_items = 100, example = json!(["15038366383"]))]
    accounts: Vec<String>,
    /// IANA time zone; the organisation's where it is left out.
    #[schema(example = "Europe/Oslo")]
    time_zone: Option<String>,
    /// Language of what it sends, `nb` or `en`; the organisation's where it is
    /// left out.
    #[schema(example = "nb")]
    language: Option<String>,
    /// The channels it sends by.
    #[serde(default)]
    #[schema(example = json!(["ehf", "email"]))]
    channels: Vec<String>,
    /// What it and its bank agreed on for KIDs.
    #[serde(default)]
    #[schema(max_items = 50)]
    kid_agreements: Vec<KidAgreement>,
}

/// List companies
///
/// The subsidiaries that the key may see, in the order they were added.
#[utoipa::path(
    get, path = "/companies", tag = "companies",
    responses((status = 200, body = [Company])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<Company>>, Problem> {
    let companies = companies::list(&app, caller.ctx()).await?;
    Ok(Json(companies.iter().map(Company::from).collect()))
}

/// Add a company
///
/// Files that name its organisation number, and payments to its accounts, are
/// its own from then on.
#[utoipa::path(
    post, path = "/companies", tag = "companies",
    request_body = CompanyFields,
    responses((status = 201, body = CompanyInFull, headers(
        ("location" = String, description = "Where the company is"),
    ))),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    body: Result<Json<CompanyFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(fields) = body.map_err(Problem::from)?;
    let id = companies::add(&app, caller.ctx(), fields.read()?).await?;
    let company = one(&app, caller.ctx(), id).await?;
    let location = [(header::LOCATION, format!("{ROOT}/companies/{id}"))];
    Ok((StatusCode::CREATED, location, Json(company)).into_response())
}

/// Show a company
///
/// With what is set for it.
#[utoipa::path(
    get, path = "/companies/{id}", tag = "companies",
    params(("id" = String, Path, description = "Id of the company", format = Uuid)),
    responses((status = 200, body = CompanyInFull), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let company = one(&app, caller.ctx(), read_id(&id)?).await?;
    Ok(tagged(&headers, &company))
}

/// Change a company
///
/// What is left out is set to what a new company would have. `If-Match` with
/// the `ETag` of the company is needed.
#[utoipa::path(
    put, path = "/companies/{id}", tag = "companies",
    params(
        ("id" = String, Path, description = "Id of the company", format = Uuid),
        ("if-match" = Option<String>, Header, description = "The `ETag` of the company, as it was read; answered with 412 if it has changed since"),
    ),
    request_body = CompanyFields,
    responses((status = 200, body = CompanyInFull)),
    security(("key" = ["companies:manage"])),
)]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller<ManageCompanies>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Result<Json<CompanyFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let (ctx, id) = (caller.ctx(), read_id(&id)?);
    let app = on_condition(&app, ctx, &headers, Thing::Company(id)).await?;
    let before = one(&app, ctx, id).await?;
    surely_unchanged(&headers, &before)?;
    let Json(fields) = body.map_err(Problem::from)?;
    let changed = companies::change(&app, ctx, id, fields.read()?).await?;
    changed.ok_or(Fault::NotFound)?;
    let after = one(&app, ctx, id).await?;
    Ok(tagged(&HeaderMap::new(), &after))
}

async fn one(app: &App, ctx: &Ctx, id: CompanyId) -> Result<CompanyInFull, Problem> {
    let found = companies::show(app, ctx, id).await?;
    Ok(CompanyInFull::from(&found.ok_or(Fault::NotFound)?))
}

fn read_id(id: &str) -> Result<CompanyId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

impl CompanyFields {
    fn read(self) -> Result<Changed, Problem> {
        let channels = self.channels.iter().map(|code| code.parse::<Channel>());
        let channels = channels.collect::<Result<_, _>>();
        Ok(Changed {
            number: self.number.unwrap_or_default(),
            name: self.name,
            accounts: self.accounts,
            time_zone: self.time_zone.unwrap_or_default(),
            language: self.language.unwrap_or_default(),
            channels: channels.map_err(|error: domain::UnknownCode| {
                Problem::parameter("/channels", "channel.unknown", error.to_string())
            })?,
            agreements: self.kid_agreements.into_iter().map(Into::into).collect(),
        })
    }
}

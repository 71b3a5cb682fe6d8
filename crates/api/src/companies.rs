//! The subsidiaries of the organisation.

pub(crate) mod links;

use crate::caller::{Caller, ReadDocuments};
use crate::etag::tagged;
use crate::problem::{Fault, Problem};
use crate::wire::Company;
use app::{App, companies};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::CompanyId;
use std::sync::Arc;

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

/// Show a company
#[utoipa::path(
    get, path = "/companies/{id}", tag = "companies",
    params(("id" = String, Path, description = "Id of the company", format = Uuid)),
    responses((status = 200, body = Company), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: CompanyId = id.parse().map_err(|_| Fault::NotFound)?;
    let companies = companies::list(&app, caller.ctx()).await?;
    let company = companies.iter().find(|company| company.id == id);
    let company = Company::from(company.ok_or(Fault::NotFound)?);
    Ok(tagged(&headers, &company))
}

//! The subsidiaries of the organisation.

use crate::caller::{Caller, ReadDocuments};
use crate::problem::Problem;
use crate::wire::Company;
use app::{App, companies};
use axum::Json;
use axum::extract::State;
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

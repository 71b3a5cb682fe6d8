use super::show::one;
use crate::caller::{Caller, ReadDocuments};
use crate::documents::list::{DocumentPage, FilterWords, Listing, Selecting, page};
use crate::problem::Problem;
use crate::query::Query;
use app::App;
use axum::Json;
use axum::extract::{Path, State};
use domain::filter::Test;
use std::sync::Arc;

/// List the documents of a customer
#[utoipa::path(
    get, path = "/customers/{id}/documents", tag = "customers",
    params(
        ("id" = String, Path, description = "Id of the customer", format = Uuid),
        FilterWords, Listing, Selecting,
    ),
    responses((status = 200, body = DocumentPage)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<DocumentPage>, Problem> {
    let customer = one(&app, caller.ctx(), &id).await?;
    let theirs = Test::Customer(vec![customer.id.to_string()]).yes();
    let filter = query.filter()?.with(theirs);
    Ok(Json(page(&app, caller.ctx(), &query, filter).await?))
}

use crate::caller::{Caller, ReadDocuments, ReadStatistics};
use crate::etag::tagged;
use crate::problem::{Fault, Problem};
use crate::statistics::{Asking, answer};
use crate::wire::Customer;
use app::{App, Ctx, customers};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::CustomerId;
use serde_json::Value;
use std::sync::Arc;

/// What is measured of a customer.
const MEASURES: [&str; 8] = [
    "count",
    "amount",
    "outstanding",
    "paid",
    "opened",
    "paid_on_time",
    "median_hours_to_open",
    "median_days_to_pay",
];

/// Show a customer
#[utoipa::path(
    get, path = "/customers/{id}", tag = "customers",
    params(("id" = String, Path, description = "Id of the customer", format = Uuid)),
    responses((status = 200, body = Customer), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let customer = one(&app, caller.ctx(), &id).await?;
    Ok(tagged(&headers, &Customer::from(&customer)))
}

/// Show how a customer behaves
///
/// Counts, sums, shares with their intervals and medians, by channel; the
/// same as `/statistics` says of the customer's documents.
#[utoipa::path(
    get, path = "/customers/{id}/behaviour", tag = "customers",
    params(("id" = String, Path, description = "Id of the customer", format = Uuid)),
    responses((status = 200, body = Object)),
    security(("key" = ["statistics:read"])),
)]
pub(crate) async fn behaviour(
    State(app): State<Arc<App>>,
    caller: Caller<ReadStatistics>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    let customer = one(&app, caller.ctx(), &id).await?;
    let asked = Asking {
        filter: customers::theirs(customer.id),
        by: vec!["channel".to_owned()],
        measures: MEASURES.map(str::to_owned).to_vec(),
        ..Asking::default()
    };
    Ok(Json(answer(&app, caller.ctx(), &asked).await?))
}

/// The customer with this id; an id that is none is answered like an unknown one.
pub(super) async fn one(app: &App, ctx: &Ctx, id: &str) -> Result<customers::Customer, Problem> {
    let id: CustomerId = id.parse().map_err(|_| Fault::NotFound)?;
    let customer = customers::show(app, ctx, id).await?;
    Ok(customer.ok_or(Fault::NotFound)?)
}

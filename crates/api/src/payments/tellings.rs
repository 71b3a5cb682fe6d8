//! Payments that several files told of, and payments that look alike.

use super::list::one;
use crate::caller::{Caller, ReadPayments, WritePayments};
use crate::etag::{on_condition, tagged, unchanged};
use crate::problem::{Fault, Problem};
use crate::wire::{Payment, Telling};
use app::conditions::Thing;
use app::{App, payments};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{PaymentId, SourceKey};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Another payment.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherPayment {
    /// Its id.
    #[schema(format = Uuid)]
    payment: String,
}

/// What one file told of a payment.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToldBy {
    /// The system that told it.
    source: String,
    /// That system's own name for it.
    source_id: String,
}

/// List what files told of a payment
///
/// In the order they did; empty where only one file told of it.
#[utoipa::path(
    get, path = "/payments/{id}/tellings", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    responses((status = 200, body = [Telling])),
    security(("key" = ["payments:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadPayments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Telling>>, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    one(&app, caller.ctx(), id).await?;
    let told = payments::tellings(&app, caller.ctx(), id).await?;
    Ok(Json(told.iter().map(Telling::from).collect()))
}

/// List payments that may be the same
///
/// Payments that may be this one under another system's name, and of which
/// nobody has said that they are not.
#[utoipa::path(
    get, path = "/payments/{id}/twins", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    responses((status = 200, body = [Payment])),
    security(("key" = ["payments:read"])),
)]
pub(crate) async fn twins(
    State(app): State<Arc<App>>,
    caller: Caller<ReadPayments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Payment>>, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    one(&app, caller.ctx(), id).await?;
    let twins = payments::twins(&app, caller.ctx(), id).await?;
    Ok(Json(twins.iter().map(Payment::from).collect()))
}

/// Make two payments one
///
/// They are the same money, told by two systems. Answers the one that stays.
#[utoipa::path(
    post, path = "/payments/{id}/merge", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    request_body = OtherPayment,
    responses((status = 200, body = Payment)),
    security(("key" = ["payments:write"])),
)]
pub(crate) async fn merge(
    State(app): State<Arc<App>>,
    caller: Caller<WritePayments>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Result<Json<OtherPayment>, JsonRejection>,
) -> Result<Response, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let other = other(body)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::Payment(id)).await?;
    if headers.contains_key(axum::http::header::IF_MATCH) {
        unchanged(&headers, &one(&app, caller.ctx(), id).await?)?;
    }
    let stays = payments::merge(&app, caller.ctx(), id, other).await?;
    let stays = one(&app, caller.ctx(), stays.ok_or(Fault::NotFound)?).await?;
    Ok(tagged(&HeaderMap::new(), &stays))
}

/// Take a payment apart
///
/// What one file told was another payment. Answers the payment that begins.
#[utoipa::path(
    post, path = "/payments/{id}/split", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    request_body = ToldBy,
    responses((status = 201, body = Payment)),
    security(("key" = ["payments:write"])),
)]
pub(crate) async fn split(
    State(app): State<Arc<App>>,
    caller: Caller<WritePayments>,
    Path(id): Path<String>,
    body: Result<Json<ToldBy>, JsonRejection>,
) -> Result<(StatusCode, Json<Payment>), Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(told) = body.map_err(Problem::from)?;
    let telling = SourceKey::new(told.source, told.source_id);
    let begins = payments::split(&app, caller.ctx(), id, telling).await?;
    let begins = one(&app, caller.ctx(), begins.ok_or(Fault::NotFound)?).await?;
    Ok((StatusCode::CREATED, Json(begins)))
}

/// Keep two payments apart
///
/// They look alike and are two.
#[utoipa::path(
    post, path = "/payments/{id}/apart", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    request_body = OtherPayment,
    responses((status = 200, body = Payment)),
    security(("key" = ["payments:write"])),
)]
pub(crate) async fn keep_apart(
    State(app): State<Arc<App>>,
    caller: Caller<WritePayments>,
    Path(id): Path<String>,
    body: Result<Json<OtherPayment>, JsonRejection>,
) -> Result<Json<Payment>, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let other = other(body)?;
    let kept = payments::keep_apart(&app, caller.ctx(), id, other).await?;
    kept.ok_or(Fault::NotFound)?;
    Ok(Json(one(&app, caller.ctx(), id).await?))
}

fn other(body: Result<Json<OtherPayment>, JsonRejection>) -> Result<PaymentId, Problem> {
    let Json(other) = body.map_err(Problem::from)?;
    other.payment.parse().map_err(|_| {
        let message = format!("'{}' is not the id of a payment", other.payment);
        Problem::parameter("/payment", "payment.invalid", message)
    })
}

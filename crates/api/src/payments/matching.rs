use crate::caller::{Caller, WritePayments};
use crate::problem::{Fault, Problem};
use crate::wire::Payment;
use app::{App, Ctx, payments};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use domain::{DocumentId, PaymentId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The document that a payment belongs to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMatch {
    /// Id of the document.
    #[schema(format = Uuid)]
    document: String,
}

/// Match a payment by hand
///
/// A payment that belongs to another document must be detached first.
#[utoipa::path(
    put, path = "/payments/{id}/match", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    request_body = NewMatch,
    responses((status = 200, body = Payment)),
    security(("key" = ["payments:write"])),
)]
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    caller: Caller<WritePayments>,
    Path(id): Path<String>,
    body: Result<Json<NewMatch>, JsonRejection>,
) -> Result<Json<Payment>, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(new) = body.map_err(Problem::from)?;
    let document: DocumentId = new.document.parse().map_err(|_| {
        Problem::parameter(
            "/document",
            "document.invalid",
            format!("'{}' is not the id of a document", new.document),
        )
    })?;
    let done = payments::match_by_hand(&app, caller.ctx(), id, document).await?;
    done.ok_or(Fault::NotFound)?;
    now(&app, caller.ctx(), id).await
}

/// Undo a match
///
/// The payment is then left for people: it is not matched by itself again.
#[utoipa::path(
    delete, path = "/payments/{id}/match", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    responses((status = 200, body = Payment)),
    security(("key" = ["payments:write"])),
)]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<WritePayments>,
    Path(id): Path<String>,
) -> Result<Json<Payment>, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let done = payments::detach(&app, caller.ctx(), id).await?;
    done.ok_or(Fault::NotFound)?;
    now(&app, caller.ctx(), id).await
}

async fn now(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Json<Payment>, Problem> {
    let payment = payments::show(app, ctx, id).await?;
    Ok(Json((&payment.ok_or(Fault::NotFound)?).into()))
}

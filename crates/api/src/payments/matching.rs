use crate::caller::{Caller, WritePayments};
use crate::etag::{on_condition, tagged, unchanged};
use crate::payments::list::one;
use crate::problem::{Fault, Problem};
use crate::wire::Payment;
use app::conditions::Thing;
use app::{App, payments};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
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
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Result<Json<NewMatch>, JsonRejection>,
) -> Result<Response, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::Payment(id)).await?;
    unchanged(&headers, &one(&app, caller.ctx(), id).await?)?;
    let Json(new) = body.map_err(Problem::from)?;
    let document = document_id(&new.document)?;
    let done = payments::match_by_hand(&app, caller.ctx(), id, document).await?;
    done.ok_or(Fault::NotFound)?;
    Ok(tagged(
        &HeaderMap::new(),
        &one(&app, caller.ctx(), id).await?,
    ))
}

fn document_id(written: &str) -> Result<DocumentId, Problem> {
    written.parse().map_err(|_| {
        let message = format!("'{written}' is not the id of a document");
        Problem::parameter("/document", "document.invalid", message)
    })
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
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::Payment(id)).await?;
    let before = one(&app, caller.ctx(), id).await?;
    unchanged(&headers, &before)?;
    let done = payments::detach(&app, caller.ctx(), id).await?;
    done.ok_or(Fault::NotFound)?;
    // A key that is limited may not see it any more.
    let after = Payment {
        document: None,
        matched_by_hand: None,
        ..before
    };
    Ok(tagged(&HeaderMap::new(), &after))
}

//! All that is kept of one recipient, because the recipient asks for it.

use crate::caller::{Caller, ManageRetention};
use crate::documents::files::saved_as;
use crate::problem::Problem;
use crate::query::Query;
use crate::wire::{ErasedRecipient, Recipient};
use app::recipients::{self, Recipient as Kept};
use app::{App, Ctx, pieces};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A recipient to erase.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipientToErase {
    /// Customer number, name or id.
    #[schema(min_length = 1, example = "10042")]
    customer: String,
    /// How many documents whoever asks knows to be erased by it: `erasable` of
    /// the recipient.
    documents: u64,
}

/// Show how much is kept of a recipient
///
/// Over every company of the organisation.
#[utoipa::path(
    get, path = "/recipients", tag = "retention", operation_id = "show_recipient",
    params(("customer" = String, Query, description = "Customer number, name or id")),
    responses((status = 200, body = Recipient)),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    query: Query,
) -> Result<Json<Recipient>, Problem> {
    let recipient = named(&app, caller.ctx(), &query).await?;
    Ok(Json(Recipient::from(&recipient)))
}

/// Take out all that is kept of a recipient
///
/// One JSON value a line: first who the recipient is, then each document with
/// everything, its files included.
#[utoipa::path(
    get, path = "/recipients/export", tag = "retention", operation_id = "export_recipient",
    params(("customer" = String, Query, description = "Customer number, name or id")),
    responses((status = 200, content_type = "application/x-ndjson", body = String)),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn export(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    query: Query,
) -> Result<Response, Problem> {
    let recipient = named(&app, caller.ctx(), &query).await?;
    let export = recipients::export(&app, caller.ctx(), recipient).await?;
    let name = saved_as("utsyn-recipient.ndjson");
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson")];
    Ok((name, kind, Body::from_stream(pieces::stream(export))).into_response())
}

/// Erase all that is kept of a recipient
///
/// For good, with who the recipient is if nothing is left; what a hold holds
/// stays. Where it would be another number of documents than was said, nothing
/// is erased (`recipient.unconfirmed`).
#[utoipa::path(
    post, path = "/recipients/erasures", tag = "retention", operation_id = "erase_recipient",
    request_body = RecipientToErase,
    responses((status = 200, body = ErasedRecipient)),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    body: Result<Json<RecipientToErase>, JsonRejection>,
) -> Result<Json<ErasedRecipient>, Problem> {
    let Json(asked) = body.map_err(Problem::from)?;
    let ctx = caller.ctx();
    let recipient = recipients::find(&app, ctx, &asked.customer).await?;
    let erased = recipients::erase(&app, ctx, &recipient, asked.documents).await?;
    Ok(Json(ErasedRecipient {
        documents: erased.documents,
        held: erased.held,
    }))
}

async fn named(app: &App, ctx: &Ctx, query: &Query) -> Result<Kept, Problem> {
    query.only(&["customer"], false)?;
    let typed = query.get("customer").unwrap_or_default();
    Ok(recipients::find(app, ctx, typed).await?)
}

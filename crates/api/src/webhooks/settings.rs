use crate::caller::{Caller, ManageWebhooks};
use crate::problem::{Fault, Problem};
use crate::wire::{Webhook, WebhookMade};
use app::webhooks::{self, NewWebhook};
use app::{App, Ctx};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{CompanyId, WebhookId};
use jiff::SignedDuration;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A webhook to make, or what one is changed to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookFields {
    /// The address; it must be encrypted, and on the open network.
    #[schema(example = "https://erp.example/hooks/utsyn", max_length = 2_000)]
    url: String,
    /// What people call it.
    #[serde(default)]
    #[schema(max_length = 200)]
    description: String,
    /// Types of event, and beginnings of types that end in a dot; all where
    /// it is left out.
    #[serde(default)]
    #[schema(example = json!(["document.failed", "payment."]))]
    event_types: Option<Vec<String>>,
    /// Ids of the companies whose documents it is told of; all that the key
    /// may see where it is left out.
    #[serde(default)]
    companies: Option<Vec<String>>,
}

/// How a secret is replaced.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rotation {
    /// For how many hours messages are signed with the secret before, too; 24
    /// where it is left out, 0 where the old one is known to others.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 720)]
    overlap_hours: Option<u32>,
}

/// List webhooks
///
/// All that this key may see, oldest first.
#[utoipa::path(
    get, path = "/webhooks", tag = "webhooks",
    responses((status = 200, body = [Webhook])),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
) -> Result<Json<Vec<Webhook>>, Problem> {
    let webhooks = webhooks::list(&app, caller.ctx()).await?;
    Ok(Json(webhooks.iter().map(Webhook::from).collect()))
}

/// Make a webhook
///
/// It is told of what happens from now on. The secret is in this answer and
/// never again.
#[utoipa::path(
    post, path = "/webhooks", tag = "webhooks",
    request_body = WebhookFields,
    responses((status = 201, body = WebhookMade)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    body: Result<Json<WebhookFields>, JsonRejection>,
) -> Result<(StatusCode, Json<WebhookMade>), Problem> {
    let Json(fields) = body.map_err(Problem::from)?;
    let made = webhooks::add(&app, caller.ctx(), fields.read()?).await?;
    Ok((StatusCode::CREATED, Json((&made).into())))
}

/// Show a webhook
#[utoipa::path(
    get, path = "/webhooks/{id}", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    responses((status = 200, body = Webhook)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
) -> Result<Json<Webhook>, Problem> {
    now(&app, caller.ctx(), read_id(&id)?).await
}

/// Change a webhook
///
/// What is left out is set to what a new webhook would have.
#[utoipa::path(
    put, path = "/webhooks/{id}", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    request_body = WebhookFields,
    responses((status = 200, body = Webhook)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
    body: Result<Json<WebhookFields>, JsonRejection>,
) -> Result<Json<Webhook>, Problem> {
    let id = read_id(&id)?;
    let Json(fields) = body.map_err(Problem::from)?;
    let changed = webhooks::change(&app, caller.ctx(), id, fields.read()?).await?;
    changed.ok_or(Fault::NotFound)?;
    now(&app, caller.ctx(), id).await
}

/// Delete a webhook
///
/// With all that it was told.
#[utoipa::path(
    delete, path = "/webhooks/{id}", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    responses((status = 204)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let deleted = webhooks::delete(&app, caller.ctx(), read_id(&id)?).await?;
    deleted.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Disable a webhook
///
/// What happens meanwhile waits until it is enabled again.
#[utoipa::path(
    put, path = "/webhooks/{id}/pause", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    responses((status = 200, body = Webhook)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn disable(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
) -> Result<Json<Webhook>, Problem> {
    let id = read_id(&id)?;
    let disabled = webhooks::disable(&app, caller.ctx(), id).await?;
    disabled.ok_or(Fault::NotFound)?;
    now(&app, caller.ctx(), id).await
}

/// Enable a webhook
///
/// It is told of everything that happened while it was disabled.
#[utoipa::path(
    delete, path = "/webhooks/{id}/pause", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    responses((status = 200, body = Webhook)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn enable(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
) -> Result<Json<Webhook>, Problem> {
    let id = read_id(&id)?;
    let enabled = webhooks::enable(&app, caller.ctx(), id).await?;
    enabled.ok_or(Fault::NotFound)?;
    now(&app, caller.ctx(), id).await
}

/// Replace the secret of a webhook
///
/// The new one is in this answer and never again. For a while messages carry
/// two signatures.
#[utoipa::path(
    post, path = "/webhooks/{id}/secret", tag = "webhooks",
    params(("id" = String, Path, description = "Id of the webhook", format = Uuid)),
    request_body = Rotation,
    responses((status = 200, body = WebhookMade)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn rotate(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
    body: Result<Json<Rotation>, JsonRejection>,
) -> Result<Json<WebhookMade>, Problem> {
    let Json(rotation) = body.map_err(Problem::from)?;
    let hours = rotation.overlap_hours.unwrap_or(24);
    let overlap = SignedDuration::from_hours(hours.into());
    let made = webhooks::rotate(&app, caller.ctx(), read_id(&id)?, overlap).await?;
    Ok(Json((&made.ok_or(Fault::NotFound)?).into()))
}

async fn now(app: &App, ctx: &Ctx, id: WebhookId) -> Result<Json<Webhook>, Problem> {
    let webhook = webhooks::lookup(app, ctx, id).await?;
    Ok(Json((&webhook.ok_or(Fault::NotFound)?).into()))
}

pub(super) fn read_id(id: &str) -> Result<WebhookId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

impl WebhookFields {
    fn read(self) -> Result<NewWebhook, Problem> {
        let company = |id: &String| {
            id.parse::<CompanyId>().map_err(|_| {
                Problem::parameter(
                    "/companies",
                    "webhook.companies",
                    format!("'{id}' is not the id of a company"),
                )
            })
        };
        let companies = self
            .companies
            .map(|companies| companies.iter().map(company).collect());
        Ok(NewWebhook {
            url: self.url,
            description: self.description,
            event_types: self.event_types,
            companies: companies.transpose()?,
        })
    }
}

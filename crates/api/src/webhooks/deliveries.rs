use super::settings::read_id;
use crate::caller::{Caller, ManageWebhooks};
use crate::page::Page;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{WebhookDelivery, WebhookDeliveryInFull};
use app::App;
use app::webhooks::{self, WebhookDeliveryState};
use axum::Json;
use axum::extract::{Path, State};
use domain::WebhookDeliveryId;
use std::sync::Arc;

/// List what a webhook was told
///
/// Newest first. What arrived is kept for 30 days, what was given up for 90.
#[utoipa::path(
    get, path = "/webhooks/{id}/deliveries", tag = "webhooks",
    params(
        ("id" = String, Path, description = "Id of the webhook", format = Uuid),
        ("state" = Option<String>, Query, description = "Only those that are `waiting`, `delivered` or `dead`"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` of the page before said"),
    ),
    responses((status = 200, body = Page<WebhookDelivery>)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<Page<WebhookDelivery>>, Problem> {
    query.only(&["state", "limit", "cursor"], false)?;
    let state = query.get("state").map(read_state).transpose()?;
    let before = query.cursor().as_deref().map(read_cursor).transpose()?;
    let limit = query.limit()?;
    let id = read_id(&id)?;
    let listing = webhooks::deliveries(&app, caller.ctx(), id, state, before, limit + 1).await?;
    let mut rows = listing.ok_or(Fault::NotFound)?;
    let goes_on = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| goes_on);
    Ok(Json(Page {
        items: rows.iter().map(WebhookDelivery::from).collect(),
        next: last.map(|last| query.at(&last.id.to_string())),
        prev: None,
    }))
}

/// Show a delivery
///
/// With every request that was made for it and every answer that came.
#[utoipa::path(
    get, path = "/webhooks/{id}/deliveries/{delivery}", tag = "webhooks",
    params(
        ("id" = String, Path, description = "Id of the webhook", format = Uuid),
        ("delivery" = String, Path, description = "Id of the delivery", format = Uuid),
    ),
    responses((status = 200, body = WebhookDeliveryInFull)),
    security(("key" = ["webhooks:manage"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ManageWebhooks>,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Json<WebhookDeliveryInFull>, Problem> {
    let delivery = delivery.parse().map_err(|_| Fault::NotFound)?;
    let told = webhooks::delivery(&app, caller.ctx(), read_id(&id)?, delivery).await?;
    Ok(Json((&told.ok_or(Fault::NotFound)?).into()))
}

fn read_state(word: &str) -> Result<WebhookDeliveryState, Problem> {
    WebhookDeliveryState::from_code(word).ok_or_else(|| {
        Problem::parameter(
            "state",
            "webhook.state",
            format!("'{word}' is not a state; one of: waiting, delivered, dead"),
        )
    })
}

fn read_cursor(text: &str) -> Result<WebhookDeliveryId, Problem> {
    text.parse().map_err(|_| Problem::cursor(text))
}

//! What webhooks were told, and what they answered.

use super::{settings, sign};
use crate::{App, Ctx, Error, Result};
use domain::{WebhookDeliveryId, WebhookId};
use jiff::{SignedDuration, Timestamp};
use store::port::{WebhookAttempt, WebhookDelivery, WebhookDeliveryCounts, WebhookDeliveryState};

/// How long deliveries are kept after they were made: those that arrived, and
/// those that were given up, for which somebody may still come.
const KEPT: [(WebhookDeliveryState, SignedDuration); 2] = [
    (WebhookDeliveryState::Delivered, SignedDuration::from_hours(30 * 24)),
    (WebhookDeliveryState::Dead, SignedDuration::from_hours(90 * 24)),
];

/// A delivery with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The delivery.
    pub delivery: WebhookDelivery,
    /// The name under which the receiver knows the message (`webhook-id`).
    pub name: String,
    /// What was asked and answered, in order.
    pub attempts: Vec<WebhookAttempt>,
}

/// The deliveries of a webhook, newest first, those before one. `None` where
/// there is no such webhook.
pub async fn deliveries(
    app: &App,
    ctx: &Ctx,
    id: WebhookId,
    state: Option<WebhookDeliveryState>,
    before: Option<WebhookDeliveryId>,
    limit: usize,
) -> Result<Option<Vec<WebhookDelivery>>> {
    if settings::lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let listed = app
        .store
        .list_webhook_deliveries(ctx.organisation, id, state, before, limit)
        .await?;
    Ok(Some(listed))
}

/// How many deliveries of a webhook stand how. `None` where there is no such
/// webhook.
pub async fn count(
    app: &App,
    ctx: &Ctx,
    id: WebhookId,
) -> Result<Option<WebhookDeliveryCounts>> {
    if settings::lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let counts = app
        .store
        .count_webhook_deliveries(ctx.organisation, id)
        .await?;
    Ok(Some(counts))
}

/// A delivery of a webhook with its attempts; `None` where there is none.
pub async fn delivery(
    app: &App,
    ctx: &Ctx,
    webhook: WebhookId,
    id: WebhookDeliveryId,
) -> Result<Option<Told>> {
    if settings::lookup(app, ctx, webhook).await?.is_none() {
        return Ok(None);
    }
    let found = app.store.lookup_webhook_delivery(ctx.organisation, id);
    let Some(delivery) = found.await?.filter(|found| found.webhook == webhook) else {
        return Ok(None);
    };
    let attempts = app
        .store
        .list_webhook_attempts(ctx.organisation, id)
        .await?;
    let place = (delivery.seq, delivery.part);
    Ok(Some(Told {
        name: sign::name(ctx.organisation, webhook, place),
        delivery,
        attempts,
    }))
}

/// Takes away the deliveries of every webhook that have been kept long enough.
pub async fn clear_old(app: &App, ctx: &Ctx) -> Result<()> {
    for webhook in app.store.list_webhooks(ctx.organisation).await? {
        for (state, kept) in KEPT {
            let before = ctx.now.checked_sub(kept).map_err(Error::internal)?;
            app.store
                .delete_old_webhook_deliveries(ctx.organisation, webhook.id, state, first_at(before))
                .await?;
        }
    }
    Ok(())
}

/// The first id of a moment.
fn first_at(moment: Timestamp) -> WebhookDeliveryId {
    let unix_ms = u64::try_from(moment.as_millisecond()).unwrap_or_default();
    WebhookDeliveryId::from_parts(unix_ms, [0; 10])
}

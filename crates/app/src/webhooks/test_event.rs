use super::settings;
use super::types::TEST;
use crate::{App, Ctx, Result};
use domain::{Seq, WebhookDeliveryId, WebhookId};
use serde_json::json;
use store::port::NewWebhookDelivery;

/// Sends a webhook a message that tells of nothing, to see whether it arrives.
/// Answers the delivery; `None` where there is no such webhook.
pub async fn test(app: &App, ctx: &Ctx, id: WebhookId) -> Result<Option<WebhookDeliveryId>> {
    if settings::lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let mut random = [0; 8];
    app.random.fill(&mut random);
    // Below the log, and another place each time.
    let place = -(i64::from_be_bytes(random) >> 1).abs().max(1);
    let delivery = NewWebhookDelivery {
        id: app.id(WebhookDeliveryId::from_parts),
        webhook: id,
        seq: Seq(place),
        part: 0,
        document: None,
        event_type: TEST.to_owned(),
        payload: json!({
            "type": TEST,
            "timestamp": ctx.now,
            "data": { "organisation": ctx.organisation },
        })
        .to_string(),
        created_at: ctx.now,
        run_at: ctx.now,
    };
    let id = delivery.id;
    app.store
        .add_webhook_deliveries(ctx.organisation, vec![delivery])
        .await?;
    app.webhook_due.notify_one();
    Ok(Some(id))
}

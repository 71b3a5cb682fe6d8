use super::api_key::named;
use crate::arguments::{
    AddWebhook, ListWebhookDeliveries, Place, ReplayWebhook, RotateWebhook, WebhookVerb,
};
use crate::{Ended, installation, output};
use anyhow::anyhow;
use api::wire;
use app::webhooks::{self, Again, Made, NewWebhook};
use app::{App, Ctx};
use domain::{Seq, WebhookId};

pub(crate) async fn run(place: &Place, verb: WebhookVerb) -> anyhow::Result<Ended> {
    let (app, _, ctx) = installation::enter(place).await?;
    match verb {
        WebhookVerb::Add(asked) => add(&app, &ctx, asked).await?,
        WebhookVerb::List { json } => list(&app, &ctx, json).await?,
        WebhookVerb::Deliveries(asked) => deliveries(&app, &ctx, &asked).await?,
        WebhookVerb::Delivery { id, delivery } => {
            let told = webhooks::delivery(&app, &ctx, id, delivery).await?;
            let told = told.ok_or_else(|| anyhow!("there is no delivery '{delivery}' of it"))?;
            output::json(&wire::WebhookDeliveryInFull::from(&told))?;
        }
        WebhookVerb::Test { id } => {
            let delivery = webhooks::test(&app, &ctx, id).await?;
            output::line(&delivery.ok_or_else(|| unknown(id))?.to_string())?;
            output::message("It is sent by whichever node serves; see 'utsyn webhook deliveries'.");
        }
        WebhookVerb::Replay(asked) => replay(&app, &ctx, &asked).await?,
        WebhookVerb::Rotate(asked) => rotate(&app, &ctx, &asked).await?,
        WebhookVerb::Disable { id } => {
            let disabled = webhooks::disable(&app, &ctx, id).await?;
            disabled.ok_or_else(|| unknown(id))?;
            output::message("It is told nothing more; what happens waits until it is enabled.");
        }
        WebhookVerb::Enable { id } => {
            let enabled = webhooks::enable(&app, &ctx, id).await?;
            enabled.ok_or_else(|| unknown(id))?;
            output::message("It is told of everything that waits.");
        }
        WebhookVerb::Delete { id } => {
            let deleted = webhooks::delete(&app, &ctx, id).await?;
            deleted.ok_or_else(|| unknown(id))?;
            output::message("It is gone, with all that it was told.");
        }
    }
    app.close().await?;
    Ok(Ended::Well)
}

fn unknown(id: WebhookId) -> anyhow::Error {
    anyhow!("there is no webhook with the id '{id}'; see 'utsyn webhook list'")
}

async fn add(app: &App, ctx: &Ctx, asked: AddWebhook) -> anyhow::Result<()> {
    let new = NewWebhook {
        url: asked.url,
        description: asked.description,
        event_types: (!asked.event_types.is_empty()).then_some(asked.event_types),
        companies: named(app, ctx, &asked.companies).await?,
    };
    tell(&webhooks::add(app, ctx, new).await?, asked.json)
}

async fn rotate(app: &App, ctx: &Ctx, asked: &RotateWebhook) -> anyhow::Result<()> {
    let made = webhooks::rotate(app, ctx, asked.id, asked.overlap).await?;
    tell(&made.ok_or_else(|| unknown(asked.id))?, asked.json)
}

fn tell(made: &Made, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return output::json(&wire::WebhookMade::from(made));
    }
    output::line(&made.secret)?;
    output::message(&format!(
        "The secret of webhook {} is shown this once.",
        made.webhook.id
    ));
    Ok(())
}

async fn list(app: &App, ctx: &Ctx, as_json: bool) -> anyhow::Result<()> {
    let webhooks = webhooks::list(app, ctx).await?;
    if as_json {
        let webhooks: Vec<_> = webhooks.iter().map(wire::Webhook::from).collect();
        return output::json(&webhooks);
    }
    let head = ["id", "address", "state", "events", "waiting", "dead"];
    let mut rows = Vec::new();
    for webhook in &webhooks {
        let counts = webhooks::count(app, ctx, webhook.id).await?.unwrap_or_default();
        let events = webhook.event_types.as_ref();
        rows.push(vec![
            webhook.id.to_string(),
            webhook.url.clone(),
            match (webhook.disabled, webhook.failing_since) {
                (Some((_, why)), _) => format!("disabled ({})", why.code()),
                (None, Some(since)) => format!("failing since {since}"),
                (None, None) => "enabled".to_owned(),
            },
            events.map_or_else(|| "all".to_owned(), |events| events.join(",")),
            counts.waiting.to_string(),
            counts.dead.to_string(),
        ]);
    }
    output::table(&head, &[false, false, false, false, true, true], &rows)
}

async fn deliveries(app: &App, ctx: &Ctx, asked: &ListWebhookDeliveries) -> anyhow::Result<()> {
    let listing = webhooks::deliveries(app, ctx, asked.id, asked.state, None, asked.limit);
    let deliveries = listing.await?.ok_or_else(|| unknown(asked.id))?;
    if asked.json {
        let deliveries: Vec<_> = deliveries.iter().map(wire::WebhookDelivery::from).collect();
        return output::json(&deliveries);
    }
    let head = ["id", "event", "state", "made", "attempts", "next"];
    let rows: Vec<Vec<String>> = deliveries
        .iter()
        .map(wire::WebhookDelivery::from)
        .map(|delivery| {
            vec![
                delivery.id,
                delivery.event_type,
                delivery.state.to_owned(),
                delivery.created_at.to_string(),
                delivery.attempts.to_string(),
                delivery
                    .next_attempt_at
                    .map_or_else(|| "-".to_owned(), |at| at.to_string()),
            ]
        })
        .collect();
    output::table(&head, &[false, false, false, false, true, false], &rows)
}

async fn replay(app: &App, ctx: &Ctx, asked: &ReplayWebhook) -> anyhow::Result<()> {
    let again = match (asked.delivery, asked.from, asked.to) {
        (Some(delivery), _, _) => Again::One(delivery),
        (None, Some(first), Some(last)) => Again::Range {
            first: Seq(first),
            last: Seq(last),
        },
        _ => Again::Dead,
    };
    let replayed = webhooks::replay(app, ctx, asked.id, again).await?;
    let replayed = replayed.ok_or_else(|| anyhow!("there is no such webhook or delivery"))?;
    output::line(&replayed.to_string())?;
    output::message("So many are sent again by whichever node serves.");
    Ok(())
}

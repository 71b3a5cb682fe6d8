//! Sending again: one delivery, those that were given up, or a piece of the
//! log.

use super::{feed, settings};
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{Event, Seq, WebhookDeliveryId, WebhookId};
use store::port::{Webhook, WebhookReplay};

/// Events of the log that are looked at, at once.
const EVENTS_AT_ONCE: usize = 500;
/// The most events of the log in one replay: more is a mirror to be made anew,
/// for which the change feed is there.
const EVENTS_MAX: i64 = 100_000;

/// What is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// One delivery, however it stands.
    One(WebhookDeliveryId),
    /// Every delivery that was given up.
    Dead,
    /// What follows from the log between two places, both included, whether
    /// it was sent before or not.
    Range {
        /// The first place.
        first: Seq,
        /// The last place.
        last: Seq,
    },
}

/// Sends again, under the names that the messages had. Answers how many
/// deliveries wait because of it; `None` where there is no such webhook, or no
/// such delivery of it.
pub async fn replay(app: &App, ctx: &Ctx, id: WebhookId, again: Again) -> Result<Option<usize>> {
    let Some(webhook) = settings::lookup(app, ctx, id).await? else {
        return Ok(None);
    };
    let replayed = match again {
        Again::One(delivery) => {
            let one = WebhookReplay::One(delivery);
            let replayed = app
                .store
                .replay_webhook_deliveries(ctx.organisation, id, one, ctx.now)
                .await?;
            (replayed > 0).then_some(replayed)
        }
        Again::Dead => {
            let dead = WebhookReplay::Dead;
            let replayed = app
                .store
                .replay_webhook_deliveries(ctx.organisation, id, dead, ctx.now)
                .await?;
            Some(replayed)
        }
        Again::Range { first, last } => Some(range(app, ctx, &webhook, first, last).await?),
    };
    app.webhook_due.notify_one();
    if let Some(count) = replayed {
        let content = serde_json::json!({ "messages": count });
        let subject = audit::subject("webhook", id);
        audit::note_with(app, ctx, Act::named("webhook.replayed"), &subject, content).await?;
    }
    Ok(replayed)
}

async fn range(app: &App, ctx: &Ctx, webhook: &Webhook, first: Seq, last: Seq) -> Result<usize> {
    // What lies beyond comes by itself.
    let last = Seq(last.0.min(webhook.fed.0));
    if first.0 < 1 || last.0.saturating_sub(first.0) >= EVENTS_MAX {
        return Err(Error::invalid(
            "webhook.range",
            "first",
            format!("a range begins at 1 or later and holds at most {EVENTS_MAX} events"),
        ));
    }
    let (mut reached, mut replayed) = (Seq(first.0 - 1), 0);
    while reached < last {
        let events = piece(app, ctx, reached, last).await?;
        let Some(end) = events.last() else {
            break;
        };
        reached = end.seq;
        let deliveries = feed::deliveries(app, ctx.organisation, webhook, &events, ctx.now).await?;
        replayed += deliveries.len();
        app.store
            .add_webhook_deliveries(ctx.organisation, deliveries)
            .await?;
    }
    Ok(replayed)
}

/// The next events after a place and up to another.
async fn piece(app: &App, ctx: &Ctx, after: Seq, last: Seq) -> Result<Vec<Event>> {
    let mut events = app
        .store
        .list_events_after(ctx.organisation, after, EVENTS_AT_ONCE)
        .await?;
    events.retain(|event| event.seq <= last);
    Ok(events)
}

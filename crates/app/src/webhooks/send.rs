//! Attending to webhooks: who is told what, when, and what becomes of it.

use super::schedule::{FAILING_FOR, pause};
use super::{Answer, Courier, Parcel, feed, notice, sign};
use crate::background::{asked_to_stop, grown};
use crate::{App, Result};
use domain::{OrganisationId, WebhookId};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use store::port::{
    BegunWebhookDelivery, EndedWebhookDelivery, LeasedWebhook, Webhook, WebhookAttempt,
    WebhookDisabled, WebhookOutcome,
};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Webhooks that one node attends to at once. One that hangs keeps its place
/// for one round of messages, so many places are what keeps others going.
const WEBHOOKS_AT_ONCE: usize = 64;
/// Messages under way to one receiver.
const PARCELS_AT_ONCE: usize = 8;
/// How long whoever attends to a webhook may be silent: twice as long as one
/// round of messages takes.
const LEASE: SignedDuration = SignedDuration::from_secs(45);
/// How often to look for what is due, and for what other nodes recorded.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How soon to look again at the earliest, however fast the log grows.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// How long what is under way may go on when the node is asked to stop.
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// The receiver says that it is gone for good.
const GONE: u16 = 410;

/// Attends to webhooks until it is asked to stop.
pub(crate) async fn work(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let Some(courier) = app.courier.clone() else {
        return;
    };
    let mut changes = app.store.subscribe();
    let mut running = JoinSet::new();
    loop {
        if let Err(error) = begin_due(&app, &courier, &mut running).await {
            tracing::warn!(%error, "looking for webhooks failed; it is tried again");
        }
        tokio::select! {
            Some(_) = running.join_next() => {}
            _ = grown(&mut changes) => tokio::time::sleep(LOOK_AGAIN).await,
            () = app.webhook_due.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = asked_to_stop(&mut stopped) => break,
        }
    }
    let ending = async { while running.join_next().await.is_some() {} };
    // What does not end in time is sent again when its lease has run out.
    let _ = tokio::time::timeout(STOP_WITHIN, ending).await;
}

async fn begin_due(
    app: &Arc<App>,
    courier: &Arc<dyn Courier>,
    running: &mut JoinSet<()>,
) -> Result<()> {
    let free = WEBHOOKS_AT_ONCE - running.len();
    if free == 0 {
        return Ok(());
    }
    for (organisation, webhook) in find(app, free).await? {
        let (app, courier) = (Arc::clone(app), Arc::clone(courier));
        running.spawn(async move {
            attend(&app, courier.as_ref(), organisation, webhook).await;
        });
    }
    Ok(())
}

async fn find(app: &App, limit: usize) -> Result<Vec<(OrganisationId, WebhookId)>> {
    let found = app
        .store
        .find_webhooks_to_attend_across_tenants(app.now(), limit)
        .await;
    Ok(found?)
}

/// Sends everything that is due, and what becomes due by it. Answers how many
/// times a webhook was attended to.
pub async fn send_due(app: &App) -> Result<usize> {
    let Some(courier) = app.courier.clone() else {
        return Ok(0);
    };
    let mut attended = 0;
    loop {
        let due = find(app, WEBHOOKS_AT_ONCE).await?;
        if due.is_empty() {
            return Ok(attended);
        }
        attended += due.len();
        let attending = due
            .into_iter()
            .map(|(organisation, id)| attend(app, courier.as_ref(), organisation, id));
        join_all(attending).await;
    }
}

async fn attend(app: &App, courier: &dyn Courier, organisation: OrganisationId, id: WebhookId) {
    if let Err(error) = attend_once(app, courier, organisation, id).await {
        tracing::warn!(%error, webhook = %id, "a webhook could not be attended to; it is tried again");
    }
}

/// One round: what the log says, and one handful of messages. Whoever has
/// more to be told comes again, behind the others.
async fn attend_once(
    app: &App,
    courier: &dyn Courier,
    organisation: OrganisationId,
    id: WebhookId,
) -> Result<()> {
    let now = app.now();
    let leasing = app
        .store
        .lease_webhook(organisation, id, now, after(now, LEASE));
    let Some(leased) = leasing.await? else {
        return Ok(());
    };
    let sending = round(app, courier, organisation, &leased).await;
    let releasing = app
        .store
        .extend_webhook(organisation, id, leased.fence, app.now());
    releasing.await?;
    sending
}

async fn round(
    app: &App,
    courier: &dyn Courier,
    organisation: OrganisationId,
    leased: &LeasedWebhook,
) -> Result<()> {
    feed::feed(app, organisation, leased).await?;
    let webhook = &leased.webhook;
    // A receiver that fails is asked one thing at a time, to see whether it
    // is back.
    let limit = match webhook.failing_since {
        None => PARCELS_AT_ONCE,
        Some(_) => 1,
    };
    let (lease, now) = ((webhook.id, leased.fence), app.now());
    let until = after(now, LEASE);
    let begun = app
        .store
        .begin_webhook_deliveries(organisation, lease, now, until, limit)
        .await?;
    let sending = begun
        .into_iter()
        .map(|delivery| deliver(app, courier, organisation, leased, delivery));
    for sent in join_all(sending).await {
        sent?;
    }
    Ok(())
}

/// One attempt at one delivery, from its request to what is written of it.
async fn deliver(
    app: &App,
    courier: &dyn Courier,
    organisation: OrganisationId,
    leased: &LeasedWebhook,
    delivery: BegunWebhookDelivery,
) -> Result<()> {
    let webhook = &leased.webhook;
    let began_at = app.now();
    let parcel = parcel(organisation, webhook, &delivery, began_at);
    let answer = courier.post(&parcel).await;
    let ended = ended(app, webhook, &delivery, (&parcel, answer), began_at);
    if let Some(why) = ended.disable {
        tracing::warn!(webhook = %webhook.id, why = why.code(), "a webhook is disabled");
        // Before it is written: cut off between the two, the attempt is made
        // again, and nobody is left untold.
        notice::write(app, organisation, leased, why).await?;
    }
    app.store
        .end_webhook_delivery(organisation, leased.fence, ended)
        .await?;
    Ok(())
}

fn parcel(
    organisation: OrganisationId,
    webhook: &Webhook,
    delivery: &BegunWebhookDelivery,
    at: Timestamp,
) -> Parcel {
    let name = sign::name(organisation, webhook.id, (delivery.seq, delivery.part));
    let signature = sign::signatures(webhook, &name, at, &delivery.payload);
    Parcel {
        url: webhook.url.clone(),
        headers: vec![
            ("content-type", "application/json".to_owned()),
            ("webhook-id", name),
            ("webhook-timestamp", at.as_second().to_string()),
            ("webhook-signature", signature),
        ],
        body: delivery.payload.clone(),
    }
}

/// What an answer means for the delivery and its webhook.
fn ended(
    app: &App,
    webhook: &Webhook,
    delivery: &BegunWebhookDelivery,
    (parcel, answer): (&Parcel, Answer),
    began_at: Timestamp,
) -> EndedWebhookDelivery {
    let ended_at = app.now();
    let status = answer
        .response
        .as_ref()
        .ok()
        .map(|response| response.status);
    let (outcome, disable) = match status {
        Some(200..=299) => (WebhookOutcome::Delivered, None),
        Some(GONE) => {
            let again = WebhookOutcome::Again { run_at: ended_at };
            (again, Some(WebhookDisabled::Gone))
        }
        _ => match pause(delivery.attempts, app.random.as_ref()) {
            Some(pause) => {
                let run_at = after(ended_at, pause);
                (WebhookOutcome::Again { run_at }, None)
            }
            None => (WebhookOutcome::Dead, failing(webhook, ended_at)),
        },
    };
    EndedWebhookDelivery {
        webhook: webhook.id,
        delivery: delivery.id,
        document: delivery.document,
        attempt: attempt(delivery, parcel, answer, began_at),
        outcome,
        disable,
        ended_at,
    }
}

/// Whether a webhook that has just given a delivery up has failed for so long
/// that it is told nothing more.
fn failing(webhook: &Webhook, now: Timestamp) -> Option<WebhookDisabled> {
    let since = webhook.failing_since?;
    (now.duration_since(since) >= FAILING_FOR).then_some(WebhookDisabled::Failing)
}

fn attempt(
    delivery: &BegunWebhookDelivery,
    parcel: &Parcel,
    answer: Answer,
    began_at: Timestamp,
) -> WebhookAttempt {
    let headers: Vec<String> = parcel
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let (response, error) = match answer.response {
        Ok(response) => (Some(response), None),
        Err(error) => (None, Some(error)),
    };
    let status = response.as_ref().map(|response| response.status);
    let (response_headers, response_body) = response.map_or_else(Default::default, |response| {
        (response.headers, response.body)
    });
    WebhookAttempt {
        number: delivery.tries,
        began_at,
        took_ms: answer.took_ms,
        url: parcel.url.clone(),
        request_headers: headers.join("\n"),
        status,
        response_headers,
        response_body,
        error,
    }
}

fn after(now: Timestamp, pause: SignedDuration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

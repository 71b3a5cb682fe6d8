//! The log becomes messages: what each event means to a receiver.

use super::types::{is_about_money, is_chosen, of_fact, of_money};
use crate::{App, Result};
use domain::{
    CompanyId, DocumentId, Event, Fact, Head, OrganisationId, Seq, WebhookDeliveryId, fold,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::port::{LeasedWebhook, NewWebhookDelivery, Webhook};

/// Events that become messages at once.
const EVENTS_AT_ONCE: usize = 500;

/// Something that happened, as receivers are told of it.
struct Happening<'e> {
    event: &'e Event,
    event_type: String,
    part: u8,
}

/// Adds what follows from the log since the last time, a piece of it. Answers
/// whether the log goes on.
pub(super) async fn feed(
    app: &App,
    organisation: OrganisationId,
    leased: &LeasedWebhook,
) -> Result<bool> {
    let webhook = &leased.webhook;
    let events = app
        .store
        .list_events_after(organisation, webhook.fed, EVENTS_AT_ONCE)
        .await?;
    let Some(last) = events.last() else {
        return Ok(false);
    };
    let deliveries = deliveries(app, organisation, webhook, &events, app.now()).await?;
    let lease = (webhook.id, leased.fence);
    let fed = app
        .store
        .feed_webhook(organisation, lease, last.seq, deliveries)
        .await?;
    Ok(fed && events.len() == EVENTS_AT_ONCE)
}

/// What a webhook is told of these events, which follow each other in the log.
pub(super) async fn deliveries(
    app: &App,
    organisation: OrganisationId,
    webhook: &Webhook,
    events: &[Event],
    now: Timestamp,
) -> Result<Vec<NewWebhookDelivery>> {
    let heads = heads(app, organisation, events).await?;
    let mut deliveries = Vec::new();
    for happening in happenings(app, organisation, events, &heads).await? {
        let document = happening.event.document;
        let company = document
            .and_then(|id| heads.get(&id))
            .map(|head| head.company);
        let is_seen = match &webhook.companies {
            None => true,
            Some(of) => company.is_some_and(|company| of.contains(&company)),
        };
        let chosen = webhook.event_types.as_deref();
        if is_seen && is_chosen(chosen, &happening.event_type) {
            deliveries.push(NewWebhookDelivery {
                id: app.id(WebhookDeliveryId::from_parts),
                webhook: webhook.id,
                seq: happening.event.seq,
                part: happening.part,
                document,
                payload: payload(organisation, company, &happening).to_string(),
                event_type: happening.event_type,
                created_at: now,
                run_at: now,
            });
        }
    }
    Ok(deliveries)
}

/// The fixed fields of the documents that events are about.
async fn heads(
    app: &App,
    organisation: OrganisationId,
    events: &[Event],
) -> Result<HashMap<DocumentId, Head>> {
    let mut named: Vec<DocumentId> = events.iter().filter_map(|event| event.document).collect();
    named.sort_unstable();
    named.dedup();
    let rows = app.store.lookup_standings(organisation, &named).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.head.id, row.head))
        .collect())
}

/// Each event, followed by what it makes of the money of its document.
async fn happenings<'e>(
    app: &App,
    organisation: OrganisationId,
    events: &'e [Event],
    heads: &HashMap<DocumentId, Head>,
) -> Result<Vec<Happening<'e>>> {
    let mut happenings = Vec::new();
    let mut lives: HashMap<DocumentId, Vec<Event>> = HashMap::new();
    for event in events {
        let event_type = of_fact(&event.fact);
        let head = event.document.and_then(|id| heads.get(&id));
        let money = match head.filter(|_| is_about_money(&event.fact)) {
            None => None,
            Some(head) => {
                let life = match lives.entry(head.id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(place) => {
                        let life = app.store.list_document_events(organisation, head.id);
                        place.insert(life.await?)
                    }
                };
                change_of_money(head, life, event.seq)
            }
        };
        let money = money.filter(|money| *money != event_type);
        happenings.push(Happening {
            event,
            event_type,
            part: 0,
        });
        happenings.extend(money.map(|money| Happening {
            event,
            event_type: money.to_owned(),
            part: 1,
        }));
    }
    Ok(happenings)
}

/// What an event changed about where the money of its document stands.
fn change_of_money(head: &Head, life: &[Event], seq: Seq) -> Option<&'static str> {
    let up_to = |last: Seq| fold(head, life.iter().filter(|event| event.seq <= last));
    let before = up_to(Seq(seq.0 - 1)).standing.payment;
    let after = up_to(seq).standing.payment;
    of_money(after).filter(|_| after != before)
}

/// A thin message: what happened to what. The receiver asks for the rest.
fn payload(
    organisation: OrganisationId,
    company: Option<CompanyId>,
    happening: &Happening<'_>,
) -> Value {
    let event = happening.event;
    let fact = &event.fact;
    let mut data = json!({
        "organisation": organisation,
        "seq": event.seq,
        "learned_at": event.learned_at,
    });
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            data[name] = value.into();
        }
    };
    set("company", company.map(|id| id.to_string()));
    set("document", event.document.map(|id| id.to_string()));
    set("channel", channel(fact));
    set(
        "reason",
        fact.problem().map(|problem| problem.reason.to_string()),
    );
    set("payment", payment(fact));
    json!({
        "type": happening.event_type,
        "timestamp": event.occurred_at,
        "data": data,
    })
}

fn channel(fact: &Fact) -> Option<String> {
    match fact {
        Fact::Opened { channel }
        | Fact::Approved { channel }
        | Fact::ApprovalWithdrawn { channel }
        | Fact::Deleted { channel }
        | Fact::Disputed { channel, .. }
        | Fact::RejectedByRecipient { channel, .. } => Some(channel.to_string()),
        told => told.attempt().map(|attempt| attempt.channel.to_string()),
    }
}

fn payment(fact: &Fact) -> Option<String> {
    match fact {
        Fact::PaymentMatched { payment, .. }
        | Fact::PaymentDetached { payment, .. }
        | Fact::PaymentReceived { payment }
        | Fact::PaymentToldAgain { payment, .. }
        | Fact::PaymentsMerged { payment, .. }
        | Fact::PaymentSplit { payment, .. }
        | Fact::PaymentWithdrawn { payment } => Some(payment.to_string()),
        _ => None,
    }
}

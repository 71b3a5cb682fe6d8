//! What webhooks are told. Everything that an attempt changes is written
//! together, and only while the node that made it has the webhook.

use super::read::{self, DELIVERIES};
use crate::Result;
use crate::port::{
    BegunWebhookDelivery, EndedWebhookDelivery, NewWebhookDelivery, WebhookDelivery,
    WebhookDeliveryCounts, WebhookDeliveryState, WebhookOutcome, WebhookReplay,
};
use crate::queries::{
    WEBHOOK_ATTEMPT_ADD, WEBHOOK_DELIVERY_ADD, WEBHOOK_DELIVERY_BEGIN, WEBHOOK_DELIVERY_COUNT,
    WEBHOOK_DELIVERY_END, WEBHOOK_DELIVERY_FIND_DUE, WEBHOOK_DELIVERY_LIST,
    WEBHOOK_DELIVERY_LIST_BY_STATE, WEBHOOK_DELIVERY_PUT_OFF, WEBHOOK_DELIVERY_REPLAY,
    WEBHOOK_DELIVERY_REPLAY_DEAD, WEBHOOK_DISABLE, WEBHOOK_FEED, WEBHOOK_HAS_FENCE,
    WEBHOOK_NOTE_FAILURE, WEBHOOK_NOTE_SUCCESS,
};
use crate::record::erasing;
use crate::sql::row::{self, micros, signed};
use crate::sql::{Connection, params};
use domain::{DocumentId, OrganisationId, Seq, WebhookDeliveryId, WebhookId};
use jiff::Timestamp;

/// Larger than every id that there is.
const LAST: WebhookDeliveryId = WebhookDeliveryId::from_bytes([0xff; 16]);

fn has_lease(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (webhook, fence): (WebhookId, i64),
) -> Result<bool> {
    let params = params![organisation.as_bytes(), webhook.as_bytes(), fence];
    row::exists(connection, WEBHOOK_HAS_FENCE, params)
}

pub(super) fn add_all(
    connection: &dyn Connection,
    organisation: OrganisationId,
    deliveries: &[NewWebhookDelivery],
) -> Result<()> {
    for new in deliveries {
        let params = params![
            organisation.as_bytes(),
            new.id.as_bytes(),
            new.webhook.as_bytes(),
            new.seq.0,
            new.part,
            new.document.as_ref().map(DocumentId::as_bytes),
            new.event_type,
            new.payload,
            micros(new.created_at),
            micros(new.run_at),
        ];
        row::queue(connection, WEBHOOK_DELIVERY_ADD, params)?;
    }
    Ok(())
}

pub(super) fn feed(
    connection: &dyn Connection,
    organisation: OrganisationId,
    leased: (WebhookId, i64),
    reached: Seq,
    deliveries: &[NewWebhookDelivery],
) -> Result<bool> {
    if !has_lease(connection, organisation, leased)? {
        return Ok(false);
    }
    add_all(connection, organisation, deliveries)?;
    let params = params![organisation.as_bytes(), leased.0.as_bytes(), reached.0];
    row::queue(connection, WEBHOOK_FEED, params)?;
    Ok(true)
}

pub(super) fn begin(
    connection: &dyn Connection,
    organisation: OrganisationId,
    leased: (WebhookId, i64),
    (now, until): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<BegunWebhookDelivery>> {
    if !has_lease(connection, organisation, leased)? {
        return Ok(Vec::new());
    }
    let (organisation, webhook) = (organisation.as_bytes(), leased.0.as_bytes());
    let due = params![organisation, webhook, micros(now), row::limit(limit)];
    let query = WEBHOOK_DELIVERY_FIND_DUE;
    let begun = row::all(connection, DELIVERIES, query, due, read::due)?;
    for delivery in &begun {
        let params = params![organisation, delivery.id.as_bytes(), micros(until)];
        row::queue(connection, WEBHOOK_DELIVERY_BEGIN, params)?;
    }
    Ok(begun)
}

pub(super) fn end(
    connection: &dyn Connection,
    organisation: OrganisationId,
    fence: i64,
    ended: &EndedWebhookDelivery,
) -> Result<bool> {
    if !has_lease(connection, organisation, (ended.webhook, fence))? {
        return Ok(false);
    }
    set_outcome(connection, organisation, ended)?;
    add_attempt(connection, organisation, ended)?;
    note_health(connection, organisation, ended)?;
    Ok(true)
}

fn set_outcome(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ended: &EndedWebhookDelivery,
) -> Result<()> {
    let at = ended.ended_at;
    let (state, run_at, ended_at) = match ended.outcome {
        WebhookOutcome::Delivered => (WebhookDeliveryState::Delivered, at, Some(at)),
        WebhookOutcome::Again { run_at } => (WebhookDeliveryState::Waiting, run_at, None),
        WebhookOutcome::Dead => (WebhookDeliveryState::Dead, at, Some(at)),
    };
    let organisation = organisation.as_bytes();
    let params = params![
        organisation,
        ended.delivery.as_bytes(),
        state.number(),
        micros(run_at),
        ended_at.map(micros),
    ];
    row::queue(connection, WEBHOOK_DELIVERY_END, params)?;
    if let (WebhookOutcome::Again { run_at }, Some(document)) = (ended.outcome, &ended.document) {
        let webhook = ended.webhook.as_bytes();
        let params = params![organisation, webhook, document.as_bytes(), micros(run_at)];
        row::queue(connection, WEBHOOK_DELIVERY_PUT_OFF, params)?;
    }
    Ok(())
}

fn add_attempt(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ended: &EndedWebhookDelivery,
) -> Result<()> {
    let attempt = &ended.attempt;
    // What is erased may have been on its way, and receivers repeat things.
    let is_erased = match ended.document {
        Some(id) => erasing::is_erased(connection, organisation, id)?,
        None => false,
    };
    let answered = (!is_erased).then_some((&attempt.response_headers, &attempt.response_body));
    let (headers, body) = answered.map_or(("", ""), |(headers, body)| (headers, body));
    let params = params![
        organisation.as_bytes(),
        ended.delivery.as_bytes(),
        attempt.number,
        micros(attempt.began_at),
        signed(attempt.took_ms),
        attempt.url,
        attempt.request_headers,
        attempt.status.map(i64::from),
        headers,
        body,
        attempt.error,
    ];
    row::queue(connection, WEBHOOK_ATTEMPT_ADD, params)
}

/// What an attempt says about the webhook as a whole.
fn note_health(
    connection: &dyn Connection,
    organisation: OrganisationId,
    ended: &EndedWebhookDelivery,
) -> Result<()> {
    let (organisation, webhook) = (organisation.as_bytes(), ended.webhook.as_bytes());
    match ended.outcome {
        WebhookOutcome::Delivered => {
            let params = params![organisation, webhook];
            row::queue(connection, WEBHOOK_NOTE_SUCCESS, params)?;
        }
        WebhookOutcome::Again { .. } | WebhookOutcome::Dead => {
            let params = params![organisation, webhook, micros(ended.attempt.began_at)];
            row::queue(connection, WEBHOOK_NOTE_FAILURE, params)?;
        }
    }
    if let Some(why) = ended.disable {
        let params = params![organisation, webhook, micros(ended.ended_at), why.number()];
        row::queue(connection, WEBHOOK_DISABLE, params)?;
    }
    Ok(())
}

pub(super) fn list(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (webhook, state): (WebhookId, Option<WebhookDeliveryState>),
    before: Option<WebhookDeliveryId>,
    limit: usize,
) -> Result<Vec<WebhookDelivery>> {
    let before = before.unwrap_or(LAST);
    let (organisation, webhook) = (organisation.as_bytes(), webhook.as_bytes());
    let limit = row::limit(limit);
    match state {
        None => {
            let params = params![organisation, webhook, before.as_bytes(), limit];
            let query = WEBHOOK_DELIVERY_LIST;
            row::all(connection, DELIVERIES, query, params, read::delivery)
        }
        Some(state) => {
            let before = before.as_bytes();
            let params = params![organisation, webhook, before, limit, state.number()];
            let query = WEBHOOK_DELIVERY_LIST_BY_STATE;
            row::all(connection, DELIVERIES, query, params, read::delivery)
        }
    }
}

pub(super) fn count(
    connection: &dyn Connection,
    organisation: OrganisationId,
    webhook: WebhookId,
) -> Result<WebhookDeliveryCounts> {
    let params = params![organisation.as_bytes(), webhook.as_bytes()];
    let query = WEBHOOK_DELIVERY_COUNT;
    let counted = row::all(connection, DELIVERIES, query, params, |columns| {
        let state = columns.word("state", WebhookDeliveryState::from_number)?;
        Ok((state, columns.count("count")?))
    })?;
    let of = |wanted| {
        let found = counted.iter().find(|(state, _)| *state == wanted);
        found.map_or(0, |(_, count)| *count)
    };
    Ok(WebhookDeliveryCounts {
        waiting: of(WebhookDeliveryState::Waiting),
        delivered: of(WebhookDeliveryState::Delivered),
        dead: of(WebhookDeliveryState::Dead),
    })
}

pub(super) fn replay(
    connection: &dyn Connection,
    organisation: OrganisationId,
    webhook: WebhookId,
    replay: WebhookReplay,
    run_at: Timestamp,
) -> Result<usize> {
    let (organisation, webhook) = (organisation.as_bytes(), webhook.as_bytes());
    match replay {
        WebhookReplay::One(id) => {
            let params = params![organisation, webhook, id.as_bytes(), micros(run_at)];
            row::run(connection, WEBHOOK_DELIVERY_REPLAY, params)
        }
        WebhookReplay::Dead => {
            let params = params![organisation, webhook, micros(run_at)];
            row::run(connection, WEBHOOK_DELIVERY_REPLAY_DEAD, params)
        }
    }
}

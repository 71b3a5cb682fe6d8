//! Rows of webhooks, their deliveries and attempts, as values.

use crate::Result;
use crate::port::{
    BegunWebhookDelivery, LeasedWebhook, Webhook, WebhookAttempt, WebhookDelivery,
    WebhookDeliveryState, WebhookDisabled,
};
use crate::sql::Columns;
use domain::{CompanyId, DocumentId, Seq, UserId, WebhookDeliveryId, WebhookId};
use jiff::Timestamp;

pub(super) const WEBHOOKS: &str = "webhooks";
pub(super) const DELIVERIES: &str = "webhook_deliveries";
pub(super) const ATTEMPTS: &str = "webhook_attempts";

fn small<T: TryFrom<i64>>(columns: &mut Columns<'_>, column: &'static str) -> Result<T> {
    let number = columns.int(column)?;
    columns.known(column, T::try_from(number).ok())
}

pub(super) fn webhook(columns: &mut Columns<'_>) -> Result<LeasedWebhook> {
    let webhook = Webhook {
        id: columns.id("webhook_id", WebhookId::from_bytes)?,
        url: columns.text("url")?,
        description: columns.text("description")?,
        event_types: columns
            .optional_text("event_types")?
            .map(|types| types.split(' ').map(str::to_owned).collect()),
        companies: companies(columns)?,
        secret: columns.bytes("secret")?,
        old_secret: old_secret(columns)?,
        created_by: columns.optional_id("created_by", UserId::from_bytes)?,
        created_at: columns.moment("created_at")?,
        disabled: disabled(columns)?,
        failing_since: columns.optional_moment("failing_since")?,
        fed: Seq(columns.int("fed_seq")?),
    };
    Ok(LeasedWebhook {
        webhook,
        fence: columns.int("fence")?,
    })
}

fn companies(columns: &mut Columns<'_>) -> Result<Option<Vec<CompanyId>>> {
    let Some(written) = columns.optional_text("companies")? else {
        return Ok(None);
    };
    let ids: std::result::Result<Vec<CompanyId>, _> =
        written.split_whitespace().map(str::parse).collect();
    columns.known("companies", ids.ok()).map(Some)
}

fn old_secret(columns: &mut Columns<'_>) -> Result<Option<(Vec<u8>, Timestamp)>> {
    let secret = columns.optional_bytes("old_secret")?;
    let until = columns.optional_moment("old_secret_until")?;
    Ok(secret.zip(until))
}

fn disabled(columns: &mut Columns<'_>) -> Result<Option<(Timestamp, WebhookDisabled)>> {
    let at = columns.optional_moment("disabled_at")?;
    let why = columns.optional_word("disabled_why", WebhookDisabled::from_number)?;
    Ok(at.zip(why))
}

pub(super) fn delivery(columns: &mut Columns<'_>) -> Result<WebhookDelivery> {
    Ok(WebhookDelivery {
        id: columns.id("webhook_delivery_id", WebhookDeliveryId::from_bytes)?,
        webhook: columns.id("webhook_id", WebhookId::from_bytes)?,
        seq: Seq(columns.int("seq")?),
        part: small(columns, "part")?,
        document: columns.optional_id("document_id", DocumentId::from_bytes)?,
        event_type: columns.text("event_type")?,
        payload: columns.text("payload")?,
        state: columns.word("state", WebhookDeliveryState::from_number)?,
        created_at: columns.moment("created_at")?,
        run_at: columns.moment("run_at")?,
        attempts: small(columns, "attempts")?,
        tries: small(columns, "tries")?,
        ended_at: columns.optional_moment("ended_at")?,
    })
}

/// A delivery that is due, as it will be once its attempt is counted.
pub(super) fn due(columns: &mut Columns<'_>) -> Result<BegunWebhookDelivery> {
    Ok(BegunWebhookDelivery {
        id: columns.id("webhook_delivery_id", WebhookDeliveryId::from_bytes)?,
        seq: Seq(columns.int("seq")?),
        part: small(columns, "part")?,
        document: columns.optional_id("document_id", DocumentId::from_bytes)?,
        event_type: columns.text("event_type")?,
        payload: columns.text("payload")?,
        attempts: small::<u32>(columns, "attempts")? + 1,
        tries: small::<u32>(columns, "tries")? + 1,
    })
}

pub(super) fn attempt(columns: &mut Columns<'_>) -> Result<WebhookAttempt> {
    Ok(WebhookAttempt {
        number: small(columns, "number")?,
        began_at: columns.moment("began_at")?,
        took_ms: columns.count("took_ms")?,
        url: columns.text("url")?,
        request_headers: columns.text("request_headers")?,
        status: {
            let status = columns.optional_int("status")?;
            let status = status.map(|status| columns.known("status", u16::try_from(status).ok()));
            status.transpose()?
        },
        response_headers: columns.text("response_headers")?,
        response_body: columns.text("response_body")?,
        error: columns.optional_text("error")?,
    })
}

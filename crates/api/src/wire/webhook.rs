use app::webhooks;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// An address that is told of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Webhook {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The address.
    #[schema(example = "https://erp.example/hooks/utsyn")]
    pub url: String,
    /// What people call it.
    pub description: String,
    /// Types of event, and beginnings of types that end in a dot; absent for
    /// all.
    #[schema(example = json!(["document.failed", "payment."]))]
    pub event_types: Option<Vec<String>>,
    /// Ids of the companies whose documents it is told of; absent for all.
    pub companies: Option<Vec<String>>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Since when it is told nothing, if it is disabled.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub disabled_at: Option<Timestamp>,
    /// Why it is disabled: `by_person`, `gone` (the receiver answered 410) or
    /// `failing`. Open.
    pub disabled_why: Option<&'static str>,
    /// The first failure since the last success.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failing_since: Option<Timestamp>,
    /// Until when messages are signed with the secret before, too.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub old_secret_until: Option<Timestamp>,
    /// How far in the log it has been told, or is being told, of things.
    pub last_seq: i64,
}

impl From<&webhooks::Webhook> for Webhook {
    fn from(webhook: &webhooks::Webhook) -> Self {
        let ids = |ids: &Vec<domain::CompanyId>| ids.iter().map(ToString::to_string).collect();
        Self {
            id: webhook.id.to_string(),
            url: webhook.url.clone(),
            description: webhook.description.clone(),
            event_types: webhook.event_types.clone(),
            companies: webhook.companies.as_ref().map(ids),
            created_at: webhook.created_at,
            disabled_at: webhook.disabled.map(|(at, _)| at),
            disabled_why: webhook.disabled.map(|(_, why)| why.code()),
            failing_since: webhook.failing_since,
            old_secret_until: webhook.old_secret.as_ref().map(|(_, until)| *until),
            last_seq: webhook.fed.0,
        }
    }
}

/// A webhook with the secret that was just made for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WebhookMade {
    /// The webhook.
    #[serde(flatten)]
    pub webhook: Webhook,
    /// The secret; it is shown this once.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")]
    pub secret: String,
}

impl From<&webhooks::Made> for WebhookMade {
    fn from(made: &webhooks::Made) -> Self {
        Self {
            webhook: (&made.webhook).into(),
            secret: made.secret.clone(),
        }
    }
}

/// Something that a webhook is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WebhookDelivery {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// What happened.
    #[schema(example = "document.paid")]
    pub event_type: String,
    /// `waiting`, `delivered` or `dead` (given up). Open.
    pub state: &'static str,
    /// The place in the log that it follows from; below zero for a test.
    pub seq: i64,
    /// Id of the document that it is about.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// While it waits, when it is tried next.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_attempt_at: Option<Timestamp>,
    /// When it was delivered or given up.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// Attempts since it was last asked for.
    pub attempts: u32,
}

impl From<&webhooks::WebhookDelivery> for WebhookDelivery {
    fn from(delivery: &webhooks::WebhookDelivery) -> Self {
        let waits = delivery.state == webhooks::WebhookDeliveryState::Waiting;
        Self {
            id: delivery.id.to_string(),
            event_type: delivery.event_type.clone(),
            state: delivery.state.code(),
            seq: delivery.seq.0,
            document: delivery.document.map(|id| id.to_string()),
            created_at: delivery.created_at,
            next_attempt_at: waits.then_some(delivery.run_at),
            ended_at: delivery.ended_at,
            attempts: delivery.attempts,
        }
    }
}

/// A delivery with what was asked and answered.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WebhookDeliveryInFull {
    /// The delivery.
    #[serde(flatten)]
    pub delivery: WebhookDelivery,
    /// The header `webhook-id`, the same in every attempt.
    #[schema(example = "msg_k5lttqkcy6fbzvmqdrkjvyoyi2nvvqtr")]
    pub webhook_id: String,
    /// The body of the message.
    #[schema(value_type = Object)]
    pub payload: serde_json::Value,
    /// What was asked and answered, in order.
    pub log: Vec<WebhookAttempt>,
}

impl From<&webhooks::Told> for WebhookDeliveryInFull {
    fn from(told: &webhooks::Told) -> Self {
        Self {
            delivery: (&told.delivery).into(),
            webhook_id: told.name.clone(),
            payload: serde_json::from_str(&told.delivery.payload).unwrap_or_default(),
            log: told.attempts.iter().map(WebhookAttempt::from).collect(),
        }
    }
}

/// One attempt at a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WebhookAttempt {
    /// Which one, from 1.
    pub number: u32,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub began_at: Timestamp,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// The address that was asked.
    pub url: String,
    /// The headers of the request, one a line.
    pub request_headers: String,
    /// The status of the answer.
    pub status: Option<u16>,
    /// The headers of the answer, one a line, cut off where they are long.
    pub response_headers: String,
    /// The beginning of the answer's body.
    pub response_body: String,
    /// Why there is no answer.
    pub error: Option<String>,
}

impl From<&webhooks::WebhookAttempt> for WebhookAttempt {
    fn from(attempt: &webhooks::WebhookAttempt) -> Self {
        Self {
            number: attempt.number,
            began_at: attempt.began_at,
            took_ms: attempt.took_ms,
            url: attempt.url.clone(),
            request_headers: attempt.request_headers.clone(),
            status: attempt.status,
            response_headers: attempt.response_headers.clone(),
            response_body: attempt.response_body.clone(),
            error: attempt.error.clone(),
        }
    }
}

/// What a webhook is told: thin, so that the receiver asks for the rest.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WebhookMessage {
    /// What happened. Open.
    #[serde(rename = "type")]
    #[schema(example = "document.paid")]
    pub event_type: String,
    /// When it happened, as told.
    #[schema(value_type = String, format = DateTime)]
    pub timestamp: Timestamp,
    /// To what it happened.
    pub data: WebhookMessageData,
}

/// To what something happened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WebhookMessageData {
    /// Id of the organisation.
    #[schema(format = Uuid)]
    pub organisation: String,
    /// The place in the log that it follows from, as changes have it; absent
    /// in a test.
    pub seq: Option<i64>,
    /// When it was learned; absent in a test.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub learned_at: Option<Timestamp>,
    /// Id of the company of the document.
    #[schema(format = Uuid)]
    pub company: Option<String>,
    /// Id of the document.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// The channel on which it happened. Open.
    pub channel: Option<String>,
    /// Why something went wrong. Open.
    pub reason: Option<String>,
    /// Id of the payment.
    #[schema(format = Uuid)]
    pub payment: Option<String>,
}

//! Mailgun: the event lies in `event-data`, a signature beside it.

use super::{Told, bare, object, seconds, text};
use crate::mail::reason;
use crate::mail::report::{ENHANCED, Outcome, REPLY, Report};
use domain::{Evidence, Reason, SourceKey};
use serde_json::{Map, Value};

/// Whether an object is of this service.
pub(super) fn is_it(event: &Map<String, Value>) -> bool {
    object(event, "event-data").is_some_and(|data| data.contains_key("event"))
}

/// Reads an event.
pub(super) fn read(event: &Map<String, Value>) -> Vec<Told> {
    let Some(data) = object(event, "event-data") else {
        return Vec::new();
    };
    let name = text(data, "event").unwrap_or_default();
    let status = object(data, "delivery-status");
    let in_status = |field| status.and_then(|status| text(status, field));
    let words = in_status("message").or_else(|| in_status("description"));
    let said = words.clone().unwrap_or_default();
    let enhanced = in_status("enhanced-code")
        .and_then(|it| reason::status_in(&it))
        .or_else(|| reason::status_in(&said));
    let is_temporary = text(data, "severity").as_deref() == Some("temporary");
    let (outcome, reason) = match name.as_str() {
        "delivered" => (
            Outcome::Delivered(Evidence::TransportReceipt),
            Reason::Other,
        ),
        "failed" if is_temporary => (Outcome::Delayed, Reason::TechnicalRetry),
        "failed" => (Outcome::Failed, failed(data, enhanced.as_deref(), &said)),
        "rejected" => (Outcome::Failed, Reason::InvalidContent),
        "opened" | "clicked" => (Outcome::Opened, Reason::Other),
        "complained" | "unsubscribed" => (Outcome::Complaint, Reason::AgreementMissing),
        _ => (Outcome::Nothing, Reason::Other),
    };
    let headers = object(data, "message").and_then(|message| object(message, "headers"));
    let reply = in_status("code").filter(|code| code.len() == 3);
    let id = text(data, "id").unwrap_or_else(|| {
        let parts = [
            text(data, "timestamp"),
            Some(name.clone()),
            text(data, "recipient"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("/")
    });
    vec![Told {
        source: SourceKey::new("mailgun", id),
        message_id: headers
            .and_then(|headers| text(headers, "message-id"))
            .map(bare),
        metadata: object(data, "user-variables").cloned().unwrap_or_default(),
        report: Report {
            recipient: text(data, "recipient").unwrap_or_default(),
            outcome,
            word: name,
            code: enhanced
                .map(|it| (it, ENHANCED))
                .or(reply.map(|it| (it, REPLY))),
            words,
            reason,
            occurred_at: seconds(data, "timestamp"),
        },
    }]
}

/// Addresses that failed before are not tried again, and `reason` says why.
fn failed(data: &Map<String, Value>, status: Option<&str>, said: &str) -> Reason {
    match text(data, "reason").as_deref() {
        Some("suppress-bounce") => Reason::RecipientUnknown,
        Some("suppress-complaint" | "suppress-unsubscribe") => Reason::AgreementMissing,
        _ => reason::of(status, said),
    }
}

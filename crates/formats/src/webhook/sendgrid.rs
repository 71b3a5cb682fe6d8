//! SendGrid (Twilio): `event` tells the event, `sg_event_id` the service. The
//! sender's own fields lie beside the others.

use super::{Told, bare, seconds, text};
use crate::mail::reason;
use crate::mail::report::{ENHANCED, Outcome, Report};
use domain::{Evidence, Reason, SourceKey};
use serde_json::{Map, Value};

/// Where the events are defined.
const NAMESPACE: &str = "sendgrid";

/// Whether an object is of this service.
pub(super) fn is_it(event: &Map<String, Value>) -> bool {
    let has = |name| event.contains_key(name);
    has("event") && (has("sg_event_id") || has("sg_message_id"))
}

/// Reads an event.
pub(super) fn read(event: &Map<String, Value>) -> Vec<Told> {
    let name = text(event, "event").unwrap_or_default();
    let words = text(event, "reason").or_else(|| text(event, "response"));
    let said = words.clone().unwrap_or_default();
    let status = text(event, "status").and_then(|it| reason::status_in(&it));
    let is_blocked = text(event, "type").as_deref() == Some("blocked");
    let why = || reason::of(status.as_deref(), &said);
    let (outcome, reason) = match name.as_str() {
        "delivered" => (
            Outcome::Delivered(Evidence::TransportReceipt),
            Reason::Other,
        ),
        "deferred" => (Outcome::Delayed, Reason::TechnicalRetry),
        "bounce" | "blocked" if is_blocked || name == "blocked" => {
            (Outcome::Failed, Reason::RejectedByRecipient)
        }
        "bounce" => (Outcome::Failed, why()),
        "dropped" => (Outcome::Failed, dropped(&said)),
        "open" | "click" => (Outcome::Opened, Reason::Other),
        "spamreport" | "unsubscribe" | "group_unsubscribe" => {
            (Outcome::Complaint, Reason::AgreementMissing)
        }
        _ => (Outcome::Nothing, Reason::Other),
    };
    let of_service = || text(event, "sg_message_id").map(first_part);
    let message_id = text(event, "smtp-id").map(bare).or_else(of_service);
    let recipient = text(event, "email").unwrap_or_default();
    let id = text(event, "sg_event_id").unwrap_or_else(|| {
        let parts = [
            text(event, "sg_message_id"),
            Some(name.clone()),
            Some(recipient.clone()),
            text(event, "timestamp"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("/")
    });
    vec![Told {
        source: SourceKey::new("sendgrid", id),
        message_id,
        metadata: event.clone(),
        report: Report {
            recipient,
            outcome,
            code: status
                .map(|it| (it, ENHANCED))
                .or_else(|| Some((name.clone(), NAMESPACE))),
            word: name,
            words,
            reason,
            occurred_at: seconds(event, "timestamp"),
        },
    }]
}

/// Why the service did not even try.
fn dropped(said: &str) -> Reason {
    let said = said.to_lowercase();
    let says = |word: &str| said.contains(word);
    match () {
        () if says("unsubscribed") || says("spam report") => Reason::AgreementMissing,
        () if says("bounced") => Reason::RecipientUnknown,
        () if says("invalid") => Reason::AddressWrong,
        () if says("spam content") || says("recipient list") => Reason::InvalidContent,
        () => Reason::Other,
    }
}

/// What the sender was given as the message's id; filters add to it.
fn first_part(id: String) -> String {
    id.split('.').next().unwrap_or_default().to_owned()
}

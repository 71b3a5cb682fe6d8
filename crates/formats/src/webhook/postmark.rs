//! Postmark: `RecordType` tells the event.

use super::{Told, moment, object, text};
use crate::mail::reason;
use crate::mail::report::{Outcome, Report};
use domain::{Evidence, Reason, SourceKey};
use serde_json::{Map, Value};

/// Where types of bounces are defined.
const NAMESPACE: &str = "postmark";

/// Types of bounces that are not told by words, with what they mean.
const TYPES: &[(&str, Outcome, Reason)] = &[
    ("HardBounce", Outcome::Failed, Reason::RecipientUnknown),
    ("Transient", Outcome::Delayed, Reason::TechnicalRetry),
    // A mailbox that is full may have room tomorrow.
    ("SoftBounce", Outcome::Delayed, Reason::MailboxFull),
    ("DnsError", Outcome::Failed, Reason::AddressWrong),
    ("BadEmailAddress", Outcome::Failed, Reason::AddressWrong),
    (
        "SpamNotification",
        Outcome::Failed,
        Reason::RejectedByRecipient,
    ),
    ("Blocked", Outcome::Failed, Reason::RejectedByRecipient),
    ("DMARCPolicy", Outcome::Failed, Reason::InvalidContent),
    ("VirusNotification", Outcome::Failed, Reason::InvalidContent),
    (
        "ManuallyDeactivated",
        Outcome::Failed,
        Reason::AgreementMissing,
    ),
    ("AddressChange", Outcome::Failed, Reason::AddressWrong),
    ("Unsubscribe", Outcome::Complaint, Reason::AgreementMissing),
    (
        "SpamComplaint",
        Outcome::Complaint,
        Reason::AgreementMissing,
    ),
    (
        "AutoResponder",
        Outcome::Delivered(Evidence::Confirmed),
        Reason::Other,
    ),
    ("Subscribe", Outcome::Nothing, Reason::Other),
    ("OpenRelayTest", Outcome::Nothing, Reason::Other),
];

/// Whether an object is of this service.
pub(super) fn is_it(event: &Map<String, Value>) -> bool {
    event.contains_key("RecordType") && event.contains_key("MessageID")
}

/// Reads an event.
pub(super) fn read(event: &Map<String, Value>) -> Vec<Told> {
    let record = text(event, "RecordType").unwrap_or_default();
    let kind = match record.as_str() {
        "Bounce" => text(event, "Type").unwrap_or_default(),
        other => other.to_owned(),
    };
    let words = text(event, "Details").or_else(|| text(event, "Description"));
    let said = words.clone().unwrap_or_default();
    let listed = TYPES.iter().find(|(name, _, _)| *name == kind);
    let (outcome, reason) = match (record.as_str(), listed) {
        ("Delivery", _) => (
            Outcome::Delivered(Evidence::TransportReceipt),
            Reason::Other,
        ),
        ("Open" | "Click", _) => (Outcome::Opened, Reason::Other),
        ("Bounce" | "SpamComplaint", Some((_, outcome, reason))) => (*outcome, *reason),
        ("Bounce", None) => (Outcome::Failed, reason::of(None, &said)),
        _ => (Outcome::Nothing, Reason::Other),
    };
    let times = ["DeliveredAt", "BouncedAt", "ReceivedAt", "ChangedAt"];
    let recipient = text(event, "Recipient").or_else(|| text(event, "Email"));
    let recipient = recipient.unwrap_or_default();
    let message_id = text(event, "MessageID");
    let occurred_at = times.iter().find_map(|name| moment(event, name));
    let id = [
        record.as_str(),
        &message_id.clone().unwrap_or_default(),
        &recipient,
        &text(event, "ID").unwrap_or_default(),
        &occurred_at.map(|at| at.to_string()).unwrap_or_default(),
    ]
    .join("/");
    vec![Told {
        source: SourceKey::new("postmark", id),
        message_id,
        metadata: object(event, "Metadata").cloned().unwrap_or_default(),
        report: Report {
            recipient,
            outcome,
            code: (!kind.is_empty()).then(|| (kind.clone(), NAMESPACE)),
            word: kind,
            words,
            reason,
            occurred_at,
        },
    }]
}

//! Amazon SES, posted by SNS: `notificationType` or `eventType` tells the
//! event, which may lie as text in `Message`.

use super::{Told, bare, moment, object, text};
use crate::mail::reason;
use crate::mail::report::{COMPLAINT, ENHANCED, Outcome, Report};
use domain::{Evidence, Reason, SourceKey};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Where types of bounces are defined.
const NAMESPACE: &str = "ses";

/// Whether an object is of this service.
pub(super) fn is_it(event: &Map<String, Value>) -> bool {
    let is_wrapped = event.contains_key("TopicArn") && event.contains_key("Message");
    is_wrapped || (kind(event).is_some() && object(event, "mail").is_some())
}

fn kind(event: &Map<String, Value>) -> Option<String> {
    text(event, "notificationType").or_else(|| text(event, "eventType"))
}

/// Reads an event, one report for each recipient.
pub(super) fn read(event: &Map<String, Value>) -> Vec<Told> {
    if kind(event).is_none() {
        let inner = text(event, "Message").and_then(|it| serde_json::from_str(&it).ok());
        return match inner {
            Some(Value::Object(inner)) if is_it(&inner) && kind(&inner).is_some() => read(&inner),
            _ => Vec::new(),
        };
    }
    let kind = kind(event).unwrap_or_default();
    let part = |name| object(event, name);
    let reports = match kind.as_str() {
        "Bounce" => part("bounce").map(bounces),
        "Complaint" => part("complaint").map(complaints),
        "Delivery" => part("delivery").map(deliveries),
        "DeliveryDelay" => part("deliveryDelay").map(delays),
        "Open" => part("open").map(|open| vec![opened(event, open)]),
        _ => None,
    };
    reports
        .unwrap_or_default()
        .into_iter()
        .map(|report| told(event, &kind, report))
        .collect()
}

fn told(event: &Map<String, Value>, kind: &str, report: Report) -> Told {
    let mail = object(event, "mail");
    let headers = mail.and_then(|mail| object(mail, "commonHeaders"));
    let own = mail.and_then(|mail| text(mail, "messageId"));
    let at = report.occurred_at.map(|at| at.to_string());
    let parts = [
        own.as_deref(),
        Some(kind),
        Some(&report.recipient),
        at.as_deref(),
    ];
    Told {
        source: SourceKey::new("ses", parts.map(Option::unwrap_or_default).join("/")),
        message_id: headers
            .and_then(|headers| text(headers, "messageId"))
            .map(bare)
            .or(own),
        metadata: mail
            .and_then(|mail| object(mail, "tags"))
            .map(tags)
            .unwrap_or_default(),
        report,
    }
}

/// Tags are lists of one.
fn tags(tags: &Map<String, Value>) -> Map<String, Value> {
    let first = |value: &Value| value.get(0).cloned().unwrap_or_else(|| value.clone());
    tags.iter()
        .map(|(name, value)| (name.clone(), first(value)))
        .collect()
}

fn recipients<'v>(
    part: &'v Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    let list = part.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn plain(recipient: String, outcome: Outcome, occurred_at: Option<Timestamp>) -> Report {
    Report {
        recipient,
        outcome,
        word: String::new(),
        code: None,
        words: None,
        reason: Reason::Other,
        occurred_at,
    }
}

fn bounces(bounce: &Map<String, Value>) -> Vec<Report> {
    let kind = text(bounce, "bounceType").unwrap_or_default();
    let detail = text(bounce, "bounceSubType").unwrap_or_default();
    let at = moment(bounce, "timestamp");
    recipients(bounce, "bouncedRecipients")
        .map(|recipient| {
            let words = text(recipient, "diagnosticCode");
            let status = text(recipient, "status").and_then(|it| reason::status_in(&it));
            let said = words.clone().unwrap_or_default();
            let is_full = detail == "MailboxFull";
            Report {
                outcome: Outcome::Failed,
                word: format!("{kind}/{detail}"),
                reason: match is_full {
                    true => Reason::MailboxFull,
                    false => reason::of(status.as_deref(), &said),
                },
                code: status
                    .map(|it| (it, ENHANCED))
                    .or_else(|| Some((format!("{kind}/{detail}"), NAMESPACE))),
                words,
                ..plain(address(recipient), Outcome::Failed, at)
            }
        })
        .collect()
}

fn complaints(complaint: &Map<String, Value>) -> Vec<Report> {
    let kind = text(complaint, "complaintFeedbackType").unwrap_or_else(|| "abuse".to_owned());
    let at = moment(complaint, "timestamp");
    recipients(complaint, "complainedRecipients")
        .map(|recipient| Report {
            word: format!("complaint '{kind}'"),
            code: Some((kind.clone(), COMPLAINT)),
            reason: Reason::AgreementMissing,
            ..plain(address(recipient), Outcome::Complaint, at)
        })
        .collect()
}

fn delays(delay: &Map<String, Value>) -> Vec<Report> {
    let at = moment(delay, "timestamp");
    let kind = text(delay, "delayType").unwrap_or_default();
    recipients(delay, "delayedRecipients")
        .map(|recipient| Report {
            word: kind.clone(),
            code: Some((kind.clone(), NAMESPACE)),
            words: text(recipient, "diagnosticCode"),
            reason: Reason::TechnicalRetry,
            ..plain(address(recipient), Outcome::Delayed, at)
        })
        .collect()
}

fn deliveries(delivery: &Map<String, Value>) -> Vec<Report> {
    let at = moment(delivery, "timestamp");
    let list = delivery.get("recipients").and_then(Value::as_array);
    let addresses = list.into_iter().flatten().filter_map(Value::as_str);
    addresses
        .map(|address| Report {
            word: "Delivery".to_owned(),
            words: text(delivery, "smtpResponse"),
            ..plain(
                address.to_owned(),
                Outcome::Delivered(Evidence::TransportReceipt),
                at,
            )
        })
        .collect()
}

fn opened(event: &Map<String, Value>, open: &Map<String, Value>) -> Report {
    let list = object(event, "mail").and_then(|mail| mail.get("destination"));
    let first = list.and_then(|list| list.get(0)).and_then(Value::as_str);
    Report {
        word: "Open".to_owned(),
        ..plain(
            first.unwrap_or_default().to_owned(),
            Outcome::Opened,
            moment(open, "timestamp"),
        )
    }
}

fn address(recipient: &Map<String, Value>) -> String {
    text(recipient, "emailAddress").unwrap_or_default()
}

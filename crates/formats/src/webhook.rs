//! What mail services tell by webhook, as the JSON that they post: Postmark,
//! SendGrid, Mailgun and Amazon SES, one object a file, a list, or one a line.
//!
//! Source: the services' own documentation. Each is told by fields that only
//! it has. Oddities: SendGrid posts lists, and puts the sender's own fields
//! beside its own; Mailgun signs the object around the event; SES wraps a
//! text of JSON in JSON; an open may be a machine's.
//!
//! Which document it is about: the sender's own fields (`utsyn_document`,
//! `utsyn_source` with `utsyn_source_id`, `utsyn_number`, `utsyn_kid`), which
//! each service carries along as metadata; otherwise the message id, as for
//! mail ([`crate::mail`]).

mod mailgun;
mod postmark;
mod sendgrid;
mod ses;

use crate::mail::report::Report;
use crate::mail::target;
use crate::{code, refused};
use domain::SourceKey;
use domain::intake::{Item, ItemBody, ItemKind, NewEvent, Target};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// One event of a service about one recipient.
struct Told {
    /// What it reports.
    report: Report,
    /// The service's own name for the event.
    source: SourceKey,
    /// The message's name, without angle brackets.
    message_id: Option<String>,
    /// The sender's own fields.
    metadata: Map<String, Value>,
}

/// A service: how its events are told from others, and how they are read.
struct Service {
    is_it: fn(&Map<String, Value>) -> bool,
    read: fn(&Map<String, Value>) -> Vec<Told>,
}

const SERVICES: &[Service] = &[
    Service {
        is_it: postmark::is_it,
        read: postmark::read,
    },
    Service {
        is_it: sendgrid::is_it,
        read: sendgrid::read,
    },
    Service {
        is_it: mailgun::is_it,
        read: mailgun::read,
    },
    Service {
        is_it: ses::is_it,
        read: ses::read,
    },
];

/// Whether an object is an event of a service.
pub(crate) fn is_webhook(object: &Map<String, Value>) -> bool {
    SERVICES.iter().any(|service| (service.is_it)(object))
}

/// The items of an event; `None` where the value is none of a service.
pub(crate) fn items(place: &str, value: &Value) -> Option<Vec<Item>> {
    let object = value.as_object()?;
    let service = SERVICES.iter().find(|service| (service.is_it)(object))?;
    let told = (service.read)(object);
    if told.is_empty() {
        let message = "the event says nothing about a delivery, or names no message; it is kept";
        let finding = code::WEBHOOK_NO_REPORT.at(place, message);
        return Some(vec![refused(
            place.to_owned(),
            ItemKind::Event,
            vec![finding],
        )]);
    }
    Some(told.into_iter().map(|told| item(place, told)).collect())
}

fn item(place: &str, told: Told) -> Item {
    let place = place.to_owned();
    let mut findings = vec![told.report.finding(&place)];
    let target = told.target();
    let (Some(fact), Some(target)) = (told.report.fact(), target) else {
        let message = "the event names no message, or says nothing about a delivery";
        findings.push(code::WEBHOOK_NO_REPORT.at(place.as_str(), message));
        return refused(place, ItemKind::Event, findings);
    };
    let event = NewEvent {
        source: told.source,
        target,
        occurred_at: told.report.occurred_at.unwrap_or(Timestamp::MAX),
        fact,
    };
    Item {
        place,
        body: ItemBody::Event(Box::new(event)),
        findings,
    }
}

impl Told {
    fn target(&self) -> Option<Target> {
        let own = |name: &str| {
            let mut fields = self.metadata.iter();
            let found = fields.find(|(key, _)| key.replace('-', "_").eq_ignore_ascii_case(name));
            found.and_then(|(_, value)| text_of(value))
        };
        own("utsyn_document")
            .and_then(|id| id.parse().ok())
            .map(Target::Document)
            .or_else(|| {
                let key = own("utsyn_source").zip(own("utsyn_source_id"));
                key.map(|(source, id)| Target::Source(SourceKey::new(source, id)))
            })
            .or_else(|| own("utsyn_number").map(Target::Number))
            .or_else(|| own("utsyn_kid").map(|kid| Target::Kid { kid, account: None }))
            .or_else(|| {
                let id = self.message_id.clone()?;
                let ours = target::of_message_id(&id);
                Some(ours.unwrap_or_else(|| Target::Source(SourceKey::new(target::MESSAGE_ID, id))))
            })
    }
}

/// A field that is text or a number, as text.
fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    text_of(object.get(name)?)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A field that is an object.
fn object<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Map<String, Value>> {
    object.get(name)?.as_object()
}

/// A message id without its angle brackets.
fn bare(id: String) -> String {
    id.trim_matches(['<', '>']).to_owned()
}

/// A moment in RFC 3339.
fn moment(object: &Map<String, Value>, name: &str) -> Option<Timestamp> {
    text(object, name)?.parse().ok()
}

/// A moment in seconds since 1970, with a fraction or without.
fn seconds(object: &Map<String, Value>, name: &str) -> Option<Timestamp> {
    let written = text(object, name)?;
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
    let millis: i64 = millis.parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    Timestamp::from_millisecond(whole.checked_mul(1_000)?.checked_add(millis)?).ok()
}

#[cfg(test)]
mod tests;

//! Lines that tell of something that happened to a document.

use crate::code;
use crate::ndjson::fields::Fields;
use crate::ndjson::unknown;
use domain::intake::{ItemBody, NewEvent, Target};
use domain::{Fact, Reason, SourceKey, account};
use serde::Deserialize;
use serde_json::{Value, json};

/// Facts that the portal finds out itself and that nobody may tell it.
pub(crate) const INTERNAL_FACTS: &[&str] = &[
    "payment_matched",
    "payment_detached",
    "credited",
    "commented",
    "payment_received",
    "payment_told_again",
    "payments_merged",
    "payment_split",
    "payment_withdrawn",
    "withdrawn",
    "retracted",
    "mandate_changed",
    "legal_hold_set",
    "legal_hold_released",
    "follow_up_opened",
    "follow_up_closed",
    "resend_asked",
    "document_erased",
    "erased",
];

/// Reads an event; `None` only where a finding says why.
pub(crate) fn read(mut fields: Fields<'_>) -> Option<ItemBody> {
    let source = source(&mut fields);
    let target = target(&mut fields);
    let event = rest(fields, source, target)?;
    Some(ItemBody::Event(Box::new(event)))
}

/// Reads an event inside a document. Its source may be left out where it is
/// the document's.
pub(crate) fn inline(
    mut fields: Fields<'_>,
    document: &SourceKey,
    target: Target,
) -> Option<NewEvent> {
    let system = fields.text("source");
    let id = fields.required("source_id");
    let system = system.unwrap_or_else(|| document.source.clone());
    let source = id.map(|id| SourceKey::new(system, id));
    rest(fields, source, Some(target))
}

/// The two fields that name a thing in the system that tells of it.
pub(crate) fn source(fields: &mut Fields<'_>) -> Option<SourceKey> {
    let system = fields.required("source");
    let id = fields.required("source_id");
    Some(SourceKey::new(system?, id?))
}

fn rest(
    mut fields: Fields<'_>,
    source: Option<SourceKey>,
    target: Option<Target>,
) -> Option<NewEvent> {
    let occurred_at = fields.required_as("occurred_at", "a time", Fields::time);
    let fact = fact(&mut fields);
    fields.finish();
    Some(NewEvent {
        source: source?,
        target: target?,
        occurred_at: occurred_at?,
        fact: fact?,
    })
}

fn fact(fields: &mut Fields<'_>) -> Option<Fact> {
    let Some(mut value) = fields.take("fact") else {
        fields.wrong(
            "fact",
            "missing; an object with its type is required".to_owned(),
        );
        return None;
    };
    let name = value["type"].as_str().unwrap_or_default();
    if INTERNAL_FACTS.contains(&name) {
        let message = format!("'{name}' is found out by the portal itself and cannot be told");
        fields.report(code::NDJSON_INTERNAL_FACT, "fact.type", message);
        return None;
    }
    usual_action(&mut value);
    match Fact::deserialize(&value) {
        Ok(fact) => {
            let understood = serde_json::to_value(&fact).unwrap_or(Value::Null);
            for path in unknown::fields(&value, &understood, "fact") {
                fields.unknown(&path);
            }
            Some(fact)
        }
        Err(why) => {
            fields.wrong("fact", why.to_string());
            None
        }
    }
}

/// A problem that names no action gets the one that usually helps.
fn usual_action(fact: &mut Value) {
    let Some(problem) = fact.get_mut("problem").and_then(Value::as_object_mut) else {
        return;
    };
    let reason = problem.get("reason").and_then(Value::as_str);
    if let Some(Ok(reason)) = reason.map(str::parse::<Reason>) {
        problem
            .entry("action")
            .or_insert_with(|| json!(reason.usual_action().code()));
    }
}

/// The document that an event is about, named in exactly one way.
pub(crate) fn target(fields: &mut Fields<'_>) -> Option<Target> {
    const EXPECTED: &str =
        "expected exactly one of id, source with source_id, number, and kid (with account)";
    if !fields.has("document") {
        fields.wrong("document", format!("missing; {EXPECTED}"));
        return None;
    }
    let mut inner = fields.nested("document")?;
    let ways = ["id", "source", "number", "kid"].map(|name| inner.has(name));
    let target = match ways {
        [true, false, false, false] => id(&mut inner),
        [false, true, false, false] => source(&mut inner).map(Target::Source),
        [false, false, true, false] => inner.required("number").map(Target::Number),
        [false, false, false, true] => inner.required("kid").map(|kid| Target::Kid {
            kid: kid.chars().filter(|c| !c.is_whitespace()).collect(),
            account: inner.text("account").map(|it| account::normalise(&it)),
        }),
        _ => {
            inner.wrong("id", EXPECTED.to_owned());
            return None;
        }
    };
    inner.finish();
    target
}

fn id(fields: &mut Fields<'_>) -> Option<Target> {
    let written = fields.required("id")?;
    match written.parse() {
        Ok(id) => Some(Target::Document(id)),
        Err(_) => {
            fields.wrong("id", format!("'{written}' found; expected a document's id"));
            None
        }
    }
}

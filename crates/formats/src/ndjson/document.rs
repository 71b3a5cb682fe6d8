//! Lines that tell of a document.

use crate::ndjson::event;
use crate::ndjson::fields::Fields;
use crate::ndjson::unknown;
use crate::{beside, field, kid, limits};
use domain::document::{Details, Line};
use domain::intake::{ItemBody, NewCustomer, NewDocument, NewEvent, Target};
use domain::{SourceKey, account, organisation_number};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a document; `None` only where a finding says why.
pub(crate) fn read(mut fields: Fields<'_>) -> Option<ItemBody> {
    let source = event::source(&mut fields);
    rest(fields, source, None)
}

/// Reads a sidecar. It needs no key, and tells of the PDF of its own name
/// where it names no file.
pub(crate) fn read_sidecar(mut fields: Fields<'_>, file_name: &str) -> Option<ItemBody> {
    let has_key = fields.has("source") || fields.has("source_id");
    let source = match has_key {
        true => event::source(&mut fields),
        false => None,
    };
    let own_name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = own_name.rsplit_once('.').map_or(own_name, |(stem, _)| stem);
    rest(fields, source, Some(format!("{stem}.pdf")))
}

fn rest(
    mut fields: Fields<'_>,
    source: Option<SourceKey>,
    usual_file: Option<String>,
) -> Option<ItemBody> {
    let number = fields.required("number");
    let kid = fields.text("kid").and_then(|written| {
        let (kid, finding) = kid::read(&written, &fields.place("kid"));
        fields.notice(finding);
        kid
    });
    let mut document = NewDocument {
        kind: fields.word("kind"),
        number: number.unwrap_or_default(),
        company_number: fields.text("company").map(organisation),
        customer: customer(&mut fields),
        channel: fields.word("channel"),
        kid,
        account: fields
            .text("account")
            .map(|written| account::normalise(&written)),
        amount: fields.money("amount"),
        issued_on: fields.date("issued_on"),
        due_on: fields.date("due_on"),
        received_at: fields.time("received_at"),
        batch: fields.text("batch"),
        details: details(&mut fields),
        beside: files(&mut fields),
        ..NewDocument::default()
    };
    if let Some(source) = &source {
        document.events = events(&mut fields, source);
    }
    document.source = source;
    if document.beside.is_empty() {
        document.beside.extend(usual_file);
    }
    let mut findings = Vec::new();
    field::shorten(&mut document, &mut findings);
    fields.notice(findings);
    fields.finish();
    Some(ItemBody::Document(Box::new(document)))
}

fn organisation(written: String) -> String {
    organisation_number::normalise(&written).unwrap_or(written)
}

fn customer(fields: &mut Fields<'_>) -> NewCustomer {
    if !fields.has("customer") {
        fields.wrong("customer", "missing; an object is required".to_owned());
        return NewCustomer::default();
    }
    let Some(mut inner) = fields.nested("customer") else {
        return NewCustomer::default();
    };
    let customer = NewCustomer {
        number: inner.text("number"),
        organisation_number: inner.text("organisation_number").map(organisation),
        endpoint: inner.text("endpoint"),
        name: inner.text("name").unwrap_or_default(),
    };
    if customer.key() == "name:" {
        let message = "expected at least one of number, organisation_number, endpoint and name";
        inner.wrong("number", message.to_owned());
    }
    inner.finish();
    customer
}

/// `details` as the portal keeps them, with `lines` also outside of them.
fn details(fields: &mut Fields<'_>) -> Details {
    let mut details: Details = kept(fields, "details").unwrap_or_default();
    if let Some(lines) = kept::<Vec<Line>>(fields, "lines") {
        if !details.lines.is_empty() {
            fields.wrong(
                "lines",
                "lines are given twice, here and in details".to_owned(),
            );
        }
        details.lines = lines;
    }
    details
}

/// Takes a field that is kept in the form it is told in.
fn kept<T: DeserializeOwned + Serialize>(fields: &mut Fields<'_>, name: &str) -> Option<T> {
    let value = fields.take(name)?;
    match T::deserialize(&value) {
        Ok(kept) => {
            let understood = serde_json::to_value(&kept).unwrap_or(Value::Null);
            for path in unknown::fields(&value, &understood, name) {
                fields.unknown(&path);
            }
            Some(kept)
        }
        Err(why) => {
            fields.wrong(name, why.to_string());
            None
        }
    }
}

fn files(fields: &mut Fields<'_>) -> Vec<String> {
    let values = fields.list("files", limits::BESIDE_MAX);
    let mut names = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let written = value.as_str().unwrap_or_default();
        match beside::name(written) {
            Ok(name) => names.push(name),
            Err(why) => {
                let message = format!("'{written}' is not the name of a file beside: {why}");
                fields.wrong(&format!("files[{index}]"), message);
            }
        }
    }
    names
}

fn events(fields: &mut Fields<'_>, source: &SourceKey) -> Vec<NewEvent> {
    let values = fields.list("events", limits::INLINE_EVENTS_MAX);
    values
        .into_iter()
        .enumerate()
        .filter_map(|(index, value)| {
            let inner = fields.entry("events", index, value)?;
            event::inline(inner, source, Target::Source(source.clone()))
        })
        .collect()
}

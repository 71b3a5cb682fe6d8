//! Utsyn's own format: one JSON object a line, each a document, an event, a
//! channel's receipt or a payment, so that any system can tell what it sends and what came of it.
//!
//! `docs/formats/ndjson.md` tells it to people, the JSON Schema beside it to
//! programs. A line that cannot be used is refused with every fault in it;
//! the lines after it are read all the same. Unknown fields are warnings, so
//! that a misspelt one is seen.

mod document;
mod event;
mod fields;
mod lines;
mod payment;
mod receipt;
mod unknown;

use crate::{Format, Reading, code, limits, refused, webhook};
use domain::Finding;
use domain::intake::{Item, ItemBody, ItemKind};
use fields::{Fields, Problems};
use lines::{Line, Lines};
use serde_json::{Map, Value};
use std::io::BufRead;

/// Reads lines as they are asked for. Lines of webhooks are read as such.
pub(crate) fn read<'a>(format: Format, input: impl BufRead + Send + 'a) -> Reading<'a> {
    let items = Lines::new(input).flat_map(|(number, line)| items(number, line));
    Reading::new(format, items)
}

fn items(number: usize, line: Line) -> Vec<Item> {
    let place = format!("line {number}");
    let fault = |finding: Finding| vec![refused(place.clone(), ItemKind::Document, vec![finding])];
    let bytes = match line {
        Line::Bytes(bytes) => bytes,
        Line::TooLong => {
            let most = limits::LINE_BYTES_MAX >> 20;
            let message = format!("the line is longer than {most} MB; split the document");
            return fault(code::NDJSON_LINE_TOO_LONG.at(&place, message));
        }
        Line::Failed(why) => {
            let message = format!("the input could not be read further: {why}");
            return fault(code::FILE_READ.at(&place, message));
        }
    };
    if bytes.trim_ascii().is_empty() {
        return Vec::new();
    }
    match serde_json::from_slice::<Map<String, Value>>(&bytes) {
        Ok(map) => object(&place, "", map),
        Err(why) => {
            let message = format!("expected one JSON object on the line: {why}");
            fault(code::NDJSON_MALFORMED.at(&place, message))
        }
    }
}

/// Reads a value out of a file that is one whole. The name of the file is
/// where a sidecar's PDF is found.
pub(crate) fn value(place: &str, file_name: &str, value: Value) -> Vec<Item> {
    match value {
        Value::Object(map) => object(place, file_name, map),
        _ => {
            let message = "expected a JSON object";
            let finding = code::NDJSON_MALFORMED.at(place, message);
            vec![refused(place.to_owned(), ItemKind::Document, vec![finding])]
        }
    }
}

/// Whether an object without a type says what one document is.
pub(crate) fn is_sidecar(object: &Map<String, Value>) -> bool {
    let has = |name| object.contains_key(name);
    !has("type") && has("number") && (has("customer") || has("amount") || has("files"))
}

fn object(place: &str, file_name: &str, map: Map<String, Value>) -> Vec<Item> {
    let value = Value::Object(map);
    if let Some(items) = webhook::items(place, &value) {
        return items;
    }
    let Value::Object(map) = value else {
        return Vec::new();
    };
    let is_sidecar = !file_name.is_empty() && is_sidecar(&map);
    let mut problems = Problems::new(place);
    let mut fields = Fields::new(map, "", &mut problems);
    if is_sidecar {
        let body = document::read_sidecar(fields, file_name);
        return finished(
            place,
            ItemKind::Document,
            body.into_iter().collect(),
            problems,
        );
    }
    let (kind, bodies) = match fields.required("type").as_deref() {
        Some("document") => (
            ItemKind::Document,
            document::read(fields).into_iter().collect(),
        ),
        Some("event") => (ItemKind::Event, event::read(fields).into_iter().collect()),
        Some("receipt") => (ItemKind::Event, receipt::read(fields)),
        Some("payment") => (
            ItemKind::Payment,
            payment::read(fields).into_iter().collect(),
        ),
        Some(other) => {
            let message = format!("'{other}' found; expected document, event, receipt or payment");
            fields.wrong("type", message);
            (ItemKind::Document, Vec::new())
        }
        None => (ItemKind::Document, Vec::new()),
    };
    finished(place, kind, bodies, problems)
}

fn finished(
    place: &str,
    kind: ItemKind,
    mut bodies: Vec<ItemBody>,
    problems: Problems,
) -> Vec<Item> {
    if problems.is_refused() || bodies.is_empty() {
        bodies = vec![ItemBody::Refused(kind)];
    }
    let mut findings = problems.into_findings();
    bodies
        .into_iter()
        .map(|body| Item {
            place: place.to_owned(),
            body,
            findings: std::mem::take(&mut findings),
        })
        .collect()
}

#[cfg(test)]
mod tests;

//! Utsyn's own format: one JSON object a line, each a document, an event or a
//! payment, so that any system can tell what it sends and what came of it.
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
mod unknown;

use crate::{Format, Reading, code, limits, refused};
use domain::Finding;
use domain::intake::{Item, ItemBody, ItemKind};
use fields::{Fields, Problems};
use lines::{Line, Lines};
use serde_json::{Map, Value};
use std::io::BufRead;

/// Reads lines as they are asked for.
pub(crate) fn read<'a>(input: impl BufRead + Send + 'a) -> Reading<'a> {
    let items = Lines::new(input).filter_map(|(number, line)| item(number, line));
    Reading::new(Format::Ndjson, items)
}

fn item(number: usize, line: Line) -> Option<Item> {
    let place = format!("line {number}");
    let fault = |finding: Finding| Some(refused(place.clone(), ItemKind::Document, vec![finding]));
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
        return None;
    }
    match serde_json::from_slice::<Map<String, Value>>(&bytes) {
        Ok(map) => Some(object(number, map)),
        Err(why) => {
            let message = format!("expected one JSON object on the line: {why}");
            fault(code::NDJSON_MALFORMED.at(&place, message))
        }
    }
}

fn object(number: usize, map: Map<String, Value>) -> Item {
    let mut problems = Problems::new(number);
    let mut fields = Fields::new(map, "", &mut problems);
    let (kind, body) = match fields.required("type").as_deref() {
        Some("document") => (ItemKind::Document, document::read(fields)),
        Some("event") => (ItemKind::Event, event::read(fields)),
        Some("payment") => (ItemKind::Payment, payment::read(fields)),
        Some(other) => {
            let message = format!("'{other}' found; expected document, event or payment");
            fields.wrong("type", message);
            (ItemKind::Document, None)
        }
        None => (ItemKind::Document, None),
    };
    let is_refused = problems.is_refused();
    let body = body.filter(|_| !is_refused);
    Item {
        place: format!("line {number}"),
        body: body.unwrap_or(ItemBody::Refused(kind)),
        findings: problems.into_findings(),
    }
}

#[cfg(test)]
mod tests;

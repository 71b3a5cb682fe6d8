//! JSON files that are one whole: a webhook's object or list, a list of
//! Utsyn's own lines, or a sidecar that says what the PDF beside it is.
//!
//! Oddity: a sidecar needs not name its file, because it is called the same:
//! `10001.json` tells of `10001.pdf`.

use crate::{Format, Reading, code, limits, ndjson, webhook};
use domain::intake::{Item, ItemKind};
use serde_json::{Map, Value};
use std::io::Cursor;

/// The format of a file that begins with a brace, or with a bracket and a
/// brace; `None` where it is no JSON of any of our shapes.
pub(crate) fn format(text: &[u8]) -> Option<Format> {
    if let [b'[', rest @ ..] = text {
        let is_list = matches!(rest.trim_ascii_start().first(), Some(b'{'));
        return is_list.then_some(Format::Json);
    }
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let goes_on = line.len() < text.len();
    Some(match serde_json::from_slice::<Map<String, Value>>(line) {
        Ok(object) if webhook::is_webhook(&object) => Format::Webhook,
        Ok(object) if ndjson::is_sidecar(&object) => Format::Json,
        Ok(_) => Format::Ndjson,
        Err(why) if why.is_eof() && goes_on => Format::Json,
        Err(_) => Format::Ndjson,
    })
}

/// Reads a file that is one value.
pub(crate) fn read<'a>(name: &str, bytes: &[u8]) -> Reading<'a> {
    let bytes = bytes.strip_prefix(crate::decode::UTF8_BOM).unwrap_or(bytes);
    if bytes.len() > limits::LINE_BYTES_MAX {
        let most = limits::LINE_BYTES_MAX >> 20;
        let message =
            format!("the file is one JSON value of more than {most} MB; send one object a line");
        let finding = code::NDJSON_LINE_TOO_LONG.at("", message);
        return Reading::refused(Format::Json, ItemKind::Document, finding);
    }
    let value = match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => value,
        Err(why) => return broken(bytes, &why),
    };
    let values = match value {
        Value::Array(values) => values,
        value => vec![value],
    };
    let format = values.first().map_or(Format::Json, format_of);
    let items: Vec<Item> = values
        .into_iter()
        .enumerate()
        .flat_map(|(index, value)| ndjson::value(&format!("entry {}", index + 1), name, value))
        .collect();
    Reading::new(format, items)
}

/// A file that is no JSON as a whole: lines of ours of which the first is cut
/// off, where another line is an object; otherwise one refused item.
fn broken<'a>(bytes: &[u8], why: &serde_json::Error) -> Reading<'a> {
    let mut others = bytes.split(|byte| *byte == b'\n').skip(1);
    let is_object = |line: &[u8]| serde_json::from_slice::<Map<String, Value>>(line).is_ok();
    if others.any(|line| line.first() == Some(&b'{') && is_object(line)) {
        return ndjson::read(Format::Ndjson, Cursor::new(bytes.to_vec()));
    }
    let place = format!("{}:{}", why.line(), why.column());
    let finding = code::NDJSON_MALFORMED.at(place, format!("not JSON: {why}"));
    Reading::refused(Format::Json, ItemKind::Document, finding)
}

fn format_of(value: &Value) -> Format {
    match value.as_object() {
        Some(object) if webhook::is_webhook(object) => Format::Webhook,
        Some(object) if ndjson::is_sidecar(object) => Format::Sidecar,
        Some(object) if object.contains_key("type") => Format::Ndjson,
        _ => Format::Json,
    }
}

#[cfg(test)]
mod tests;

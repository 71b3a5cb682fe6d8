//! JSON files that are one whole: a webhook's object or list, a list of
//! Utsyn's own lines, or a sidecar that says what the PDF beside it is.
//!
//! Oddity: a sidecar needs not name its file, because it is called the same:
//! `10001.json` tells of `10001.pdf`.

use crate::{Format, Reading, ndjson, webhook};
use domain::intake::Item;
use serde_json::{Map, Value};
use std::io::Cursor;

/// The format of a file whose first line begins with a brace or a bracket.
pub(crate) fn format(head: &[u8]) -> Format {
    let text = head.trim_ascii_start();
    if text.first() == Some(&b'[') {
        return Format::Json;
    }
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let goes_on = line.len() < text.len();
    match serde_json::from_slice::<Map<String, Value>>(line) {
        Ok(object) if webhook::is_webhook(&object) => Format::Webhook,
        Ok(object) if !object.contains_key("type") && ndjson::is_sidecar(&object) => Format::Json,
        Ok(_) => Format::Ndjson,
        Err(why) if why.is_eof() && goes_on => Format::Json,
        Err(_) => Format::Ndjson,
    }
}

/// Reads a file that is one value. One that is none is read line by line, so
/// that each line can say what is wrong with it.
pub(crate) fn read<'a>(name: &str, bytes: &[u8]) -> Reading<'a> {
    let bytes = bytes.strip_prefix(crate::decode::UTF8_BOM).unwrap_or(bytes);
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return ndjson::read(Format::Ndjson, Cursor::new(bytes.to_vec()));
    };
    let values = match value {
        Value::Array(values) => values,
        value => vec![value],
    };
    let format = values.first().map_or(Format::Ndjson, format_of);
    let items: Vec<Item> = values
        .into_iter()
        .enumerate()
        .flat_map(|(index, value)| ndjson::value(&format!("entry {}", index + 1), name, value))
        .collect();
    Reading::new(format, items)
}

fn format_of(value: &Value) -> Format {
    match value.as_object() {
        Some(object) if webhook::is_webhook(object) => Format::Webhook,
        Some(object) if ndjson::is_sidecar(object) => Format::Sidecar,
        _ => Format::Ndjson,
    }
}

#[cfg(test)]
mod tests;

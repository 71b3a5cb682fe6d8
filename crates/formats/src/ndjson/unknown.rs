//! Which fields of a value were not understood: those that are gone when what
//! was understood is written again.

use crate::limits;
use serde_json::Value;

/// The paths of fields in `told` that `understood` has not.
pub(crate) fn fields(told: &Value, understood: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    compare(told, understood, path, &mut found);
    found
}

/// Recursion is bounded by the reader of JSON, which allows 128 levels.
fn compare(told: &Value, understood: &Value, path: &str, found: &mut Vec<String>) {
    if found.len() >= limits::FINDINGS_MAX {
        return;
    }
    match (told, understood) {
        (Value::Object(told), Value::Object(understood)) => {
            for (name, value) in told {
                let path = format!("{path}.{name}");
                match understood.get(name) {
                    Some(kept) => compare(value, kept, &path, found),
                    None if says_nothing(value) => {}
                    None => found.push(path),
                }
            }
        }
        (Value::Array(told), Value::Array(understood)) => {
            for (index, (value, kept)) in told.iter().zip(understood).enumerate() {
                compare(value, kept, &format!("{path}[{index}]"), found);
            }
        }
        _ => {}
    }
}

/// Values that are left out when they are written again.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

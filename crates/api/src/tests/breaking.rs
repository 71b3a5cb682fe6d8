//! What was published once keeps working: the description is compared with
//! the one that was last released (`docs/api/openapi.json`).
//!
//! Run with `UPDATE_OPENAPI=1` to write the file anew for a release.

use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// How deep schemas are followed; they are not deeper, and may be circular.
const DEPTH_MAX: usize = 12;

fn released() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json")
}

#[test]
fn nothing_that_was_released_is_broken() {
    let now = serde_json::to_value(crate::description()).unwrap();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        let text = serde_json::to_string_pretty(&now).unwrap();
        std::fs::write(released(), text + "\n").unwrap();
    }
    let before = std::fs::read_to_string(released()).unwrap();
    let before: Value = serde_json::from_str(&before).unwrap();
    let broken = compare(&before, &now);
    assert!(broken.is_empty(), "{broken:#?}");
}

/// What a client of the description before can no longer rely on.
fn compare(before: &Value, now: &Value) -> Vec<String> {
    let mut comparing = Comparing {
        before,
        now,
        broken: Vec::new(),
    };
    for (path, item) in members(&before["paths"]) {
        for (method, operation) in members(item) {
            let place = format!("{method} {path}");
            match now["paths"][path].get(method) {
                Some(same) => comparing.operation(&place, operation, same),
                None => comparing.broken.push(format!("{place} is gone")),
            }
        }
    }
    comparing.broken
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

struct Comparing<'d> {
    before: &'d Value,
    now: &'d Value,
    broken: Vec<String>,
}

/// Which way values of a schema go.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    In,
    Out,
}

impl Comparing<'_> {
    fn operation(&mut self, place: &str, before: &Value, now: &Value) {
        self.parameters(place, before, now);
        let taken = &now["requestBody"]["content"];
        for (kind, body) in members(&before["requestBody"]["content"]) {
            let place = format!("{place} takes {kind}");
            match taken.get(kind) {
                Some(same) => {
                    self.schema(&place, &body["schema"], &same["schema"], Way::In, 0);
                }
                None => self.broken.push(format!("{place} no longer")),
            }
        }
        for (status, response) in members(&before["responses"]) {
            let place = format!("{place} answers {status}");
            let Some(same) = now["responses"].get(status) else {
                self.broken.push(format!("{place} no longer"));
                continue;
            };
            for (kind, body) in members(&response["content"]) {
                let place = format!("{place} {kind}");
                match same["content"].get(kind) {
                    Some(same) => {
                        self.schema(&place, &body["schema"], &same["schema"], Way::Out, 0);
                    }
                    None => self.broken.push(format!("{place} no longer")),
                }
            }
        }
    }

    fn parameters(&mut self, place: &str, before: &Value, now: &Value) {
        let list = |operation: &Value| operation["parameters"].as_array().cloned();
        let (before, now) = (
            list(before).unwrap_or_default(),
            list(now).unwrap_or_default(),
        );
        let find = |list: &[Value], wanted: &Value| {
            let is_it = |it: &&Value| it["name"] == wanted["name"] && it["in"] == wanted["in"];
            list.iter().find(is_it).cloned()
        };
        for parameter in &before {
            if find(&now, parameter).is_none() {
                self.broken
                    .push(format!("{place}: {} is gone", parameter["name"]));
            }
        }
        for parameter in now.iter().filter(|it| it["required"] == true) {
            let known = find(&before, parameter);
            if known.is_none_or(|known| known["required"] != true) {
                self.broken
                    .push(format!("{place}: {} is needed", parameter["name"]));
            }
        }
    }

    fn schema(&mut self, place: &str, before: &Value, now: &Value, way: Way, depth: usize) {
        if depth > DEPTH_MAX {
            return;
        }
        let before = flat(self.before, before);
        let now = flat(self.now, now);
        self.kind(place, &before, &now, way);
        let required = |schema: &Map<String, Value>, field: &str| {
            let listed = schema.get("required").and_then(Value::as_array);
            listed.is_some_and(|listed| listed.iter().any(|it| it == field))
        };
        let fields =
            |schema: &Map<String, Value>| schema.get("properties").cloned().unwrap_or(json!({}));
        let (fields_before, fields_now) = (fields(&before), fields(&now));
        for (field, schema) in members(&fields_before) {
            let place = format!("{place}.{field}");
            let Some(same) = fields_now.get(field) else {
                self.broken.push(format!("{place} is gone"));
                continue;
            };
            if way == Way::Out && required(&before, field) && !required(&now, field) {
                self.broken.push(format!("{place} may be absent"));
            }
            self.schema(&place, schema, same, way, depth + 1);
        }
        for (field, _) in members(&fields_now) {
            if way == Way::In && required(&now, field) && !required(&before, field) {
                self.broken.push(format!("{place}.{field} is needed"));
            }
        }
        if let (Some(item), Some(same)) = (before.get("items"), now.get("items")) {
            self.schema(&format!("{place}[]"), item, same, way, depth + 1);
        }
    }

    /// Values must stay of a kind that the client knows.
    fn kind(
        &mut self,
        place: &str,
        before: &Map<String, Value>,
        now: &Map<String, Value>,
        way: Way,
    ) {
        let (known, new) = (kinds(before), kinds(now));
        let (less, more) = match way {
            Way::In => (&new, &known),
            Way::Out => (&known, &new),
        };
        let is_open = known.is_empty() || new.is_empty();
        if !is_open && !more.iter().all(|kind| less.contains(kind)) {
            self.broken
                .push(format!("{place} was {known:?} and is {new:?}"));
        }
    }
}

fn kinds(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A schema with what it refers to and consists of in one.
fn flat(description: &Value, schema: &Value) -> Map<String, Value> {
    let mut flat = Map::new();
    let mut pending = vec![schema];
    while let Some(schema) = pending.pop() {
        if let Some(Value::String(reference)) = schema.get("$ref") {
            let pointer = reference.trim_start_matches('#');
            pending.extend(description.pointer(pointer));
        }
        pending.extend(schema["allOf"].as_array().into_iter().flatten());
        for (name, value) in members(schema) {
            match (flat.get_mut(name), value) {
                (Some(Value::Object(known)), Value::Object(more)) => {
                    known.extend(more.clone());
                }
                (Some(Value::Array(known)), Value::Array(more)) => known.extend(more.clone()),
                (None, _) => {
                    flat.insert(name.clone(), value.clone());
                }
                _ => {}
            }
        }
    }
    flat
}

#[test]
fn what_breaks_a_client_is_noticed_and_what_is_added_is_not() {
    let before = json!({"paths": {"/a": {"post": {
        "parameters": [{"name": "q", "in": "query"}],
        "requestBody": {"content": {"application/json": {"schema": {
            "type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"],
        }}}},
        "responses": {"200": {"content": {"application/json": {"schema": {
            "type": "object", "required": ["id", "n"], "properties": {
                "id": {"type": "string"}, "n": {"type": ["integer", "null"]},
            },
        }}}}},
    }}}});
    assert_eq!(compare(&before, &before), Vec::<String>::new());
    let schema = "/paths/~1a/post/responses/200/content/application~1json/schema";
    let body = "/paths/~1a/post/requestBody/content/application~1json/schema";
    let changed = |pointer: String, value: Value| {
        let mut now = before.clone();
        *now.pointer_mut(&pointer).unwrap() = value;
        compare(&before, &now)
    };
    let added = changed(
        format!("{schema}/properties"),
        json!({"id": {"type": "string"}, "n": {"type": "integer"}, "new": {"type": "string"}}),
    );
    assert_eq!(added, Vec::<String>::new());
    let breaks = [
        (
            format!("{schema}/properties"),
            json!({"id": {"type": "string"}}),
            "n is gone",
        ),
        (
            format!("{schema}/required"),
            json!(["id"]),
            "n may be absent",
        ),
        (
            format!("{schema}/properties/id/type"),
            json!("integer"),
            "was",
        ),
        (format!("{body}/properties/x/type"), json!("integer"), "was"),
        (format!("{body}/properties"), json!({"y": {}}), "x is gone"),
        (
            "/paths/~1a/post/parameters".to_owned(),
            json!([]),
            "is gone",
        ),
        (
            "/paths/~1a/post/parameters".to_owned(),
            json!([{"name": "q", "in": "query", "required": true}]),
            "is needed",
        ),
        (
            "/paths/~1a/post/responses".to_owned(),
            json!({}),
            "no longer",
        ),
        ("/paths/~1a".to_owned(), json!({}), "is gone"),
    ];
    for (pointer, value, expected) in breaks {
        let broken = changed(pointer.clone(), value);
        assert!(
            broken.iter().any(|it| it.contains(expected)),
            "{pointer}: {broken:?}"
        );
    }
}

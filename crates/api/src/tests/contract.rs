//! Whatever the API answers in a test is what its description promises.

use super::*;
use axum::http::response::Parts;
use jsonschema::Validator;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(crate::description()).unwrap());
/// Checkers by where their schema lies in the description.
static CHECKERS: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);

/// Panics where an answer is not as described.
pub(super) fn check(method: &Method, path: &str, parts: &Parts, body: &[u8]) {
    let path = path.split('?').next().unwrap_or_default();
    let Some(template) = template(path) else {
        // The description of itself, and addresses that there are not.
        assert!(
            parts.status.is_client_error() || path.contains("openapi"),
            "{path}"
        );
        return;
    };
    let method = method.as_str().to_lowercase();
    let operation = &DESCRIPTION["paths"][&template][&method];
    if operation.is_null() {
        assert_eq!(
            parts.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {template}"
        );
        return;
    }
    let status = parts.status.as_str();
    let failed = parts.status.is_client_error() || parts.status.is_server_error();
    let named = if failed { "default" } else { status };
    let response = &operation["responses"][named];
    let place = format!("{method} {template} {status}");
    assert!(response.is_object(), "{place} is not described");
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let kind = kind.map(|kind| kind.to_str().unwrap().split(';').next().unwrap().to_owned());
    let Some(content) = response["content"].as_object() else {
        assert!(body.is_empty(), "{place} has a body that is not described");
        return;
    };
    let kind = kind.unwrap_or_else(|| panic!("{place} has no type"));
    let described = content.get(&kind);
    let schema = described.unwrap_or_else(|| panic!("{place} is {kind}, not {content:?}"));
    if kind == "application/json" || kind.ends_with("+json") {
        let value: Value = serde_json::from_slice(body).unwrap();
        let pointer = format!("{template}/{method}/{named}/{kind}");
        conforms(&pointer, &schema["schema"], &value, &place);
    }
}

/// Panics where a message to a webhook is not as described.
pub(super) fn message(body: &Value) {
    let event_type = body["type"].as_str().unwrap();
    let described = &DESCRIPTION["webhooks"][event_type]["post"]["requestBody"];
    let schema = &described["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{event_type} is not described");
    conforms("webhooks", schema, body, event_type);
}

fn conforms(key: &str, schema: &Value, value: &Value, place: &str) {
    let checker = {
        let mut checkers = CHECKERS.lock().unwrap();
        let made = checkers.entry(key.to_owned()).or_insert_with(|| {
            let mut whole = schema.clone();
            whole["components"] = DESCRIPTION["components"].clone();
            let checker = jsonschema::draft202012::options()
                .should_validate_formats(true)
                .build(&whole);
            Arc::new(checker.unwrap())
        });
        Arc::clone(made)
    };
    let wrong: Vec<String> = checker
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{place}: {wrong:#?}\n{value:#}");
}

/// The address of the description that a path is an instance of; one without
/// variable parts wins.
fn template(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_it = |template: &&String| {
        let wanted: Vec<&str> = template.split('/').collect();
        wanted.len() == parts.len()
            && wanted
                .iter()
                .zip(&parts)
                .all(|(wanted, part)| wanted.starts_with('{') || wanted == part)
    };
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let mut found: Vec<&String> = paths.keys().filter(is_it).collect();
    found.sort_by_key(|template| template.matches('{').count());
    found.first().map(|template| (*template).clone())
}

#[test]
fn an_answer_that_is_not_as_described_is_noticed() {
    let problem = serde_json::json!({"type": "/x", "title": "x"});
    let schema = serde_json::json!({"$ref": "#/components/schemas/Problem"});
    let seen = std::panic::catch_unwind(|| conforms("test", &schema, &problem, "here"));
    let message = *seen.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("request_id"), "{message}");
}

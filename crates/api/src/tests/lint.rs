//! Rules for the description itself, so that whoever reads only it gets along.

use serde_json::Value;
use std::collections::BTreeSet;

fn description() -> Value {
    serde_json::to_value(crate::description()).unwrap()
}

fn each_operation(description: &Value, mut look: impl FnMut(&str, &str, &Value)) {
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            look(path, method, operation);
        }
    }
}

fn is_said(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[test]
fn every_operation_has_a_name_of_its_own_a_summary_and_a_known_tag() {
    let description = description();
    let tags: BTreeSet<&str> = description["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].as_str().unwrap())
        .collect();
    let mut names = BTreeSet::new();
    each_operation(&description, |path, method, operation| {
        let place = format!("{method} {path}");
        let name = operation["operationId"].as_str().unwrap();
        assert!(names.insert(name.to_owned()), "{place}: {name} is taken");
        assert!(is_said(&operation["summary"]), "{place} has no summary");
        let summary = operation["summary"].as_str().unwrap();
        assert!(!summary.ends_with('.'), "{place}: {summary}");
        for tag in operation["tags"].as_array().unwrap() {
            assert!(tags.contains(tag.as_str().unwrap()), "{place}: {tag}");
        }
    });
    assert!(names.len() > 40, "{}", names.len());
}

#[test]
fn every_parameter_and_every_answer_is_explained() {
    let description = description();
    each_operation(&description, |path, method, operation| {
        let place = format!("{method} {path}");
        let parameters = operation["parameters"].as_array();
        let named: Vec<&str> = parameters
            .into_iter()
            .flatten()
            .map(|parameter| {
                assert!(is_said(&parameter["description"]), "{place}: {parameter}");
                parameter["name"].as_str().unwrap()
            })
            .collect();
        let distinct: BTreeSet<&&str> = named.iter().collect();
        assert_eq!(distinct.len(), named.len(), "{place}: {named:?}");
        for part in path.split('/').filter_map(|part| part.strip_prefix('{')) {
            let part = part.trim_end_matches('}');
            assert!(named.contains(&part), "{place} says nothing of {part}");
        }
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.contains_key("default"), "{place}");
        assert!(responses.len() > 1, "{place} never succeeds");
        for (status, response) in responses {
            assert!(is_said(&response["description"]), "{place} {status}");
        }
    });
}

#[test]
fn every_field_of_every_schema_is_explained() {
    let description = description();
    let schemas = description["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        let parts = schema["allOf"].as_array().cloned().unwrap_or_default();
        for part in parts.iter().chain([schema]) {
            let Some(properties) = part["properties"].as_object() else {
                continue;
            };
            for (field, property) in properties {
                let is_snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(field.chars().all(is_snake), "{name}.{field}");
                let is_explained = is_said(&property["description"])
                    || property.get("$ref").is_some()
                    || property.get("oneOf").is_some();
                assert!(is_explained, "{name}.{field} is not explained");
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let description = description();
    let mut references = Vec::new();
    collect(&description, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                references.push(reference.clone());
            }
            map.values().for_each(|value| collect(value, references));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

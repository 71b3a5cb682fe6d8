//! The page and the schema say what the reader does.

use super::{SAMPLE, items};
use crate::ndjson::event::INTERNAL_FACTS;
use crate::ndjson::receipt::{DIGITAL_POST_STATES, EFAKTURA_STATES};
use domain::document::ReferenceKind;
use domain::intake::ItemBody;
use domain::{Action, Channel, DocumentKind, Evidence, PaymentChannel, Reason};
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../../../../docs/formats/ndjson.md");
const SCHEMA: &str = include_str!("../../../../../docs/formats/utsyn-ndjson.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// Whether a value is valid by the parts of JSON Schema that ours uses.
fn is_valid(root: &Value, rule: &Value, value: &Value) -> bool {
    let rules = rule.as_object().unwrap();
    rules.iter().all(|(key, rule)| match key.as_str() {
        "$ref" => {
            let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
            is_valid(root, &root["$defs"][name], value)
        }
        "oneOf" => count(root, rule, value) == 1,
        "anyOf" => count(root, rule, value) >= 1,
        "const" => rule == value,
        "enum" => rule.as_array().unwrap().contains(value),
        "type" => is_type(rule, value),
        "minLength" => value
            .as_str()
            .is_none_or(|it| it.len() as u64 >= rule.as_u64().unwrap()),
        "maxItems" => value
            .as_array()
            .is_none_or(|it| it.len() as u64 <= rule.as_u64().unwrap()),
        "required" => rule
            .as_array()
            .unwrap()
            .iter()
            .all(|it| value.get(it.as_str().unwrap()).is_some()),
        "items" => value
            .as_array()
            .is_none_or(|all| all.iter().all(|it| is_valid(root, rule, it))),
        "properties" => value.as_object().is_none_or(|fields| {
            let known = fields
                .iter()
                .filter_map(|(name, it)| Some((rule.get(name)?, it)));
            known.into_iter().all(|(rule, it)| is_valid(root, rule, it))
        }),
        "additionalProperties" => value.as_object().is_none_or(|fields| {
            fields
                .keys()
                .all(|name| rules["properties"].get(name).is_some())
        }),
        "pattern" | "format" | "$schema" | "$id" | "$defs" | "title" | "description" => true,
        other => panic!("{other} is not checked"),
    })
}

fn count(root: &Value, rules: &Value, value: &Value) -> usize {
    let all = rules.as_array().unwrap().iter();
    all.filter(|rule| is_valid(root, rule, value)).count()
}

fn is_type(rule: &Value, value: &Value) -> bool {
    let names: Vec<&str> = match rule {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().unwrap()],
    };
    names.contains(match value {
        Value::Null => &"null",
        Value::Bool(_) => &"boolean",
        Value::Number(_) => &"number",
        Value::String(_) => &"string",
        Value::Array(_) => &"array",
        Value::Object(_) => &"object",
    })
}

#[test]
fn every_example_on_the_page_reads_without_findings_and_is_valid() {
    let schema = schema();
    let examples: Vec<&str> = PAGE.lines().filter(|line| line.starts_with('{')).collect();
    assert_eq!(examples.len(), 9);
    assert_eq!(
        examples,
        SAMPLE.lines().collect::<Vec<_>>(),
        "the sample is the page's"
    );
    for example in examples {
        let item = items(example).remove(0);
        assert!(item.findings.is_empty(), "{:?}", item.findings);
        assert!(!matches!(item.body, ItemBody::Refused(_)));
        let value = serde_json::from_str(example).unwrap();
        assert!(is_valid(&schema, &schema, &value), "{example}");
    }
}

#[test]
fn what_the_schema_forbids_is_refused_or_warned_of() {
    let schema = schema();
    let document: Value = serde_json::from_str(SAMPLE.lines().next().unwrap()).unwrap();
    for (field, value) in [
        ("number", json!(null)),
        ("number", json!("")),
        ("customer", json!({})),
        ("kind", json!("poem")),
        ("colour", json!("red")),
        ("files", json!("10001.pdf")),
        ("events", json!([{"source_id": "1"}])),
        ("details", json!({"colour": "red"})),
        ("lines", json!([{"colour": "red"}])),
        ("amount", json!({"amount": 5, "currency": "NOK"})),
    ] {
        let mut changed = document.clone();
        changed[field] = value;
        assert!(!is_valid(&schema, &schema, &changed), "{changed}");
        assert!(
            !items(&changed.to_string())[0].findings.is_empty(),
            "{changed}"
        );
    }
}

#[test]
fn the_words_of_the_schema_are_those_of_the_domain() {
    macro_rules! codes {
        ($vocabulary:ty) => {
            json!(
                <$vocabulary>::ALL
                    .iter()
                    .map(|it| it.code())
                    .collect::<Vec<_>>()
            )
        };
    }
    use ReferenceKind::{
        Accounting, Billing, Buyer, Contract, Despatch, External, Order, Project, Receipt,
        SalesOrder, Tender,
    };
    let references = [
        Buyer, Order, SalesOrder, Contract, Project, Billing, Despatch, Receipt, External,
        Accounting, Tender,
    ];
    let defs = &schema()["$defs"];
    for (name, expected) in [
        ("kind", codes!(DocumentKind)),
        ("channel", codes!(Channel)),
        ("paid_by", codes!(PaymentChannel)),
        ("evidence", codes!(Evidence)),
        ("reason", codes!(Reason)),
        ("action", codes!(Action)),
        ("reference_kind", json!(references)),
    ] {
        assert_eq!(defs[name]["enum"], expected, "{name}");
    }
}

/// Facts as the domain writes them, one of every kind that may be told.
fn facts() -> Vec<Value> {
    let problem = json!({"reason": "other", "action": "fix"});
    let plain = ["received", "validated", "held", "released", "cancelled"];
    let on_channel = [
        "queued",
        "sent",
        "opened",
        "approved",
        "approval_withdrawn",
        "deleted",
    ];
    let with_problem = [
        "deferred",
        "failed",
        "returned",
        "disputed",
        "rejected_by_recipient",
    ];
    let mut facts: Vec<Value> = plain.iter().map(|it| json!({"type": it})).collect();
    facts.extend(
        on_channel
            .iter()
            .map(|it| json!({"type": it, "channel": "ehf"})),
    );
    facts.extend(
        with_problem
            .iter()
            .map(|it| json!({"type": it, "channel": "ehf", "problem": problem})),
    );
    facts.push(json!({"type": "refused", "problem": problem}));
    facts.push(json!({"type": "delivered", "channel": "ehf", "evidence": "confirmed"}));
    facts.push(json!({"type": "fell_back", "channel": "ehf", "to": "print"}));
    facts.push(json!({"type": "withdrawn", "channel": "avtalegiro"}));
    facts.push(json!({"type": "payment_scheduled", "on": "2026-11-16"}));
    facts
}

#[test]
fn every_fact_that_may_be_told_is_in_schema_and_reader() {
    let schema = schema();
    let event: Value = serde_json::from_str(SAMPLE.lines().nth(2).unwrap()).unwrap();
    let mut told: Vec<String> = Vec::new();
    for fact in facts() {
        let mut changed = event.clone();
        changed["fact"] = fact.clone();
        assert!(is_valid(&schema, &schema, &changed), "{fact}");
        let item = items(&changed.to_string()).remove(0);
        assert!(item.findings.is_empty(), "{fact}: {:?}", item.findings);
        let ItemBody::Event(event) = item.body else {
            panic!("{fact}")
        };
        told.push(event.fact.name().to_owned());
    }
    let mut listed: Vec<String> = schema["$defs"]["fact"]["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|rule| rule["properties"]["type"]["enum"].as_array().unwrap())
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    told.sort();
    listed.sort();
    assert_eq!(told, listed);
    for name in told
        .iter()
        .map(String::as_str)
        .chain(INTERNAL_FACTS.iter().copied())
    {
        assert!(
            PAGE.contains(&format!("`{name}`")),
            "{name} is not on the page"
        );
    }
}

#[test]
fn every_state_of_a_receipt_is_in_schema_page_and_reader() {
    let schema = schema();
    let receipt: Value = serde_json::from_str(SAMPLE.lines().nth(7).unwrap()).unwrap();
    let listed = &schema["$defs"]["receipt"]["properties"]["state"]["enum"];
    let mut states: Vec<&str> = [DIGITAL_POST_STATES, EFAKTURA_STATES].concat();
    assert_eq!(json!(states), *listed);
    states.sort_unstable();
    states.dedup();
    for (system, states) in [
        ("digital_post", DIGITAL_POST_STATES),
        ("efaktura", EFAKTURA_STATES),
        ("vipps", EFAKTURA_STATES),
    ] {
        for state in states {
            assert!(PAGE.contains(&format!("`{state}`")), "{state}");
            let mut changed = receipt.clone();
            changed["system"] = json!(system);
            changed["state"] = json!(state);
            changed["channel"] = json!("digipost");
            assert!(is_valid(&schema, &schema, &changed), "{changed}");
            let item = items(&changed.to_string()).remove(0);
            assert!(item.findings.is_empty(), "{changed}: {:?}", item.findings);
            assert!(matches!(item.body, ItemBody::Event(_)), "{changed}");
        }
    }
}

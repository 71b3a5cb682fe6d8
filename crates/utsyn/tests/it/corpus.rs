//! Real files that other people wrote, through the built binary.

use crate::run::Place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name in the register; a party that states only one name has it there.
fn registered_name(party: &Value) -> Value {
    let legal = &party["legal_name"];
    if legal.is_null() {
        party["name"].clone()
    } else {
        legal.clone()
    }
}

/// Fields of a document that must be what plain XPath over the file gives.
fn check_fields(expected: &Value, shown: &Value) -> Vec<String> {
    let details = &shown["details"];
    let pairs = [
        ("number", &expected["id"], shown["number"].clone()),
        (
            "issued_on",
            &expected["issue_date"],
            shown["issued_on"].clone(),
        ),
        ("due_on", &expected["due_date"], shown["due_on"].clone()),
        (
            "customization",
            &expected["customization"],
            details["customization"].clone(),
        ),
        ("profile", &expected["profile"], details["profile"].clone()),
        (
            "seller",
            &expected["seller_name"],
            registered_name(&details["seller"]),
        ),
        (
            "seller endpoint",
            &expected["seller_endpoint"],
            details["seller"]["endpoint"]["id"].clone(),
        ),
        (
            "buyer endpoint",
            &expected["buyer_endpoint"],
            details["buyer"]["endpoint"]["id"].clone(),
        ),
    ];
    let day = |value: &Value| {
        value
            .as_str()
            .map(|text| text.trim().chars().take(10).collect::<String>())
    };
    let mut wrong: Vec<String> = pairs
        .into_iter()
        .filter(|(name, expected, found)| match name.ends_with("_on") {
            true => day(expected) != day(found),
            false => expected.as_str().map(str::trim).unwrap_or("") != found.as_str().unwrap_or(""),
        })
        .map(|(name, expected, found)| format!("{name}: expected {expected}, found {found}"))
        .collect();
    let number = |value: &Value| {
        value
            .as_str()
            .and_then(|text| text.trim().parse::<f64>().ok())
    };
    let payable = number(&shown["details"]["totals"]["payable"]["amount"]);
    if number(&expected["payable"]) != payable {
        wrong.push(format!(
            "payable: expected {}, found {payable:?}",
            expected["payable"]
        ));
    }
    let hashes = |value: &Value| -> BTreeSet<String> {
        let list = value.as_array().cloned().unwrap_or_default();
        list.iter()
            .filter_map(|file| file["sha256"].as_str().map(str::to_owned))
            .collect()
    };
    if hashes(&expected["attachments"]) != hashes(&shown["attachments"]) {
        wrong.push(format!(
            "attachments: {} and {}",
            expected["attachments"], shown["attachments"]
        ));
    }
    wrong
}

fn import(place: &Place, directory: &Path) -> Vec<Value> {
    let answer = place.run(&["import", &directory.to_string_lossy(), "--json"]);
    assert!(matches!(answer.code, 0 | 3), "{}", answer.err);
    answer.lines()
}

fn expectations(corpus: &Path, file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(corpus.join("expected").join(file)).expect("expectations");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn every_ubl_file_is_stored_or_recognised_with_the_fields_it_has() {
    let Some(corpus) = testkit::corpus("") else {
        return testkit::skip("every_ubl_file…", "there is no corpus beside the project");
    };
    let place = Place::with_organisation();
    let lines = import(&place, &corpus.join("ubl"));
    let (summary, items) = lines.split_last().expect("a summary");
    assert_eq!(summary["summary"]["files"], json!(296));
    let by_file: BTreeMap<String, &Value> = items
        .iter()
        .map(|item| (item["file"].as_str().unwrap_or_default().to_owned(), item))
        .collect();
    assert_eq!(by_file.len(), 296, "every file is told of");
    let mut wrong = Vec::new();
    for expected in expectations(&corpus, "ubl_fields.jsonl") {
        let path = expected["path"].as_str().expect("a path");
        if !path.starts_with("ubl/") {
            continue;
        }
        let item = by_file[&corpus.join(path).to_string_lossy().into_owned()];
        let Some(id) = item["document"]
            .as_str()
            .filter(|_| item["outcome"] == "stored")
        else {
            wrong.push(format!("{path}: {item}"));
            continue;
        };
        let shown = place.json(&["show", id, "--json"]);
        wrong.extend(
            check_fields(&expected, &shown)
                .into_iter()
                .map(|what| format!("{path}: {what}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
    let refused = items.iter().filter(|item| item["outcome"] == "rejected");
    for item in refused {
        assert_eq!(item["findings"][0]["code"], json!("xml.test_set"), "{item}");
    }
}

#[test]
fn ocr_files_add_up_to_their_own_trailers() {
    let Some(corpus) = testkit::corpus("") else {
        return testkit::skip("ocr_files_add_up…", "there is no corpus beside the project");
    };
    let place = Place::with_organisation();
    import(&place, &corpus.join("ocr-giro"));
    let payments = place.json(&["payments", "--json"]);
    let ore: i64 = payments
        .as_array()
        .expect("a list")
        .iter()
        .map(|payment| {
            payment["amount"]["amount"]
                .as_str()
                .expect("an amount")
                .replace('.', "")
        })
        .map(|amount| amount.parse::<i64>().expect("a number"))
        .sum();
    let expected = expectations(&corpus, "ocr.jsonl");
    let giro = expected
        .iter()
        .find(|e| e["path"].as_str().is_some_and(|p| p.contains("ocr_giro")))
        .expect("giro");
    assert_eq!(json!(ore), giro["trailer"]["total_ore"]);
    assert_eq!(
        json!(payments.as_array().map(Vec::len)),
        giro["trailer"]["transactions"]
    );
}

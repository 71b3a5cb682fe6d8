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

/// Items of one folder of the corpus, by what became of them.
#[derive(Default)]
struct Row {
    files: BTreeSet<String>,
    outcomes: BTreeMap<String, usize>,
    reasons: BTreeMap<String, usize>,
}

/// The folder of a file, two levels deep, as the corpus is laid out.
fn folder_of(corpus: &Path, file: &str) -> String {
    let below = Path::new(file).strip_prefix(corpus).expect("a file of it");
    let parts: Vec<_> = below.components().collect();
    let folders = &parts[..parts.len().saturating_sub(1).min(2)];
    let names = folders.iter().map(|it| it.as_os_str().to_string_lossy());
    names.collect::<Vec<_>>().join("/")
}

fn listed(counts: &BTreeMap<String, usize>) -> String {
    let parts: Vec<String> = counts.iter().map(|(it, n)| format!("{it} {n}")).collect();
    parts.join(", ")
}

#[test]
fn the_whole_corpus_is_taken_in_and_the_sums_balance() {
    let Some(corpus) = testkit::corpus("") else {
        return testkit::skip("the_whole_corpus…", "there is no corpus beside the project");
    };
    let place = Place::with_organisation();
    let lines = import(&place, &corpus);
    let (summary, items) = lines.split_last().expect("a summary");
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for item in items {
        let file = item["file"].as_str().expect("a file");
        let row = rows.entry(folder_of(&corpus, file)).or_default();
        row.files.insert(file.to_owned());
        let outcome = item["outcome"].as_str().expect("an outcome");
        *row.outcomes.entry(outcome.to_owned()).or_default() += 1;
        if outcome == "rejected" {
            let code = item["findings"][0]["code"].as_str();
            let code = code.unwrap_or_else(|| panic!("rejected without a reason: {item}"));
            *row.reasons.entry(code.to_owned()).or_default() += 1;
        }
    }
    eprintln!("| folder | files | items | rejected with the reason |");
    eprintln!("|---|---|---|---|");
    for (folder, row) in &rows {
        let (outcomes, reasons) = (listed(&row.outcomes), listed(&row.reasons));
        eprintln!(
            "| {folder} | {} | {outcomes} | {reasons} |",
            row.files.len()
        );
    }
    let told: usize = rows.values().map(|row| row.files.len()).sum();
    let there = walk(&corpus);
    assert_eq!(told, there, "every file is told of");
    assert_eq!(summary["summary"]["files"], json!(there));
    let counted = ["stored", "duplicate", "unmatched", "rejected"].map(|outcome| {
        let all = rows.values().filter_map(|row| row.outcomes.get(outcome));
        (outcome, all.sum::<usize>())
    });
    for (outcome, count) in counted {
        let summed = &summary["summary"][outcome];
        assert_eq!(summed, &json!(count), "{outcome}: {summary}");
    }
    let again = import(&place, &corpus);
    let (summary, _) = again.split_last().expect("a summary");
    assert_eq!(summary["summary"]["stored"], json!(0), "{summary}");
}

/// How many files lie below.
fn walk(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .map(|path| if path.is_dir() { walk(&path) } else { 1 })
        .sum()
}

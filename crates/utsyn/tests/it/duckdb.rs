//! DuckDB over the exported Parquet files gives the numbers of the portal.
//!
//! DuckDB is found through the variable `UTSYN_DUCKDB`, a Python that has it;
//! `cargo xtask test` provides one.

use crate::run::Place;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// A Python that has DuckDB; `None`, told, where there is none and none is
/// required.
fn python(test: &str) -> Option<OsString> {
    let python = std::env::var_os("UTSYN_DUCKDB");
    if python.is_none() {
        assert!(
            std::env::var_os("UTSYN_REQUIRE_TOOLS").is_none(),
            "UTSYN_DUCKDB is not set: it must name a Python that has DuckDB"
        );
        testkit::skip(test, "UTSYN_DUCKDB names no Python with DuckDB");
    }
    python
}

/// The rows that DuckDB answers, each a list of texts and numbers.
fn ask(python: &OsString, query: &str) -> Vec<Vec<Value>> {
    const PROGRAM: &str = "import duckdb, json, sys\n\
        rows = duckdb.sql(sys.argv[1]).fetchall()\n\
        print(json.dumps(rows, default=str))";
    let output = Command::new(python)
        .args(["-c", PROGRAM, query])
        .output()
        .expect("UTSYN_DUCKDB names a program that runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{query}: {told}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A demo organisation that is small enough to be made quickly.
fn demo() -> Place {
    let place = Place::empty();
    let answer = place.run(&["demo", "--no-serve", "--documents", "3000"]);
    assert_eq!(answer.code, 0, "{answer:?}");
    place
}

/// What the portal counts, in the shape of DuckDB's answer.
fn statistics(place: &Place, by: &str, filter: &[&str]) -> Vec<Vec<Value>> {
    let arguments = ["statistics", "--json", "--by", by, "--measure", "count"];
    let all: Vec<&str> = arguments.iter().chain(filter).copied().collect();
    let answer = place.json(&all);
    let rows = answer["rows"].as_array().expect("rows");
    let mut rows: Vec<Vec<Value>> = rows
        .iter()
        .map(|row| vec![row[by].clone(), row["count"].clone()])
        .collect();
    rows.sort_by_key(|row| row[0].to_string());
    rows
}

fn exported(place: &Place, arguments: &[&str], name: &str) -> String {
    let file = place.path().join(name);
    let file = file.to_string_lossy().into_owned();
    let all: Vec<&str> = ["export"]
        .iter()
        .chain(arguments)
        .chain(&["--out", &file])
        .copied()
        .collect();
    let answer = place.run(&all);
    assert_eq!(answer.code, 0, "{answer:?}");
    file
}

#[test]
fn duckdb_over_the_export_gives_the_numbers_of_the_portal() {
    let Some(python) = python("duckdb") else {
        return;
    };
    let place = demo();
    let documents = exported(&place, &["--format", "parquet"], "documents.parquet");
    for by in ["channel", "delivery", "recipient", "kind"] {
        let query = format!(
            "SELECT {by}, count(*) FROM '{documents}' GROUP BY 1 ORDER BY '\"' || {by} || '\"'"
        );
        assert_eq!(ask(&python, &query), statistics(&place, by, &[]), "{by}");
    }
    sums_are_equal(&python, &place, &documents);
    types_are_what_they_should_be(&python, &documents);
    let failed = exported(
        &place,
        &["delivery:failed", "--format", "parquet"],
        "failed.parquet",
    );
    let query = format!("SELECT channel, count(*) FROM '{failed}' GROUP BY 1 ORDER BY '\"' || channel || '\"'");
    assert_eq!(
        ask(&python, &query),
        statistics(&place, "channel", &["delivery:failed"])
    );
    events_add_up(&python, &place);
}

/// The sums that the list of documents tells, to the last øre.
fn sums_are_equal(python: &OsString, place: &Place, documents: &str) {
    let listed = place.json(&["documents", "--json"]);
    let listed = listed.as_array().expect("a list");
    let mut minor = std::collections::BTreeMap::<String, i64>::new();
    for document in listed {
        let amount = &document["amount"];
        if let Some(written) = amount["amount"].as_str() {
            let digits = written.replace(['.', '-'], "");
            let sign = if written.starts_with('-') { -1 } else { 1 };
            let value: i64 = digits.parse().expect("a decimal number");
            let currency = amount["currency"].as_str().expect("a currency");
            *minor.entry(currency.to_owned()).or_default() += sign * value;
        }
    }
    let expected: Vec<Vec<Value>> = minor
        .into_iter()
        .map(|(currency, minor)| vec![json!(currency), json!(minor)])
        .collect();
    let query = format!(
        "SELECT currency, CAST(sum(amount) * 100 AS BIGINT) FROM '{documents}' \
         WHERE currency IS NOT NULL GROUP BY 1 ORDER BY 1"
    );
    assert_eq!(ask(python, &query), expected);
    let query = format!("SELECT count(*), count(DISTINCT id) FROM '{documents}'");
    assert_eq!(ask(python, &query), [[json!(listed.len()), json!(listed.len())]]);
}

fn types_are_what_they_should_be(python: &OsString, documents: &str) {
    let query = format!(
        "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{documents}') \
         WHERE column_name IN ('id', 'amount', 'due_on', 'received_at', 'is_overdue', 'comments') \
         ORDER BY 1"
    );
    let expected = [
        ["amount", "DECIMAL(18,3)"],
        ["comments", "BIGINT"],
        ["due_on", "DATE"],
        ["id", "VARCHAR"],
        ["is_overdue", "BOOLEAN"],
        ["received_at", "TIMESTAMP WITH TIME ZONE"],
    ];
    let expected: Vec<Vec<Value>> = expected
        .iter()
        .map(|row| row.iter().map(|cell| json!(cell)).collect())
        .collect();
    assert_eq!(ask(python, &query), expected);
    let query = format!(
        "SELECT DISTINCT path_in_schema FROM parquet_metadata('{documents}') \
         WHERE path_in_schema IN ('channel', 'delivery') \
         AND dictionary_page_offset IS NOT NULL ORDER BY 1"
    );
    assert_eq!(ask(python, &query).len(), 2, "words are dictionary-coded");
}

/// The log without a gap, and as many documents as were received.
fn events_add_up(python: &OsString, place: &Place) {
    let events = exported(
        place,
        &["--table", "events", "--format", "parquet"],
        "events.parquet",
    );
    let query = format!(
        "SELECT min(seq), max(seq) - count(*), count(*) FILTER (type = 'received') FROM '{events}'"
    );
    let documents = place.json(&["documents", "--json"]);
    let documents = documents.as_array().expect("a list").len();
    assert_eq!(ask(python, &query), [[json!(1), json!(0), json!(documents)]]);
}

#[test]
fn duckdb_reads_what_is_laid_down_by_organisation_and_month() {
    let Some(python) = python("duckdb") else {
        return;
    };
    let place = demo();
    let datasets = place.path().join("datasets");
    let target = datasets.to_string_lossy().into_owned();
    let lay_down = || place.json(&["--datasets", &target, "datasets", "--json"]);
    let files = lay_down()["files"].as_u64().expect("a number of files");
    assert!(files > 2, "a file a month and table");
    assert_eq!(lay_down()["files"], Value::Null, "nothing came since");
    let all = format!("{target}/organisation=*/table=documents/*/*.parquet");
    let query = format!(
        "SELECT channel, count(*) FROM read_parquet('{all}', hive_partitioning = true) \
         WHERE organisation = 'demo' GROUP BY 1 ORDER BY '\"' || channel || '\"'"
    );
    assert_eq!(ask(&python, &query), statistics(&place, "channel", &[]));
    let query = format!(
        "SELECT count(*) FROM read_parquet('{all}', hive_partitioning = true) \
         WHERE strftime(received_at AT TIME ZONE 'Europe/Oslo', '%Y-%m') <> month"
    );
    assert_eq!(ask(&python, &query), [[json!(0)]]);
    assert!(is_whole(&datasets));
}

/// Whether nothing half-written is left.
fn is_whole(directory: &Path) -> bool {
    let entries = std::fs::read_dir(directory).expect("a directory");
    entries.map(|entry| entry.expect("an entry")).all(|entry| {
        match entry.file_type().expect("a type").is_dir() {
            true => is_whole(&entry.path()),
            false => !entry.file_name().to_string_lossy().ends_with(".new"),
        }
    })
}

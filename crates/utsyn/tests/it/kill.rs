//! Power goes, the record stays.

use crate::run::Place;
use crate::samples::invoice_line;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

/// Files in the directory that is imported.
const FILES: usize = 3_000;

/// Imports until so many items are reported, then kills the process. Answers
/// the documents that were acknowledged.
fn import_and_kill(place: &Place, directory: &str, after: usize) -> BTreeSet<String> {
    let mut child = place
        .command(&["import", directory, "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let lines = BufReader::new(child.stdout.take().expect("standard output")).lines();
    let mut acknowledged = BTreeSet::new();
    for line in lines {
        let Ok(item) = serde_json::from_str::<Value>(&line.expect("a line")) else {
            break;
        };
        acknowledged.extend(item["document"].as_str().map(str::to_owned));
        if acknowledged.len() == after {
            child.kill().expect("SIGKILL");
        }
    }
    child.wait().expect("it ends");
    acknowledged
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_doubled_by_kill_9() {
    let place = Place::with_organisation();
    let directory = place.path().join("files");
    std::fs::create_dir(&directory).expect("a directory");
    for n in 0..FILES {
        std::fs::write(directory.join(format!("{n}.ndjson")), invoice_line(n)).expect("a file");
    }
    let directory = directory.to_string_lossy().into_owned();
    let mut acknowledged = BTreeSet::new();
    for after in [1, 400, 900] {
        acknowledged.extend(import_and_kill(&place, &directory, after));
    }
    assert!(
        acknowledged.len() >= 900,
        "the kills came while it was importing"
    );
    let answer = place.run(&["import", &directory, "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let summary = answer.lines().pop().expect("a summary");
    assert_eq!(summary["summary"]["files"], json!(FILES));
    let documents = place.json(&["documents", "--json"]);
    let ids: BTreeSet<String> = documents
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|document| document["id"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(
        documents.as_array().map(Vec::len),
        Some(FILES),
        "nothing is doubled"
    );
    assert_eq!(acknowledged.difference(&ids).count(), 0, "nothing is lost");
    let doctor = place.json(&["doctor", "--json"]);
    assert_eq!(doctor["ok"], json!(true), "{doctor}");
}

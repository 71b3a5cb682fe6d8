//! Mails, against what Python's mail parser found in their delivery status,
//! and against the reasons that sisimai gives.

use super::expected;
use super::score::{Score, text};
use domain::Fact;
use domain::intake::{Item, ItemBody, NewEvent, Target};
use formats::{Format, read_bytes};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The mail's items.
fn items(path: &Path) -> Vec<Item> {
    let bytes = std::fs::read(path).unwrap();
    let reading = read_bytes("mail.eml", &bytes);
    assert!(
        matches!(reading.format, Format::Mail | Format::Mbox),
        "{}",
        path.display()
    );
    reading.collect()
}

/// What an item reports, as its finding tells it.
fn report(item: &Item) -> &str {
    let found = item.findings.iter().find(|it| it.code == "mail.report");
    found.map_or("", |it| it.message.as_str())
}

fn event(item: &Item) -> Option<&NewEvent> {
    match &item.body {
        ItemBody::Event(event) => Some(event),
        _ => None,
    }
}

/// Compares every recipient of every delivery report of RFC 3464, and gives
/// the score.
pub(crate) fn score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("dsn_fields.jsonl") {
        let recipients = row["recipients"].as_array().unwrap();
        if recipients.is_empty() || row["report_type"] != "delivery-status" {
            continue;
        }
        let items = items(&path);
        score.files += 1;
        score.field(&path, "recipients", &items.len(), &recipients.len());
        for (item, expected) in items.iter().zip(recipients) {
            recipient(&mut score, &path, item, expected);
        }
        if let Some(id) = text(&row, "original_message_id") {
            let id = id.trim().trim_matches(['<', '>']).to_owned();
            let found = items.first().and_then(event).map(|it| &it.target);
            let is_it = match found {
                Some(Target::Source(key)) => key.id == id,
                _ => items.first().and_then(event).is_none(),
            };
            score.field(&path, "original message id", &is_it, &true);
        }
    }
    score
}

fn recipient(score: &mut Score, path: &Path, item: &Item, expected: &Value) {
    let typed = |field: &str| {
        let written = text(expected, field)?;
        let value = written.split(';').next_back()?.trim().to_owned();
        Some(value.trim_matches(['<', '>']).to_owned())
    };
    let address = typed("final_recipient").or_else(|| typed("original_recipient"));
    let address = address.unwrap_or_default();
    let said = report(item);
    let has_address = said.starts_with(&format!("recipient {address}"));
    score.field(path, "recipient", &has_address, &true);
    let action = text(expected, "action").unwrap_or_default().to_lowercase();
    let name = event(item).map(|it| it.fact.name());
    let wanted = match action.as_str() {
        action if action.starts_with("fail") => Some("failed"),
        "delayed" => Some("deferred"),
        "delivered" | "relayed" | "expanded" => Some("delivered"),
        "deliverable" => None,
        _ => name,
    };
    score.field(path, "action", &name, &wanted);
    let status = text(expected, "status").unwrap_or_default();
    let status = status.split_whitespace().next().unwrap_or_default();
    // A status of no detail is read out of the words where they have one.
    if !status.is_empty() && !status.ends_with(".0.0") {
        let has_status = said.contains(&format!("code {status},"));
        score.field(path, "status", &has_status, &true);
    }
}

#[test]
fn delivery_reports_give_recipient_action_and_status() {
    let score = score();
    if score.files > 0 {
        score.at_least(0.97);
    }
}

/// Reasons of sisimai that are no failures.
const NO_FAILURES: &[&str] = &["feedback", "vacation", "delivered"];

#[test]
fn what_is_no_bounce_never_becomes_a_failure() {
    for (path, row) in expected("dsn_sisimai.jsonl") {
        let all = row["expect"].as_array().unwrap();
        let is_failure = |it: &Value| !NO_FAILURES.contains(&it["reason"].as_str().unwrap());
        if all.iter().any(is_failure) {
            continue;
        }
        for item in items(&path) {
            let failed = event(&item).is_some_and(|it| matches!(it.fact, Fact::Failed { .. }));
            assert!(!failed, "{}: {}", path.display(), report(&item));
        }
    }
}

/// How many bounces, by how they are told, become failures or delays.
pub(crate) fn bounces() -> BTreeMap<&'static str, (usize, usize)> {
    let mut counts = BTreeMap::new();
    let fields: BTreeMap<String, Value> = expected("dsn_fields.jsonl")
        .into_iter()
        .map(|(_, row)| (row["path"].as_str().unwrap().to_owned(), row))
        .collect();
    for (path, row) in expected("dsn_sisimai.jsonl") {
        let reason = row["expect"][0]["reason"].as_str().unwrap();
        if NO_FAILURES.contains(&reason) {
            continue;
        }
        let has_status = !fields[row["path"].as_str().unwrap()]["recipients"]
            .as_array()
            .unwrap()
            .is_empty();
        let told = if has_status { "RFC 3464" } else { "words" };
        let items = items(&path);
        let is_read = items
            .iter()
            .filter_map(event)
            .any(|it| matches!(it.fact, Fact::Failed { .. } | Fact::Deferred { .. }));
        if !is_read {
            println!("    not read as a bounce: {} {reason}", path.display());
        }
        let count: &mut (usize, usize) = counts.entry(told).or_default();
        count.0 += usize::from(is_read);
        count.1 += 1;
    }
    counts
}

#[test]
fn bounces_are_read_as_failures_or_delays() {
    for (told, (read, all)) in bounces() {
        println!("bounces told by {told}: {read} of {all}");
        assert!(read as f64 >= 0.95 * all as f64, "{told}");
    }
}

/// sisimai's reasons that our vocabulary has a word for.
const REASONS: &[(&str, &[&str])] = &[
    ("userunknown", &["recipient_unknown", "address_wrong"]),
    ("hostunknown", &["address_wrong"]),
    ("mailboxfull", &["mailbox_full"]),
    ("mesgtoobig", &["invalid_content"]),
    (
        "spamdetected",
        &["rejected_by_recipient", "invalid_content"],
    ),
    ("expired", &["technical_failed", "technical_retry"]),
];

#[test]
fn reasons_are_mostly_those_that_others_find() {
    let (mut right, mut all) = (0, 0);
    for (path, row) in expected("dsn_sisimai.jsonl") {
        let reason = row["expect"][0]["reason"].as_str().unwrap();
        let Some((_, wanted)) = REASONS.iter().find(|(name, _)| *name == reason) else {
            continue;
        };
        let items = items(&path);
        let problem = items
            .iter()
            .filter_map(event)
            .find_map(|it| it.fact.problem());
        let found = problem.map_or("none", |it| it.reason.code());
        all += 1;
        if wanted.contains(&found) {
            right += 1;
        } else {
            println!("    {} {reason}: {found}", path.display());
        }
    }
    println!("reasons: {right} of {all}");
    assert!(right as f64 >= 0.85 * all as f64);
}

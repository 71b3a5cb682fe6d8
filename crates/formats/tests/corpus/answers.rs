//! Answers to documents, against what plain XPath found in them.

use super::expected;
use super::score::{Score, text};
use domain::intake::{Item, ItemBody, Target};
use domain::{Action, Fact, Problem, Reason};
use formats::{Format, read_bytes};
use serde_json::Value;

/// The fact that a response code becomes.
fn fact_of(namespace: &str, code: &str) -> &'static str {
    let is_invoice = namespace.contains("invoice_response");
    match code {
        "AB" | "IP" | "TechnicalAccept" | "ProfileAccept" => "delivered",
        "AP" if is_invoice => "approved",
        "AP" => "delivered",
        "UQ" | "CA" => "disputed",
        "RE" if is_invoice => "rejected_by_recipient",
        "RE" | "TechnicalReject" | "ProfileReject" => "failed",
        "PD" | "BusinessAccept" => "approved",
        "BusinessReject" => "rejected_by_recipient",
        other => panic!("{other}"),
    }
}

/// Compares every answer and gives the score.
pub(crate) fn score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("response_fields.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let reading = read_bytes("file", &bytes);
        assert_eq!(reading.format, Format::Response, "{}", path.display());
        let items: Vec<Item> = reading.collect();
        score.files += 1;
        let namespace = text(&row, "customization").unwrap();
        for answer in row["responses"].as_array().unwrap() {
            let code = answer["code"].as_str().unwrap();
            let name = fact_of(&namespace, code);
            let found = items.iter().find_map(|item| match &item.body {
                ItemBody::Event(event) if event.fact.name() == name => Some(event),
                _ => None,
            });
            score.field(&path, "fact", &found.is_some(), &true);
            let Some(event) = found else { continue };
            let about = match &event.target {
                Target::Number(number) => Some(number.clone()),
                Target::Source(key) => Some(key.id.clone()),
                _ => None,
            };
            score.field(&path, "doc_ref", &about, &text(answer, "doc_ref"));
            let has_code = event.source.id.contains(code);
            score.field(&path, "code", &has_code, &true);
            if let Some(problem) = event.fact.problem() {
                of_problem(&mut score, &path, &namespace, answer, problem);
            }
            if code == "PD" {
                let on = items.iter().find_map(|item| match &item.body {
                    ItemBody::Event(event) => match &event.fact {
                        Fact::PaymentScheduled { on, .. } => Some(on.to_string()),
                        _ => None,
                    },
                    _ => None,
                });
                score.field(&path, "effective", &on, &text(answer, "effective_date"));
            }
        }
    }
    score
}

fn of_problem(
    score: &mut Score,
    path: &std::path::Path,
    namespace: &str,
    answer: &Value,
    problem: &Problem,
) {
    if namespace.starts_with("urn:") {
        let found = problem.namespace.clone();
        score.field(path, "namespace", &found, &Some(namespace.to_owned()));
    }
    let code = problem.code.clone().unwrap_or_default();
    for reason in answer["reasons"].as_array().unwrap() {
        let has = code.split('/').any(|it| it == reason["code"]);
        score.field(path, "reason", &has, &true);
    }
    for words in answer["description"].as_array().unwrap() {
        let text = problem.text.clone().unwrap_or_default();
        score.field(
            path,
            "description",
            &text.contains(words.as_str().unwrap()),
            &true,
        );
    }
}

#[test]
fn every_answer_is_told_as_it_was_meant() {
    let score = score();
    if score.files > 0 {
        score.at_least(1.0);
    }
}

#[test]
fn what_to_do_follows_from_the_reason() {
    for (path, row) in expected("response_fields.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let problems: Vec<Problem> = read_bytes("file", &bytes)
            .filter_map(|item| match item.body {
                ItemBody::Event(event) => event.fact.problem().cloned(),
                _ => None,
            })
            .collect();
        let name = row["path"].as_str().unwrap();
        let found: Vec<(Reason, Action)> =
            problems.iter().map(|it| (it.reason, it.action)).collect();
        let expected: &[(Reason, Action)] = if name.contains("uc006a") || name.contains("uc004a") {
            &[(Reason::InvalidContent, Action::Fix)]
        } else if name.ends_with("_RE.xml") || name.contains("MessageLevelResponse") {
            assert!(
                problems[0]
                    .place
                    .as_deref()
                    .unwrap()
                    .starts_with("/Catalogue")
            );
            &[(Reason::InvalidContent, Action::Fix)]
        } else {
            continue;
        };
        assert_eq!(found, expected, "{name}");
    }
}

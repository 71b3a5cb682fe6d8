//! Bank statements, against what plain XPath found in them.

use super::expected;
use super::score::{Score, text, texts};
use domain::Money;
use domain::intake::{Item, ItemBody};
use formats::{Format, read_bytes};
use rust_decimal::Decimal;
use serde_json::Value;
use std::path::Path;

/// Compares every statement and gives the score. A statement whose balances
/// do not add up, sign aside, must be refused, and no other may be.
pub(crate) fn score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("camt_fields.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let reading = read_bytes("file", &bytes);
        assert_eq!(reading.format, Format::Camt, "{}", path.display());
        let items: Vec<Item> = reading.collect();
        score.files += 1;
        let refused = items.iter().find_map(|item| match item.body {
            ItemBody::Refused(_) => Some(item.findings[0].code.clone()),
            _ => None,
        });
        let records = row["records"].as_array().cloned().unwrap_or_default();
        let adds_up = records.iter().all(adds_up);
        let reason = match (row["kind"].as_str(), adds_up) {
            (Some("valid"), true) => None,
            (Some("valid"), false) => Some("camt.totals".to_owned()),
            _ => Some("camt.structure".to_owned()),
        };
        score.field(&path, "refused", &refused, &reason);
        if reason.is_none() {
            payments(&mut score, &path, &records, &items);
        }
    }
    score
}

fn signed(value: &Value, way: &Value) -> Decimal {
    let value: Decimal = value.as_str().unwrap().parse().unwrap();
    if way == "DBIT" { -value } else { value }
}

fn adds_up(record: &Value) -> bool {
    let of = |code: &str| {
        let all = record["balances"].as_array().into_iter().flatten();
        let mut found = all.filter(|it| it[0] == code);
        let balance = found.next()?;
        found
            .next()
            .is_none()
            .then(|| signed(&balance[1], &balance[2]))
    };
    let (Some(opening), Some(closing)) = (of("OPBD"), of("CLBD")) else {
        return true;
    };
    let entries = record["entries"].as_array().unwrap().iter();
    let sum: Decimal = entries.map(|it| signed(&it["amount"], &it["cdi"])).sum();
    (opening + sum).abs() == closing.abs() || (opening.abs() + sum).abs() == closing.abs()
}

fn payments(score: &mut Score, path: &Path, records: &[Value], items: &[Item]) {
    let found: Vec<_> = items
        .iter()
        .map(|item| match &item.body {
            ItemBody::Payment(payment) => payment,
            other => panic!("{}: {other:?}", path.display()),
        })
        .collect();
    let mut expected = Vec::new();
    for record in records {
        for entry in record["entries"].as_array().unwrap() {
            let is_in = entry["cdi"] == "CRDT" && entry["reversal"] != "true";
            if is_in && entry["status"] == "BOOK" {
                expected.push((record, entry));
            }
        }
    }
    score.field(path, "payments", &found.len(), &expected.len());
    for (payment, (record, entry)) in found.iter().zip(expected) {
        let currency = entry["currency"].as_str().unwrap().parse().unwrap();
        let amount = Money::parse(entry["amount"].as_str().unwrap(), currency).unwrap();
        score.field(path, "amount", &payment.amount, &amount);
        score.field(
            path,
            "account",
            &Some(payment.account.clone()),
            &text(record, "account"),
        );
        let day = text(entry, "value").or(text(entry, "booking"));
        let day = day.map(|day| day[..10].to_owned());
        score.field(path, "value", &Some(payment.value_on.to_string()), &day);
        for reference in texts(entry, "structured_refs") {
            score.field(path, "kid", &payment.kid, &Some(reference));
        }
        let words = payment.text.clone().unwrap_or_default();
        for line in texts(entry, "unstructured") {
            score.field(path, "text", &words.contains(&line), &true);
        }
    }
}

#[test]
fn every_statement_gives_its_payments_or_is_refused_for_its_totals() {
    let score = score();
    if score.files > 0 {
        score.at_least(1.0);
    }
}

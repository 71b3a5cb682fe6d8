//! OCR giro files against an independent parser and their own trailers.

use super::expected;
use super::score::{Score, text};
use domain::intake::{Item, ItemBody, Target};
use domain::{Fact, Money};
use formats::{Format, read_bytes};
use serde_json::Value;
use std::path::Path;

/// Compares every transaction of every file and gives the score.
pub(crate) fn score() -> Score {
    let mut score = Score::default();
    for (path, row) in expected("ocr.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let mut reading = read_bytes("file", &bytes);
        assert_eq!(reading.format, Format::OcrGiro);
        score.files += 1;
        score.field(&path, "findings", &reading.findings, &Vec::new());
        let items: Vec<Item> = reading.by_ref().collect();
        let trailer = &row["trailer"];
        let count = trailer["transactions"].as_u64();
        score.field(&path, "transactions", &Some(items.len() as u64), &count);
        let assignments = row["parsed"]["assignments"].as_array().unwrap().iter();
        let transactions = assignments.flat_map(|assignment| {
            let all = assignment["transactions"].as_array().unwrap().iter();
            all.map(move |transaction| (assignment, transaction))
        });
        for (item, (assignment, transaction)) in items.iter().zip(transactions) {
            compare(&mut score, &path, item, assignment, transaction);
        }
        // Claims are events, and mandates are no money.
        let is_payment = |item: &Item| matches!(item.body, ItemBody::Payment(_));
        if items.iter().all(is_payment) {
            let total: i64 = items.iter().map(minor).sum();
            score.field(&path, "total", &Some(total), &trailer["total_ore"].as_i64());
        }
    }
    score
}

#[test]
fn every_transaction_equals_the_expected_one() {
    let score = score();
    if score.files > 0 {
        score.at_least(1.0);
    }
}

fn minor(item: &Item) -> i64 {
    match &item.body {
        ItemBody::Payment(payment) => payment.amount.minor,
        _ => 0,
    }
}

fn compare(score: &mut Score, path: &Path, item: &Item, assignment: &Value, transaction: &Value) {
    let told = |field: &str| text(transaction, field);
    let account = assignment["account"].as_str().unwrap().to_owned();
    match &item.body {
        ItemBody::Payment(payment) => {
            let expected = Money::parse(&told("amount").unwrap(), payment.amount.currency).unwrap();
            score.field(path, "amount", &payment.amount, &expected);
            let fields = [
                ("account", Some(payment.account.clone()), Some(account)),
                ("kid", payment.kid.clone(), told("kid")),
                (
                    "date",
                    Some(payment.value_on.to_string()),
                    told("bank_date").or(told("date")),
                ),
                (
                    "debit_account",
                    payment.payer_account.clone(),
                    told("debit_account"),
                ),
                (
                    "reference",
                    payment.bank_reference.clone(),
                    told("reference"),
                ),
                ("text", payment.text.clone(), told("text")),
            ];
            for (name, found, expected) in fields {
                score.field(path, name, &found, &expected);
            }
        }
        ItemBody::Mandate(mandate) => {
            score.field(path, "account", &mandate.account, &account);
            score.field(path, "kid", &Some(mandate.kid.clone()), &told("kid"));
            let notify = transaction["notify"].as_bool();
            score.field(path, "notify", &Some(mandate.notice), &notify);
            score.field(path, "active", &mandate.active, &true);
            let day = mandate.told_on.unwrap().to_string();
            score.field(path, "date", &day.as_str(), &"2017-04-19");
        }
        ItemBody::Event(event) => {
            let is_sent = matches!(event.fact, Fact::Sent { .. });
            score.field(path, "claim", &is_sent, &true);
            let kid = told("kid").unwrap();
            let target = Target::Kid {
                kid,
                account: Some(account),
            };
            score.field(path, "kid", &event.target, &target);
        }
        other => panic!("{other:?}: {:?}", item.findings),
    }
}

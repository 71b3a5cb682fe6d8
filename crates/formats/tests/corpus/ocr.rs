//! OCR giro files against an independent parser and their own trailers.

use super::expected;
use domain::intake::{Item, ItemBody, Target};
use domain::{Fact, Money};
use formats::{Format, read_bytes};
use serde_json::Value;

#[test]
fn every_transaction_equals_the_expected_one() {
    for (path, row) in expected("ocr.jsonl") {
        let bytes = std::fs::read(&path).unwrap();
        let mut reading = read_bytes("file", &bytes);
        assert_eq!(reading.format, Format::OcrGiro);
        assert!(reading.findings.is_empty(), "{:?}", reading.findings);
        let items: Vec<Item> = reading.by_ref().collect();
        assert_eq!(
            items.len() as u64,
            row["trailer"]["transactions"].as_u64().unwrap()
        );
        let assignments = row["parsed"]["assignments"].as_array().unwrap().iter();
        let transactions = assignments.flat_map(|assignment| {
            let all = assignment["transactions"].as_array().unwrap().iter();
            all.map(move |transaction| (assignment, transaction))
        });
        for (item, (assignment, transaction)) in items.iter().zip(transactions) {
            compare(item, assignment, transaction);
        }
        let total: i64 = items.iter().map(minor).sum();
        if !items
            .iter()
            .any(|item| matches!(item.body, ItemBody::Event(_)))
        {
            assert_eq!(
                total,
                row["trailer"]["total_ore"].as_i64().unwrap(),
                "{}",
                path.display()
            );
        }
    }
}

fn minor(item: &Item) -> i64 {
    match &item.body {
        ItemBody::Payment(payment) => payment.amount.minor,
        _ => 0,
    }
}

fn compare(item: &Item, assignment: &Value, transaction: &Value) {
    let text = |field: &str| transaction[field].as_str();
    let account = assignment["account"].as_str().unwrap();
    match &item.body {
        ItemBody::Payment(payment) => {
            assert_eq!(payment.account, account);
            assert_eq!(payment.kid.as_deref(), text("kid"));
            let expected = Money::parse(text("amount").unwrap(), payment.amount.currency).unwrap();
            assert_eq!(payment.amount, expected);
            let day = text("bank_date").or(text("date")).unwrap();
            assert_eq!(payment.value_on.to_string(), day);
            assert_eq!(payment.payer_account.as_deref(), text("debit_account"));
            assert_eq!(payment.bank_reference.as_deref(), text("reference"));
            assert_eq!(payment.text.as_deref(), text("text"));
        }
        ItemBody::Mandate(mandate) => {
            assert_eq!(mandate.account, account);
            assert_eq!(Some(mandate.kid.as_str()), text("kid"));
            assert_eq!(Some(mandate.notice), transaction["notify"].as_bool());
            assert!(mandate.active);
            assert_eq!(mandate.told_on.unwrap().to_string(), "2017-04-19");
        }
        ItemBody::Event(event) => {
            assert!(matches!(event.fact, Fact::Sent { .. }));
            let kid = text("kid").unwrap().to_owned();
            let account = Some(account.to_owned());
            assert_eq!(event.target, Target::Kid { kid, account });
        }
        other => panic!("{other:?}: {:?}", item.findings),
    }
}

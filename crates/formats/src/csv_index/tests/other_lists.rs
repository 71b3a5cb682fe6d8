//! Lists of letters and of payments.

use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody, Target};
use domain::{Fact, PaymentChannel, Reason};

const RETURNS: &str = include_str!("../../../samples/returns.csv");
const PAYMENTS: &str = include_str!("../../../samples/payments.csv");

fn items(text: &str, format: Format) -> Vec<Item> {
    let reading = read_bytes("list.csv", text.as_bytes());
    assert_eq!(reading.format, format);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.collect()
}

#[test]
fn what_became_of_letters_becomes_events() {
    let items = items(RETURNS, Format::CsvReturns);
    let facts: Vec<&Fact> = items
        .iter()
        .map(|item| match &item.body {
            ItemBody::Event(event) => &event.fact,
            other => panic!("{other:?}: {:?}", item.findings),
        })
        .collect();
    let Fact::Returned { attempt, problem } = facts[0] else {
        panic!("{facts:?}")
    };
    assert_eq!(attempt.channel.code(), "print");
    assert_eq!(problem.reason, Reason::RecipientUnknown);
    assert_eq!(problem.code.as_deref(), Some("R1"));
    assert_eq!(problem.text.as_deref(), Some("Ukjent på adressen"));
    let names: Vec<&str> = facts.iter().map(|it| it.name()).collect();
    assert_eq!(names, ["returned", "deferred", "sent"]);
    let ItemBody::Event(event) = &items[0].body else {
        panic!()
    };
    assert_eq!(event.target, Target::Number("10001".to_owned()));
}

#[test]
fn a_row_without_document_status_or_day_is_refused_and_says_so() {
    let text = "number;status;dato\n;retur;05.11.2026\n1;borte;05.11.2026\n1;retur;\n";
    for item in items(text, Format::CsvReturns) {
        assert!(matches!(item.body, ItemBody::Refused(_)), "{item:?}");
        assert_eq!(item.findings[0].code, "csv.cell");
    }
}

#[test]
fn payments_are_read_and_equal_ones_stay_two() {
    let items = items(PAYMENTS, Format::CsvPayments);
    let payments: Vec<_> = items
        .iter()
        .map(|item| match &item.body {
            ItemBody::Payment(payment) => payment,
            other => panic!("{other:?}: {:?}", item.findings),
        })
        .collect();
    assert_eq!(payments[0].account, "86011117947");
    assert_eq!(payments[0].amount.minor, 125_000);
    assert_eq!(payments[0].paid_by, PaymentChannel::Giro);
    assert_eq!(payments[0].bank_reference.as_deref(), Some("A1"));
    assert_eq!(payments[1].amount.minor, -10_000);
    assert_eq!(payments[1].paid_by, PaymentChannel::Other);
    assert_eq!(
        format!("{}#2", payments[1].source.id),
        payments[2].source.id
    );
}

#[test]
fn columns_that_say_nothing_in_a_list_are_told() {
    let text = RETURNS.replacen("kode", "beløp", 1);
    let reading = read_bytes("list.csv", text.as_bytes());
    assert_eq!(reading.format, Format::CsvReturns);
    assert_eq!(reading.findings[0].code, "csv.unknown_column");
    assert!(reading.findings[0].message.contains("left out: beløp"));
}

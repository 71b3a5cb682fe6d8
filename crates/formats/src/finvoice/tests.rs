use crate::{Format, read_bytes};
use domain::intake::ItemBody;
use jiff::civil::date;

const SAMPLE: &str = include_str!("../../samples/finvoice.xml");

#[test]
fn the_main_fields_are_read() {
    let mut reading = read_bytes("invoice.xml", SAMPLE.as_bytes());
    assert_eq!(reading.format, Format::Finvoice);
    let item = reading.next().unwrap();
    assert!(item.findings.is_empty(), "{:?}", item.findings);
    let ItemBody::Document(document) = item.body else {
        panic!("{:?}", item.findings)
    };
    assert_eq!(document.number, "44");
    assert_eq!(document.customer.key(), "no:0112038-9");
    assert_eq!(document.amount.unwrap().decimal(), "125.50");
    assert_eq!(document.kid.as_deref(), Some("000440"));
    assert_eq!(document.issued_on, Some(date(2026, 11, 2)));
    assert_eq!(document.due_on, Some(date(2026, 11, 16)));
    assert_eq!(document.details.lines[0].quantity.as_deref(), Some("1.5"));
    assert!(document.details.references.is_empty());
}

#[test]
fn the_declared_encoding_is_kept_to() {
    let xml = SAMPLE
        .replace("UTF-8", "ISO-8859-15")
        .replace("Ostaja", "Öljy €");
    let (bytes, _, _) = encoding_rs::ISO_8859_15.encode(&xml);
    let item = read_bytes("invoice.xml", &bytes).next().unwrap();
    let ItemBody::Document(document) = item.body else {
        panic!("{:?}", item.findings)
    };
    assert_eq!(document.customer.name, "Öljy € Oy");
}

#[test]
fn an_amount_that_cannot_be_read_is_told() {
    let xml = SAMPLE.replace("125,50", "noin 125");
    let item = read_bytes("invoice.xml", xml.as_bytes()).next().unwrap();
    let codes: Vec<&str> = item.findings.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(
        codes,
        ["finvoice.field", "finvoice.field", "finvoice.missing"]
    );
}

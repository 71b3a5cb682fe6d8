use crate::{Format, read_bytes};
use domain::intake::ItemBody;
use jiff::civil::date;

#[test]
fn the_main_fields_are_read() {
    let sample = include_bytes!("../../samples/svefaktura.xml");
    let mut reading = read_bytes("invoice.xml", sample);
    assert_eq!(reading.format, Format::Svefaktura);
    let item = reading.next().unwrap();
    assert!(item.findings.is_empty(), "{:?}", item.findings);
    let ItemBody::Document(document) = item.body else {
        panic!("{:?}", item.findings)
    };
    assert_eq!(document.number, "15");
    assert_eq!(document.company_number.as_deref(), Some("5565624223"));
    assert_eq!(document.customer.name, "Köparen AB");
    assert_eq!(document.amount.unwrap().decimal(), "125.00");
    assert_eq!(document.kid.as_deref(), Some("54225485"));
    assert_eq!(document.account.as_deref(), Some("3338929"));
    assert_eq!(document.due_on, Some(date(2026, 12, 2)));
    assert_eq!(document.details.lines[0].name, "Färg");
}

#[test]
fn what_is_missing_is_told() {
    let xml = b"<Invoice xmlns='urn:sfti:documents:BasicInvoice:1:0'/>";
    let item = read_bytes("invoice.xml", xml).next().unwrap();
    assert!(matches!(item.body, ItemBody::Document(_)));
    assert_eq!(item.findings.len(), 3);
    assert!(
        item.findings
            .iter()
            .all(|it| it.code == "svefaktura.missing")
    );
}

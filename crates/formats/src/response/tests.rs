use crate::{Format, read_bytes};
use domain::intake::{Item, ItemBody, NewEvent, Target};
use domain::{Action, Evidence, Fact, Reason};

const SAMPLE: &str = include_str!("../../samples/response.xml");

fn read(xml: &str) -> Vec<Item> {
    let reading = read_bytes("answer.xml", xml.as_bytes());
    assert_eq!(reading.format, Format::Response);
    reading.collect()
}

fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replace(from, to)
}

/// The sample with another status and without reasons.
fn status(code: &str) -> String {
    let start = SAMPLE.find("<cac:Status>").unwrap();
    let end = SAMPLE.rfind("</cac:Status>").unwrap() + "</cac:Status>".len();
    format!("{}{}", &SAMPLE[..start], &SAMPLE[end..]).replace(">UQ<", &format!(">{code}<"))
}

fn events(xml: &str) -> Vec<NewEvent> {
    read(xml)
        .into_iter()
        .map(|item| match item.body {
            ItemBody::Event(event) => *event,
            other => panic!("{other:?}: {:?}", item.findings),
        })
        .collect()
}

fn codes(xml: &str) -> Vec<String> {
    let items = read(xml);
    items[0].findings.iter().map(|it| it.code.clone()).collect()
}

#[test]
fn a_query_is_a_dispute_with_all_that_was_said() {
    let events = events(SAMPLE);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].target, Target::Number("10001".to_owned()));
    // Dated by a day only: its last second in Norway.
    assert_eq!(events[0].occurred_at.to_string(), "2026-11-04T22:59:59Z");
    let Fact::Disputed { problem, .. } = &events[0].fact else {
        panic!("{events:?}")
    };
    assert_eq!(problem.reason, Reason::RejectedByRecipient);
    assert_eq!(problem.action, Action::Fix);
    assert_eq!(problem.code.as_deref(), Some("UQ/PRI/CNP"));
    assert_eq!(
        problem.namespace.as_deref(),
        Some("urn:fdc:peppol.eu:poacc:trns:invoice_response:3")
    );
    assert_eq!(problem.text.as_deref(), Some("Prisen er ikke den avtalte"));
}

#[test]
fn each_status_is_the_fact_that_it_means() {
    let facts = |code: &str| -> Vec<&'static str> {
        events(&status(code))
            .iter()
            .map(|it| it.fact.name())
            .collect()
    };
    assert_eq!(facts("AB"), ["delivered"]);
    assert_eq!(facts("IP"), ["delivered"]);
    assert_eq!(facts("CA"), ["disputed"]);
    assert_eq!(facts("RE"), ["rejected_by_recipient"]);
    assert_eq!(facts("AP"), ["approved"]);
    assert_eq!(facts("PD"), ["approved", "payment_scheduled"]);
    assert_eq!(codes(&status("XX")), ["response.code"]);
}

#[test]
fn what_breaks_a_rule_is_told_and_taken_all_the_same() {
    assert_eq!(codes(&status("RE")), ["response.reason_missing"]);
    assert_eq!(codes(&with(">PRI<", ">PPD<")), ["response.part_paid"]);
    assert_eq!(codes(&with(">CNP<", ">ZZZ<")), ["response.reason_unknown"]);
    let paid = with(">PRI<", ">PPD<").replace(">UQ<", ">PD<");
    assert!(codes(&paid).is_empty());
}

#[test]
fn the_same_code_means_different_things_on_the_message_level() {
    let mls = |code: &str| {
        status(code)
            .replace(
                "urn:fdc:peppol.eu:poacc:trns:invoice_response:3",
                "urn:peppol:edec:mls:1.0",
            )
            .replace(
                "urn:fdc:peppol.eu:poacc:bis:invoice_response:3",
                "urn:peppol:edec:mls",
            )
            .replace("<cbc:DocumentTypeCode>380</cbc:DocumentTypeCode>", "")
    };
    let blind = events(&mls("AB"));
    assert!(matches!(
        blind[0].fact,
        Fact::Delivered {
            evidence: Evidence::TransportReceipt,
            ..
        }
    ));
    let key = domain::SourceKey::new("peppol", "10001");
    assert_eq!(blind[0].target, Target::Source(key));
    let refused = events(&mls("RE"));
    let Fact::Failed { problem, .. } = &refused[0].fact else {
        panic!("{refused:?}")
    };
    assert_eq!(
        problem.namespace.as_deref(),
        Some("urn:peppol:edec:mls:1.0")
    );
    let accepted = events(&mls("AP"));
    assert_eq!(accepted[0].fact.name(), "delivered");
}

#[test]
fn an_answer_that_is_about_nothing_is_refused() {
    let start = SAMPLE.find("<cac:DocumentReference>").unwrap();
    let end = SAMPLE.find("</cac:DocumentReference>").unwrap();
    let xml = format!("{}{}", &SAMPLE[..start], &SAMPLE[end + 24..]);
    assert_eq!(codes(&xml), ["response.target"]);
    let other = with("invoice_response", "order_response");
    assert_eq!(codes(&other), ["response.profile"]);
    assert_eq!(codes(&with("2026-11-04", "yesterday")), ["response.date"]);
}

#[test]
fn a_good_answer_keeps_its_code_in_its_key() {
    let event = events(&status("AP")).remove(0);
    assert_eq!(event.source.source, "peppol-invoice-response");
    assert_eq!(
        event.source.id,
        "986028307/svar-1/2026-11-04/10001/AP/approved"
    );
}

#[test]
fn an_envelope_tells_that_its_document_was_sent() {
    let invoice = include_str!("../../samples/invoice.xml");
    let invoice = &invoice[invoice.find("<in:Invoice").unwrap()..];
    let xml = format!(
        "<StandardBusinessDocument xmlns='http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader'><StandardBusinessDocumentHeader><DocumentIdentification><InstanceIdentifier>i-1</InstanceIdentifier><CreationDateAndTime>2026-11-02T08:00:00+01:00</CreationDateAndTime></DocumentIdentification></StandardBusinessDocumentHeader>{invoice}</StandardBusinessDocument>"
    );
    let mut reading = read_bytes("sbd.xml", xml.as_bytes());
    assert_eq!(reading.format, Format::Ubl);
    let item = reading.next().unwrap();
    let ItemBody::Document(document) = item.body else {
        panic!("{:?}", item.findings)
    };
    assert_eq!(document.number, "10001");
    let [sent] = &document.events[..] else {
        panic!("one event")
    };
    assert_eq!(sent.source, domain::SourceKey::new("peppol", "i-1"));
    assert_eq!(sent.fact.name(), "sent");
}

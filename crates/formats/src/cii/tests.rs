use crate::{Format, embedded, read_bytes};
use domain::intake::{ItemBody, NewDocument};
use domain::{DocumentKind, Money};
use jiff::civil::date;

const SAMPLE: &str = include_str!("../../samples/invoice-cii.xml");

/// The document in a file, and the codes of its findings.
fn read(xml: &str) -> (NewDocument, Vec<String>) {
    let mut reading = read_bytes("invoice.xml", xml.as_bytes());
    assert_eq!(reading.format, Format::Cii);
    let item = reading.next().unwrap();
    let codes = item.findings.iter().map(|it| it.code.clone()).collect();
    match item.body {
        ItemBody::Document(document) => (*document, codes),
        other => panic!("{other:?}"),
    }
}

/// The sample with one text replaced by another, which must be there.
fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replace(from, to)
}

#[test]
fn the_fields_of_an_invoice_are_read() {
    let (document, findings) = read(SAMPLE);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(document.kind, Some(DocumentKind::Invoice));
    assert_eq!(document.number, "20001");
    assert_eq!(document.company_number.as_deref(), Some("974761076"));
    assert_eq!(document.customer.key(), "no:986028307");
    assert_eq!(document.customer.name, "Bakeriet i Bakgata AS");
    assert_eq!(document.kid.as_deref(), Some("2345676"));
    assert_eq!(document.account.as_deref(), Some("86011117947"));
    assert_eq!(document.amount.unwrap().minor, 125_000);
    assert_eq!(document.issued_on, Some(date(2026, 11, 2)));
    assert_eq!(document.due_on, Some(date(2026, 11, 16)));
    assert!(document.is_whole_file);
    let details = &document.details;
    let seller = details.seller.as_ref().unwrap();
    assert_eq!(seller.name, "Fjordnett");
    assert_eq!(seller.legal_name.as_deref(), Some("Fjordkraft Nett AS"));
    assert_eq!(seller.address, ["Kaien 1", "5003 Bergen"]);
    let line = &details.lines[0];
    assert_eq!(line.price.as_deref(), Some("0.5"));
    assert_eq!(line.base_quantity.as_deref(), Some("100"));
    assert_eq!(details.taxes[0].percent.as_deref(), Some("25"));
    assert_eq!(details.notes, ["Takk for handelen"]);
}

#[test]
fn a_file_inside_is_offered_and_read_again() {
    let (document, _) = read(SAMPLE);
    assert_eq!(document.embedded[0].name, "vedlegg.txt");
    assert_eq!(document.embedded[0].bytes, b"Hei");
    let again = embedded(SAMPLE.as_bytes(), 0).unwrap();
    assert_eq!(again, document.embedded[0]);
    assert_eq!(embedded(SAMPLE.as_bytes(), 1), None);
}

#[test]
fn the_older_names_of_zugferd_1_are_read_too() {
    let newer = [
        (
            "CrossIndustryInvoice:100",
            "CrossIndustryDocument:invoice:1p0",
        ),
        (
            "urn:un:unece:uncefact:data:standard:CrossIndustryDocument",
            "urn:ferd:CrossIndustryDocument",
        ),
        ("rsm:CrossIndustryInvoice", "rsm:CrossIndustryDocument"),
        (
            "rsm:ExchangedDocumentContext",
            "rsm:SpecifiedExchangedDocumentContext",
        ),
        ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
        ("rsm:SupplyChain", "rsm:SpecifiedSupplyChain"),
        ("ram:ApplicableHeader", "ram:ApplicableSupplyChain"),
        ("ram:SpecifiedLineTrade", "ram:SpecifiedSupplyChainTrade"),
        ("ram:RateApplicablePercent", "ram:ApplicablePercent"),
        ("SettlementHeaderMonetary", "SettlementMonetary"),
        ("SettlementLineMonetary", "SettlementMonetary"),
    ];
    let older = newer
        .iter()
        .fold(SAMPLE.to_owned(), |xml, (from, to)| xml.replace(from, to));
    let (newer, _) = read(SAMPLE);
    let (older, findings) = read(&older);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(older, newer);
}

#[test]
fn a_credit_note_is_known_by_its_code() {
    let (document, _) = read(&with(">380<", ">381<"));
    assert_eq!(document.kind, Some(DocumentKind::CreditNote));
}

#[test]
fn a_week_is_no_day() {
    let xml = with("format=\"102\">20261116", "format=\"616\">202647");
    let (document, findings) = read(&xml);
    assert_eq!(document.due_on, None);
    assert_eq!(findings, ["cii.date"]);
}

#[test]
fn what_is_missing_is_told_and_the_document_kept() {
    let empty = "<x:CrossIndustryInvoice xmlns:x='urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'/>";
    let (document, findings) = read(empty);
    assert_eq!(document.number, "");
    let expected = [
        "cii.currency",
        "cii.amount",
        "cii.number_missing",
        "cii.customer_missing",
    ];
    assert_eq!(findings, expected);
}

#[test]
fn without_an_amount_to_pay_the_whole_is_to_be_paid() {
    let xml = with("<ram:DuePayableAmount>1250.00</ram:DuePayableAmount>", "");
    let (document, findings) = read(&xml);
    assert!(
        findings.iter().all(|finding| finding.starts_with("rule.")),
        "{findings:?}"
    );
    assert_eq!(
        document.amount,
        Some(Money::new(125_000, domain::Currency::NOK))
    );
}

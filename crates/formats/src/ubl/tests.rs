use crate::{Format, embedded, read_bytes};
use domain::account;
use domain::document::{Endpoint, ReferenceKind};
use domain::intake::{ItemBody, NewDocument};
use domain::{Channel, Currency, DocumentKind, Money};
use jiff::civil::date;

const SAMPLE: &str = include_str!("../../samples/invoice.xml");

fn nok(minor: i64) -> Option<Money> {
    Some(Money::new(minor, Currency::NOK))
}

/// The document in a file, and its findings as `code place`, but for the advice
/// of rules, which has tests of its own.
fn read(xml: &str) -> (NewDocument, Vec<String>) {
    let mut reading = read_bytes("invoice.xml", xml.as_bytes());
    assert_eq!(reading.format, Format::Ubl);
    let item = reading.next().unwrap();
    assert!(reading.next().is_none());
    let findings = item
        .findings
        .iter()
        .filter(|it| !it.code.starts_with("rule."))
        .map(|it| format!("{} {}", it.code, it.place))
        .collect();
    match item.body {
        ItemBody::Document(document) => (*document, findings),
        other => panic!("{other:?}: {findings:?}"),
    }
}

/// The sample with one text replaced by another, which must be there.
fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replace(from, to)
}

#[test]
fn the_head_of_an_invoice_is_read() {
    let (document, findings) = read(SAMPLE);
    assert_eq!(findings, ["attachment.empty nothing.pdf"]);
    assert_eq!(document.kind, Some(DocumentKind::Invoice));
    assert_eq!(document.number, "10001");
    assert_eq!(document.company_number.as_deref(), Some("974761076"));
    assert_eq!(document.channel, Some(Channel::Ehf));
    assert_eq!(document.kid.as_deref(), Some("2345676"));
    assert_eq!(document.account.as_deref(), Some("86011117947"));
    assert_eq!(document.amount, nok(115_050));
    assert_eq!(document.issued_on, Some(date(2026, 11, 2)));
    assert_eq!(document.due_on, Some(date(2026, 11, 16)));
    assert!(document.is_whole_file);
    assert!(document.source.is_none());
    assert_eq!(document.customer.key(), "no:986028307");
    assert_eq!(document.customer.number.as_deref(), Some("501"));
    assert_eq!(
        document.customer.endpoint.as_deref(),
        Some("0192:986028307")
    );
    assert_eq!(document.customer.name, "Bakeriet i Bakgata AS");
}

#[test]
fn parties_keep_names_numbers_address_and_contact() {
    let (document, _) = read(SAMPLE);
    let seller = document.details.seller.unwrap();
    assert_eq!(seller.name, "Fjordkraft Nord");
    assert_eq!(seller.legal_name.as_deref(), Some("Fjordkraft Nord AS"));
    let endpoint = Endpoint {
        scheme: "0192".to_owned(),
        id: "974761076".to_owned(),
    };
    assert_eq!(seller.endpoint, Some(endpoint));
    assert_eq!(seller.organisation_number.as_deref(), Some("974 761 076"));
    assert_eq!(seller.vat_number.as_deref(), Some("NO974761076MVA"));
    assert_eq!(seller.address, ["Kaigata 1", "8006 Bodø"]);
    assert_eq!(seller.country.as_deref(), Some("NO"));
    assert_eq!(seller.contact.as_deref(), Some("Ola"));
    assert_eq!(seller.email.as_deref(), Some("ola@example.com"));
    assert_eq!(seller.phone.as_deref(), Some("75500000"));
    let buyer = document.details.buyer.unwrap();
    assert_eq!(
        (buyer.name.as_str(), buyer.legal_name),
        ("Bakeriet i Bakgata AS", None)
    );
    assert_eq!(document.details.payee.unwrap().name, "Faktor AS");
}

#[test]
fn lines_sums_and_means_are_kept() {
    let details = read(SAMPLE).0.details;
    assert_eq!(details.lines.len(), 2);
    let line = &details.lines[0];
    assert_eq!(
        (line.id.as_str(), line.name.as_str()),
        ("1", "Strøm i oktober")
    );
    assert_eq!(line.description.as_deref(), Some("Måler 7"));
    assert_eq!(
        (line.quantity.as_deref(), line.unit.as_deref()),
        (Some("1000"), Some("KWH"))
    );
    assert_eq!(
        line.price.as_deref(),
        Some("0.5"),
        "of one, not of a hundred"
    );
    assert_eq!(
        (line.tax_percent.as_deref(), line.tax_category.as_deref()),
        (Some("25"), Some("S"))
    );
    assert_eq!(
        (line.amount, line.item_number.as_deref()),
        (nok(50_000), Some("KWH"))
    );
    assert_eq!(line.note.as_deref(), Some("Avlest"));
    assert_eq!(
        details.lines[1].price.as_deref(),
        Some("500.0000"),
        "as written"
    );
    let totals = &details.totals;
    assert_eq!(
        (totals.lines, totals.without_tax, totals.with_tax),
        (nok(100_000), nok(100_000), nok(125_000))
    );
    assert_eq!(
        (totals.prepaid, totals.rounding, totals.payable),
        (nok(10_000), nok(50), nok(115_050))
    );
    assert_eq!(totals.tax.len(), 2);
    assert_eq!(totals.tax[1].currency.as_str(), "EUR");
    assert_eq!(details.taxes.len(), 1);
    assert_eq!(
        (details.taxes[0].taxable, details.taxes[0].amount),
        (nok(100_000), nok(25_000))
    );
    let charges: Vec<_> = details
        .charges
        .iter()
        .map(|it| (it.is_charge, it.reason.as_str()))
        .collect();
    assert_eq!(charges, [(true, "Gebyr"), (false, "95")]);
    let means: Vec<_> = details
        .payment_means
        .iter()
        .map(|it| it.reference.as_deref())
        .collect();
    assert_eq!(means, [Some("card 4321"), Some("2345676")]);
    assert_eq!(
        details.notes,
        [
            "Takk for at du er kunde.\nRing oss gjerne.",
            "14 dager netto"
        ]
    );
    assert_eq!(details.language.as_deref(), Some("nb"));
    assert_eq!(details.type_code.as_deref(), Some("380"));
}

#[test]
fn references_keep_their_kind_and_date() {
    let details = read(SAMPLE).0.details;
    let found: Vec<_> = details
        .references
        .iter()
        .map(|it| (it.kind, it.value.as_str(), it.on))
        .collect();
    assert_eq!(
        found,
        [
            (ReferenceKind::Buyer, "Kari", None),
            (ReferenceKind::Accounting, "4400", None),
            (ReferenceKind::Order, "PO-7", None),
            (ReferenceKind::SalesOrder, "SO-8", None),
            (ReferenceKind::Billing, "9990", Some(date(2026, 10, 2))),
            (ReferenceKind::Contract, "C-1", None),
            (ReferenceKind::Project, "P-1", None),
            (ReferenceKind::Despatch, "D-1", None),
            (ReferenceKind::Receipt, "R-1", None),
            (ReferenceKind::External, "https://example.com/terms", None),
        ]
    );
}

#[test]
fn files_inside_are_read_again_by_position() {
    let (document, _) = read(SAMPLE);
    let names: Vec<_> = document
        .embedded
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["meter.csv", "nothing.pdf"]);
    assert_eq!(document.embedded[0].bytes, b"a;b\n1;2\n");
    assert_eq!(document.embedded[0].media_type, "text/csv");
    assert!(document.embedded[1].bytes.is_empty());
    for (position, file) in document.embedded.iter().enumerate() {
        assert_eq!(embedded(SAMPLE.as_bytes(), position).as_ref(), Some(file));
    }
    assert_eq!(embedded(SAMPLE.as_bytes(), 2), None);
    assert_eq!(embedded(b"not a document", 0), None);
}

#[test]
fn base64_that_cannot_be_decoded_is_a_warning_and_shifts_no_position() {
    let (document, findings) = read(&with("YTtiCjE7", "YTt*CjE7"));
    assert_eq!(
        findings,
        [
            "attachment.base64 meter.csv",
            "attachment.empty nothing.pdf"
        ]
    );
    assert_eq!(document.embedded.len(), 1);
    let (document, _) = read(&with("Mgo=", "Mgo"));
    assert_eq!(document.embedded[0].bytes, b"a;b\n1;2\n", "without padding");
}

#[test]
fn the_kind_follows_root_type_code_and_customization() {
    let kind = |xml: &str| read(xml).0.kind.unwrap();
    for (code, expected) in [
        ("380", DocumentKind::Invoice),
        ("384", DocumentKind::Invoice),
        ("389", DocumentKind::Invoice),
        ("393", DocumentKind::Invoice),
        ("82", DocumentKind::Invoice),
        ("381", DocumentKind::CreditNote),
        ("396", DocumentKind::CreditNote),
    ] {
        assert_eq!(
            kind(&with(">380<", &format!(">{code}<"))),
            expected,
            "{code}"
        );
    }
    let reminder = with(
        "billing:3.0<",
        "billing:3.0#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0<",
    );
    assert_eq!(kind(&reminder), DocumentKind::Reminder);
    for (root, expected) in [
        ("CreditNote", DocumentKind::CreditNote),
        ("Reminder", DocumentKind::Reminder),
        ("Statement", DocumentKind::Statement),
    ] {
        let xml = SAMPLE
            .replace("in:Invoice", &format!("in:{root}"))
            .replace("xsd:Invoice-2", &format!("xsd:{root}-2"))
            .replace("a:InvoiceLine", &format!("a:{root}Line"));
        assert_eq!(kind(&xml), expected);
        assert_eq!(read(&xml).0.details.lines.len(), 2, "{root}");
    }
}

#[test]
fn a_negative_invoice_stays_negative() {
    let (document, _) = read(&with(">1150.50<", ">-1150.50<"));
    assert_eq!(document.amount, nok(-115_050));
    assert_eq!(document.kind, Some(DocumentKind::Invoice));
}

#[test]
fn the_due_date_of_a_credit_note_lies_with_the_payment_means() {
    let xml = with("  <b:DueDate>2026-11-16Z</b:DueDate>\n", "").replace(
        "<b:PaymentMeansCode>48",
        "<b:PaymentDueDate>2026-11-20</b:PaymentDueDate><b:PaymentMeansCode>48",
    );
    assert_eq!(read(&xml).0.due_on, Some(date(2026, 11, 20)));
}

#[test]
fn what_is_missing_or_odd_is_a_warning_and_the_document_stands() {
    for (from, to, expected) in [
        ("> 10001 <", "> <", "ubl.number_missing cbc:ID"),
        (">2026-11-16Z<", ">16.11.2026<", "ubl.date Invoice/DueDate"),
        (">2026-11-16Z<", ">2026-02-30<", "ubl.date Invoice/DueDate"),
        (">2026-11-16Z<", ">2026-11-16x<", "ubl.date Invoice/DueDate"),
        (
            "Code>NOK<",
            "Code>kroner<",
            "ubl.currency cbc:DocumentCurrencyCode",
        ),
        (
            ">1150.50<",
            ">1 150,50<",
            "ubl.amount LegalMonetaryTotal/PayableAmount",
        ),
        (
            ">1150.50<",
            "><",
            "ubl.amount LegalMonetaryTotal/PayableAmount",
        ),
        (
            ">2345676<",
            ">2345674<",
            "kid.check_digit cac:PaymentMeans/cbc:PaymentID",
        ),
    ] {
        let (_, findings) = read(&with(from, to));
        assert!(
            findings.iter().any(|it| it == expected),
            "{to}: {findings:?}"
        );
    }
    let empty = "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>";
    let (document, findings) = read(empty);
    assert_eq!(document.kind, Some(DocumentKind::Invoice));
    assert_eq!(document.channel, None);
    let expected = [
        "ubl.currency cbc:DocumentCurrencyCode",
        "ubl.amount cac:LegalMonetaryTotal/cbc:PayableAmount",
        "ubl.number_missing cbc:ID",
        "ubl.customer_missing cac:AccountingCustomerParty",
    ];
    assert_eq!(findings, expected);
}

#[test]
fn without_a_currency_the_amount_to_pay_names_it() {
    let (document, findings) = read(&with(
        "<b:DocumentCurrencyCode>NOK</b:DocumentCurrencyCode>",
        "",
    ));
    assert_eq!(document.amount, nok(115_050));
    assert_eq!(findings[0], "ubl.currency cbc:DocumentCurrencyCode");
}

#[test]
fn check_digits_matter_only_where_they_are_norwegian() {
    let abroad = SAMPLE
        .replace("NOK", "SEK")
        .replace(">NO</b:IdentificationCode>", ">SE</b:IdentificationCode>")
        .replace(">2345676<", ">2345674<");
    let (document, findings) = read(&abroad);
    assert_eq!(document.kid.as_deref(), Some("2345674"));
    assert_eq!(findings, ["attachment.empty nothing.pdf"]);
}

#[test]
fn a_reference_that_is_no_kid_stays_with_the_payment_means() {
    let (document, _) = read(&with(">2345676<", ">Faktura 10001<"));
    assert_eq!(document.kid, None);
    assert_eq!(document.account, Some(account::normalise("15038366383")));
}

#[test]
fn a_number_of_another_country_is_never_taken_for_a_norwegian_one() {
    // Nine digits with a check digit that happens to be right in Norway.
    let french = SAMPLE
        .replace("schemeID=\"0192\"", "schemeID=\"0002\"")
        .replace("NO974761076MVA", "FR26974761076")
        .replace(">NO</b:IdentificationCode>", ">FR</b:IdentificationCode>");
    let (document, _) = read(&french);
    assert_eq!(
        document.company_number.as_deref(),
        Some("974 761 076"),
        "as written"
    );
}

#[test]
fn encodings_give_the_same_document() {
    let (expected, _) = read(SAMPLE);
    let latin1: Vec<u8> = SAMPLE
        .replace("UTF-8", "ISO-8859-1")
        .chars()
        .map(|c| u8::try_from(c).unwrap())
        .collect();
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(SAMPLE.replace("UTF-8", "UTF-16").chars())
        .flat_map(|c| u16::try_from(u32::from(c)).unwrap().to_le_bytes())
        .collect();
    let marked = [b"\xef\xbb\xbf", SAMPLE.as_bytes()].concat();
    for bytes in [latin1, utf16, marked] {
        let item = read_bytes("invoice.xml", &bytes).next().unwrap();
        assert_eq!(item.body, ItemBody::Document(Box::new(expected.clone())));
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_read_with_a_warning() {
    let bytes: Vec<u8> = SAMPLE.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let item = read_bytes("invoice.xml", &bytes).next().unwrap();
    assert_eq!(item.findings[0].code, "xml.not_utf8");
    let ItemBody::Document(document) = item.body else {
        panic!()
    };
    assert_eq!(document.details.lines[0].name, "Strøm i oktober");
}

#[test]
fn long_numbers_are_cut_and_said_to_be() {
    let long = "æ".repeat(600);
    let (document, findings) = read(&with("> 10001 <", &format!(">{long}<")));
    assert_eq!(document.number.chars().count(), 500);
    assert!(findings.iter().any(|it| it == "field.too_long number"));
}

#[test]
fn what_a_faithful_layout_needs_is_kept() {
    let xml = with(
        "  <a:PayeeParty>",
        "  <a:TaxRepresentativeParty><a:PartyName><b:Name>Ombud AS</b:Name></a:PartyName></a:TaxRepresentativeParty>
  <a:Delivery><b:ActualDeliveryDate>2026-10-30</b:ActualDeliveryDate><a:DeliveryLocation><b:ID>L-1</b:ID><a:Address><b:StreetName>Brygga 2</b:StreetName></a:Address></a:DeliveryLocation></a:Delivery>
  <a:PayeeParty>",
    )
    .replace(
        "<b:BuyerReference>",
        "<b:TaxPointDate>2026-10-31</b:TaxPointDate><a:InvoicePeriod><b:StartDate>2026-10-01</b:StartDate></a:InvoicePeriod><b:BuyerReference>",
    )
    .replace(
        "<b:ID>NO93 8601 1117 947</b:ID>",
        "<b:ID>NO93 8601 1117 947</b:ID><b:Name>Drift</b:Name><a:FinancialInstitutionBranch><b:ID>DNBANOKK</b:ID></a:FinancialInstitutionBranch>",
    )
    .replace(
        "<a:Item><b:Name>Nettleie</b:Name>",
        "<a:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator><b:MultiplierFactorNumeric>10</b:MultiplierFactorNumeric><b:Amount currencyID=\"NOK\">50.00</b:Amount><b:BaseAmount currencyID=\"NOK\">500.00</b:BaseAmount></a:AllowanceCharge>
        <a:Item><b:Name>Nettleie</b:Name><a:AdditionalItemProperty><b:Name>Sone</b:Name><b:Value>NO4</b:Value></a:AdditionalItemProperty>",
    );
    let details = read(&xml).0.details;
    assert_eq!(details.tax_representative.unwrap().name, "Ombud AS");
    let delivery = details.delivery.unwrap();
    assert_eq!(delivery.on, Some(date(2026, 10, 30)));
    assert_eq!(
        (delivery.location.as_deref(), delivery.address),
        (Some("L-1"), vec!["Brygga 2".to_owned()])
    );
    assert_eq!(details.tax_point_on, Some(date(2026, 10, 31)));
    assert_eq!(
        details.period.map(|span| (span.from, span.to)),
        Some((Some(date(2026, 10, 1)), None))
    );
    let means = &details.payment_means[1];
    assert_eq!(means.account_name.as_deref(), Some("Drift"));
    assert_eq!(means.bank.as_deref(), Some("DNBANOKK"));
    let [kwh, rent] = &details.lines[..] else {
        panic!("two lines")
    };
    assert_eq!(kwh.base_price.as_deref(), Some("50.00"));
    assert_eq!(kwh.base_quantity.as_deref(), Some("100"));
    let charge = &rent.charges[0];
    assert_eq!(
        (charge.is_charge, charge.percent.as_deref(), charge.base),
        (false, Some("10"), nok(50_000))
    );
    assert_eq!(rent.properties[0].value, "NO4");
    let terms = details.references.last().unwrap();
    assert_eq!(terms.text.as_deref(), Some("terms"));
}

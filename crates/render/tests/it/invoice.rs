use domain::document::{
    Charge, Delivery, Details, Head, Line, Party, PaymentMeans, Property, Reference, ReferenceKind,
    Span, Tax, Totals,
};
use domain::{Channel, CompanyId, Currency, CustomerId, DocumentId, DocumentKind, Money};
use jiff::civil::date;
use render::Language::{self, Bokmaal, English};
use render::invoice::Paper;
use render::invoice::mark::Marks;
use render::worker::{Job, Want};

fn nok(minor: i64) -> Money {
    Money::new(minor, Currency::NOK)
}

fn head(kind: DocumentKind) -> Head {
    Head {
        id: DocumentId::from_parts(0, [0; 10]),
        company: CompanyId::from_parts(0, [0; 10]),
        customer: CustomerId::from_parts(0, [0; 10]),
        kind,
        channel: Channel::Ehf,
        number: "10234".to_owned(),
        kid: Some("2345676".to_owned()),
        account: Some("86011117947".to_owned()),
        amount: Some(nok(123_450)),
        issued_on: Some(date(2026, 11, 2)),
        due_on: Some(date(2026, 11, 16)),
        received_at: jiff::Timestamp::UNIX_EPOCH,
        batch: None,
    }
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

/// A document that says everything there is to say, each thing in words of
/// its own.
#[expect(
    clippy::too_many_lines,
    reason = "one of everything, in one place to read down"
)]
fn full() -> Details {
    let party = |name: &str| Party {
        name: format!("{name} navn"),
        legal_name: Some(format!("{name} juridisk")),
        organisation_number: Some(format!("{name}-org")),
        vat_number: Some(format!("{name}-mva")),
        tax_register: Some(format!("{name}-register")),
        legal_note: Some(format!("{name}-merknad")),
        number: Some(format!("{name}-nr")),
        address: vec![format!("{name} gate"), format!("{name} by")],
        country: text("SE"),
        contact: Some(format!("{name} kontakt")),
        email: Some(format!("{name}@x.no")),
        phone: Some(format!("{name}-tlf")),
        endpoint: None,
    };
    let kinds = [
        ReferenceKind::Buyer,
        ReferenceKind::Order,
        ReferenceKind::SalesOrder,
        ReferenceKind::Contract,
        ReferenceKind::Project,
        ReferenceKind::Billing,
        ReferenceKind::Despatch,
        ReferenceKind::Receipt,
        ReferenceKind::External,
        ReferenceKind::Accounting,
        ReferenceKind::Tender,
    ];
    let references = kinds.into_iter().enumerate().map(|(at, kind)| Reference {
        kind,
        value: format!("ref-{at}"),
        on: None,
        text: Some(format!("reftekst-{at}")),
    });
    let charge = |is_charge, reason: &str, minor| Charge {
        is_charge,
        reason: reason.to_owned(),
        amount: nok(minor),
        percent: text("12.5"),
        base: Some(nok(99_900)),
        tax_category: None,
        tax_percent: None,
    };
    Details {
        seller: Some(party("selger")),
        buyer: Some(party("kunde")),
        payee: Some(party("mottaker")),
        tax_representative: Some(party("ombud")),
        delivery: Some(Delivery {
            on: Some(date(2026, 10, 30)),
            name: text("leveringsnavn"),
            location: text("leveringssted"),
            address: vec!["leveringsgate".to_owned()],
            country: text("DK"),
        }),
        period: Some(Span {
            from: Some(date(2026, 10, 1)),
            to: Some(date(2026, 10, 31)),
        }),
        tax_point_on: Some(date(2026, 10, 29)),
        references: references.collect(),
        lines: vec![Line {
            id: "1".to_owned(),
            name: "linjenavn".to_owned(),
            description: text("linjebeskrivelse"),
            quantity: text("7.25"),
            unit: text("KWH"),
            price: text("0.125"),
            tax_percent: text("25.00"),
            amount: Some(nok(111_100)),
            item_number: text("vare-1"),
            note: text("linjemerknad"),
            base_price: text("12.50"),
            base_quantity: text("100"),
            gross_price: text("0.20"),
            price_discount: text("0.075"),
            charges: vec![charge(false, "linjerabatt", 1_234)],
            period: Some(Span {
                from: None,
                to: Some(date(2026, 10, 7)),
            }),
            buyer_item_number: text("vare-2"),
            standard_item_number: text("vare-3"),
            classes: vec!["klasse-1".to_owned(), "klasse-2".to_owned()],
            origin: text("FI"),
            properties: vec![Property {
                name: "farge".to_owned(),
                value: "grønn".to_owned(),
            }],
            order_line: text("ordrelinje"),
            accounting: text("kostnadssted"),
            object: text("måler"),
            ..Line::default()
        }],
        charges: vec![charge(true, "frakt", 2_345), charge(false, "rabatt", 3_456)],
        taxes: vec![
            Tax {
                category: "S".to_owned(),
                percent: text("25"),
                taxable: Some(nok(44_400)),
                amount: Some(nok(11_123)),
                exemption: None,
            },
            Tax {
                category: "E".to_owned(),
                percent: text("0"),
                taxable: Some(nok(55_500)),
                amount: Some(nok(0)),
                exemption: text("fritatt fordi"),
            },
        ],
        totals: Totals {
            lines: Some(nok(100_001)),
            allowances: Some(nok(3_457)),
            charges: Some(nok(2_346)),
            without_tax: Some(nok(100_002)),
            tax: vec![
                nok(25_003),
                Money::new(2_150, "EUR".parse().expect("a currency")),
            ],
            with_tax: Some(nok(125_004)),
            prepaid: Some(nok(1_005)),
            rounding: Some(nok(6)),
            payable: Some(nok(123_450)),
        },
        payment_means: vec![PaymentMeans {
            code: text("30"),
            account: text("NO9386011117947"),
            reference: text("2345676"),
            name: None,
            account_name: text("kontohaver"),
            bank: text("DNBANOKK"),
            card: text("kort-4321"),
            mandate: text("fullmakt"),
            debited_account: text("trekkonto"),
        }],
        notes: vec!["fritekst en".to_owned(), "fritekst to".to_owned()],
        ..Details::default()
    }
}

fn sheet(head: &Head, details: &Details, language: Language) -> serde_json::Value {
    let paper = Paper {
        head,
        details,
        seller_name: "Reservenavn selger",
        buyer_name: "Reservenavn kunde",
        marks: &Marks::default(),
    };
    paper.sheet(language).data().clone()
}

/// Every text on a sheet, one after another, spaces as plain spaces.
fn all_text(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::String(text) => format!("{} ¦ ", text.replace('\u{a0}', " ")),
        Value::Array(all) => all.iter().map(all_text).collect(),
        Value::Object(fields) => fields.values().map(all_text).collect(),
        _ => String::new(),
    }
}

#[test]
fn everything_that_an_invoice_says_is_on_the_sheet() {
    let shown = all_text(&sheet(&head(DocumentKind::Invoice), &full(), Bokmaal));
    let mut wanted: Vec<String> = Vec::new();
    for who in ["selger", "kunde", "mottaker", "ombud"] {
        let parts = [
            " navn",
            " juridisk",
            "-org",
            "-mva",
            " gate",
            " by",
            " kontakt",
            "@x.no",
            "-tlf",
            "-register",
            "-merknad",
        ];
        wanted.extend(parts.iter().map(|part| format!("{who}{part}")));
    }
    wanted.extend(["selger-nr", "kunde-nr", "mottaker-nr"].map(str::to_owned));
    wanted.extend((0..11).flat_map(|at| [format!("ref-{at}"), format!("reftekst-{at}")]));
    let words = "10234 ¦|Faktura|02.11.2026|16.11.2026|30.10.2026|29.10.2026|1.–31. okt. 2026|leveringsnavn|leveringssted|leveringsgate|Danmark|Sverige|linjenavn|linjebeskrivelse|7,25 kWh|0,125|25 %|1 111,00|vare-1|vare-2|vare-3|linjemerknad|12,50 per 100 kWh|0,20|0,075|linjerabatt, 12,5 % av 999,00: −12,34|til 07.10.2026|klasse-1, klasse-2|Finland|farge: grønn|ordrelinje|kostnadssted|måler|frakt, 12,5 % av 999,00|23,45 kr|−34,56 kr|444,00 kr|111,23 kr|555,00 kr|fritatt fordi|1 000,01 kr|34,57 kr|23,46 kr|1 000,02 kr|250,03 kr|EUR 21,50|1 250,04 kr|−10,05 kr|0,06 kr|1 234,50 kr|Overføring til konto|NO93 8601 1117 947|2345676|kontohaver|DNBANOKK|kort-4321|fullmakt|trekkonto|fritekst en|fritekst to";
    wanted.extend(words.split('|').map(str::to_owned));
    let missing: Vec<_> = wanted
        .iter()
        .filter(|it| !shown.contains(it.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?} not in {shown}");
}

#[test]
fn every_kind_of_document_is_laid_out_in_both_languages() {
    for kind in DocumentKind::ALL {
        for language in Language::ALL {
            for details in [full(), Details::default()] {
                let paper = Paper {
                    head: &head(*kind),
                    details: &details,
                    seller_name: "Selger",
                    buyer_name: "Kunde",
                    marks: &Marks::default(),
                };
                let job = Job::Sheet(Box::new(paper.sheet(language)));
                let made = press::draw(&job, Vec::new(), Want::Pdf);
                assert!(made.is_ok(), "{kind} {language:?}: {made:?}");
            }
        }
    }
}

#[test]
fn who_is_not_named_in_the_document_is_named_by_the_record() {
    let shown = sheet(&head(DocumentKind::Invoice), &Details::default(), English);
    assert_eq!(shown["seller"]["name"]["value"], "Reservenavn selger");
    assert_eq!(shown["buyer"]["name"]["value"], "Reservenavn kunde");
    assert_eq!(shown["title"], "Invoice 10234");
}

#[test]
fn the_reader_is_asked_for_the_amount_by_account_and_kid() {
    let asked = |kind, details: &Details| -> Vec<(String, String)> {
        let shown = sheet(&head(kind), details, Bokmaal);
        let facts = shown["ask"].as_array().unwrap().iter();
        let text = |fact: &serde_json::Value, name: &str| {
            fact[name].as_str().unwrap().replace('\u{a0}', " ")
        };
        facts
            .map(|it| (text(it, "label"), text(it, "value")))
            .collect()
    };
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(
        asked(DocumentKind::Invoice, &full()),
        [
            pair("Å betale", "1 234,50 kr"),
            pair("Forfall", "16.11.2026"),
            pair("Til konto", "NO93 8601 1117 947"),
            pair("KID", "2345676"),
        ]
    );
    // A credit note asks for nothing.
    assert_eq!(
        asked(DocumentKind::CreditNote, &full()),
        [pair("Til gode", "1 234,50 kr")]
    );
    // Without ways to pay, the record knows the account.
    assert_eq!(
        asked(DocumentKind::Reminder, &Details::default())[2],
        pair("Til konto", "8601 11 17947")
    );
}

#[test]
fn what_is_beyond_the_most_lines_is_told_and_not_dropped_in_silence() {
    let line = Line {
        name: "x".to_owned(),
        ..Line::default()
    };
    let details = Details {
        lines: vec![line; 1_001],
        ..Details::default()
    };
    let shown = sheet(&head(DocumentKind::Invoice), &details, Bokmaal);
    assert_eq!(
        shown["more-lines"].as_str().unwrap().replace('\u{a0}', " "),
        "De første 1 000 av 1 001 linjer. Alle står i originalen."
    );
}

#[test]
fn a_letter_begins_with_its_heading() {
    let details = Details {
        notes: vec![
            "Nye priser".to_owned(),
            "Fra i morgen koster det mer.".to_owned(),
        ],
        ..Details::default()
    };
    let letter = Head {
        amount: None,
        ..head(DocumentKind::Letter)
    };
    let shown = sheet(&letter, &details, Bokmaal);
    assert_eq!(shown["subject"], "Nye priser");
    assert_eq!(shown["text"].as_array().unwrap().len(), 1);
}

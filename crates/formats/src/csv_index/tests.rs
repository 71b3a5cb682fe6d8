use crate::csv_index::cell;
use crate::{Format, limits, read, read_bytes};
use domain::intake::{Item, ItemBody, NewDocument};
use domain::{Channel, Currency, DocumentKind};
use jiff::civil::date;
use std::io::{BufReader, Read};

mod other_lists;

const SAMPLE: &str = include_str!("../../samples/index.csv");

fn items(bytes: &[u8]) -> Vec<Item> {
    let reading = read_bytes("index.csv", bytes);
    assert_eq!(reading.format, Format::CsvIndex);
    reading.collect()
}

fn documents(bytes: &[u8]) -> Vec<NewDocument> {
    items(bytes)
        .into_iter()
        .map(|item| match item.body {
            ItemBody::Document(document) => *document,
            other => panic!("{other:?}: {:?}", item.findings),
        })
        .collect()
}

/// The findings of each item, as `code place`.
fn findings(text: &str) -> Vec<Vec<String>> {
    let of = |item: Item| {
        item.findings
            .iter()
            .map(|it| format!("{} {}", it.code, it.place))
            .collect()
    };
    items(text.as_bytes()).into_iter().map(of).collect()
}

#[test]
fn rows_become_documents_with_files_beside() {
    let found = documents(SAMPLE.as_bytes());
    assert_eq!(found.len(), 3);
    let first = &found[0];
    assert_eq!(first.number, "10001");
    assert_eq!(first.kind, Some(DocumentKind::Invoice));
    assert_eq!(first.company_number.as_deref(), Some("974761076"));
    assert_eq!(first.customer.number.as_deref(), Some("501"));
    assert_eq!(first.customer.name, "Bakeriet i Bakgata AS");
    assert_eq!(first.channel, Some(Channel::Email));
    assert_eq!(first.kid.as_deref(), Some("2345676"));
    assert_eq!(first.account.as_deref(), Some("86011117947"));
    assert_eq!(first.amount.unwrap().minor, 125_000);
    assert_eq!(first.issued_on, Some(date(2026, 11, 2)));
    assert_eq!(first.due_on, Some(date(2026, 11, 16)));
    assert_eq!(
        first.received_at.unwrap().to_string(),
        "2026-11-02T07:15:00Z"
    );
    assert_eq!(first.batch.as_deref(), Some("november"));
    assert_eq!(first.beside, ["pdf/10001.pdf"]);
    assert!(!first.is_whole_file);
    assert_eq!(first.source, None);
    assert_eq!(found[1].kind, Some(DocumentKind::CreditNote));
    assert_eq!(found[1].channel, Some(Channel::Print));
    assert_eq!(found[1].customer.name, "Nordmann; Kari");
    assert_eq!(
        found[1].received_at.unwrap().to_string(),
        "2026-11-01T23:00:00Z"
    );
    assert_eq!(found[2].amount.unwrap().minor, 123_450);
    assert!(found[2].beside.is_empty());
}

#[test]
fn encodings_and_delimiters_give_the_same_documents() {
    let expected = documents(SAMPLE.as_bytes());
    let windows: Vec<u8> = SAMPLE.chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert_eq!(documents(&windows), expected);
    let marked = [b"\xef\xbb\xbf", SAMPLE.as_bytes()].concat();
    assert_eq!(documents(&marked), expected);
    let tabs = SAMPLE
        .replace("\"Nordmann; Kari\"", "Nordmann~ Kari")
        .replace(';', "\t")
        .replace('~', ";");
    assert_eq!(documents(tabs.as_bytes()), expected);
    let crlf = SAMPLE.replace('\n', "\r\n");
    assert_eq!(documents(crlf.as_bytes()), expected);
    let without_end = SAMPLE.trim_end();
    assert_eq!(documents(without_end.as_bytes()), expected);
}

#[test]
fn a_bad_cell_refuses_its_row_and_says_which_column() {
    let text = "number;beløp;forfall;kid;kanal;fil;type;valuta;mottatt\n\
                1;x;;;;;;;\n2;1;31.02.2026;;;;;;\n3;1;;;due;;;;\n4;1;;;;../x.pdf;;;\n\
                5;1;;;;;note;;\n6;1;;;;;;kr;\n7;1;;;;;;;i går\n;1;;;;;;;\n8;1;;1,23E+15;;;;;\n9;1;;2345674;;;;;\n10;1\n";
    let expected: [&[&str]; 11] = [
        &["csv.cell row 2, column beløp"],
        &["csv.cell row 3, column forfall"],
        &["csv.cell row 4, column kanal"],
        &["csv.cell row 5, column fil"],
        &["csv.cell row 6, column type"],
        &["csv.cell row 7, column valuta"],
        &["csv.cell row 8, column mottatt"],
        &["csv.cell row 9, column number"],
        &["kid.characters row 10, column kid"],
        &["kid.check_digit row 11, column kid"],
        &[],
    ];
    assert_eq!(findings(text), expected);
    let refused = items(text.as_bytes())
        .iter()
        .filter(|it| matches!(it.body, ItemBody::Refused(_)))
        .count();
    assert_eq!(refused, 8, "a bad KID refuses nothing");
}

#[test]
fn a_decimal_comma_that_splits_a_row_is_seen() {
    let text = "number,amount,currency\n1,1234,50,NOK\n2,\"1234,50\",NOK,,\n";
    assert_eq!(findings(text)[0][0], "csv.cells row 2");
    assert_eq!(findings(text)[1], [""; 0]);
}

#[test]
fn amounts_are_read_as_people_write_them_or_refused() {
    let minor = |text: &str| cell::amount(text, Currency::NOK).map(|it| it.minor).ok();
    for (text, expected) in [
        ("1234,50", 123_450),
        ("1234.5", 123_450),
        ("1 234,50", 123_450),
        ("1\u{a0}234,50", 123_450),
        ("1\u{202f}234\u{202f}567,89", 123_456_789),
        ("1.234,50", 123_450),
        ("1,234.50", 123_450),
        ("1.234.567", 123_456_700),
        ("1.234.567,8", 123_456_780),
        ("-12,00", -1_200),
        ("\u{2212}12", -1_200),
        ("0", 0),
        (",5", 50),
    ] {
        assert_eq!(minor(text), Some(expected), "{text}");
    }
    for text in [
        "1.234", "1,234", "12,345", "", "-", ",", "1,2,3", "1.23.456", "12a", "1e3", "1,234,50",
        "kr 5", "1..2",
    ] {
        assert_eq!(minor(text), None, "{text}");
    }
    let yen = "JPY".parse().unwrap();
    assert!(cell::amount("12,5", yen).is_err());
}

#[test]
fn dates_are_iso_or_norwegian() {
    assert_eq!(cell::date("2026-11-02"), Ok(date(2026, 11, 2)));
    assert_eq!(cell::date("2.11.2026"), Ok(date(2026, 11, 2)));
    for text in [
        "20261102",
        "02.11.26",
        "11/02/2026",
        "2026-11-02T10:00",
        "1.2.3.2026",
        "..2026",
        "+1.2.2026",
    ] {
        assert!(cell::date(text).is_err(), "{text}");
    }
}

#[test]
fn a_key_is_given_only_by_both_of_its_columns() {
    let text = "number;amount;source;source_id\n1;1;erp;a\n2;1;erp;\n";
    let found = documents(text.as_bytes());
    let key = found[0].source.as_ref().unwrap();
    assert_eq!((key.source.as_str(), key.id.as_str()), ("erp", "a"));
    assert_eq!(found[1].source, None);
}

#[test]
fn unknown_and_repeated_columns_are_told_once() {
    let reading = read_bytes(
        "index.csv",
        b"number;amount;colour;Fakturanummer;\n1;2;red;3;\n",
    );
    assert_eq!(reading.findings.len(), 1);
    assert_eq!(reading.findings[0].code, "csv.unknown_column");
    assert!(
        reading.findings[0]
            .message
            .contains("colour, Fakturanummer;")
    );
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_memory() {
    let start = "number;amount\n1;1\n2;\"";
    let endless = start.as_bytes().chain(std::io::repeat(b'x').take(1 << 30));
    let found: Vec<Item> = read("index.csv", Box::new(BufReader::new(endless)))
        .unwrap()
        .collect();
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].findings[0].code, "csv.row_too_long");
    assert_eq!(found[1].place, "row 3");
}

#[test]
fn a_long_row_within_the_limit_is_read() {
    let text = format!(
        "number;amount;note\n1;1;\"{}\n\"\n2;1;\n",
        "x".repeat(limits::LINE_BYTES_MAX / 2)
    );
    assert_eq!(documents(text.as_bytes()).len(), 2);
}

use super::*;
use domain::Money;
use domain::intake::{NewDocument, NewPayment};
use jiff::civil::date;

const INVOICES: &str = "Fakturanr;Kundenavn;Beløp;Forfallsdato;KID;Merknad\n\
    1001;Åse Øy;1.234,50;31.12.2026;2345676;\n\
    1002;Nord AS;99,00;01.01.2027;;ring først\n";
const BANK: &str = "Bokført dato,Beskrivelse,Ut fra konto,Inn på konto,Referanse\n\
    2026-11-20,Husleie,,\"1,250.00\",77\n\
    2026-11-20,Strøm,-400.00,,78\n\
    2026-11-20,Husleie,,\"1,250.00\",77\n";

fn items(settings: &Settings, text: &str) -> Vec<Item> {
    read(settings, text.as_bytes()).collect()
}

fn documents(items: Vec<Item>) -> Vec<NewDocument> {
    let documents = items.into_iter().filter_map(|item| match item.body {
        ItemBody::Document(document) => Some(*document),
        _ => None,
    });
    documents.collect()
}

fn payments(items: Vec<Item>) -> Vec<NewPayment> {
    let payments = items.into_iter().filter_map(|item| match item.body {
        ItemBody::Payment(payment) => Some(*payment),
        _ => None,
    });
    payments.collect()
}

#[test]
fn a_table_of_invoices_is_guessed_and_read() {
    let guess = guess(INVOICES.as_bytes(), None).unwrap();
    let settings = &guess.settings;
    assert_eq!(
        (
            settings.delimiter,
            settings.encoding,
            settings.decimal_comma,
            settings.dates
        ),
        (';', Encoding::Utf8, true, DateOrder::DayFirst)
    );
    let fields = [
        Some(Field::Number),
        Some(Field::Customer),
        Some(Field::Amount),
        Some(Field::Due),
        Some(Field::Kid),
        None,
    ];
    assert_eq!(settings.columns, fields);
    assert_eq!(guess.samples[1][5], "ring først");
    assert_eq!(settings.missing(), []);
    let documents = documents(items(settings, INVOICES));
    assert_eq!(documents.len(), 2);
    assert_eq!(
        documents[0].amount,
        Some(Money::new(123_450, domain::Currency::NOK))
    );
    assert_eq!(documents[0].due_on, Some(date(2026, 12, 31)));
    assert_eq!(documents[0].customer.name, "Åse Øy");
    assert_ne!(documents[0].source, documents[1].source);
}

#[test]
fn an_account_statement_gives_what_came_in_and_tells_twins_apart() {
    let mut guess = guess(BANK.as_bytes(), None).unwrap();
    assert_eq!(guess.settings.meaning, Meaning::Payments);
    assert_eq!(guess.settings.missing(), [Field::Account]);
    guess.settings.account = Some("15038366383".to_owned());
    assert!(!guess.settings.decimal_comma);
    assert_eq!(guess.settings.dates, DateOrder::YearFirst);
    let paid = payments(items(&guess.settings, BANK));
    assert_eq!(paid.len(), 2, "what went out is left out");
    assert_eq!(paid[0].amount.minor, 125_000);
    assert_ne!(
        paid[0].source, paid[1].source,
        "two payments that are alike are two"
    );
    let again = payments(items(&guess.settings, BANK));
    assert_eq!(paid, again, "told again they are the same");
}

#[test]
fn letters_of_windows_are_known() {
    let bytes: Vec<u8> = INVOICES
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let guess = guess(&bytes, None).unwrap();
    assert_eq!(guess.settings.encoding, Encoding::Windows1252);
    assert_eq!(guess.header[2], "Beløp");
    let utf8 = super::guess(INVOICES.as_bytes(), None).unwrap();
    assert_eq!(
        guess.shape, utf8.shape,
        "the same table however it is written"
    );
}

#[test]
fn a_cell_that_cannot_be_read_refuses_its_row_and_says_what_was_expected() {
    let text =
        "Fakturanr;Beløp;Forfallsdato\n1;1,5,0;31/2/26\n;10,00;01.02.2026\n3;10,00;01.02.26\n";
    let mut settings = guess(text.as_bytes(), None).unwrap().settings;
    settings.decimal_comma = true;
    settings.dates = DateOrder::DayFirst;
    let items = items(&settings, text);
    let messages: Vec<String> = items
        .iter()
        .flat_map(|item| {
            item.findings
                .iter()
                .map(|it| format!("{}: {}", it.place, it.message))
        })
        .collect();
    assert_eq!(
        messages,
        [
            "row 2, column amount: expected an amount such as 1234,50, found '1,5,0'",
            "row 2, column due: expected a date such as 23.11.2026, found '31/2/26'",
            "row 3, column number: expected a value, found nothing",
        ]
    );
    let read = documents(items);
    assert_eq!((read.len(), read[0].due_on), (1, Some(date(2026, 2, 1))));
}

#[test]
fn a_decimal_sign_that_was_said_leaves_no_doubt() {
    let mut settings = guess(INVOICES.as_bytes(), None).unwrap().settings;
    let nok = domain::Currency::NOK;
    for (is_comma, written, minor) in [
        (true, "1.234", 123_400),
        (false, "1,234", 123_400),
        (true, "1 234,5", 123_450),
        (true, "\u{2212}12,00", -1_200),
        (true, "12,00-", -1_200),
    ] {
        settings.decimal_comma = is_comma;
        let read = cell::amount(&settings, written, nok).unwrap();
        assert_eq!(read.minor, minor, "{written}");
    }
    settings.decimal_comma = true;
    for written in ["", "12-34", "1,234", "abc", "1,2,3"] {
        assert!(cell::amount(&settings, written, nok).is_err(), "{written}");
    }
}

#[test]
fn what_is_no_table_is_none() {
    for bytes in [
        &b""[..],
        b"one word",
        b"\x00\x01\x02",
        b"a\nb\nc\n",
        b"%PDF-1.7",
    ] {
        assert_eq!(guess(bytes, None), None);
    }
}

#[test]
fn a_quote_that_is_never_closed_ends_the_table() {
    let mut text = INVOICES.to_owned();
    text.push_str("1003;\"open");
    text.push_str(&"x".repeat(limits_max() + 100_000));
    let settings = guess(INVOICES.as_bytes(), None).unwrap().settings;
    let items = items(&settings, &text);
    assert_eq!(items.len(), 3);
    assert_eq!(items[2].findings[0].code, "file.read");
}

fn limits_max() -> usize {
    crate::limits::LINE_BYTES_MAX
}

use super::cell::{Cell, decimal};
use super::{Format, Table, documents, events};
use domain::{Currency, Money};
use std::collections::BTreeSet;

#[test]
fn amounts_are_written_with_the_decimals_that_say_all() {
    let written = |thousandths| decimal(thousandths);
    assert_eq!(written(1_234_500), "1234.50");
    assert_eq!(written(1_234_567), "1234.567");
    assert_eq!(written(-50), "-0.05");
    assert_eq!(written(0), "0.00");
    assert_eq!(written(i64::MIN), "-9223372036854775.808");
}

#[test]
fn amounts_of_every_currency_come_to_thousandths_or_to_nothing() {
    let amount = |minor, code: &str| {
        let currency: Currency = code.parse().unwrap();
        Cell::amount(Some(Money::new(minor, currency)))
    };
    assert_eq!(amount(123_450, "NOK"), Cell::Amount(1_234_500));
    assert_eq!(amount(1_234, "JPY"), Cell::Amount(1_234_000));
    assert_eq!(amount(1_234, "KWD"), Cell::Amount(1_234));
    assert_eq!(amount(i64::MAX, "NOK"), Cell::None);
    assert_eq!(Cell::amount(None), Cell::None);
}

#[test]
fn no_two_fields_of_a_table_have_one_name() {
    let names: Vec<&str> = documents::FIELDS.iter().map(|field| field.name).collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), once.len());
    let names: Vec<&str> = events::FIELDS.iter().map(|field| field.name).collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), once.len());
}

#[test]
fn formats_and_tables_are_read_as_they_are_written() {
    for &format in Format::ALL {
        assert_eq!(format.code().parse::<Format>().unwrap(), format);
    }
    for &table in Table::ALL {
        assert_eq!(table.code().parse::<Table>().unwrap(), table);
    }
    let error = "xls".parse::<Format>().unwrap_err().to_string();
    assert!(error.contains("ndjson, csv, parquet, xlsx"), "{error}");
}

use super::*;

fn check(text: &str, currency: &str, minor: i64, written: &str) {
    let money = Money::parse(text, currency.parse().unwrap()).unwrap();
    assert_eq!(money.minor, minor, "{text} {currency}");
    assert_eq!(money.decimal(), written, "{text} {currency}");
}

#[test]
fn decimals_become_minor_units_and_back() {
    check("1234.5", "NOK", 123_450, "1234.50");
    check("0", "NOK", 0, "0.00");
    check("-0.01", "NOK", -1, "-0.01");
    check("+7", "NOK", 700, "7.00");
    check(".5", "NOK", 50, "0.50");
    check("100", "JPY", 100, "100");
    check("1.2345", "KWD", 1235, "1.235");
    check("000123.00", "EUR", 12_300, "123.00");
}

#[test]
fn more_decimals_than_the_currency_has_are_rounded_half_away_from_zero() {
    check("0.005", "NOK", 1, "0.01");
    check("-0.005", "NOK", -1, "-0.01");
    check("0.00499", "NOK", 0, "0.00");
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["", ".", "-", "1,5", "1e3", "NaN", "1.2.3", "0x10", "१"] {
        assert!(Money::parse(text, Currency::NOK).is_err(), "{text}");
    }
    assert!(matches!(
        Money::parse("99999999999999999999", Currency::NOK),
        Err(NotMoney::TooLarge(_))
    ));
}

#[test]
fn a_currency_is_three_letters() {
    assert_eq!("nok".parse::<Currency>().unwrap(), Currency::NOK);
    for text in ["", "NO", "NOKK", "N1K", "æøå"] {
        assert!(text.parse::<Currency>().is_err(), "{text}");
    }
}

#[test]
fn json_carries_the_amount_as_text() {
    let money = Money::new(123_450, Currency::NOK);
    let json = serde_json::to_string(&money).unwrap();
    assert_eq!(json, r#"{"amount":"1234.50","currency":"NOK"}"#);
    assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
}

//! Cells as somebody said that they are written.

use super::{DateOrder, Settings};
use domain::{Currency, Money};
use jiff::civil::Date;

/// Years of two digits below this are of this century.
const PIVOT: i16 = 70;

/// An amount. The decimal sign is known, so what else stands between digits
/// only separates thousands.
pub(super) fn amount(
    settings: &Settings,
    written: &str,
    currency: Currency,
) -> Result<Money, String> {
    let (decimal, thousands) = match settings.decimal_comma {
        true => (',', '.'),
        false => ('.', ','),
    };
    let is_minus = |letter: char| matches!(letter, '-' | '\u{2212}');
    let digits = written.trim().trim_start_matches('+');
    let bare = digits
        .trim_start_matches(is_minus)
        .trim_end_matches(is_minus);
    let mut plain = String::from(if bare.len() < digits.len() { "-" } else { "" });
    for letter in bare.chars() {
        match letter {
            '0'..='9' => plain.push(letter),
            '\'' => {}
            _ if letter == decimal => plain.push('.'),
            _ if letter == thousands || letter.is_whitespace() => {}
            _ => return Err(not_an_amount(written, decimal)),
        }
    }
    let decimals = plain.split_once('.').map_or(0, |(_, rest)| rest.len());
    if decimals > currency.exponent() as usize {
        return Err(not_an_amount(written, decimal));
    }
    Money::parse(&plain, currency).map_err(|_| not_an_amount(written, decimal))
}

fn not_an_amount(written: &str, decimal: char) -> String {
    format!("expected an amount such as 1234{decimal}50, found '{written}'")
}

/// A date in the order that was said. A time behind it is left out.
pub(super) fn date(settings: &Settings, written: &str) -> Result<Date, String> {
    let example = match settings.dates {
        DateOrder::YearFirst => "2026-11-23",
        DateOrder::DayFirst => "23.11.2026",
        DateOrder::MonthFirst => "11/23/2026",
    };
    let wrong = || format!("expected a date such as {example}, found '{written}'");
    let day = written.split([' ', 'T']).find(|part| !part.is_empty());
    let parts = parts(settings.dates, day.ok_or_else(wrong)?).ok_or_else(wrong)?;
    let [year, month, day] = parts;
    let year = match year {
        0..PIVOT => year + 2000,
        PIVOT..100 => year + 1900,
        _ => year,
    };
    let (month, day) = (i8::try_from(month), i8::try_from(day));
    match (month, day) {
        (Ok(month), Ok(day)) => Date::new(year, month, day).map_err(|_| wrong()),
        _ => Err(wrong()),
    }
}

/// Year, month and day.
fn parts(order: DateOrder, written: &str) -> Option<[i16; 3]> {
    let is_digits = written.bytes().all(|byte| byte.is_ascii_digit());
    let texts: Vec<&str> = match (is_digits, written.len(), order) {
        (true, 8, DateOrder::YearFirst) => vec![&written[..4], &written[4..6], &written[6..]],
        (true, 8, _) => vec![&written[..2], &written[2..4], &written[4..]],
        (true, 6, _) => vec![&written[..2], &written[2..4], &written[4..]],
        _ => written.split(['.', '/', '-']).collect(),
    };
    let numbers: Vec<i16> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    match (order, numbers.as_slice(), texts.len()) {
        (DateOrder::YearFirst, [year, month, day], 3) => Some([*year, *month, *day]),
        (DateOrder::DayFirst, [day, month, year], 3) => Some([*year, *month, *day]),
        (DateOrder::MonthFirst, [month, day, year], 3) => Some([*year, *month, *day]),
        _ => None,
    }
}

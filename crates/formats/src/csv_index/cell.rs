//! What people write in cells: amounts with commas, dates with dots, words in
//! Norwegian.

use domain::{Channel, Currency, DocumentKind, Money, PaymentChannel};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// The days in a list without times are days in Norway.
const ZONE: &str = "Europe/Oslo";

/// Norwegian words for the kinds of document.
const KINDS: &[(&str, DocumentKind)] = &[
    ("faktura", DocumentKind::Invoice),
    ("kreditnota", DocumentKind::CreditNote),
    ("purring", DocumentKind::Reminder),
    ("inkasso", DocumentKind::DebtCollection),
    ("inkassovarsel", DocumentKind::DebtCollection),
    ("brev", DocumentKind::Letter),
    ("lønnsslipp", DocumentKind::Payslip),
    ("kontoutskrift", DocumentKind::Statement),
];

/// Norwegian words for channels, where the code is another.
const CHANNELS: &[(&str, Channel)] = &[
    ("e-faktura", Channel::Efaktura),
    ("e-post", Channel::Email),
    ("epost", Channel::Email),
    ("e-boks", Channel::Eboks),
    ("papir", Channel::Print),
    ("post", Channel::Print),
    ("brev", Channel::Print),
    ("annet", Channel::Other),
];

/// Norwegian words for ways to pay, where the code is another.
const PAID_BY: &[(&str, PaymentChannel)] = &[
    ("e-faktura", PaymentChannel::Efaktura),
    ("kort", PaymentChannel::Card),
    ("kontant", PaymentChannel::Cash),
    ("fast oppdrag", PaymentChannel::StandingOrder),
    ("skranke", PaymentChannel::Counter),
    ("annet", PaymentChannel::Other),
];

/// A way to pay by its code or its Norwegian word.
pub(crate) fn paid_by(text: &str) -> Result<PaymentChannel, String> {
    word(text, PAID_BY)
}

/// A kind of document by its code or its Norwegian word.
pub(crate) fn kind(text: &str) -> Result<DocumentKind, String> {
    word(text, KINDS)
}

/// A channel by its code or its Norwegian word.
pub(crate) fn channel(text: &str) -> Result<Channel, String> {
    word(text, CHANNELS)
}

fn word<T>(text: &str, norwegian: &[(&str, T)]) -> Result<T, String>
where
    T: Copy + std::str::FromStr<Err = domain::UnknownCode>,
{
    let lower = text.to_lowercase();
    let known = norwegian.iter().find(|(word, _)| *word == lower);
    match known {
        Some((_, value)) => Ok(*value),
        None => lower
            .parse()
            .map_err(|why: domain::UnknownCode| why.to_string()),
    }
}

/// An amount with decimal comma or point and with spaces, points or commas
/// between thousands. Where both appear, the last one is the decimal sign.
/// More decimals than the currency has are refused, because `1.234` may be
/// a thousand or little more than one.
pub(crate) fn amount(written: &str, currency: Currency) -> Result<Money, String> {
    let wrong = || format!("'{written}' is not an amount such as 1234,50 or 1 234.50");
    let compact: String = written
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '\u{202f}'))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let plain = plain(&compact).ok_or_else(wrong)?;
    let money = Money::parse(&plain, currency).map_err(|_| wrong())?;
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals > currency.exponent() as usize {
        return Err(format!(
            "'{written}' can be read in two ways, or has more decimals than {currency}; write \
             it without signs between thousands"
        ));
    }
    Ok(money)
}

/// The number with a decimal point and nothing between thousands; `None`
/// where the groups are not thousands.
fn plain(compact: &str) -> Option<String> {
    let decimal = match (compact.rfind(','), compact.rfind('.')) {
        (None, None) => return Some(compact.to_owned()),
        (Some(comma), None) => (',', comma),
        (None, Some(point)) => ('.', point),
        (Some(comma), Some(point)) if comma > point => (',', comma),
        (Some(_), Some(point)) => ('.', point),
    };
    let (sign, at) = decimal;
    let whole = &compact[..at];
    let decimals = &compact[at + 1..];
    if whole.contains(sign) {
        // Only thousands are separated more than once.
        return grouped(compact, sign);
    }
    let other = if sign == ',' { '.' } else { ',' };
    let whole = if whole.contains(other) {
        grouped(whole, other)?
    } else {
        whole.to_owned()
    };
    Some(format!("{whole}.{decimals}"))
}

fn grouped(number: &str, sign: char) -> Option<String> {
    let mut groups = number.split(sign);
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let is_right = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    is_right.then(|| number.replace(sign, ""))
}

/// A date, `2026-11-23` or `23.11.2026`.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    iso(text)
        .or_else(|| dotted(text))
        .ok_or_else(|| format!("'{text}' is not a date such as 2026-11-23 or 23.11.2026"))
}

/// A time, RFC 3339, or a date, which is then its beginning in Norway.
pub(crate) fn time(text: &str) -> Result<Timestamp, String> {
    if let Ok(time) = text.parse() {
        return Ok(time);
    }
    let wrong = || format!("'{text}' is not a time such as 2026-11-23T09:30:00+01:00, nor a date");
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let day = date(text).map_err(|_| wrong())?;
    day.to_zoned(zone)
        .map(|it| it.timestamp())
        .map_err(|_| wrong())
}

fn iso(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

fn dotted(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let mut part = || {
        parts
            .next()
            .filter(|part| part.bytes().all(|b| b.is_ascii_digit()))
    };
    let (day, month, year) = (part()?, part()?, part()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

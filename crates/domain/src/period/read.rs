//! Reading periods and spans of days.

use super::{DateSpan, NotDays, Period, Unit, When};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::str::FromStr;

/// Most days of `last30d` and `next30d`: ten years, the longest that anything
/// is kept.
pub(super) const RELATIVE_DAYS_MAX: u16 = 3660;

/// Words for periods that move with today; the first of each meaning is the
/// canonical one.
pub(super) const WORDS: &[(&str, When)] = &[
    ("today", When::Today),
    ("i_dag", When::Today),
    ("idag", When::Today),
    ("yesterday", When::Yesterday),
    ("i_går", When::Yesterday),
    ("igår", When::Yesterday),
    ("this_week", When::This(Unit::Week)),
    ("denne_uken", When::This(Unit::Week)),
    ("denne_uka", When::This(Unit::Week)),
    ("last_week", When::Last(Unit::Week)),
    ("forrige_uke", When::Last(Unit::Week)),
    ("this_month", When::This(Unit::Month)),
    ("denne_måneden", When::This(Unit::Month)),
    ("last_month", When::Last(Unit::Month)),
    ("forrige_måned", When::Last(Unit::Month)),
    ("this_year", When::This(Unit::Year)),
    ("i_år", When::This(Unit::Year)),
    ("iår", When::This(Unit::Year)),
    ("last_year", When::Last(Unit::Year)),
    ("i_fjor", When::Last(Unit::Year)),
    ("ifjor", When::Last(Unit::Year)),
    ("this_day", When::Today),
    ("last_day", When::Yesterday),
];

const BACK: &[&str] = &["last", "siste"];
const AHEAD: &[&str] = &["next", "neste"];

/// Makes a span that is open on one side.
type Open = fn(When) -> DateSpan;

impl FromStr for DateSpan {
    type Err = NotDays;

    fn from_str(text: &str) -> Result<Self, NotDays> {
        let text = text.trim();
        let spans: [(&str, Open); 4] = [
            ("<=", Self::Until),
            (">=", Self::From),
            ("<", Self::Before),
            (">", Self::After),
        ];
        for (sign, span) in spans {
            if let Some(rest) = text.strip_prefix(sign) {
                return Ok(span(rest.parse()?));
            }
        }
        match text.split_once("..") {
            None => Ok(Self::In(text.parse()?)),
            Some(("", "")) => Err(NotDays::Unreadable(text.to_owned())),
            Some((from, "")) => Ok(Self::From(from.parse()?)),
            Some(("", to)) => Ok(Self::Until(to.parse()?)),
            Some((from, to)) => between(text, from.parse()?, to.parse()?),
        }
    }
}

fn between(text: &str, from: When, to: When) -> Result<DateSpan, NotDays> {
    match (from, to) {
        (When::Fixed(a), When::Fixed(b)) if a.first_day() > b.last_day() => {
            Err(NotDays::Backwards(text.to_owned()))
        }
        _ => Ok(DateSpan::Between(from, to)),
    }
}

impl FromStr for When {
    type Err = NotDays;

    fn from_str(text: &str) -> Result<Self, NotDays> {
        let word = text.trim().to_lowercase().replace([' ', '-'], "_");
        if let Some((_, when)) = WORDS.iter().find(|(known, _)| *known == word) {
            return Ok(*when);
        }
        if let Some(days) = counted(&word, BACK) {
            return Ok(Self::LastDays(days));
        }
        if let Some(days) = counted(&word, AHEAD) {
            return Ok(Self::NextDays(days));
        }
        text.parse().map(Self::Fixed)
    }
}

/// The number in `last30d`.
fn counted(word: &str, prefixes: &[&str]) -> Option<u16> {
    let digits = prefixes
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))?
        .trim_matches('_')
        .strip_suffix('d')?;
    let days = whole::<u16>(digits)?;
    (1..=RELATIVE_DAYS_MAX).contains(&days).then_some(days)
}

impl FromStr for Period {
    type Err = NotDays;

    fn from_str(text: &str) -> Result<Self, NotDays> {
        let text = text.trim();
        let parts: Vec<&str> = text.splitn(4, ['-', '.']).collect();
        let dotted = text.contains('.');
        let found = match parts.as_slice() {
            [year] if !dotted => year_of(year).map(|year| Some(Self::Year(year))),
            [year, week] if !dotted && week.starts_with(['W', 'w']) => in_week(year, &week[1..]),
            [year, month] if !dotted => in_month(year, month),
            [year, month, day] if !dotted => on_day(year, month, day),
            [day, month, year] if dotted && !text.contains('-') => on_day(year, month, day),
            _ => None,
        };
        match found {
            Some(Some(period)) => Ok(period),
            Some(None) => Err(NotDays::NotInCalendar(text.to_owned())),
            None => Err(NotDays::Unreadable(text.to_owned())),
        }
    }
}

// In these, the outer `None` says "not written like this" and the inner one
// "written like this, but the calendar has no such day".

fn in_week(year: &str, week: &str) -> Option<Option<Period>> {
    let (year, week) = (year_of(year)?, whole::<i8>(week)?);
    let known = ISOWeekDate::new(year, week, Weekday::Monday).is_ok();
    Some(known.then_some(Period::Week { year, week }))
}

fn in_month(year: &str, month: &str) -> Option<Option<Period>> {
    let (year, month) = (year_of(year)?, whole::<i8>(month)?);
    let known = (1..=12).contains(&month);
    Some(known.then_some(Period::Month { year, month }))
}

fn on_day(year: &str, month: &str, day: &str) -> Option<Option<Period>> {
    let (year, month, day) = (year_of(year)?, whole::<i8>(month)?, whole::<i8>(day)?);
    Some(Date::new(year, month, day).ok().map(Period::Day))
}

fn year_of(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| whole(text)).flatten()
}

fn whole<N: FromStr>(digits: &str) -> Option<N> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

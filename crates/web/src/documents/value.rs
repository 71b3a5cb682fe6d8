//! What a term of a filter says, in words.

use crate::session::Visit;
use domain::filter::{AmountSpan, Major, PaymentWord, Term, Test};
use domain::period::{DateSpan, Period, When};
use std::fmt::Display;

/// Names of what a filter can only name by number or id.
pub(crate) struct Names {
    /// Companies: everything that names one, and its name.
    pub(crate) companies: Vec<(String, String)>,
    /// Customers likewise, as far as they are known.
    pub(crate) customers: Vec<(String, String)>,
}

impl Names {
    fn of<'a>(known: &'a [(String, String)], written: &'a str) -> &'a str {
        let found = known.iter().find(|(named, _)| named == written);
        found.map_or(written, |(_, name)| name)
    }
}

/// The value of a term: `Feilet, Returnert`, `1.–31. okt. 2026`, `over 1 000`.
pub(super) fn value(visit: &Visit, names: &Names, term: &Term) -> String {
    let words = |vocabulary: &str, codes: Vec<&str>| {
        let words: Vec<String> = codes
            .iter()
            .map(|code| visit.text.word(vocabulary, code))
            .collect();
        words.join(", ")
    };
    let named = |known: &[(String, String)], list: &[String]| {
        let names: Vec<&str> = list
            .iter()
            .map(|written| Names::of(known, written))
            .collect();
        names.join(", ")
    };
    match &term.test {
        Test::Text(words) => visit
            .text
            .fill("quoted", &[("text", words.as_str().into())]),
        Test::Company(list) => named(&names.companies, list),
        Test::Customer(list) => named(&names.customers, list),
        Test::Batch(list) => list.join(", "),
        Test::Kind(list) => words("kind", list.iter().map(|word| word.code()).collect()),
        Test::Channel(list) => words("channel", list.iter().map(|word| word.code()).collect()),
        Test::PaidBy(list) => words("paid_by", list.iter().map(|word| word.code()).collect()),
        Test::Delivery(list) => words("delivery", list.iter().map(|word| word.code()).collect()),
        Test::Recipient(list) => words("recipient", list.iter().map(|word| word.code()).collect()),
        Test::Payment(list) => words(
            "payment",
            list.iter().copied().map(PaymentWord::code).collect(),
        ),
        Test::Reason(list) => words("reason", list.iter().map(|word| word.code()).collect()),
        Test::Has(list) => words("has", list.iter().map(|word| word.code()).collect()),
        Test::Processing(list) => {
            words("processing", list.iter().map(|word| word.code()).collect())
        }
        Test::Currency(list) => joined(list),
        Test::Received(span) | Test::Issued(span) | Test::Due(span) | Test::Paid(span) => {
            days(visit, *span)
        }
        Test::Amount(span) => amounts(visit, *span),
    }
}

fn joined(list: &[impl Display]) -> String {
    let words: Vec<String> = list.iter().map(ToString::to_string).collect();
    words.join(", ")
}

/// Days in words: relative ones keep their name and tell which days they are.
fn days(visit: &Visit, span: DateSpan) -> String {
    let text = &visit.text;
    let today = visit.now.to_zoned(visit.zone()).date();
    let first = |when: When| visit.formats.date(when.ends(today).0);
    let last = |when: When| visit.formats.date(when.ends(today).1);
    let key = |key: &str, day: String| text.fill(key, &[("day", day.into())]);
    match span {
        DateSpan::In(when) => period(visit, when),
        DateSpan::Between(from, to) => {
            let ends = (from.ends(today).0, to.ends(today).1);
            visit.formats.date_range(ends.0, ends.1)
        }
        DateSpan::From(when) => key("span-from", first(when)),
        DateSpan::Until(when) => key("span-until", last(when)),
        DateSpan::Before(when) => key("span-before", first(when)),
        DateSpan::After(when) => key("span-after", last(when)),
    }
}

fn period(visit: &Visit, when: When) -> String {
    let text = &visit.text;
    let counted = |key: &str, days: u16| text.fill(key, &[("days", days.into())]);
    match when {
        When::Fixed(Period::Day(day)) => visit.formats.date(day),
        When::Fixed(period @ Period::Week { .. }) => visit.formats.week(period.first_day()),
        When::Fixed(period @ Period::Month { .. }) => visit.formats.month_long(period.first_day()),
        When::Fixed(Period::Year(year)) => year.to_string(),
        When::Today => text.say("span-today"),
        When::Yesterday => text.say("span-yesterday"),
        When::LastDays(days) => counted("span-last-days", days),
        When::NextDays(days) => counted("span-next-days", days),
        When::This(unit) => text.say(&format!("span-this-{}", unit.code())),
        When::Last(unit) => text.say(&format!("span-last-{}", unit.code())),
    }
}

fn amounts(visit: &Visit, span: AmountSpan) -> String {
    let text = &visit.text;
    let key = |key: &str, at: Major| text.fill(key, &[("amount", major(visit, at).into())]);
    match span {
        AmountSpan::Exactly(at) => major(visit, at),
        AmountSpan::Above(at) => key("span-above", at),
        AmountSpan::AtLeast(at) => key("span-at-least", at),
        AmountSpan::Below(at) => key("span-below", at),
        AmountSpan::AtMost(at) => key("span-at-most", at),
        AmountSpan::Between(from, to) => format!("{}–{}", major(visit, from), major(visit, to)),
    }
}

/// Ten-thousandths, without the zeros at the end: whole, or two decimals, or
/// all four.
fn major(visit: &Visit, at: Major) -> String {
    let units = at.ten_thousandths();
    match (units % 10_000, units % 100) {
        (0, _) => visit.formats.integer(units / 10_000),
        (_, 0) => visit.formats.amount_digits(units / 100, 2),
        _ => visit.formats.amount_digits(units, 4),
    }
}

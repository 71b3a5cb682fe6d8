//! All of it by age, one bar a currency.

use crate::statistics::Board;
use app::statistics::{AGES, Age, AgeSum, Ageing, Row};
use domain::filter::{Filter, Test};
use domain::{Currency, Money};
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};
use render::chart::{Frame, Hue, Part, PartBar, Wording};

/// The figures.
pub(super) fn bars(board: &Board<'_>, whole: &[Row<Ageing>], as_of: Date) -> Markup {
    let sums = whole.iter().flat_map(|row| &row.value.sums);
    html! {
        @if whole.iter().all(|row| row.value.sums.is_empty()) { p.muted { (board.visit.text.say("receivables-none")) } }
        @for sum in sums { (bar(board, sum, as_of)) }
    }
}

fn bar(board: &Board<'_>, sum: &AgeSum, as_of: Date) -> Markup {
    let text = &board.visit.text;
    let formats = board.visit.formats;
    let currency = sum.currency;
    let amount = |minor: i64| formats.amount(minor, currency.as_str(), currency.exponent());
    let axis = |minor: i64| formats.amount_compact(minor, currency.as_str(), currency.exponent());
    let part = |(place, age): (usize, &Age)| {
        let (count, minor) = sum.ages[place];
        Part {
            name: format!("{} ({})", text.word("age", age.code()), board.count(count)),
            hue: Hue::nth(place),
            value: minor,
            href: list(board, *age, currency, as_of),
        }
    };
    let share = u64::try_from(sum.overdue_minor()).unwrap_or_default();
    let all = u64::try_from(sum.total_minor()).unwrap_or_default();
    let documents: u64 = sum.ages.iter().map(|(count, _)| count).sum();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("share", formats.share(share, all).into()),
                ("sum", amount(sum.total_minor()).into()),
                ("overdue", amount(sum.overdue_minor()).into()),
                ("total", board.count(documents).into()),
                ("day", formats.date_long(as_of).into()),
            ],
        )
    };
    let chart = PartBar {
        frame: Frame {
            finding: fill("receivables-finding"),
            caption: fill("receivables-caption"),
            summary: fill("receivables-summary"),
            remarks: vec![text.say("receivables-remark")],
            ..board.frame(&format!("age{currency}"), "ageing")
        },
        heading: text.say("receivables-age"),
        value_heading: text.say("receivables-amount"),
        parts: AGES.iter().enumerate().map(part).collect(),
        wording: Wording {
            value: &amount,
            axis: &axis,
        },
    };
    board.draw(chart.render())
}

/// The list of the documents of an age. It exists for today only: what the
/// list shows is how things are now.
pub(super) fn list(board: &Board<'_>, age: Age, currency: Currency, as_of: Date) -> Option<String> {
    let back = |days: i64| as_of.saturating_sub(days.days());
    let due = match age {
        Age::NotDue => None,
        Age::To14 => Some(format!("{}..", back(14))),
        Age::To30 => Some(format!("{}..{}", back(30), back(15))),
        Age::To60 => Some(format!("{}..{}", back(60), back(31))),
        Age::To90 => Some(format!("{}..{}", back(90), back(61))),
        Age::Over90 => Some(format!("..{}", back(91))),
    };
    let words = due.map_or_else(
        || "payment:outstanding -payment:overdue".to_owned(),
        |days| format!("payment:overdue due:{days}"),
    );
    let mut terms = Filter::parse(&words).ok()?.terms;
    terms.push(Test::Currency(vec![currency]).yes());
    (as_of == board.today).then(|| board.list_and(&terms))
}

/// An amount written out.
pub(super) fn amount(board: &Board<'_>, minor: i64, currency: Currency) -> String {
    crate::components::amount(board.visit, Money::new(minor, currency))
}

//! The companies of the group side by side, on one scale.

use super::Answers;
use crate::statistics::{Board, Calendar, Written, known_share};
use app::statistics::{DateField, Key, Measures, Row};
use domain::period::Period;
use maud::Markup;
use render::chart::{Cell, Frame, Hue, Multiples, Series, Wording};

/// Basis points in all.
const ALL: i64 = 10_000;
/// Days after which it is known whether most of a period was paid on time.
const SETTLING: i64 = 30;

/// The share paid on time of each company, by period of issue.
pub(super) fn each(board: &Board<'_>, answers: &Answers) -> Markup {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let rows = &answers.companies.now;
    let keys = rows.iter().filter_map(|row| row.keys.get(1));
    let calendar = Calendar::of(DateField::Issued, answers.unit, keys);
    let mut companies: Vec<&Key> = Vec::new();
    for key in rows.iter().filter_map(|row| row.keys.first()) {
        if !companies.contains(&key) {
            companies.push(key);
        }
    }
    let panels = companies
        .iter()
        .enumerate()
        .map(|(place, company)| panel(board, &calendar, rows, company, place));
    let (percent, whole) = (|v| written.percent(v), |v| written.whole_percent(v));
    let total: u64 = rows.iter().map(|row| row.value.on_time.whole).sum();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("period", board.period_words().into()),
                ("total", board.count(total).into()),
            ],
        )
    };
    let chart = Multiples {
        frame: calendar.noted(
            board,
            Frame {
                finding: fill("behaviour-companies-finding"),
                caption: fill("behaviour-companies-caption"),
                summary: fill("behaviour-companies-summary"),
                remarks: vec![text.say("statistics-rule-on-time")],
                ..board.frame("companies", "on-time")
            },
        ),
        heading: text.word("statistics-unit", calendar.unit.code()),
        periods: calendar.axis(board, SETTLING),
        panels: panels.collect(),
        reference: Some(group(board, &calendar, &answers.issued.now)),
        whole: Some(ALL),
        wording: Wording {
            value: &percent,
            axis: &whole,
        },
    };
    board.draw(chart.render())
}

fn panel(
    board: &Board<'_>,
    calendar: &Calendar,
    rows: &[Row<Measures>],
    company: &Key,
    place: usize,
) -> Series {
    let cell = |period: &Period| {
        let row = rows.iter().find(|row| {
            row.keys.first() == Some(company) && Calendar::is(row.keys.get(1), *period)
        });
        Cell {
            value: row.and_then(|row| known_share(row.value.on_time).value),
            href: row.map(|_| board.list_and(&[company.term.clone(), calendar.term(*period)])),
        }
    };
    Series {
        name: company
            .name
            .clone()
            .or_else(|| company.code.clone())
            .unwrap_or_default(),
        hue: Hue::nth(place),
        href: Some(board.only(&company.term)),
        cells: calendar.periods.iter().map(cell).collect(),
    }
}

/// The whole group, grey behind each.
fn group(board: &Board<'_>, calendar: &Calendar, rows: &[Row<Measures>]) -> Series {
    let cell = |period: &Period| {
        let row = rows
            .iter()
            .find(|row| Calendar::is(row.keys.first(), *period));
        Cell {
            value: row.and_then(|row| known_share(row.value.on_time).value),
            href: None,
        }
    };
    Series {
        name: board.visit.text.say("behaviour-companies-group"),
        hue: Hue::REST,
        href: None,
        cells: calendar.periods.iter().map(cell).collect(),
    }
}

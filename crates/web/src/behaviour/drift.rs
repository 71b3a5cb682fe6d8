//! Whether it changes: days to payment by period of issue, and the share paid
//! on time by period of the due date.

use super::groups::paid;
use super::{Answers, Measured};
use crate::statistics::{Board, Calendar, Written, days_of, known_share};
use app::statistics::{DateField, Measures};
use domain::period::{Period, Unit};
use maud::Markup;
use render::chart::{Band, Estimate, Frame, Hue, Wording};

/// Days after which most of a period's invoices have been paid or not.
const SETTLING_PAID: i64 = 30;
/// Days after which it is known whether something was paid on time: bank days
/// and the days that banks take to tell.
const SETTLING_DUE: i64 = 7;
/// Basis points in all.
const ALL: i64 = 10_000;

fn calendar(field: DateField, unit: Unit, measured: &Measured) -> Calendar {
    let keys = measured.now.iter().filter_map(|row| row.keys.first());
    Calendar::of(field, unit, keys)
}

fn cells(
    calendar: &Calendar,
    measured: &Measured,
    of: &dyn Fn(&Measures) -> Estimate,
) -> Vec<Estimate> {
    let cell = |period: &Period| {
        let row = measured
            .now
            .iter()
            .find(|row| Calendar::is(row.keys.first(), *period));
        row.map(|row| of(&row.value)).unwrap_or_default()
    };
    calendar.periods.iter().map(cell).collect()
}

/// The quickest tenth, the middle and the slowest tenth.
fn spread(measures: &Measures) -> Estimate {
    let Some(curve) = paid(measures) else {
        return Estimate::default();
    };
    let at = |figure: &app::statistics::Figure<app::statistics::Quantile>| {
        figure.value.map(|known| i64::from(known.time))
    };
    Estimate {
        value: at(&curve.median),
        low: at(&curve.p10),
        high: at(&curve.p90),
        count: curve.n,
    }
}

/// First and last finished value, for the finding.
fn ends(cells: &[Estimate], axis: &[render::chart::Period]) -> Option<(i64, i64)> {
    let finished = cells.iter().zip(axis).filter(|(_, period)| period.complete);
    let values: Vec<i64> = finished.filter_map(|(cell, _)| cell.value).collect();
    Some((*values.first()?, *values.last()?))
}

/// Days to payment.
pub(super) fn days(board: &Board<'_>, answers: &Answers) -> Markup {
    let visit = board.visit;
    let calendar = calendar(DateField::Issued, answers.unit, &answers.issued);
    let cells = cells(&calendar, &answers.issued, &spread);
    let axis = calendar.axis(board, SETTLING_PAID);
    let (value, tick) = (|v| days_of(visit, v), |v| Written(visit).count(v));
    let edges = ["behaviour-quickest", "behaviour-slowest"].map(|key| visit.text.say(key));
    let ends = ends(&cells, &axis).map(|(first, last)| {
        (
            days_of(visit, first),
            days_of(visit, last),
            first.cmp(&last),
        )
    });
    let chart = Band {
        frame: calendar.noted(board, frame(board, "days", ends, "median")),
        heading: visit.text.word("statistics-unit", calendar.unit.code()),
        periods: axis,
        cells,
        middle: visit.text.say("behaviour-middle"),
        edges: Some(edges),
        hue: Hue::nth(0),
        target: None,
        whole: Some(super::paid::DAYS),
        wording: Wording {
            value: &value,
            axis: &tick,
        },
    };
    board.draw(chart.render())
}

/// The share paid on time.
pub(super) fn on_time(board: &Board<'_>, answers: &Answers) -> Markup {
    let written = Written(board.visit);
    let calendar = calendar(DateField::Due, answers.unit, &answers.due);
    let cells = cells(&calendar, &answers.due, &|measures| {
        known_share(measures.on_time)
    });
    let axis = calendar.axis(board, SETTLING_DUE);
    let (percent, whole) = (|v| written.percent(v), |v| written.whole_percent(v));
    let ends = ends(&cells, &axis).map(|(first, last)| {
        (
            written.whole_percent(first),
            written.whole_percent(last),
            last.cmp(&first),
        )
    });
    let chart = Band {
        frame: calendar.noted(board, frame(board, "on-time", ends, "on-time")),
        heading: board
            .visit
            .text
            .word("statistics-unit-due", calendar.unit.code()),
        periods: axis,
        cells,
        middle: board.visit.text.say("behaviour-in-time"),
        edges: None,
        hue: Hue::nth(1),
        target: None,
        whole: Some(ALL),
        wording: Wording {
            value: &percent,
            axis: &whole,
        },
    };
    board.draw(chart.render())
}

/// The finding says from what to what, and whether that is better: more is
/// better for shares, less for days.
fn frame(
    board: &Board<'_>,
    id: &str,
    ends: Option<(String, String, std::cmp::Ordering)>,
    anchor: &str,
) -> Frame {
    let text = &board.visit.text;
    let (first, last, order) =
        ends.unwrap_or_else(|| (String::new(), String::new(), std::cmp::Ordering::Equal));
    let finding = match order {
        _ if first.is_empty() => "none",
        std::cmp::Ordering::Greater => "better",
        std::cmp::Ordering::Less => "worse",
        std::cmp::Ordering::Equal => "same",
    };
    let fill = |part: &str| {
        text.fill(
            &format!("behaviour-{id}-{part}"),
            &[
                ("first", first.as_str().into()),
                ("last", last.as_str().into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let remark = match id {
        "days" => "statistics-open-counted-in",
        _ => "statistics-rule-on-time",
    };
    Frame {
        finding: fill(finding),
        caption: fill("caption"),
        summary: fill("summary"),
        remarks: vec![text.say(remark)],
        ..board.frame(id, anchor)
    }
}

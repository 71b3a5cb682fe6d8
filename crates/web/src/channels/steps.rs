//! How long each step takes in each channel, as medians and ninetieth
//! percentiles, beside the same of another period.

use super::STEPS;
use super::effect::{code, sorted, time};
use crate::statistics::{Board, days_of, estimate, hue, minutes_of};
use app::statistics::{Clock, Compared, Measures, Row, Step};
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// The figure.
pub(super) fn table(board: &Board<'_>, measures: &Compared<Vec<Row<Measures>>>) -> Markup {
    let text = &board.visit.text;
    let rows = sorted(&measures.now);
    let before = measures.before.as_ref().map(|before| &before.value);
    let row = |row: &&Row<Measures>| {
        let channel = code(row).unwrap_or_default();
        let earlier = before.and_then(|rows| rows.iter().find(|other| other.keys == row.keys));
        GridRow {
            name: text.word("channel", channel),
            hue: Some(hue("channel", channel)),
            href: row.keys.first().map(|key| board.only(&key.term)),
            cells: STEPS
                .map(|step| cell(board, &row.value, earlier.map(|row| &row.value), step))
                .to_vec(),
        }
    };
    let total: u64 = rows.iter().map(|row| row.value.n).sum();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("period", board.period_words().into()),
                ("total", board.count(total).into()),
            ],
        )
    };
    let mut remarks = vec![text.say("statistics-open-counted-in")];
    if let Some(before) = &measures.before {
        let span = board.span_words(&before.period);
        remarks.push(text.fill("statistics-before-is", &[("period", span.into())]));
    }
    let chart = Grid {
        frame: Frame {
            finding: fill("channels-steps-finding"),
            caption: fill("channels-steps-caption"),
            remarks,
            ..board.frame("steps", "median")
        },
        heading: text.word("key", "channel"),
        columns: STEPS
            .map(|step| text.say(&format!("step-{}", step.code())))
            .to_vec(),
        rows: rows.iter().map(row).collect(),
    };
    board.draw(chart.render())
}

/// Median, ninetieth percentile and n; and the median before.
fn cell(board: &Board<'_>, measures: &Measures, before: Option<&Measures>, step: Step) -> GridCell {
    let text = &board.visit.text;
    let Some(curve) = time(measures, step).filter(|curve| curve.n > 0) else {
        return GridCell::default();
    };
    let write = |at: u32| match curve.clock {
        Clock::Days => days_of(board.visit, at.into()),
        Clock::Minutes => minutes_of(board.visit, at.into()),
    };
    let known = estimate(&curve.median);
    let median = curve.median.value.map(|at| write(at.time));
    let p90 = curve.p90.value.map(|at| write(at.time));
    let earlier = before.and_then(|measures| time(measures, step)?.median.value);
    let mut under = Vec::new();
    if let Some(p90) = p90 {
        under.push(text.fill("statistics-nine-in-ten", &[("time", p90.into())]));
    }
    if let Some(earlier) = earlier {
        under.push(text.fill(
            "statistics-before",
            &[("value", write(earlier.time).into())],
        ));
    }
    under.push(format!("n\u{a0}=\u{a0}{}", board.count(curve.n)));
    let open = || match curve.median.is_too_few() {
        true => text.say("statistics-too-few"),
        false => text.say("statistics-not-half"),
    };
    GridCell {
        text: median.unwrap_or_else(open),
        under,
        is_muted: known.value.is_none() || curve.median.is_few(),
        href: None,
    }
}

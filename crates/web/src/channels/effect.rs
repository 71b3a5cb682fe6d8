//! Which channel works: shares and times side by side, with their intervals.

use crate::statistics::{Board, Written, days_of, estimate, hue, known_share};
use app::statistics::{Measures, Row, Step};
use maud::Markup;
use render::chart::{DotPanel, DotRow, Dots, Estimate, Frame, Wording};

/// The top of a scale of shares, in basis points.
const ALL: i64 = 10_000;

/// The time of a step, as far as it was asked for.
pub(super) fn time(measures: &Measures, step: Step) -> Option<&app::statistics::Curve> {
    let found = measures.times.iter().find(|(known, _)| *known == step);
    found.map(|(_, curve)| curve)
}

/// The rows by the share paid on time, and then by how many they are.
pub(super) fn sorted(rows: &[Row<Measures>]) -> Vec<&Row<Measures>> {
    let mut sorted: Vec<&Row<Measures>> = rows.iter().filter(|row| code(row).is_some()).collect();
    let on_time = |row: &Row<Measures>| known_share(row.value.on_time).value.unwrap_or(-1);
    sorted.sort_by_key(|row| {
        (
            std::cmp::Reverse(on_time(row)),
            std::cmp::Reverse(row.value.n),
        )
    });
    sorted
}

/// The channel of a row.
pub(super) fn code<T>(row: &Row<T>) -> Option<&str> {
    row.keys.first()?.code.as_deref()
}

/// The channels as rows of a figure.
pub(super) fn dot_rows(board: &Board<'_>, rows: &[&Row<Measures>]) -> Vec<DotRow> {
    let row = |row: &&Row<Measures>| {
        let channel = code(row).unwrap_or_default();
        DotRow {
            name: board.visit.text.word("channel", channel),
            hue: hue("channel", channel),
            href: row.keys.first().map(|key| board.only(&key.term)),
        }
    };
    rows.iter().map(row).collect()
}

/// Delivered, opened, paid on time, median days.
pub(super) fn dots(board: &Board<'_>, rows: &[Row<Measures>]) -> Markup {
    let visit = board.visit;
    let written = Written(visit);
    let (percent, whole_percent) = (|v| written.percent(v), |v| written.whole_percent(v));
    let days = |v| days_of(visit, v);
    let share = Wording {
        value: &percent,
        axis: &whole_percent,
    };
    let time_wording = Wording {
        value: &days,
        axis: &days,
    };
    let rows = sorted(rows);
    let panel = |name: &str, wording, whole, cell: &dyn Fn(&Measures) -> Estimate| DotPanel {
        name: board.own(name),
        cells: rows.iter().map(|row| cell(&row.value)).collect(),
        whole,
        wording,
    };
    let median = |m: &Measures| {
        time(m, Step::Paid)
            .map(|curve| estimate(&curve.median))
            .unwrap_or_default()
    };
    let panels = vec![
        panel("on-time", share, Some(ALL), &|m| known_share(m.on_time)),
        panel("median-days", time_wording, None, &median),
        panel("delivered", share, Some(ALL), &|m| known_share(m.delivered)),
        panel("opened", share, Some(ALL), &|m| known_share(m.opened)),
    ];
    let chart = Dots {
        frame: frame(board, &rows),
        heading: visit.text.word("key", "channel"),
        rows: dot_rows(board, &rows),
        panels,
    };
    board.draw(chart.render())
}

fn frame(board: &Board<'_>, rows: &[&Row<Measures>]) -> Frame {
    let text = &board.visit.text;
    let first = rows
        .iter()
        .find(|row| known_share(row.value.on_time).value.is_some());
    let automatic: u64 = rows.iter().map(|row| row.value.automatic).sum();
    let total: u64 = rows.iter().map(|row| row.value.n).sum();
    let name = first
        .and_then(|row| code(row))
        .map(|channel| text.word("channel", channel));
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("name", name.clone().unwrap_or_default().into()),
                ("period", board.period_words().into()),
                ("total", board.count(total).into()),
                ("automatic", board.count(automatic).into()),
            ],
        )
    };
    let finding = if name.is_some() {
        "channels-effect-finding"
    } else {
        "channels-effect-none"
    };
    Frame {
        finding: fill(finding),
        caption: fill("channels-effect-caption"),
        summary: fill("channels-effect-summary"),
        remarks: vec![
            text.say("statistics-rule-on-time"),
            fill("channels-effect-automatic"),
            text.say("statistics-rule-opened"),
            text.say("statistics-not-cause"),
        ],
        ..board.frame("effect", "on-time")
    }
}

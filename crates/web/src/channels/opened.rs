//! How fast documents are opened. E-mail is a figure of its own: there an
//! open is an indication, not a receipt.

use super::effect::{code, time};
use crate::statistics::{Board, curve, hue, minutes_of};
use app::statistics::{Curve as Answer, Measures, Row, Step};
use maud::Markup;
use render::chart::{Clock, Curve, Curves, Frame};

/// The longest time shown, in minutes: four weeks.
const MINUTES: i64 = 28 * 24 * 60;
/// Curves in one figure.
const CURVES_SHOWN: usize = 5;

/// Where the channel tells with a receipt.
pub(super) fn receipts(board: &Board<'_>, rows: &[Row<Measures>]) -> Markup {
    figure(board, rows, Step::Opened, "receipts", "opened")
}

/// Where there is only an indication.
pub(super) fn email(board: &Board<'_>, rows: &[Row<Measures>]) -> Markup {
    figure(
        board,
        rows,
        Step::OpenedByEmail,
        "email",
        "opened-by-e-mail",
    )
}

fn figure(board: &Board<'_>, rows: &[Row<Measures>], step: Step, id: &str, anchor: &str) -> Markup {
    let text = &board.visit.text;
    let mut known: Vec<(&Row<Measures>, &Answer)> = rows
        .iter()
        .filter_map(|row| Some((row, time(&row.value, step)?)))
        .filter(|(_, answer)| !answer.points.is_empty())
        .collect();
    known.sort_by_key(|(_, answer)| std::cmp::Reverse(answer.n));
    known.truncate(CURVES_SHOWN);
    let curves: Vec<Curve> = known
        .iter()
        .map(|(row, answer)| of_channel(board, row, answer))
        .collect();
    let chart = Curves {
        frame: frame(board, &known, id, anchor),
        clock: Clock::Minutes(MINUTES),
        axis: text.say("channels-since-delivered"),
        curves,
        marker: None,
        fates: [
            "channels-not-opened",
            "channels-opened-fate",
            "statistics-gone",
        ]
        .map(|key| text.say(key)),
    };
    board.draw(chart.render())
}

fn of_channel(board: &Board<'_>, row: &Row<Measures>, answer: &Answer) -> Curve {
    let channel = code(row).unwrap_or_default();
    let href = row.keys.first().map(|key| board.only(&key.term));
    let name = board.visit.text.word("channel", channel);
    curve(name, hue("channel", channel), href, answer)
}

/// The finding is the time by which half of the largest channel's are opened.
fn frame(board: &Board<'_>, known: &[(&Row<Measures>, &Answer)], id: &str, anchor: &str) -> Frame {
    let text = &board.visit.text;
    let first = known.first();
    let median = first.and_then(|(_, answer)| answer.median.value);
    let name = first
        .and_then(|(row, _)| code(row))
        .map(|channel| text.word("channel", channel));
    let total: u64 = known.iter().map(|(_, answer)| answer.n).sum();
    let fill = |key: String| {
        text.fill(
            &key,
            &[
                ("name", name.clone().unwrap_or_default().into()),
                (
                    "time",
                    median
                        .map(|at| minutes_of(board.visit, at.time.into()))
                        .unwrap_or_default()
                        .into(),
                ),
                ("period", board.period_words().into()),
                ("total", board.count(total).into()),
            ],
        )
    };
    let finding = if median.is_some() { "finding" } else { "none" };
    Frame {
        finding: fill(format!("channels-{id}-{finding}")),
        caption: fill(format!("channels-{id}-caption")),
        summary: fill(format!("channels-{id}-summary")),
        remarks: vec![text.say(&format!("channels-{id}-remark"))],
        ..board.frame(id, anchor)
    }
}

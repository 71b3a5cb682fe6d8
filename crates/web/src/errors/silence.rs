//! Documents whose channel should have answered by now.

use crate::paths;
use crate::query::Query;
use crate::statistics::{Board, hue, minutes_of};
use app::statistics::Silence;
use maud::{Markup, html};
use render::chart::{Frame, Grid, GridCell, GridRow};

/// Documents named of each channel: those that have waited longest.
const NAMED: usize = 5;

/// The figure, and the way to those that have waited longest.
pub(super) fn grid(board: &Board<'_>, silence: &[Silence]) -> Markup {
    let text = &board.visit.text;
    let silent: u64 = silence.iter().map(|one| one.silent).sum();
    let fill = |key: &str| {
        let count = [
            ("count", silent.into()),
            ("shown", board.count(silent).into()),
        ];
        text.fill(key, &count)
    };
    let finding = if silent == 0 {
        "failures-silence-none"
    } else {
        "failures-silence-finding"
    };
    let columns = [
        "failures-silent",
        "failures-answers-within",
        "failures-learned",
    ];
    let chart = Grid {
        frame: Frame {
            finding: fill(finding),
            caption: fill("failures-silence-caption"),
            remarks: vec![text.say("failures-silence-remark")],
            ..board.frame("silence", "silence")
        },
        heading: text.word("key", "channel"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: silence.iter().map(|one| row(board, one)).collect(),
    };
    html! {
        (board.draw(chart.render()))
        (longest(board, silence))
    }
}

fn row(board: &Board<'_>, one: &Silence) -> GridRow {
    let text = &board.visit.text;
    let cell = |text: String| GridCell {
        text,
        ..GridCell::default()
    };
    let unknown = || text.say("failures-no-answers");
    GridRow {
        name: text.word("channel", one.channel.code()),
        hue: Some(hue("channel", one.channel.code())),
        href: None,
        cells: vec![
            cell(board.count(one.silent)),
            GridCell {
                is_muted: one.answers_within_min.is_none(),
                ..cell(
                    one.answers_within_min
                        .map_or_else(unknown, |minutes| minutes_of(board.visit, minutes.into())),
                )
            },
            cell(board.count(one.n)),
        ],
    }
}

fn longest(board: &Board<'_>, silence: &[Silence]) -> Markup {
    let text = &board.visit.text;
    let silent = || silence.iter().filter(|one| !one.documents.is_empty());
    html! {
        @if silent().next().is_some() {
            h3 { (text.say("failures-silence-longest")) }
            ul.flow {
                @for one in silent() {
                    li {
                        (text.word("channel", one.channel.code())) ": "
                        @for (place, id) in one.documents.iter().take(NAMED).enumerate() {
                            @if place > 0 { " · " }
                            a href=(paths::document(*id, &Query::default())) {
                                (text.fill("failures-silent-document", &[("place", board.count(place as u64 + 1).into())]))
                                span.visually-hidden { " (" (text.word("channel", one.channel.code())) ")" }
                            }
                        }
                    }
                }
            }
        }
    }
}

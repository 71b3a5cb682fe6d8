//! Which AvtaleGiro mandates came and which went.

use crate::statistics::Board;
use app::statistics::Mandates;
use domain::period::Period;
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// The figure.
pub(super) fn table(board: &Board<'_>, found: &[Mandates]) -> Markup {
    let text = &board.visit.text;
    let came: u64 = found.iter().map(|one| one.came).sum();
    let went: u64 = found.iter().map(|one| one.went).sum();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("came", board.count(came).into()),
                ("went", board.count(went).into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let cell = |count: u64| GridCell {
        text: board.count(count),
        is_muted: count == 0,
        ..GridCell::default()
    };
    let row = |one: &Mandates| GridRow {
        name: name(board, one.period),
        hue: None,
        href: None,
        cells: vec![cell(one.came), cell(one.went), cell(one.active)],
    };
    let is_empty = found
        .iter()
        .all(|one| one.came + one.went + one.active == 0);
    let columns = [
        "channels-mandates-came",
        "channels-mandates-went",
        "channels-mandates-active",
    ];
    let chart = Grid {
        frame: Frame {
            finding: fill(match is_empty {
                true => "channels-mandates-none",
                false => "channels-mandates-finding",
            }),
            caption: fill("channels-mandates-caption"),
            remarks: vec![text.say("channels-mandates-remark")],
            ..board.frame("mandates", "mandates")
        },
        heading: text.word("statistics-unit", "month"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: match is_empty {
            true => Vec::new(),
            false => found.iter().rev().map(row).collect(),
        },
    };
    board.draw(chart.render())
}

fn name(board: &Board<'_>, period: Period) -> String {
    board.visit.formats.month_long(period.first_day())
}

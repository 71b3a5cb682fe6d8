//! How long payments and opens took, of those alone that happened.

use super::effect::code;
use crate::statistics::{Board, days_of, hue};
use app::statistics::{Row, Waits, number_of, percentile};
use domain::filter::{Has, Test};
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// The figure.
pub(super) fn table(board: &Board<'_>, rows: &[Row<Waits>]) -> Markup {
    let text = &board.visit.text;
    let mut rows: Vec<&Row<Waits>> = rows.iter().filter(|row| code(row).is_some()).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.value.count()));
    let total: u64 = rows.iter().map(|row| row.value.count()).sum();
    let caption = text.fill(
        "channels-waits-caption",
        &[
            ("period", board.period_words().into()),
            ("total", board.count(total).into()),
        ],
    );
    let columns = [
        "channels-waits-paid",
        "channels-waits-on-time",
        "channels-waits-median",
        "channels-waits-p90",
        "channels-waits-opened",
        "channels-waits-hours",
    ];
    let chart = Grid {
        frame: Frame {
            finding: text.say("channels-waits-finding"),
            caption,
            remarks: vec![text.say("channels-waits-remark")],
            ..board.frame("waits", "of-the-paid-alone")
        },
        heading: text.word("key", "channel"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: rows.iter().map(|row| channel(board, row)).collect(),
    };
    board.draw(chart.render())
}

fn channel(board: &Board<'_>, row: &Row<Waits>) -> GridRow {
    let channel = code(row).unwrap_or_default();
    let (waits, paid) = (&row.value, row.value.paid());
    let term = row.keys.first().map(|key| &key.term);
    let has = [Has::Paid, Has::Issued].map(|has| Test::Has(vec![has]).yes());
    let plain = |text: String| GridCell {
        text,
        ..GridCell::default()
    };
    let days = |percent: u64| {
        let days = percentile(&paid, percent).map(i64::from);
        plain(days.map_or_else(String::new, |days| days_of(board.visit, days)))
    };
    let hours = percentile(&waits.opened, 50);
    GridRow {
        name: board.visit.text.word("channel", channel),
        hue: Some(hue("channel", channel)),
        href: term.map(|term| board.only(term)),
        cells: vec![
            GridCell {
                text: board.count(number_of(&paid)),
                href: term.map(|term| board.list_and([term, &has[0], &has[1]])),
                ..GridCell::default()
            },
            plain(board.count(number_of(&waits.paid_on_time))),
            days(50),
            days(90),
            plain(board.count(number_of(&waits.opened))),
            plain(hours.map_or_else(String::new, |hours| {
                board.visit.formats.decimal(f64::from(hours), 0)
            })),
        ],
    }
}

//! The same by company, channel, kind or customer: one row for each, a column
//! for each age.

use super::ages::amount;
use crate::paths;
use crate::statistics::{Board, hue};
use app::statistics::{AGES, AgeSum, Ageing, Key, Row};
use jiff::civil::Date;
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// Rows shown: those that owe most.
const SHOWN: usize = 50;

/// The figure.
pub(super) fn grid(board: &Board<'_>, by: &str, mut rows: Vec<Row<Ageing>>, as_of: Date) -> Markup {
    let text = &board.visit.text;
    let most = |row: &Row<Ageing>| row.value.sums.iter().map(AgeSum::total_minor).max();
    rows.sort_by_key(|row| std::cmp::Reverse(most(row)));
    let all = rows.len();
    rows.truncate(SHOWN);
    let lines = rows.iter().flat_map(|row| {
        let key = row.keys.first();
        row.value
            .sums
            .iter()
            .filter_map(move |sum| Some(line(board, by, key?, sum)))
    });
    let lines: Vec<GridRow> = lines.collect();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                (
                    "name",
                    lines
                        .first()
                        .map(|line| line.name.clone())
                        .unwrap_or_default()
                        .into(),
                ),
                ("day", board.visit.formats.date_long(as_of).into()),
                ("shown", board.count(rows.len() as u64).into()),
                ("total", board.count(all as u64).into()),
            ],
        )
    };
    let mut columns = vec![text.say("receivables-total")];
    columns.extend(AGES.iter().map(|age| text.word("age", age.code())));
    let chart = Grid {
        frame: Frame {
            finding: fill("receivables-by-finding"),
            caption: fill("receivables-by-caption"),
            ..board.frame("by", "ageing")
        },
        heading: text.word("key", by),
        columns,
        rows: lines,
    };
    board.draw(chart.render())
}

fn line(board: &Board<'_>, by: &str, key: &Key, sum: &AgeSum) -> GridRow {
    let text = &board.visit.text;
    let code = key.code.as_deref().unwrap_or_default();
    let named = key.name.clone().filter(|name| !name.is_empty());
    let cell = |count: u64, minor: i64| match count {
        0 => GridCell::default(),
        _ => GridCell {
            text: amount(board, minor, sum.currency),
            under: vec![format!("n\u{a0}=\u{a0}{}", board.count(count))],
            ..GridCell::default()
        },
    };
    let count: u64 = sum.ages.iter().map(|(count, _)| count).sum();
    let mut cells = vec![cell(count, sum.total_minor())];
    cells.extend(sum.ages.iter().map(|(count, minor)| cell(*count, *minor)));
    GridRow {
        name: named.unwrap_or_else(|| text.word(by, code)),
        hue: (by == "channel").then(|| hue(by, code)),
        href: Some(match by {
            "customer" => paths::customer(code, &board.view.list.query()),
            _ => board.only(&key.term),
        }),
        cells,
    }
}

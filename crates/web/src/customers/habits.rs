//! Customers by habit.

use crate::statistics::{Board, Written, known_share};
use app::statistics::HabitGroup;
use domain::Money;
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// The figure.
pub(super) fn grid(board: &Board<'_>, groups: &[HabitGroup]) -> Markup {
    let text = &board.visit.text;
    let customers: u64 = groups.iter().map(|group| group.customers).sum();
    let largest = groups.iter().max_by_key(|group| group.customers);
    let fill = |key: &str| {
        let name = largest.map(|group| text.word("habit", group.habit.code()));
        text.fill(
            key,
            &[
                ("name", name.unwrap_or_default().into()),
                (
                    "share",
                    board
                        .visit
                        .formats
                        .share(largest.map_or(0, |group| group.customers), customers)
                        .into(),
                ),
                ("customers", board.count(customers).into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let row = |group: &HabitGroup| row(board, group, customers);
    let columns = [
        "customers-count",
        "customers-invoices",
        "customers-on-time",
        "customers-outstanding",
    ];
    let chart = Grid {
        frame: Frame {
            finding: fill("customers-habits-finding"),
            caption: fill("customers-habits-caption"),
            remarks: vec![
                text.say("customers-habits-remark"),
                text.say("statistics-rule-on-time"),
            ],
            ..board.frame("habits", "habit")
        },
        heading: text.say("customers-habit"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: groups
            .iter()
            .filter(|group| group.customers > 0)
            .map(row)
            .collect(),
    };
    board.draw(chart.render())
}

fn row(board: &Board<'_>, group: &HabitGroup, all: u64) -> GridRow {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let on_time = known_share(group.behaviour.on_time());
    let cell = |text: String| GridCell {
        text,
        ..GridCell::default()
    };
    let share = board.visit.formats.share(group.customers, all);
    let sums: Vec<String> = group
        .outstanding
        .iter()
        .map(|(currency, minor)| {
            crate::components::amount(board.visit, Money::new(*minor, *currency))
        })
        .collect();
    GridRow {
        name: text.word("habit", group.habit.code()),
        hue: None,
        href: None,
        cells: vec![
            GridCell {
                under: vec![share],
                ..cell(board.count(group.customers))
            },
            cell(board.count(group.behaviour.n)),
            GridCell {
                text: on_time.value.map_or_else(
                    || text.say("statistics-too-few"),
                    |share| written.percent(share),
                ),
                under: vec![format!("n\u{a0}=\u{a0}{}", board.count(on_time.count))],
                is_muted: on_time.count < app::statistics::FEW,
                href: None,
            },
            cell(sums.join(" · ")),
        ],
    }
}

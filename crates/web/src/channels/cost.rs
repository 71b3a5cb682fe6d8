//! What each channel costs: sending, a paid invoice, and the money that waits.

use super::effect::code;
use crate::paths;
use crate::statistics::{Board, hue};
use app::prices::InForce;
use app::statistics::{Economy, EconomySum, Row};
use domain::{Currency, Money};
use maud::{Markup, html};
use render::chart::{Frame, Grid, GridCell, GridRow};

/// The figure, and the way to the prices where there are none.
pub(super) fn table(board: &Board<'_>, rows: &[Row<Economy>], holds: &InForce) -> Markup {
    let text = &board.visit.text;
    let mut rows: Vec<&Row<Economy>> = rows.iter().filter(|row| code(row).is_some()).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.value.n));
    let total: u64 = rows.iter().map(|row| row.value.n).sum();
    let priced: u64 = rows.iter().map(|row| row.value.priced).sum();
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("period", board.period_words().into()),
                ("total", board.count(total).into()),
                ("priced", board.count(priced).into()),
                ("rate", rate(board, holds).into()),
            ],
        )
    };
    let columns = [
        "channels-cost-documents",
        "channels-cost-each",
        "channels-cost-all",
        "channels-cost-paid",
        "channels-cost-waiting",
        "channels-cost-interest",
    ];
    let chart = Grid {
        frame: Frame {
            finding: text.say("channels-cost-finding"),
            caption: fill("channels-cost-caption"),
            remarks: vec![
                fill("channels-cost-remark"),
                fill(match holds.interest_percent {
                    Some(_) => "channels-cost-rate",
                    None => "channels-cost-no-rate",
                }),
            ],
            ..board.frame("cost", "price-of-a-document")
        },
        heading: text.word("key", "channel"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: rows.iter().map(|row| channel(board, row, holds)).collect(),
    };
    html! {
        (board.draw(chart.render()))
        p { a.alone href=(paths::PRICES) { (text.say("prices-title")) } }
    }
}

/// The rate of interest in words.
pub(super) fn rate(board: &Board<'_>, holds: &InForce) -> String {
    let percent = holds.interest_percent.unwrap_or_default();
    format!("{}\u{a0}%", board.visit.formats.decimal(percent, 2))
}

fn channel(board: &Board<'_>, row: &Row<Economy>, holds: &InForce) -> GridRow {
    let channel = code(row).unwrap_or_default();
    let economy = &row.value;
    let sum = largest(economy);
    let plain = |text: String| GridCell {
        text,
        ..GridCell::default()
    };
    let each = |cost: Option<(Currency, f64)>| {
        let cost = cost.map(|(currency, minor)| money(board, currency, minor));
        plain(cost.unwrap_or_default())
    };
    let costs = economy.sums.iter().find(|sum| sum.cost_minor != 0);
    let waiting = sum.and_then(EconomySum::waiting_days);
    let waiting = waiting.map(|days| board.visit.formats.decimal(days, 1));
    let interest = sum
        .zip(holds.interest_percent)
        .map(|(sum, percent)| money(board, sum.currency, sum.interest_minor(percent) as f64));
    GridRow {
        name: board.visit.text.word("channel", channel),
        hue: Some(hue("channel", channel)),
        href: row.keys.first().map(|key| board.only(&key.term)),
        cells: vec![
            GridCell {
                text: board.count(economy.n),
                href: row.keys.first().map(|key| board.list_and([&key.term])),
                ..GridCell::default()
            },
            each(economy.cost_each()),
            plain(costs.map_or_else(String::new, |sum| {
                money(board, sum.currency, sum.cost_minor as f64)
            })),
            each(economy.cost_per_paid()),
            plain(waiting.unwrap_or_default()),
            plain(interest.unwrap_or_default()),
        ],
    }
}

/// The currency in which most is asked for.
pub(super) fn largest(economy: &Economy) -> Option<&EconomySum> {
    economy.sums.iter().max_by_key(|sum| sum.amount_minor)
}

/// Minor units, and parts of them, as money.
pub(super) fn money(board: &Board<'_>, currency: Currency, minor: f64) -> String {
    // Rounded to what can be paid; far below what a float holds exactly.
    crate::components::amount(board.visit, Money::new(minor.round() as i64, currency))
}

//! Who pays latest: the median of the delays of what was paid.

use crate::paths;
use crate::statistics::{Board, Written, signed};
use app::statistics::{LatePayer, PAID_MIN, Row, Share};
use domain::filter::{Has, Test};
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// Customers shown.
const SHOWN: usize = 100;

/// The figure.
pub(super) fn grid(board: &Board<'_>, rows: &[Row<LatePayer>]) -> Markup {
    let text = &board.visit.text;
    let shown = &rows[..rows.len().min(SHOWN)];
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("name", shown.first().map(name).unwrap_or_default().into()),
                ("shown", board.count(shown.len() as u64).into()),
                ("least", board.count(PAID_MIN as u64).into()),
                ("period", board.period_words().into()),
            ],
        )
    };
    let finding = match shown.is_empty() {
        true => "customers-latest-none",
        false => "customers-latest-finding",
    };
    let columns = [
        "customers-delay",
        "customers-paid",
        "customers-paid-on-time",
    ];
    let chart = Grid {
        frame: Frame {
            finding: fill(finding),
            caption: fill("customers-latest-caption"),
            remarks: vec![text.say("customers-latest-remark")],
            ..board.frame("latest", "latest-payers")
        },
        heading: text.word("key", "customer"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: shown.iter().map(|row| customer(board, row)).collect(),
    };
    board.draw(chart.render())
}

fn name(row: &Row<LatePayer>) -> String {
    let key = row.keys.first();
    let name = key.and_then(|key| key.name.clone().filter(|name| !name.is_empty()));
    name.or_else(|| key?.code.clone()).unwrap_or_default()
}

fn customer(board: &Board<'_>, row: &Row<LatePayer>) -> GridRow {
    let payer = &row.value;
    let key = row.keys.first();
    let code = key.and_then(|key| key.code.as_deref()).unwrap_or_default();
    let paid = [Has::Paid, Has::Due].map(|has| Test::Has(vec![has]).yes());
    let paid: Vec<_> = key
        .map(|key| key.term.clone())
        .into_iter()
        .chain(paid)
        .collect();
    let on_time = Share::new(payer.on_time as u64, payer.paid as u64);
    let share = crate::statistics::known_share(on_time);
    GridRow {
        name: name(row),
        hue: None,
        href: Some(paths::customer(code, &board.view.list.query())),
        cells: vec![
            GridCell {
                text: signed(board.visit, f64::from(payer.median_delay_days), 0),
                ..GridCell::default()
            },
            GridCell {
                text: board.count(payer.paid as u64),
                href: Some(board.list_and(&paid)),
                ..GridCell::default()
            },
            GridCell {
                text: match share.value {
                    Some(value) => Written(board.visit).percent(value),
                    None => board.count(payer.on_time as u64),
                },
                is_muted: share.value.is_none(),
                ..GridCell::default()
            },
        ],
    }
}

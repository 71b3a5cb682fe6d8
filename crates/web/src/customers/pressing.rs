//! The hundred that matter most today.

use crate::paths;
use crate::statistics::{Board, Written, known_share};
use app::statistics::{PRESSING_MAX, Pressing, Row};
use domain::Money;
use domain::filter::{PaymentWord, Test};
use maud::Markup;
use render::chart::{Frame, Grid, GridCell, GridRow};

/// Customers shown before the rest, which the file has.
const SHOWN: usize = PRESSING_MAX;

/// The figure.
pub(crate) fn grid(board: &Board<'_>, rows: &[Row<Pressing>]) -> Markup {
    let text = &board.visit.text;
    let shown = &rows[..rows.len().min(SHOWN)];
    let fill = |key: &str| {
        text.fill(
            key,
            &[
                ("name", shown.first().map(name).unwrap_or_default().into()),
                ("count", (shown.len() as u64).into()),
                ("shown", board.count(shown.len() as u64).into()),
                ("day", board.visit.formats.date_long(board.today).into()),
            ],
        )
    };
    let finding = if shown.is_empty() {
        "customers-pressing-none"
    } else {
        "customers-pressing-finding"
    };
    let columns = [
        "customers-overdue",
        "customers-oldest",
        "customers-habit",
        "customers-on-time",
    ];
    let chart = Grid {
        frame: Frame {
            finding: fill(finding),
            caption: fill("customers-pressing-caption"),
            remarks: vec![text.say("customers-pressing-remark")],
            ..board.frame("pressing", "most-pressing")
        },
        heading: text.word("key", "customer"),
        columns: columns.map(|key| text.say(key)).to_vec(),
        rows: shown.iter().map(|row| customer(board, row)).collect(),
    };
    board.draw(chart.render())
}

fn name(row: &Row<Pressing>) -> String {
    let key = row.keys.first();
    let name = key.and_then(|key| key.name.clone().filter(|name| !name.is_empty()));
    name.or_else(|| key?.code.clone()).unwrap_or_default()
}

fn customer(board: &Board<'_>, row: &Row<Pressing>) -> GridRow {
    let text = &board.visit.text;
    let written = Written(board.visit);
    let pressing = &row.value;
    let key = row.keys.first();
    let code = key.and_then(|key| key.code.as_deref()).unwrap_or_default();
    let on_time = known_share(pressing.behaviour.on_time());
    let overdue = Test::Payment(vec![PaymentWord::Overdue]).yes();
    let overdue: Vec<_> = key
        .map(|key| key.term.clone())
        .into_iter()
        .chain([overdue])
        .collect();
    let documents = [
        ("count", pressing.documents.into()),
        ("shown", board.count(pressing.documents).into()),
    ];
    GridRow {
        name: name(row),
        hue: None,
        href: Some(paths::customer(code, &board.view.list.query())),
        cells: vec![
            GridCell {
                text: crate::components::amount(
                    board.visit,
                    Money::new(pressing.overdue_minor, pressing.currency),
                ),
                under: vec![text.fill("documents-count", &documents)],
                href: Some(board.list_and(&overdue)),
                is_muted: false,
            },
            GridCell {
                text: board.visit.formats.date(pressing.oldest_due_on),
                ..GridCell::default()
            },
            GridCell {
                text: text.word("habit", pressing.habit.code()),
                ..GridCell::default()
            },
            GridCell {
                text: on_time.value.map_or_else(
                    || text.say("statistics-too-few"),
                    |share| written.percent(share),
                ),
                under: vec![format!("n\u{a0}=\u{a0}{}", board.count(on_time.count))],
                is_muted: on_time.count < app::statistics::FEW,
                href: None,
            },
        ],
    }
}

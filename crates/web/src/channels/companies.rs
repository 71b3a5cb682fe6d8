//! The companies of the group side by side: what of theirs is opened.

use crate::error_page::Failure;
use crate::statistics::{Board, Calendar, Companies};
use app::statistics::{DateField, Dimension, Key, Measures, Row, measures};
use app::{App, Ctx};
use domain::period::{Period, Unit};
use maud::Markup;

/// Days after which most of what is ever opened was opened.
const SETTLING: i64 = 14;

/// What became of the documents of each company, and of all, by period of
/// receipt.
#[derive(Default)]
pub(super) struct Each {
    companies: Vec<Row<Measures>>,
    group: Vec<Row<Measures>>,
}

pub(super) async fn ask(
    app: &App,
    ctx: &Ctx,
    board: &Board<'_>,
    time: Dimension,
) -> Result<Each, Failure> {
    if !board.is_group() {
        return Ok(Each::default());
    }
    let asked = board.asked_alone();
    let by = [Dimension::Company, time];
    Ok(Each {
        companies: measures(app, ctx, &asked, &by, &[]).await?.now,
        group: measures(app, ctx, &asked, &[time], &[]).await?.now,
    })
}

/// The share opened with a receipt of each company, by period of receipt.
pub(super) fn each(board: &Board<'_>, each: &Each, unit: Unit) -> Markup {
    let keys = each.companies.iter().filter_map(|row| row.keys.get(1));
    let calendar = Calendar::of(DateField::Received, unit, keys);
    let opened = |measures: &Measures| measures.opened;
    let figure = Companies {
        board,
        page: "channels",
        anchor: "opened",
        remarks: Vec::new(),
        settling: SETTLING,
        shares: calendar.shares_of_companies(&each.companies, opened),
        group: calendar.shares(&each.group, opened),
        href: &|company: &Key, period: Period| {
            board.list_and(&[company.term.clone(), calendar.term(period)])
        },
        calendar: &calendar,
    };
    figure.card()
}

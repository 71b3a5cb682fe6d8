//! The companies of the group side by side: what of theirs is paid of what
//! fell due.

use crate::error_page::Failure;
use crate::statistics::{Board, Calendar, Companies};
use app::statistics::{DateField, Dimension, Key, Measures, Share, measures};
use app::{App, Ctx};
use domain::period::{Period, Unit};
use maud::{Markup, html};

/// Days after which most of what is ever paid was paid.
const SETTLING: i64 = 30;

/// The share paid of what fell due, by company and month.
pub(super) async fn each(app: &App, ctx: &Ctx, board: &Board<'_>) -> Result<Markup, Failure> {
    if !board.is_group() {
        return Ok(html! {});
    }
    let asked = board.asked_alone();
    let due = Dimension::Date(DateField::Due, Unit::Month);
    let companies = measures(app, ctx, &asked, &[Dimension::Company, due], &[]).await?;
    let group = measures(app, ctx, &asked, &[due], &[]).await?;
    let keys = companies.now.iter().filter_map(|row| row.keys.get(1));
    let calendar = Calendar::of(DateField::Due, Unit::Month, keys);
    let figure = Companies {
        board,
        page: "receivables",
        anchor: "shares",
        remarks: Vec::new(),
        settling: SETTLING,
        shares: calendar.shares_of_companies(&companies.now, paid),
        group: calendar.shares(&group.now, paid),
        href: &|company: &Key, period: Period| {
            board.list_and(&[company.term.clone(), calendar.term(period)])
        },
        calendar: &calendar,
    };
    Ok(figure.card())
}

const fn paid(measures: &Measures) -> Share {
    measures.paid
}

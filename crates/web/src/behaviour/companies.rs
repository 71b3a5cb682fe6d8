//! The companies of the group side by side, on one scale.

use super::Answers;
use crate::statistics::{Board, Calendar, Companies};
use app::statistics::{DateField, Key, Measures};
use domain::period::Period;
use maud::Markup;

/// Days after which it is known whether most of a period was paid on time.
const SETTLING: i64 = 30;

/// The share paid on time of each company, by period of issue.
pub(super) fn each(board: &Board<'_>, answers: &Answers) -> Markup {
    let rows = &answers.companies;
    let keys = rows.iter().filter_map(|row| row.keys.get(1));
    let calendar = Calendar::of(DateField::Issued, answers.unit, keys);
    let on_time = |measures: &Measures| measures.on_time;
    let figure = Companies {
        board,
        page: "behaviour",
        anchor: "on-time",
        remarks: vec![board.visit.text.say("statistics-rule-on-time")],
        settling: SETTLING,
        shares: calendar.shares_of_companies(rows, on_time),
        group: calendar.shares(&answers.issued.now, on_time),
        href: &|company: &Key, period: Period| {
            board.list_and(&[company.term.clone(), calendar.term(period)])
        },
        calendar: &calendar,
    };
    figure.card()
}

//! The companies of the group side by side: what of theirs fails.

use super::Answers;
use super::over_time::SETTLING;
use crate::statistics::{Board, Calendar, Companies};
use app::statistics::{DateField, FailureShare, Key};
use domain::Delivery;
use domain::filter::Test;
use domain::period::Period;
use maud::Markup;

/// The share that failed of each company, by period of receipt.
pub(super) fn each(board: &Board<'_>, answers: &Answers) -> Markup {
    let rows = &answers.companies;
    let keys = rows.iter().filter_map(|row| row.keys.get(1));
    let calendar = Calendar::of(DateField::Received, answers.unit, keys);
    let failed = |share: &FailureShare| share.failed;
    let failures = Test::Delivery(vec![Delivery::Failed, Delivery::Returned]).yes();
    let figure = Companies {
        board,
        page: "failures",
        anchor: "failures",
        remarks: Vec::new(),
        settling: SETTLING,
        shares: calendar.shares_of_companies(rows, failed),
        group: calendar.shares(&answers.over_time.now, failed),
        href: &|company: &Key, period: Period| {
            let here = [company.term.clone(), calendar.term(period)];
            board.list_and(here.iter().chain([&failures]))
        },
        calendar: &calendar,
    };
    figure.card()
}

//! Questions about customers.

use super::{Cell, Table, now};
use crate::statistics::{Debtor, DebtorsBy};
use crate::{Facts, LatePayer, View};
use domain::Currency;

const MOST: usize = 50;
const LATEST: usize = 100;

pub(super) fn most_overdue(facts: &Facts, view: &View) -> Table {
    let row = |debtor: Debtor| {
        vec![
            Cell::Text(debtor.customer.to_string()),
            debtor.documents.into(),
            debtor.overdue_minor.into(),
        ]
    };
    let statistics = facts.statistics(view, now());
    let debtors = statistics.debtors(Currency::NOK, DebtorsBy::Overdue, MOST);
    debtors.into_iter().map(row).collect()
}

pub(super) fn latest_payers(facts: &Facts, view: &View) -> Table {
    let row = |payer: LatePayer| {
        vec![
            Cell::Text(payer.customer.to_string()),
            (payer.paid as u64).into(),
            (payer.on_time as u64).into(),
            i64::from(payer.median_delay_days).into(),
        ]
    };
    let payers = facts.statistics(view, now()).latest_payers(LATEST);
    payers.into_iter().map(row).collect()
}

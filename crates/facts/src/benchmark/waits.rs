//! Questions about how long things take.

use super::{Cell, Table, now};
use crate::statistics::Grouped;
use crate::waits::{WaitFor, Waits, number_of, percentile};
use crate::{Dimension, Facts, GroupKey, View};

/// The last day of the table of those at risk.
const AT_RISK_MAX: i32 = 120;

pub(super) fn by_channel(facts: &Facts, view: &View) -> Table {
    let row = |group: Grouped<Waits>| {
        let waits = &group.value;
        let paid = waits.paid();
        vec![
            channel(&group),
            waits.count().into(),
            number_of(&waits.opened).into(),
            number_of(&paid).into(),
            number_of(&waits.paid_on_time).into(),
            cell(percentile(&paid, 50)),
            cell(percentile(&paid, 90)),
            cell(percentile(&waits.opened, 50)),
        ]
    };
    waits(facts, view, WaitFor::Both)
        .into_iter()
        .map(row)
        .collect()
}

fn waits(facts: &Facts, view: &View, wait: WaitFor) -> Vec<Grouped<Waits>> {
    let statistics = facts.statistics(view, now());
    let found = statistics.waits(&[Dimension::Channel], wait);
    found.unwrap_or_default()
}

fn channel(group: &Grouped<Waits>) -> Cell {
    match group.keys.first() {
        Some(GroupKey::Channel(channel)) => channel.code().into(),
        _ => "".into(),
    }
}

fn cell(value: Option<i32>) -> Cell {
    value.map_or_else(|| "".into(), |value| i64::from(value).into())
}

/// By days from issued: how many were still watched, and how many were paid.
/// Those not paid are watched until today or until they were closed.
pub(super) fn at_risk(facts: &Facts, view: &View) -> Table {
    let mut table = Table::new();
    for group in waits(facts, view, WaitFor::Payment) {
        let waits = &group.value;
        let paid = waits.paid();
        let left = [&waits.unpaid[..], &waits.closed[..]].concat();
        let mut at_risk = number_of(&left) + number_of(&paid);
        for day in 0..=AT_RISK_MAX {
            let on = |counts: &[(i32, u32)]| -> u64 {
                let found = counts.iter().filter(|(on, _)| *on == day);
                found.map(|(_, count)| u64::from(*count)).sum()
            };
            let reached = on(&paid);
            let row = [i64::from(day).into(), at_risk.into(), reached.into()];
            table.push([vec![channel(&group)], row.to_vec()].concat());
            at_risk -= reached + on(&left);
        }
    }
    table
}

//! Questions that count and add up.

use super::{Cell, Table};
use crate::{Dimension, Facts, Group, GroupKey, View};
use domain::period::Unit;

const STATUS: [Dimension; 2] = [Dimension::Delivery, Dimension::Payment];

pub(super) fn by_status(facts: &Facts, view: &View) -> Table {
    let by = [STATUS[0], STATUS[1], Dimension::Channel, Dimension::Kind];
    table(&facts.group(view, &by))
}

pub(super) fn by_month(facts: &Facts, view: &View) -> Table {
    let month = Dimension::Date(crate::DateField::Received, Unit::Month);
    table(&facts.group(view, &[month, Dimension::Channel]))
}

pub(super) fn of_a_day(facts: &Facts, view: &View) -> Table {
    let by = [Dimension::Company, Dimension::Channel, STATUS[0], STATUS[1]];
    table(&facts.group(view, &by))
}

pub(super) fn failures(facts: &Facts, view: &View) -> Table {
    let week = Dimension::Date(crate::DateField::Received, Unit::Week);
    table(&facts.group(view, &[Dimension::Reason, Dimension::Channel, week]))
}

/// Keys, count and sum of every group.
fn table(groups: &[Group]) -> Table {
    let row = |group: &Group| {
        let keys = group.keys.iter().map(key);
        let sum: i64 = group.sums.iter().map(|sum| sum.amount_minor).sum();
        keys.chain([Cell::from(group.count), Cell::from(sum)])
            .collect()
    };
    groups.iter().map(row).collect()
}

fn key(key: &GroupKey) -> Cell {
    match key {
        GroupKey::Company(id) => Cell::Text(id.to_string()),
        GroupKey::Kind(word) => word.code().into(),
        GroupKey::Channel(word) => word.code().into(),
        GroupKey::Delivery(word) => word.code().into(),
        GroupKey::Payment(word) => word.code().into(),
        GroupKey::Reason(word) => word.code().into(),
        GroupKey::Period(period) => Cell::Text(period.to_string()),
        _ => "".into(),
    }
}

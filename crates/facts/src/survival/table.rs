//! The table under every curve: who is watched, what happens, who leaves.

use super::{Ending, Sample};
use std::collections::BTreeMap;

/// What is the case at one time. Who leaves at a time is at risk at it, who
/// enters at it only after it; but from the start everybody is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Row {
    /// The time.
    pub time: u32,
    /// Watched and not yet ended just before anything happens, by weight.
    pub at_risk: f64,
    /// The same by number.
    pub at_risk_count: u64,
    /// To how much the thing asked about happened.
    pub events: f64,
    /// To how much something else happened that rules it out.
    pub others: f64,
    /// How much left with nothing having happened.
    pub left: f64,
    /// How many left in one of these three ways.
    pub gone_count: u64,
}

impl Row {
    /// All that happened, as a share of what was at risk.
    pub(super) fn hazard(&self) -> f64 {
        (self.events + self.others) / self.at_risk
    }

    /// Whether everything that was at risk ended here.
    pub(super) fn is_emptied(&self) -> bool {
        // Weights are added in different orders, so equal sums may differ in
        // their last digits.
        self.at_risk - self.events - self.others <= self.at_risk * 1e-12
    }
}

#[derive(Default)]
struct Changes {
    entered: (f64, u64),
    events: (f64, u64),
    others: (f64, u64),
    left: (f64, u64),
}

fn add(to: &mut (f64, u64), weight: f64, count: u64) {
    to.0 += weight;
    to.1 += count;
}

/// The table of a sample, one row for each time at which somebody enters, or
/// leaves, or something happens. `cause` is the ending that is asked about.
pub fn rows(sample: &Sample, cause: Ending) -> Vec<Row> {
    let mut changes: BTreeMap<u32, Changes> = BTreeMap::new();
    for (spell, mass) in sample.spells() {
        let begin = changes.entry(spell.entered).or_default();
        add(&mut begin.entered, mass.weight, mass.count);
        let end = changes.entry(spell.left).or_default();
        let column = match spell.ending {
            ending if ending == cause => &mut end.events,
            Ending::Open => &mut end.left,
            _ => &mut end.others,
        };
        add(column, mass.weight, mass.count);
    }
    let (mut weight, mut count) = (0.0, 0);
    let row = |(time, change): (u32, Changes)| {
        let (early, late) = match time {
            0 => (change.entered, (0.0, 0)),
            _ => ((0.0, 0), change.entered),
        };
        (weight, count) = (weight + early.0, count + early.1);
        let row = Row {
            time,
            at_risk: weight,
            at_risk_count: count,
            events: change.events.0,
            others: change.others.0,
            left: change.left.0,
            gone_count: change.events.1 + change.others.1 + change.left.1,
        };
        weight += late.0 - row.events - row.others - row.left;
        count = count + late.1 - row.gone_count;
        row
    };
    changes.into_iter().map(row).collect()
}

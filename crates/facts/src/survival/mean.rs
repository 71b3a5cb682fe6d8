//! The restricted mean: the area under a curve up to a time.

use super::{Interval, NORMAL_95, Row};

/// A mean with its interval of 95 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean, in the sample's unit of time.
    pub value: f64,
    /// Its variance.
    pub variance: f64,
    /// The time that longer ones count as.
    pub until: u32,
}

impl Mean {
    /// The normal interval of 95 %, cut at 0 and `until`.
    pub fn interval(&self) -> Interval {
        let half = NORMAL_95 * self.variance.max(0.0).sqrt();
        Interval {
            low: (self.value - half).max(0.0),
            high: (self.value + half).min(f64::from(self.until)),
        }
    }
}

/// A curve after what happened at one time.
pub(super) struct Step {
    pub(super) row: Row,
    /// The share for which the thing asked about happened.
    pub(super) reached: f64,
    /// The share for which nothing happened at all.
    pub(super) left: f64,
}

/// The area above the reached share up to `until`, and its variance by the
/// delta method over the hazards of every time. `None` where nothing was
/// watched so long, unless everything had ended before.
pub(super) fn restricted(steps: &[Step], until: u32) -> Option<Mean> {
    let last = steps.last()?;
    if last.row.time < until && last.left > super::kaplan_meier::SAME_SHARE {
        return None;
    }
    let within = &steps[..steps.partition_point(|step| step.row.time < until)];
    let until_units = f64::from(until);
    let (mut value, mut variance) = (until_units, 0.0);
    // From the end backwards, so that the area behind a time is at hand.
    let (mut area, mut next) = (0.0, until_units);
    for (at, step) in within.iter().enumerate().rev() {
        let time = f64::from(step.row.time);
        area += step.reached * (next - time);
        next = time;
        let before = at.checked_sub(1).map(|at| &within[at]);
        let left_before = before.map_or(1.0, |before| before.left);
        let rest = until_units - time;
        let gain = area - step.reached * rest;
        variance += step_variance(&step.row, left_before * rest, gain);
    }
    value -= area;
    Some(Mean {
        value,
        variance,
        until,
    })
}

/// What the hazards of one time add to the variance of an incidence, or of an
/// area under one: `direct` is what one more event adds by itself, `later`
/// what the curve gains after this time (Marubini and Valsecchi 1995, 10.2.3).
pub(super) fn step_variance(row: &Row, direct: f64, later: f64) -> f64 {
    let n = row.at_risk;
    if n <= 0.0 {
        return 0.0;
    }
    let (one, all) = (row.events / n, row.hazard());
    let own = direct * direct * one * (1.0 - one) / n;
    match row.is_emptied() {
        // Nothing comes after a time at which all ended.
        true => own,
        false => own - 2.0 * direct * later * one / n + later * later * all / ((1.0 - all) * n),
    }
}

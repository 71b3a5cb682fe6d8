//! The estimator of Kaplan and Meier with Greenwood's variance.

use super::interval::log_log;
use super::mean::{self, Mean};
use super::{Ending, Interval, NORMAL_95, Quantile, Row, Sample, robust, rows};

/// A share within this of another is the same share: products of many
/// fractions are off in their last digits.
pub(super) const SAME_SHARE: f64 = 1e-12;

/// How much is not reached yet, over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// One point for each time of the table, in order.
    pub points: Vec<SurvivalPoint>,
}

/// The curve at one time and until the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalPoint {
    /// The table's row.
    pub row: Row,
    /// The share that is not reached yet after what happened at this time.
    pub share: f64,
    /// Variance of the share: Greenwood's; robust where weights differ.
    pub variance: f64,
}

impl SurvivalPoint {
    /// The log-log interval, which stays between 0 and 1.
    pub fn interval(&self) -> Interval {
        log_log(self.share, self.variance)
    }

    /// Greenwood's plain interval, cut at 0 and 1.
    pub fn plain_interval(&self) -> Interval {
        let half = NORMAL_95 * self.variance.sqrt();
        Interval {
            low: (self.share - half).max(0.0),
            high: (self.share + half).min(1.0),
        }
    }
}

impl Survival {
    /// The curve of a sample in which only [`Ending::Reached`] happens; what
    /// ended otherwise counts as no longer watched.
    pub fn of(sample: &Sample) -> Self {
        let (mut share, mut sum) = (1.0, 0.0);
        let mut points: Vec<SurvivalPoint> = Vec::new();
        for row in rows(sample, Ending::Reached).into_iter().map(alone) {
            let stays = row.at_risk - row.events;
            if row.events > 0.0 {
                let emptied = stays <= row.at_risk * SAME_SHARE;
                share = if emptied {
                    0.0
                } else {
                    share * stays / row.at_risk
                };
                sum += if emptied {
                    0.0
                } else {
                    row.events / (row.at_risk * stays)
                };
            }
            let variance = share * share * sum;
            points.push(SurvivalPoint {
                row,
                share,
                variance,
            });
        }
        if sample.is_weighted() {
            let variances = robust::of_survival(sample, &points);
            for (point, variance) in points.iter_mut().zip(variances) {
                point.variance = variance;
            }
        }
        Self { points }
    }

    /// The share not reached at a time; 1 before the first.
    pub fn at(&self, time: u32) -> f64 {
        self.point(time).map_or(1.0, |point| point.share)
    }

    /// The point that holds at a time; `None` before the first.
    pub fn point(&self, time: u32) -> Option<&SurvivalPoint> {
        let after = self.points.partition_point(|point| point.row.time <= time);
        self.points[..after].last()
    }

    /// When a share is reached, with the interval that the log-log intervals
    /// of the curve leave (Brookmeyer and Crowley 1982); `None` while it is not.
    pub fn quantile(&self, reached: f64) -> Option<Quantile> {
        let rest = 1.0 - reached;
        let first = |below: &dyn Fn(&SurvivalPoint) -> f64| {
            let found = self.points.iter().find(|p| below(p) <= rest + SAME_SHARE);
            found.map(|point| point.row.time)
        };
        Some(Quantile {
            time: first(&|point| point.share)?,
            low: first(&|point| point.interval().low),
            high: first(&|point| point.interval().high),
        })
    }

    /// The mean time until it is reached, where what takes longer than
    /// `until` counts as `until`; `None` while watching did not last so long.
    pub fn restricted_mean(&self, until: u32) -> Option<Mean> {
        let steps = self.points.iter().map(|p| mean::Step {
            row: p.row,
            reached: 1.0 - p.share,
            left: p.share,
        });
        mean::restricted(&steps.collect::<Vec<_>>(), until)
    }
}

/// A row in which what ended otherwise only left the watch.
fn alone(row: Row) -> Row {
    Row {
        left: row.left + row.others,
        others: 0.0,
        ..row
    }
}

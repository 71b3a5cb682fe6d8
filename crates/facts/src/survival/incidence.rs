//! The estimator of Aalen and Johansen: cumulative incidence where several
//! things can happen and each rules the others out.

use super::interval::log_log;
use super::kaplan_meier::SAME_SHARE;
use super::mean::{self, Mean};
use super::{Ending, Interval, Quantile, Row, Sample, robust, rows};

/// For how much one thing has happened, over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Incidence {
    /// One point for each time of the table, in order.
    pub points: Vec<IncidencePoint>,
}

/// The curve at one time and until the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IncidencePoint {
    /// The table's row.
    pub row: Row,
    /// The share for which it has happened by now.
    pub share: f64,
    /// The share for which nothing at all has happened by now.
    pub left: f64,
    /// Variance of the share by the delta method; robust where weights differ.
    pub variance: f64,
}

impl IncidencePoint {
    /// The log-log interval, which stays between 0 and 1.
    pub fn interval(&self) -> Interval {
        log_log(self.share, self.variance)
    }
}

/// Sums from which the variance at any time follows without going back.
#[derive(Default)]
struct Sums {
    own: f64,
    later: [f64; 3],
    cross: [f64; 2],
}

impl Sums {
    fn take(&mut self, row: &Row, left_before: f64, share: f64) {
        let n = row.at_risk;
        let (one, all) = (row.events / n, row.hazard());
        self.own += left_before * left_before * one * (1.0 - one) / n;
        if row.is_emptied() {
            return;
        }
        let later = all / ((1.0 - all) * n);
        self.later[0] += later;
        self.later[1] += later * share;
        self.later[2] += later * share * share;
        let cross = left_before * one / n;
        self.cross[0] += cross;
        self.cross[1] += cross * share;
    }

    fn variance(&self, share: f64) -> f64 {
        let squares = share * share * self.later[0] - 2.0 * share * self.later[1] + self.later[2];
        let crosses = share * self.cross[0] - self.cross[1];
        (self.own + squares - 2.0 * crosses).max(0.0)
    }
}

impl Incidence {
    /// The curve of one ending of a sample; every other ending but
    /// [`Ending::Open`] rules it out.
    pub fn of(sample: &Sample, cause: Ending) -> Self {
        let (mut share, mut left) = (0.0, 1.0);
        let mut sums = Sums::default();
        let mut points = Vec::new();
        for row in rows(sample, cause) {
            if row.events + row.others > 0.0 {
                let before = left;
                share += before * row.events / row.at_risk;
                left = match row.is_emptied() {
                    true => 0.0,
                    false => before * (1.0 - row.hazard()),
                };
                sums.take(&row, before, share);
            }
            points.push(IncidencePoint {
                row,
                share,
                left,
                variance: sums.variance(share),
            });
        }
        if sample.is_weighted() {
            let variances = robust::of_incidence(sample, cause, &points);
            for (point, variance) in points.iter_mut().zip(variances) {
                point.variance = variance;
            }
        }
        Self { points }
    }

    /// The share reached at a time; 0 before the first.
    pub fn at(&self, time: u32) -> f64 {
        self.point(time).map_or(0.0, |point| point.share)
    }

    /// The point that holds at a time; `None` before the first.
    pub fn point(&self, time: u32) -> Option<&IncidencePoint> {
        let after = self.points.partition_point(|point| point.row.time <= time);
        self.points[..after].last()
    }

    /// When a share of everything is reached, with the interval that the
    /// log-log intervals of the curve leave; `None` while it is not.
    pub fn quantile(&self, reached: f64) -> Option<Quantile> {
        let first = |of: &dyn Fn(&IncidencePoint) -> f64| {
            let found = self.points.iter().find(|p| of(p) >= reached - SAME_SHARE);
            found.map(|point| point.row.time)
        };
        Some(Quantile {
            time: first(&|point| point.share)?,
            low: first(&|point| point.interval().high),
            high: first(&|point| point.interval().low),
        })
    }

    /// The mean time until it is reached, where what takes longer than
    /// `until`, or never will be, counts as `until`; `None` while watching did
    /// not last so long.
    pub fn restricted_mean(&self, until: u32) -> Option<Mean> {
        let steps = self.points.iter().map(|p| mean::Step {
            row: p.row,
            reached: p.share,
            left: p.left,
        });
        mean::restricted(&steps.collect::<Vec<_>>(), until)
    }
}

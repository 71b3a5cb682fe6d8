//! A curve ready to show: the share reached by a time, with what is behind it.

use super::figure::{Estimate, Figure, TOO_FEW};
use crate::survival::{Ending, Incidence, Interval, Mean, Quantile, Row, Sample, Survival};

/// Fewer than so many watched, or than a tenth of all, and a curve says
/// little: pages end it there.
pub const AT_RISK_MIN: u64 = 30;
/// Most points of a picture, which has not many more pixels across.
pub const POINTS_MAX: usize = 240;

/// What the times of a curve count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Local days.
    Days,
    /// Minutes.
    Minutes,
}

/// For which share something has happened by a time, with what has not
/// happened yet counted in.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What the times count.
    pub clock: Clock,
    /// How many documents are watched.
    pub n: u64,
    /// For how many of them it has happened.
    pub reached: u64,
    /// For how many something else happened that rules it out: credited or
    /// cancelled instead of paid.
    pub otherwise: u64,
    /// For how many neither has: they are counted in, not left out.
    pub open: u64,
    /// How many are left out because they were over by the time we knew of
    /// the document, as in a history that was imported.
    pub left_out: u64,
    /// The curve, by time; empty of too few.
    pub points: Vec<CurvePoint>,
    /// Whether the last point holds for ever: nothing was open after it.
    pub all_ended: bool,
    /// From which time on fewer are watched than a curve should be drawn
    /// with: [`AT_RISK_MIN`] or a tenth of all.
    pub thin_from: Option<u32>,
    /// When a tenth of all is reached.
    pub p10: Figure<Quantile>,
    /// When half of all is reached.
    pub median: Figure<Quantile>,
    /// When nine in ten are reached.
    pub p90: Figure<Quantile>,
    /// The mean time, where longer ones and what never happens count as the
    /// curve's horizon: 60 days.
    pub mean: Figure<Mean>,
}

/// A curve at one time and until the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The time.
    pub time: u32,
    /// For which share it has happened by then.
    pub share: f64,
    /// The interval of 95 %.
    pub interval: Interval,
    /// How many are still watched just before.
    pub at_risk: u64,
    /// For how many it has happened by then.
    pub reached: u64,
    /// How many are no longer watched by then without it: still open today,
    /// or credited or cancelled.
    pub gone: u64,
}

struct Shape {
    row: Row,
    share: f64,
    interval: Interval,
}

impl Curve {
    /// The curve of a sample in which nothing rules the thing asked about
    /// out: Kaplan and Meier.
    pub fn of_one(sample: &Sample, clock: Clock, horizon: u32, left_out: u64) -> Self {
        let curve = Survival::of(sample);
        let shapes = curve.points.iter().map(|point| Shape {
            row: point.row,
            share: 1.0 - point.share,
            interval: point.interval().complement(),
        });
        Self {
            points: points(&shapes.collect::<Vec<_>>(), sample),
            all_ended: curve.points.last().is_some_and(|point| point.share <= 0.0),
            p10: Figure::of(sample.count(), || curve.quantile(0.1)),
            median: Figure::of(sample.count(), || curve.quantile(0.5)),
            p90: Figure::of(sample.count(), || curve.quantile(0.9)),
            mean: Figure::of(sample.count(), || curve.restricted_mean(horizon)),
            ..Self::counted(sample, clock, left_out)
        }
    }

    /// The curve of a sample in which something else can happen instead:
    /// Aalen and Johansen.
    pub fn of_competing(sample: &Sample, clock: Clock, horizon: u32, left_out: u64) -> Self {
        let curve = Incidence::of(sample, Ending::Reached);
        let shapes = curve.points.iter().map(|point| Shape {
            row: point.row,
            share: point.share,
            interval: point.interval(),
        });
        Self {
            points: points(&shapes.collect::<Vec<_>>(), sample),
            all_ended: curve.points.last().is_some_and(|point| point.left <= 0.0),
            p10: Figure::of(sample.count(), || curve.quantile(0.1)),
            median: Figure::of(sample.count(), || curve.quantile(0.5)),
            p90: Figure::of(sample.count(), || curve.quantile(0.9)),
            mean: Figure::of(sample.count(), || curve.restricted_mean(horizon)),
            ..Self::counted(sample, clock, left_out)
        }
    }

    fn counted(sample: &Sample, clock: Clock, left_out: u64) -> Self {
        let n = sample.count();
        let (reached, open) = (sample.ended(Ending::Reached), sample.ended(Ending::Open));
        let thin = AT_RISK_MIN.max(n / 10);
        let rows = crate::survival::rows(sample, Ending::Reached);
        Self {
            clock,
            n,
            reached,
            otherwise: n - reached - open,
            open,
            left_out,
            points: Vec::new(),
            all_ended: false,
            thin_from: rows
                .iter()
                .find(|row| row.at_risk_count < thin)
                .map(|row| row.time),
            p10: Figure { n, value: None },
            median: Figure { n, value: None },
            p90: Figure { n, value: None },
            mean: Figure { n, value: None },
        }
    }

    /// The share reached within a time; `None` of too few, and where nothing
    /// was watched for so long.
    pub fn within(&self, time: u32) -> Figure<Estimate> {
        Figure::of(self.n, || {
            let last = self.points.last()?;
            if last.time < time && !self.all_ended {
                return None;
            }
            let after = self.points.partition_point(|point| point.time <= time);
            let before = after.checked_sub(1).map(|at| &self.points[at]);
            let nothing = Interval {
                low: 0.0,
                high: 0.0,
            };
            Some(Estimate {
                value: before.map_or(0.0, |point| point.share),
                interval: before.map_or(nothing, |point| point.interval),
            })
        })
    }

    /// At most [`POINTS_MAX`] of the points, the first and the last among
    /// them, for a picture.
    pub fn drawn(&self) -> Vec<CurvePoint> {
        thinned(&self.points)
    }
}

fn points(shapes: &[Shape], sample: &Sample) -> Vec<CurvePoint> {
    if sample.count() < TOO_FEW {
        return Vec::new();
    }
    let reached = running(sample, |ending| ending == Ending::Reached);
    let gone = running(sample, |ending| ending != Ending::Reached);
    let all = shapes.iter().map(|shape| CurvePoint {
        time: shape.row.time,
        share: shape.share,
        interval: shape.interval,
        at_risk: shape.row.at_risk_count,
        reached: until(&reached, shape.row.time),
        gone: until(&gone, shape.row.time),
    });
    all.collect()
}

/// How many ended so by each time, in order.
fn running(sample: &Sample, so: impl Fn(Ending) -> bool) -> Vec<(u32, u64)> {
    let ended = sample.spells().filter(|(spell, _)| so(spell.ending));
    let mut times: Vec<(u32, u64)> = ended.map(|(s, mass)| (s.left, mass.count)).collect();
    times.sort_unstable();
    let mut sum = 0;
    for (_, count) in &mut times {
        sum += *count;
        *count = sum;
    }
    times
}

fn until(running: &[(u32, u64)], time: u32) -> u64 {
    let after = running.partition_point(|(at, _)| *at <= time);
    after.checked_sub(1).map_or(0, |at| running[at].1)
}

/// Leaves points out evenly by time and by how far the curve has come, so
/// that none that is left lies further from its neighbour than it must.
fn thinned(points: &[CurvePoint]) -> Vec<CurvePoint> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    if points.len() <= POINTS_MAX {
        return points.to_vec();
    }
    // Half of the points may go to each reason, less the two ends.
    let half = POINTS_MAX / 2 - 1;
    let rise = (last.share - first.share) / half as f64;
    let stretch = (last.time - first.time).div_ceil(half as u32);
    let mut kept = vec![*first];
    for point in &points[1..points.len() - 1] {
        let before = kept[kept.len() - 1];
        let risen = rise > 0.0 && point.share - before.share >= rise;
        if risen || point.time - before.time >= stretch {
            kept.push(*point);
        }
    }
    kept.push(*last);
    kept
}

#[cfg(test)]
mod tests;

//! From answers to what figures draw: whole numbers in the smallest unit, and
//! how they are written.

use crate::session::Visit;
use app::statistics::{self as answers, Clock, Figure, Interval, Quantile, Share};
use render::chart::{Curve, Estimate, Hue, Risk, Step};

/// All, in basis points.
pub(crate) const WHOLE: f64 = 10_000.0;
/// Moments of the table under a curve, in days.
const MOMENTS_DAYS: [u32; 7] = [0, 7, 14, 21, 30, 45, 60];
/// The same in minutes.
const MOMENTS_MINUTES: [u32; 6] = [1, 60, 360, 1_440, 10_080, 40_320];

fn basis_points(share: f64) -> i64 {
    (share * WHOLE).round() as i64
}

/// A share with its interval, in basis points.
pub(crate) fn known_share(share: Share) -> Estimate {
    interval_of(&share.figure(), WHOLE)
}

/// A value with its interval, in so many parts of its unit.
pub(crate) fn interval_of(figure: &Figure<answers::Estimate>, parts: f64) -> Estimate {
    let part = |value: f64| (value * parts).round() as i64;
    Estimate {
        value: figure.value.map(|known| part(known.value)),
        low: figure.value.map(|known| part(known.interval.low)),
        high: figure.value.map(|known| part(known.interval.high)),
        count: figure.n,
    }
}

/// A time by which a share is reached, in the clock's unit.
pub(crate) fn estimate(figure: &Figure<Quantile>) -> Estimate {
    let value = figure.value;
    Estimate {
        value: value.map(|known| known.time.into()),
        low: value.and_then(|known| known.low).map(i64::from),
        high: value.and_then(|known| known.high).map(i64::from),
        count: figure.n,
    }
}

/// A curve, with what was left to count at some moments.
pub(crate) fn curve(
    name: String,
    hue: Hue,
    href: Option<String>,
    answer: &answers::Curve,
) -> Curve {
    let moments: &[u32] = match answer.clock {
        Clock::Days => &MOMENTS_DAYS,
        Clock::Minutes => &MOMENTS_MINUTES,
    };
    let step = |point: &answers::CurvePoint| {
        let Interval { low, high } = point.interval;
        Step {
            at: point.time.into(),
            share: basis_points(point.share),
            low: basis_points(low),
            high: basis_points(high),
        }
    };
    let until = answer.thin_from.unwrap_or(u32::MAX);
    let drawn = answer.drawn();
    let risk = moments
        .iter()
        .filter(|at| **at <= until)
        .map(|at| risk_at(answer, *at));
    Curve {
        name,
        hue,
        href,
        steps: drawn
            .iter()
            .filter(|point| point.time <= until)
            .map(step)
            .collect(),
        count: answer.n,
        risk: risk.collect(),
    }
}

/// What had become of those watched by a moment.
fn risk_at(curve: &answers::Curve, at: u32) -> Risk {
    let after = curve.points.partition_point(|point| point.time <= at);
    let last = after.checked_sub(1).map(|place| &curve.points[place]);
    let (done, gone) = last.map_or((0, 0), |point| (point.reached, point.gone));
    Risk {
        at: at.into(),
        waiting: curve.n.saturating_sub(done).saturating_sub(gone),
        done,
        gone,
    }
}

/// How numbers are written on a page, for charts to borrow.
pub(crate) struct Written<'a>(pub(crate) &'a Visit);

impl Written<'_> {
    /// A number of documents or customers.
    pub(crate) fn count(&self, value: i64) -> String {
        self.0.formats.integer(value)
    }

    /// The same, rounded for an axis.
    pub(crate) fn compact(&self, value: i64) -> String {
        self.0.formats.compact(value)
    }

    /// Basis points with a decimal.
    pub(crate) fn percent(&self, value: i64) -> String {
        self.0.formats.percent(value as f64 / WHOLE, 1)
    }

    /// Basis points without, for an axis.
    pub(crate) fn whole_percent(&self, value: i64) -> String {
        self.0.formats.percent(value as f64 / WHOLE, 0)
    }
}

/// `1 dag`, `14 dager`.
pub(crate) fn days_of(visit: &Visit, days: i64) -> String {
    visit.text.fill(
        "statistics-days",
        &[
            ("count", days.into()),
            ("shown", visit.formats.integer(days).into()),
        ],
    )
}

/// `35 min`, `5,2 t`, `3,1 d`.
pub(crate) fn minutes_of(visit: &Visit, minutes: i64) -> String {
    if minutes <= 0 {
        return visit.text.say("statistics-under-a-minute");
    }
    let (key, value, decimals) = match minutes {
        ..=119 => ("statistics-minutes", minutes as f64, 0),
        120..=2_879 => ("statistics-hours", minutes as f64 / 60.0, 1),
        _ => ("statistics-long-days", minutes as f64 / 1_440.0, 1),
    };
    let shown = visit.formats.decimal(value, decimals);
    visit.text.fill(key, &[("shown", shown.into())])
}

/// A difference with its sign: `+3,1`, `−0,4`.
pub(crate) fn signed(visit: &Visit, value: f64, decimals: u32) -> String {
    let text = visit.formats.decimal(value, decimals);
    match value > 0.0 {
        true => format!("+{text}"),
        false => text,
    }
}

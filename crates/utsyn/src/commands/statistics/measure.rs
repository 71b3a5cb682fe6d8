//! The measures by their names.

use super::super::wire::sums;
use super::wire;
use app::statistics::{Clock, Curve, Figure, Group, MeasureOf, Measures, Quantile, Share, Step};
use serde_json::{Value, json};

/// Something to measure of a group.
#[derive(Clone, Copy)]
pub(super) enum Measure {
    Count,
    Amount,
    Outstanding,
    Paid,
    Share(&'static str, fn(&Measures) -> Share),
    Time(&'static str, Step, Point),
    Term,
}

/// What is told of how long a step takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Median,
    P90,
    Mean,
    Within(u32),
}

const ALL: &[Measure] = &[
    Measure::Count,
    Measure::Amount,
    Measure::Outstanding,
    Measure::Paid,
    Measure::Share("delivered", |m| m.delivered),
    Measure::Share("failed", |m| m.failed),
    Measure::Share("opened", |m| m.opened),
    Measure::Share("opened_by_email", |m| m.opened_by_email),
    Measure::Share("fully_paid", |m| m.paid),
    Measure::Share("paid_on_time", |m| m.on_time),
    Measure::Share("paid_automatically", |m| {
        Share::new(m.automatic, m.on_time.whole)
    }),
    Measure::Time("median_hours_to_send", Step::Sent, Point::Median),
    Measure::Time("p90_hours_to_send", Step::Sent, Point::P90),
    Measure::Time("median_hours_to_deliver", Step::Delivered, Point::Median),
    Measure::Time("p90_hours_to_deliver", Step::Delivered, Point::P90),
    Measure::Time("median_hours_to_open", Step::Opened, Point::Median),
    Measure::Time("p90_hours_to_open", Step::Opened, Point::P90),
    Measure::Time(
        "median_hours_to_open_by_email",
        Step::OpenedByEmail,
        Point::Median,
    ),
    Measure::Time(
        "median_days_to_pay_after_arrival",
        Step::PaidAfterArrival,
        Point::Median,
    ),
    Measure::Time("median_days_to_pay", Step::Paid, Point::Median),
    Measure::Time("p90_days_to_pay", Step::Paid, Point::P90),
    Measure::Time("mean_days_to_pay", Step::Paid, Point::Mean),
    Measure::Time("paid_within_14_days", Step::Paid, Point::Within(14)),
    Measure::Time("paid_within_30_days", Step::Paid, Point::Within(30)),
    Measure::Term,
];

/// A group with what was counted and measured of it.
pub(super) struct Measured<'a> {
    pub(super) group: &'a Group,
    pub(super) measures: Option<&'a Measures>,
}

impl Measure {
    /// The measures with these names.
    pub(super) fn read_all(words: &[String]) -> app::Result<Vec<Self>> {
        let measure = |word: &String| {
            let known = ALL.iter().copied().find(|measure| measure.name() == word);
            known.ok_or_else(|| {
                let names: Vec<&str> = ALL.iter().map(|measure| measure.name()).collect();
                let message = format!("'{word}' is not a measure; one of: {}", names.join(", "));
                app::Error::invalid("statistics.measure", "measure", message)
            })
        };
        words.iter().map(measure).collect()
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Amount => "amount",
            Self::Outstanding => "outstanding",
            Self::Paid => "paid",
            Self::Share(name, _) | Self::Time(name, ..) => name,
            Self::Term => "median_days_until_due",
        }
    }

    /// Whether counting and summing is not enough.
    pub(super) const fn asks_more(self) -> bool {
        matches!(self, Self::Share(..) | Self::Time(..) | Self::Term)
    }

    /// The steps whose times have to be worked out for these.
    pub(super) fn wanted(measures: &[Self]) -> Vec<MeasureOf> {
        let mut wanted: Vec<MeasureOf> = Vec::new();
        for measure in measures {
            if let Self::Time(_, step, _) = measure
                && !wanted.contains(&MeasureOf::Time(*step))
            {
                wanted.push(MeasureOf::Time(*step));
            }
        }
        wanted
    }
}

impl Measured<'_> {
    pub(super) fn value(&self, measure: Measure) -> Value {
        match (measure, self.measures) {
            (Measure::Count, _) => json!(self.group.count),
            (Measure::Amount, _) => sums(&self.group.amounts),
            (Measure::Outstanding, _) => sums(&self.group.outstanding),
            (Measure::Paid, _) => sums(&self.group.paid),
            (Measure::Share(_, of), Some(measures)) => wire::share(of(measures)),
            (Measure::Time(_, step, point), Some(measures)) => {
                let found = measures.times.iter().find(|(of, _)| *of == step);
                found.map_or(Value::Null, |(_, curve)| point.of(curve))
            }
            (Measure::Term, Some(measures)) => {
                wire::figure(&measures.term, |days| json!({"value": days}))
            }
            (_, None) => Value::Null,
        }
    }
}

impl Point {
    fn of(self, curve: &Curve) -> Value {
        let quantile = |figure: &Figure<Quantile>| wire::quantile(figure, curve.clock);
        match self {
            Self::Median => quantile(&curve.median),
            Self::P90 => quantile(&curve.p90),
            Self::Mean => wire::figure(&curve.mean, |mean| {
                let interval = mean.interval();
                let time = |value: f64| wire::time(value, curve.clock);
                json!({
                    "value": time(mean.value),
                    "low": time(interval.low),
                    "high": time(interval.high),
                    "until": time(f64::from(mean.until)),
                })
            }),
            Self::Within(days) => {
                debug_assert!(curve.clock == Clock::Days, "only payments have days");
                wire::figure(&curve.within(days), wire::estimate)
            }
        }
    }
}

//! How statistics look in JSON: every figure with its `n` and its interval;
//! `too_few` where nothing is said.

use app::statistics::{
    Behaviour, Clock, Curve, Economy, Estimate, Figure, Interval, Key, Measures, Paired, Quantile,
    Share, Span, Waits, number_of, percentile,
};
use domain::{Currency, Money};
use serde_json::{Map, Value, json};

/// Digits after the point of shares and times: more than anybody reads, fewer
/// than machines differ in.
const PLACES: f64 = 1e6;

fn rounded(value: f64) -> Value {
    json!((value * PLACES).round() / PLACES)
}

pub(super) fn key(key: &Key) -> Value {
    json!(key.code)
}

pub(super) fn span(span: &Span) -> Value {
    json!({
        "field": span.field.code(),
        "from": span.from,
        "to": span.to,
        "complete": span.is_complete,
    })
}

/// A figure: `n`, and what `value` tells of it, or that there are too few, or
/// null for what cannot be known yet.
pub(super) fn figure<T>(figure: &Figure<T>, value: impl Fn(&T) -> Value) -> Value {
    let mut told = Map::new();
    told.insert("n".to_owned(), json!(figure.n));
    match &figure.value {
        Some(known) => {
            if let Value::Object(fields) = value(known) {
                told.extend(fields);
            }
        }
        None if figure.is_too_few() => {
            told.insert("too_few".to_owned(), json!(true));
        }
        None => {
            told.insert("value".to_owned(), Value::Null);
        }
    }
    Value::Object(told)
}

fn interval(value: Value, interval: &Interval) -> Value {
    json!({"value": value, "low": rounded(interval.low), "high": rounded(interval.high)})
}

pub(super) fn estimate(estimate: &Estimate) -> Value {
    interval(rounded(estimate.value), &estimate.interval)
}

pub(super) fn share(share: Share) -> Value {
    let mut told = figure(&share.figure(), estimate);
    told["part"] = json!(share.part);
    told
}

/// A time in hours or days.
pub(super) fn time(value: f64, clock: Clock) -> Value {
    match clock {
        Clock::Days => rounded(value),
        Clock::Minutes => rounded(value / 60.0),
    }
}

pub(super) fn quantile(of: &Figure<Quantile>, clock: Clock) -> Value {
    figure(of, |quantile| {
        let end = |end: Option<u32>| end.map(|end| time(f64::from(end), clock));
        json!({
            "value": time(f64::from(quantile.time), clock),
            "low": end(quantile.low),
            "high": end(quantile.high),
        })
    })
}

pub(super) fn curve(curve: &Curve) -> Value {
    let points = curve.points.iter().map(|point| {
        json!({
            "time": time(f64::from(point.time), curve.clock),
            "share": rounded(point.share),
            "low": rounded(point.interval.low),
            "high": rounded(point.interval.high),
            "at_risk": point.at_risk,
            "reached": point.reached,
            "gone": point.gone,
        })
    });
    json!({
        "unit": match curve.clock { Clock::Days => "days", Clock::Minutes => "hours" },
        "n": curve.n,
        "reached": curve.reached,
        "otherwise": curve.otherwise,
        "open": curve.open,
        "left_out": curve.left_out,
        "p10": quantile(&curve.p10, curve.clock),
        "median": quantile(&curve.median, curve.clock),
        "p90": quantile(&curve.p90, curve.clock),
        "mean": figure(&curve.mean, |mean| {
            let mut told = interval(time(mean.value, curve.clock), &mean.interval());
            told["low"] = time(mean.interval().low, curve.clock);
            told["high"] = time(mean.interval().high, curve.clock);
            told["until"] = time(f64::from(mean.until), curve.clock);
            told
        }),
        "points": points.collect::<Vec<_>>(),
    })
}

pub(super) fn measures(measures: &Measures) -> Value {
    let times = measures.times.iter();
    let times = times.map(|(step, of)| (step.code().to_owned(), curve(of)));
    let by_amount = measures.by_amount.iter();
    let by_amount = by_amount.map(|(currency, of)| (currency.to_string(), curve(of)));
    json!({
        "n": measures.n,
        "delivered": share(measures.delivered),
        "failed": share(measures.failed),
        "opened": share(measures.opened),
        "opened_by_email": share(measures.opened_by_email),
        "fully_paid": share(measures.paid),
        "paid_on_time": share(measures.on_time),
        "paid_automatically": measures.automatic,
        "median_days_until_due": figure(&measures.term, |days| json!({"value": days})),
        "times": times.collect::<Map<_, _>>(),
        "paid_by_amount": by_amount.collect::<Map<_, _>>(),
    })
}

pub(super) fn behaviour(behaviour: &Behaviour) -> Value {
    json!({
        "n": behaviour.n,
        "early": share(behaviour.share(behaviour.early)),
        "on_the_day": share(behaviour.share(behaviour.on_the_day)),
        "late": share(behaviour.share(behaviour.late)),
        "overdue": share(behaviour.share(behaviour.overdue)),
        "never": share(behaviour.share(behaviour.never)),
        "on_time": share(behaviour.on_time()),
        "undecided": behaviour.undecided,
        "withdrawn": behaviour.withdrawn,
        "automatic": behaviour.automatic,
    })
}

pub(super) fn money(currency: Currency, minor: i64) -> Value {
    json!(Money::new(minor, currency))
}

/// How documents waited: of the paid and the opened alone.
pub(super) fn waits(waits: &Waits) -> Value {
    let paid = waits.paid();
    json!({
        "n": waits.count(),
        "opened": number_of(&waits.opened),
        "paid": number_of(&paid),
        "paid_on_time": number_of(&waits.paid_on_time),
        "median_days_to_pay": percentile(&paid, 50),
        "p90_days_to_pay": percentile(&paid, 90),
        "median_hours_to_open": percentile(&waits.opened, 50),
    })
}

/// Costs and waiting money; interest where a rate was given.
pub(super) fn economy(economy: &Economy, interest_percent: Option<f64>) -> Value {
    let sums = economy.sums.iter().map(|sum| {
        let mut told = json!({
            "currency": sum.currency,
            "cost": money(sum.currency, sum.cost_minor),
            "amount": money(sum.currency, sum.amount_minor),
            "waiting_days": sum.waiting_days().map(rounded),
        });
        if let Some(percent) = interest_percent {
            told["interest"] = money(sum.currency, sum.interest_minor(percent));
            told["late_interest"] = money(sum.currency, sum.late_interest_minor(percent));
        }
        told
    });
    let each = |cost: Option<(Currency, f64)>| {
        cost.map(|(currency, minor)| money(currency, minor.round() as i64))
    };
    json!({
        "n": economy.n,
        "paid": economy.paid,
        "priced": economy.priced,
        "cost_of_a_document": each(economy.cost_each()),
        "cost_of_a_paid_invoice": each(economy.cost_per_paid()),
        "sums": sums.collect::<Vec<_>>(),
    })
}

pub(super) fn paired(paired: &Paired) -> Value {
    let mean = |of: &Figure<f64>| figure(of, |mean| json!({"value": rounded(*mean)}));
    json!({
        "before": mean(&paired.before),
        "after": mean(&paired.after),
        "difference": figure(&paired.difference, estimate),
    })
}

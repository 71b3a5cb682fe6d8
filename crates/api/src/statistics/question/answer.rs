//! Each question asked, and its answer in JSON.

use super::{
    Channel, Dimension, Map, MeasureOf, Questioner, Step, Value, Way, compared, json, missing,
    prices, rows, statistics, wire,
};
use app::statistics::{
    AGES, Ageing, Change, DebtorsBy, HabitGroup, Key, LatePayer, Pressing, StripDocument,
};
use domain::period::Unit;
use jiff::ToSpan as _;

impl Questioner<'_> {
    pub(super) async fn channels(&self) -> app::Result<Map<String, Value>> {
        let (by, names) = self.dimensions(Some(Dimension::Channel));
        let wanted: Vec<MeasureOf> = Step::ALL.map(MeasureOf::Time).to_vec();
        let found = statistics::measures(self.app, self.ctx, self.about, &by, &wanted).await?;
        Ok(compared(&found, |all| rows(&names, all, wire::measures)))
    }

    pub(super) async fn behaviour(&self) -> app::Result<Map<String, Value>> {
        let (by, names) = self.dimensions(None);
        let found = statistics::behaviour(self.app, self.ctx, self.about, &by).await?;
        Ok(compared(&found, |all| rows(&names, all, wire::behaviour)))
    }

    pub(super) async fn habits(&self) -> app::Result<Map<String, Value>> {
        let found = statistics::habits(self.app, self.ctx, self.about).await?;
        Ok(compared(&found, |all| all.iter().map(habit).collect()))
    }

    pub(super) async fn failures(&self) -> app::Result<Map<String, Value>> {
        let (by, names) = self.dimensions(Some(Dimension::Channel));
        let found = statistics::failures(self.app, self.ctx, self.about, &by).await?;
        Ok(compared(&found, |all| {
            rows(
                &names,
                all,
                |share| json!({"failed": wire::share(share.failed)}),
            )
        }))
    }

    pub(super) async fn economy(&self) -> app::Result<Map<String, Value>> {
        let (by, names) = self.dimensions(Some(Dimension::Channel));
        let holds = prices::of(self.app, self.ctx, self.asked).await?;
        let prices = &holds.prices;
        let found = statistics::economy(self.app, self.ctx, self.about, &by, prices).await?;
        let economy = |one: &_| wire::economy(one, holds.interest_percent);
        Ok(compared(&found, |all| rows(&names, all, economy)))
    }

    pub(super) async fn pressing(&self) -> app::Result<Value> {
        let by = match self.asked.order.as_deref() {
            None => DebtorsBy::OverdueDays,
            Some(word) => DebtorsBy::from_code(word).ok_or_else(|| {
                let known = DebtorsBy::ALL.map(DebtorsBy::code).join(", ");
                missing("order", &format!("one of {known}"))
            })?,
        };
        let found = statistics::pressing(self.app, self.ctx, &self.about.filter, by).await?;
        let row = |row: &statistics::Row<Pressing>| {
            let mut told = pressing(&row.value);
            let key: Option<&Key> = row.keys.first();
            told["customer"] = json!(key.and_then(|key| key.code.clone()));
            told["name"] = json!(key.and_then(|key| key.name.clone()));
            told
        };
        Ok(found.iter().map(row).collect())
    }

    pub(super) async fn latest_payers(&self) -> app::Result<Value> {
        let filter = &self.about.filter;
        let found = statistics::latest_payers(self.app, self.ctx, filter).await?;
        let row = |row: &statistics::Row<LatePayer>| {
            let key: Option<&Key> = row.keys.first();
            json!({
                "customer": key.and_then(|key| key.code.clone()),
                "name": key.and_then(|key| key.name.clone()),
                "paid": row.value.paid,
                "on_time": row.value.on_time,
                "median_days_late": row.value.median_delay_days,
            })
        };
        Ok(found.iter().map(row).collect())
    }

    /// By month, in the filter's period; in the year before today where it has
    /// none.
    pub(super) async fn mandates(&self) -> app::Result<Value> {
        let today = self.ctx.today();
        let year = today.saturating_sub(1.year());
        let period = self.about.period(today);
        let days = period.map_or((year, today), |span| (span.from, span.to));
        let found = statistics::mandates(self.app, self.ctx, Unit::Month, days).await?;
        let row = found.iter().map(|one| {
            json!({
                "month": one.period.to_string(),
                "came": one.came,
                "went": one.went,
                "active": one.active,
            })
        });
        Ok(row.collect())
    }

    pub(super) async fn waits(&self) -> app::Result<Value> {
        let (by, names) = self.dimensions(Some(Dimension::Channel));
        let found = statistics::waits(self.app, self.ctx, &self.about.filter, &by).await?;
        Ok(rows(&names, &found, wire::waits))
    }

    pub(super) async fn strip(&self) -> app::Result<Value> {
        let customer = self.asked.customer.as_deref();
        let customer = customer.ok_or_else(|| missing("customer", "a number, a name or an id"))?;
        let strip = statistics::strip(self.app, self.ctx, &self.about.filter, customer).await?;
        Ok(strip.documents.iter().map(document).collect())
    }

    pub(super) async fn improvement(&self) -> app::Result<Value> {
        let on = self
            .asked
            .on
            .ok_or_else(|| missing("on", "a day, for example 2026-10-01"))?;
        let found = statistics::improvement(self.app, self.ctx, &self.about.filter, on).await?;
        let row = found.iter().map(|one| {
            json!({
                "channel": one.channel,
                "reason": one.reason,
                "before": wire::share(one.before),
                "after": wire::share(one.after),
                "difference": wire::figure(&one.difference, wire::estimate),
            })
        });
        Ok(row.collect())
    }

    pub(super) async fn silence(&self) -> app::Result<Value> {
        let found = statistics::silence(self.app, self.ctx, &self.about.filter).await?;
        let row = found.iter().map(|one| {
            json!({
                "channel": one.channel,
                "n": one.n,
                "answers_within_hours": one.answers_within_min.map(|min| f64::from(min) / 60.0),
                "silent": one.silent,
                "documents": one.documents,
            })
        });
        Ok(row.collect())
    }

    pub(super) async fn ageing(&self) -> app::Result<Value> {
        let (by, names) = self.dimensions(None);
        let as_of = self.day();
        let found = statistics::ageing(self.app, self.ctx, &self.about.filter, as_of, &by).await?;
        Ok(rows(&names, &found, ageing))
    }

    pub(super) async fn transitions(&self) -> app::Result<Value> {
        let [before, after] = self.periods()?;
        let way = match self.asked.paying {
            true => Way::Payment,
            false => Way::Distribution,
        };
        let filter = &self.about.filter;
        let found =
            statistics::transitions(self.app, self.ctx, filter, way, (before, after)).await?;
        let word = |key: &Option<Key>| key.as_ref().and_then(|key| key.code.clone());
        let moves = found.moves.iter().map(|one| {
            json!({
                "from": word(&one.from),
                "to": word(&one.to),
                "customers": one.customers,
            })
        });
        Ok(moves.collect())
    }

    pub(super) async fn change(&self) -> app::Result<Value> {
        let (from, to) = self.channels_asked()?;
        let found = statistics::change(self.app, self.ctx, &self.about.filter, from, to).await?;
        Ok(change(&found))
    }

    pub(super) async fn what_if(&self) -> app::Result<Value> {
        let channels: (Channel, Channel) = self.channels_asked()?;
        let holds = prices::of(self.app, self.ctx, self.asked).await?;
        let (filter, prices) = (&self.about.filter, &holds.prices);
        let found = statistics::what_if(self.app, self.ctx, filter, channels, prices).await?;
        let percent = holds.interest_percent;
        let mut told = json!({
            "now": wire::economy(&found.now, percent),
            "then": wire::economy(&found.then, percent),
            "seen_of_others": change(&found.seen),
        });
        if let Some(percent) = percent {
            let sums = found.now.sums.iter().filter_map(|sum| {
                let more = found.interest_minor(sum, percent)?;
                let money = |minor: f64| wire::money(sum.currency, minor.round() as i64);
                Some(json!({
                    "value": money(more.value),
                    "low": money(more.interval.low),
                    "high": money(more.interval.high),
                }))
            });
            told["more_interest"] = sums.collect();
        }
        Ok(told)
    }
}

fn habit(group: &HabitGroup) -> Value {
    let outstanding = group.outstanding.iter();
    let outstanding = outstanding.map(|(currency, minor)| wire::money(*currency, *minor));
    json!({
        "habit": group.habit.code(),
        "customers": group.customers,
        "documents": group.behaviour.n,
        "on_time": wire::share(group.on_time()),
        "outstanding": outstanding.collect::<Vec<_>>(),
    })
}

fn pressing(one: &Pressing) -> Value {
    json!({
        "customer": null,
        "name": null,
        "overdue": wire::money(one.currency, one.overdue_minor),
        "documents": one.documents,
        "oldest_due_on": one.oldest_due_on,
        "habit": one.habit.code(),
        "on_time": wire::share(one.behaviour.on_time()),
    })
}

fn document(one: &StripDocument) -> Value {
    json!({
        "document": one.document,
        "issued_on": one.issued_on,
        "due_on": one.due_on,
        "paid_on": one.paid_on,
        "days_after_due": one.days,
        "payment": one.payment,
        "amount": one.currency.map(|currency| wire::money(currency, one.amount_minor)),
    })
}

fn ageing(ageing: &Ageing) -> Value {
    let sums = ageing.sums.iter().map(|sum| {
        let ages = AGES.iter().zip(sum.ages).map(|(age, (count, minor))| {
            let told = json!({"count": count, "amount": wire::money(sum.currency, minor)});
            (age.code().to_owned(), told)
        });
        json!({
            "currency": sum.currency,
            "total": wire::money(sum.currency, sum.total_minor()),
            "overdue": wire::money(sum.currency, sum.overdue_minor()),
            "ages": ages.collect::<Map<_, _>>(),
        })
    });
    json!({"n": ageing.n, "sums": sums.collect::<Vec<_>>()})
}

fn change(change: &Change) -> Value {
    json!({
        "from": change.from,
        "to": change.to,
        "is": "association",
        "customers": change.customers,
        "documents_before": change.documents.0,
        "documents_after": change.documents.1,
        "days_to_pay": wire::paired(&change.days),
        "paid_on_time": wire::paired(&change.on_time),
    })
}

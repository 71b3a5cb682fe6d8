//! Which AvtaleGiro mandates came and which went.

use crate::companies;
use crate::{App, Ctx, Result};
use domain::Right;
use domain::period::{Period, Unit};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// The mandates of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandates {
    /// The period.
    pub period: Period,
    /// How many came: told of as active, not having been.
    pub came: u64,
    /// How many went.
    pub went: u64,
    /// How many were active at the end of it, of those that were told of.
    pub active: u64,
}

/// The mandates that came and went in the periods from a day to another, to
/// the accounts of the companies that the asker may see; periods in which
/// nothing changed are there too.
pub async fn mandates(
    app: &App,
    ctx: &Ctx,
    unit: Unit,
    (from, to): (Date, Date),
) -> Result<Vec<Mandates>> {
    ctx.require(Right::Read)?;
    let to = to.min(ctx.today());
    let after = to.saturating_add(1.day());
    let end = after.to_zoned(ctx.time_zone.clone());
    let end = end.map_or(ctx.now, |end| end.timestamp());
    let told = app
        .store
        .list_mandate_changes(ctx.organisation, end)
        .await?;
    let known = companies::list(app, ctx).await?;
    let ours = |account: &String| {
        ctx.sees_all()
            || known
                .iter()
                .any(|company| company.accounts.contains(account))
    };
    let mut active: HashMap<(String, String), bool> = HashMap::new();
    let mut changes: BTreeMap<Period, (u64, u64)> = BTreeMap::new();
    for change in told.into_iter().filter(|change| ours(&change.account)) {
        let day = change.occurred_at.to_zoned(ctx.time_zone.clone()).date();
        let was = active.insert((change.account, change.kid), change.active);
        let counted = changes.entry(Period::of(day, unit)).or_default();
        match (was.unwrap_or(false), change.active) {
            (false, true) => counted.0 += 1,
            (true, false) => counted.1 += 1,
            _ => {}
        }
    }
    Ok(periods(&changes, unit, from, to))
}

/// Most periods of an answer: more than anybody looks at.
const PERIODS_MAX: usize = 1_000;

fn periods(
    changes: &BTreeMap<Period, (u64, u64)>,
    unit: Unit,
    from: Date,
    to: Date,
) -> Vec<Mandates> {
    let (first, last) = (Period::of(from, unit), Period::of(to, unit));
    let before = changes.range(..first).map(|(_, counted)| *counted);
    let mut active = before.fold(0_u64, |active, (came, went)| {
        (active + came).saturating_sub(went)
    });
    let mut found = Vec::new();
    let mut period = first;
    while period <= last && found.len() < PERIODS_MAX {
        let (came, went) = changes.get(&period).copied().unwrap_or_default();
        active = (active + came).saturating_sub(went);
        found.push(Mandates {
            period,
            came,
            went,
            active,
        });
        period = period.next();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_came_before_the_first_period_is_active_in_it() {
        let month = |month| Period::of(date(2026, month, 1), Unit::Month);
        let changes = BTreeMap::from([(month(1), (5, 1)), (month(3), (2, 3))]);
        let found = periods(&changes, Unit::Month, date(2026, 2, 10), date(2026, 4, 1));
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.came, one.went, one.active))
            .collect();
        assert_eq!(found, [(0, 0, 4), (2, 3, 3), (0, 0, 3)]);
    }
}

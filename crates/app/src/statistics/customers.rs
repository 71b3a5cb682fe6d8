//! Questions about customers.

use super::question::{Row, ask, compared, names};
use super::{Asked, Compared, Key};
use crate::names::Names;
use crate::{App, Ctx, Error, Result};
use domain::filter::{Filter, Key as FilterKey, Test};
use domain::period::Days;
use domain::{Channel, CustomerId, Right};
use facts::statistics::{
    Change, DebtorsBy, Economy, EconomySum, Estimate, Grouped, HabitGroup, Pressing, Prices, Strip,
    Way,
};
use facts::{Dimension, GroupKey, LatePayer};

/// The latest payers that are listed.
const LATEST_MAX: usize = 100;

/// The customers that moved from one channel to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The channel of the first period; `None` for new customers.
    pub from: Option<Key>,
    /// The channel of the second; `None` for customers that are gone.
    pub to: Option<Key>,
    /// How many.
    pub customers: u64,
}

/// Every customer of two periods, by the channel most used in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions {
    /// The moves that happened; staying is one.
    pub moves: Vec<Move>,
    /// How many customers have documents in both periods.
    pub both: u64,
    /// How many of these use another channel in the second.
    pub moved: u64,
}

/// What moving the documents of a filter from one channel to another would
/// mean, if what was seen of customers who moved holds for these. That is an
/// association: who moved chose to.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// What the documents cost and bind on their channel.
    pub now: Economy,
    /// What they would have cost on the other.
    pub then: Economy,
    /// What was seen of customers who moved, whoever they are.
    pub seen: Change,
}

impl WhatIf {
    /// What lending the money would have cost more in a currency at a yearly
    /// interest, in minor units with the interval of what was seen; below
    /// nothing is saved. `None` where too few customers moved.
    pub fn interest_minor(&self, sum: &EconomySum, percent: f64) -> Option<Estimate> {
        let days = self.seen.days.difference.value?;
        let of_days = sum.amount_minor as f64 * percent / 100.0 / 365.0;
        let mut interval = days.interval;
        (interval.low, interval.high) = (interval.low * of_days, interval.high * of_days);
        Some(Estimate {
            value: days.value * of_days,
            interval,
        })
    }
}

/// Customers by habit.
pub async fn habits(app: &App, ctx: &Ctx, asked: &Asked) -> Result<Compared<Vec<HabitGroup>>> {
    ctx.require(Right::Read)?;
    compared(app, ctx, asked, |s| s.habits()).await
}

/// The customers with most overdue today, in each currency, in an order.
pub async fn pressing(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    by: DebtorsBy,
) -> Result<Vec<Row<Pressing>>> {
    ctx.require(Right::Read)?;
    let found = ask(app, ctx, filter, |s| s.pressing(by)).await?;
    of_customers(app, ctx, found, |pressing| pressing.customer).await
}

/// The customers with at least [`facts::PAID_MIN`] paid documents who paid
/// latest, by the median of their delays, latest first.
pub async fn latest_payers(app: &App, ctx: &Ctx, filter: &Filter) -> Result<Vec<Row<LatePayer>>> {
    ctx.require(Right::Read)?;
    let found = ask(app, ctx, filter, |s| s.latest_payers(LATEST_MAX)).await?;
    of_customers(app, ctx, found, |payer| payer.customer).await
}

/// Answers about one customer each, with names for them.
async fn of_customers<T>(
    app: &App,
    ctx: &Ctx,
    found: Vec<T>,
    customer: fn(&T) -> CustomerId,
) -> Result<Vec<Row<T>>> {
    let keyed = found.into_iter().map(|value| Grouped {
        keys: vec![GroupKey::Customer(customer(&value))],
        value,
    });
    let keyed: Vec<Grouped<T>> = keyed.collect();
    let names = names(app, ctx, keyed.iter()).await?;
    Ok(names.rows(&[Dimension::Customer], keyed))
}

/// One customer's documents one by one: those of the filter from whoever a
/// person means by a number, a name or an id.
pub async fn strip(app: &App, ctx: &Ctx, filter: &Filter, customer: &str) -> Result<Strip> {
    ctx.require(Right::Read)?;
    let filter = filter.with(Test::Customer(vec![customer.to_owned()]).yes());
    ask(app, ctx, &filter, |s| s.strip()).await
}

/// Which customers used which channel in a first and in a second period.
/// Dates in the filter do not count; the periods are the dates.
pub async fn transitions(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    way: Way,
    (before, after): (Days, Days),
) -> Result<Transitions> {
    ctx.require(Right::Read)?;
    let dates = [
        FilterKey::Received,
        FilterKey::Issued,
        FilterKey::Due,
        FilterKey::Paid,
    ];
    let filter = dates
        .into_iter()
        .fold(filter.clone(), |f, key| f.without(key));
    let found = ask(app, ctx, &filter, |s| s.transitions(way, before, after)).await?;
    let names = Names::of(app, ctx, std::iter::empty()).await?;
    let dimension = match way {
        Way::Distribution => Dimension::Channel,
        Way::Payment => Dimension::PaidBy,
    };
    let key = |key: &Option<GroupKey>| key.as_ref().map(|key| names.key(dimension, key));
    let moves = found.moves.iter().map(|one| Move {
        from: key(&one.from),
        to: key(&one.to),
        customers: one.customers,
    });
    Ok(Transitions {
        moves: moves.collect(),
        both: found.both,
        moved: found.moved,
    })
}

/// The same customers before and after they changed from one channel to
/// another.
pub async fn change(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    from: Channel,
    to: Channel,
) -> Result<Change> {
    ctx.require(Right::Read)?;
    differ(from, to)?;
    ask(app, ctx, filter, |s| s.change(from, to)).await
}

/// What moving the documents of a filter from one channel to another would
/// mean. What is learned from those who moved is learned from everybody: the
/// few of a filter would teach little.
pub async fn what_if(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    (from, to): (Channel, Channel),
    prices: &Prices,
) -> Result<WhatIf> {
    ctx.require(Right::Read)?;
    differ(from, to)?;
    let (now, then) = ask(app, ctx, filter, |s| s.moved(from, to, prices)).await?;
    let everybody = Filter::default();
    let seen = ask(app, ctx, &everybody, |s| s.change(from, to)).await?;
    Ok(WhatIf { now, then, seen })
}

fn differ(from: Channel, to: Channel) -> Result<()> {
    match from == to {
        true => Err(Error::invalid(
            "statistics.channels",
            "to",
            format!("'{from}' is both channels; name two that differ"),
        )),
        false => Ok(()),
    }
}

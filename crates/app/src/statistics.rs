//! Statistics: counts and sums by any dimension, and the questions that
//! people come for. Pages, the command line, the API and reports ask here, so
//! that a number is the same everywhere; `docs/statistics.md` says how each
//! is worked out.

use crate::documents::{Sum, view};
use crate::names::Names;
use crate::{App, Ctx, Result};
use domain::filter::{Filter, Term};
use domain::{Currency, Money, Right};
use facts::{GroupKey, GroupSum};

mod asked;
mod customers;
mod documents;
mod mandates;
mod question;

pub use asked::{Asked, Before, Compare, Compared, Span};
pub use customers::{
    Move, Transitions, WhatIf, change, habits, latest_payers, pressing, strip, transitions, what_if,
};
pub use documents::{ageing, behaviour, economy, failures, improvement, measures, silence, waits};
pub use facts::statistics::{
    AGES, AROUND_DAYS_MAX, Age, AgeSum, Ageing, Behaviour, Change, Clock, Curve, CurvePoint,
    DebtorsBy, Economy, EconomySum, Estimate, FEW, FailureShare, Figure, GRACE_DAYS,
    HABIT_INVOICES_MIN, HORIZON_DAYS, Habit, HabitGroup, Improvement, MeasureOf, Measures,
    NEVER_DAYS, PRESSING_MAX, Paired, Pressing, Price, Prices, STRIP_MAX, Silence, Step, Strip,
    StripDocument, TOO_FEW, Way,
};
pub use facts::survival::{Interval, Mean, Quantile};
pub use facts::{
    DateField, Dimension, LatePayer, PAID_MIN, Share, UnknownDimension, WaitFor, Waits, number_of,
    percentile,
};
pub use mandates::{Mandates, mandates};
pub use question::Row;

/// The documents that have the same keys.
#[derive(Debug, Clone)]
pub struct Group {
    /// One key a dimension asked for, in that order.
    pub keys: Vec<Key>,
    /// How many documents.
    pub count: u64,
    /// Their amounts, one entry a currency.
    pub amounts: Vec<Sum>,
    /// What is still to be paid of them.
    pub outstanding: Vec<Sum>,
    /// What was paid of them, less what went back.
    pub paid: Vec<Sum>,
}

/// What the documents of a group have in common in one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The word, number or date, as the filter language writes it; `None` for
    /// the documents that have nothing in this dimension.
    pub code: Option<String>,
    /// The name, where the word is a company's or a customer's number.
    pub name: Option<String>,
    /// Selects exactly the documents with this key.
    pub term: Term,
}

/// Counts and sums of the documents that a filter selects, by dimensions.
pub async fn count(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    dimensions: &[Dimension],
) -> Result<Vec<Group>> {
    ctx.require(Right::Read)?;
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let groups = loaded.read().group(&view(ctx, filter), dimensions);
    let keys = groups.iter().flat_map(|group| &group.keys);
    let customers = keys.filter_map(|key| match key {
        GroupKey::Customer(id) => Some(*id),
        _ => None,
    });
    let names = Names::of(app, ctx, customers).await?;
    Ok(groups
        .into_iter()
        .map(|group| names.group(dimensions, group))
        .collect())
}

impl Names {
    fn group(&self, dimensions: &[Dimension], group: facts::Group) -> Group {
        let sums = |minor: fn(&GroupSum) -> i64| {
            let sum = |sum: &GroupSum| of_currency(sum.currency, minor(sum), sum.count);
            group.sums.iter().map(sum).collect()
        };
        let keys = group.keys.iter().zip(dimensions);
        Group {
            keys: keys
                .map(|(key, dimension)| self.key(*dimension, key))
                .collect(),
            count: group.count,
            amounts: sums(|sum| sum.amount_minor),
            outstanding: sums(|sum| sum.outstanding_minor),
            paid: sums(|sum| sum.paid_minor),
        }
    }

    fn key(&self, dimension: Dimension, key: &GroupKey) -> Key {
        let (code, name) = match key {
            GroupKey::Company(id) => {
                let company = self.companies.get(id);
                let number = company.and_then(|company| company.number.clone());
                let name = company.map(|company| company.name.clone());
                (number.unwrap_or_else(|| id.to_string()), name)
            }
            GroupKey::Customer(id) => {
                let customer = self.customers.get(id);
                let number = customer.and_then(|customer| customer.number.clone());
                let name = customer.map(|customer| customer.name.clone());
                (number.unwrap_or_else(|| id.to_string()), name)
            }
            GroupKey::Kind(kind) => (kind.to_string(), None),
            GroupKey::Channel(channel) => (channel.to_string(), None),
            GroupKey::PaidBy(channel) => (channel.to_string(), None),
            GroupKey::Delivery(state) => (state.to_string(), None),
            GroupKey::Recipient(state) => (state.to_string(), None),
            GroupKey::Payment(state) => (state.to_string(), None),
            GroupKey::Reason(reason) => (reason.to_string(), None),
            GroupKey::Currency(currency) => (currency.to_string(), None),
            GroupKey::Batch(batch) => (batch.clone(), None),
            GroupKey::Processing(state) => (state.to_string(), None),
            GroupKey::Period(period) => (period.to_string(), None),
            GroupKey::Missing => (String::new(), None),
        };
        Key {
            code: Some(code).filter(|_| *key != GroupKey::Missing),
            name,
            term: key.term(dimension),
        }
    }
}

const fn of_currency(currency: Currency, minor: i64, documents: u64) -> Sum {
    Sum {
        amount: Money::new(minor, currency),
        documents,
    }
}

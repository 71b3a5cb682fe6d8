//! Asking the facts, and naming what they answer about.

use super::{Asked, Before, Compared, Key};
use crate::documents::view;
use crate::names::Names;
use crate::{App, Ctx, Result};
use domain::filter::Filter;
use facts::statistics::{Grouped, Statistics};
use facts::{Dimension, GroupKey};

/// An answer for the documents with the same keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<T> {
    /// One key a dimension asked for, in that order.
    pub keys: Vec<Key>,
    /// The answer.
    pub value: T,
}

/// Asks one question about the documents of a filter.
pub(super) async fn ask<T>(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    question: impl Fn(&Statistics<'_>) -> T,
) -> Result<T> {
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let view = view(ctx, filter);
    let facts = loaded.read();
    Ok(question(&facts.statistics(&view, ctx.now)))
}

/// Asks it of what it is compared with, too.
pub(super) async fn compared<T>(
    app: &App,
    ctx: &Ctx,
    asked: &Asked,
    question: impl Fn(&Statistics<'_>) -> T,
) -> Result<Compared<T>> {
    let today = ctx.today();
    let now = ask(app, ctx, &asked.filter, &question).await?;
    let before = match asked.before(today) {
        Some((period, filter)) => Some(Before {
            value: ask(app, ctx, &filter, &question).await?,
            period,
            filter,
        }),
        None => None,
    };
    Ok(Compared {
        period: asked.period(today),
        now,
        before,
    })
}

/// Asks by dimensions, with names for the keys.
pub(super) async fn by<T>(
    app: &App,
    ctx: &Ctx,
    asked: &Asked,
    dimensions: &[Dimension],
    question: impl Fn(&Statistics<'_>) -> Vec<Grouped<T>>,
) -> Result<Compared<Vec<Row<T>>>> {
    let answer = compared(app, ctx, asked, question).await?;
    let before = answer.before.iter().flat_map(|before| &before.value);
    let names = names(app, ctx, answer.now.iter().chain(before)).await?;
    Ok(Compared {
        period: answer.period,
        now: names.rows(dimensions, answer.now),
        before: answer.before.map(|before| Before {
            period: before.period,
            filter: before.filter,
            value: names.rows(dimensions, before.value),
        }),
    })
}

/// The names of everybody that some answers are about.
pub(super) async fn names<'a, T: 'a>(
    app: &App,
    ctx: &Ctx,
    answers: impl Iterator<Item = &'a Grouped<T>>,
) -> Result<Names> {
    let keys = answers.flat_map(|answer| &answer.keys);
    let customers: Vec<_> = keys
        .filter_map(|key| match key {
            GroupKey::Customer(id) => Some(*id),
            _ => None,
        })
        .collect();
    Names::of(app, ctx, customers.into_iter()).await
}

impl Names {
    /// The answers with names for their keys.
    pub(super) fn rows<T>(
        &self,
        dimensions: &[Dimension],
        answers: Vec<Grouped<T>>,
    ) -> Vec<Row<T>> {
        let row = |answer: Grouped<T>| {
            let keys = answer.keys.iter().zip(dimensions);
            Row {
                keys: keys
                    .map(|(key, dimension)| self.key(*dimension, key))
                    .collect(),
                value: answer.value,
            }
        };
        answers.into_iter().map(row).collect()
    }
}

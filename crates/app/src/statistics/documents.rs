//! Questions about documents, by dimensions.

use super::question::{Row, ask, by, names};
use super::{Asked, Compared};
use crate::{App, Ctx, Error, Result};
use domain::Right;
use domain::filter::Filter;
use facts::statistics::{
    Ageing, Behaviour, Economy, FailureShare, Improvement, MeasureOf, Measures, Prices, Silence,
};
use facts::{Dimension, WAIT_GROUPS_MAX, WaitFor, Waits};
use jiff::civil::Date;

/// What became of the documents: shares of each step, and the times wanted.
pub async fn measures(
    app: &App,
    ctx: &Ctx,
    asked: &Asked,
    dimensions: &[Dimension],
    wanted: &[MeasureOf],
) -> Result<Compared<Vec<Row<Measures>>>> {
    ctx.require(Right::Read)?;
    by(app, ctx, asked, dimensions, |s| {
        s.measures(dimensions, wanted)
    })
    .await
}

/// How long documents waited that were paid, and those that still wait. Of the
/// paid alone, where `measures` counts in what is open: for telling how long
/// payments took, not for comparing.
pub async fn waits(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    dimensions: &[Dimension],
) -> Result<Vec<Row<Waits>>> {
    ctx.require(Right::Read)?;
    let found = ask(app, ctx, filter, |s| s.waits(dimensions, WaitFor::Both)).await?;
    let found = found.ok_or_else(|| {
        let message = format!("that would be more than {WAIT_GROUPS_MAX} groups; ask by fewer");
        Error::invalid("statistics.groups", "by", message)
    })?;
    let names = names(app, ctx, found.iter()).await?;
    Ok(names.rows(dimensions, found))
}

/// What the documents cost by a price list, and what money they bind.
pub async fn economy(
    app: &App,
    ctx: &Ctx,
    asked: &Asked,
    dimensions: &[Dimension],
    prices: &Prices,
) -> Result<Compared<Vec<Row<Economy>>>> {
    ctx.require(Right::Read)?;
    by(app, ctx, asked, dimensions, |s| {
        s.economy(dimensions, prices)
    })
    .await
}

/// When the documents were paid, against the day they had to be.
pub async fn behaviour(
    app: &App,
    ctx: &Ctx,
    asked: &Asked,
    dimensions: &[Dimension],
) -> Result<Compared<Vec<Row<Behaviour>>>> {
    ctx.require(Right::Read)?;
    by(app, ctx, asked, dimensions, |s| s.behaviour(dimensions)).await
}

/// How many documents failed of those handed to a channel.
pub async fn failures(
    app: &App,
    ctx: &Ctx,
    asked: &Asked,
    dimensions: &[Dimension],
) -> Result<Compared<Vec<Row<FailureShare>>>> {
    ctx.require(Right::Read)?;
    by(app, ctx, asked, dimensions, |s| s.failures(dimensions)).await
}

/// Whether what went wrong went wrong less often from a day on, by channel
/// and reason, most frequent first.
pub async fn improvement(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    on: Date,
) -> Result<Vec<Improvement>> {
    ctx.require(Right::Read)?;
    ask(app, ctx, filter, |s| s.improvement(on)).await
}

/// The documents whose channel should have answered by now, by channel.
pub async fn silence(app: &App, ctx: &Ctx, filter: &Filter) -> Result<Vec<Silence>> {
    ctx.require(Right::Read)?;
    ask(app, ctx, filter, |s| s.silence()).await
}

/// What was still to be paid at the end of a day, by how long it should have
/// been.
pub async fn ageing(
    app: &App,
    ctx: &Ctx,
    filter: &Filter,
    as_of: Date,
    dimensions: &[Dimension],
) -> Result<Vec<Row<Ageing>>> {
    ctx.require(Right::Read)?;
    let found = ask(app, ctx, filter, |s| s.ageing(as_of, dimensions)).await?;
    let names = names(app, ctx, found.iter()).await?;
    Ok(names.rows(dimensions, found))
}

//! Looking after an installation.

use crate::{App, Ctx, Result};
use domain::Right;

pub use store::port::{Check, Volume};

/// Looks whether everything keeps its promises.
pub async fn examine(app: &App) -> Result<Vec<Check>> {
    Ok(app.store.examine().await?)
}

/// Whether the record answers.
pub async fn is_ready(app: &App) -> Result<()> {
    app.store.ping().await?;
    Ok(())
}

/// How much an organisation has.
pub async fn volume(app: &App, ctx: &Ctx) -> Result<Volume> {
    ctx.require(Right::Operate)?;
    Ok(app.store.volume(ctx.organisation).await?)
}

/// What rebuilding found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// Documents folded anew.
    pub documents: u64,
    /// How many of them stood otherwise than their events say.
    pub corrected: u64,
}

/// Folds every document of an organisation anew from its events and loads
/// the facts from that. `progress` hears how many documents are done.
pub async fn rebuild_facts(
    app: &App,
    ctx: &Ctx,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Rebuilt> {
    ctx.require(Right::Operate)?;
    let (documents, corrected) = app.store.refold(ctx.organisation, progress).await?;
    app.shelf.forget(ctx.organisation).await?;
    load_facts(app, ctx).await?;
    Ok(Rebuilt {
        documents,
        corrected,
    })
}

/// Loads the facts of an organisation, so that the first question is not the
/// one that waits. Answers how many documents there are.
pub async fn load_facts(app: &App, ctx: &Ctx) -> Result<u64> {
    ctx.require(Right::Operate)?;
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let documents = loaded.read().len() as u64;
    Ok(documents)
}

/// Keeps a snapshot of an organisation's facts as they are loaded now, if
/// anything came since the last one. Answers whether it did.
pub async fn save_snapshot(app: &App, ctx: &Ctx) -> Result<bool> {
    ctx.require(Right::Operate)?;
    app.shelf
        .save(app.store.as_ref(), ctx.organisation, 1)
        .await
}

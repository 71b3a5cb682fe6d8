use super::{LetterRow, sending};
use crate::{App, Ctx, Result};
use domain::Right;

/// Letters that a list shows.
const LISTED_MAX: usize = 500;

/// The newest letters, without what they say.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<LetterRow>> {
    ctx.require(Right::Operate)?;
    Ok(app.store.list_letters(ctx.organisation, LISTED_MAX).await?)
}

/// Has a letter that was refused tried again; `None` where there is no such
/// letter or it was not refused.
pub async fn retry(app: &App, ctx: &Ctx, key: &str) -> Result<Option<()>> {
    ctx.require(Right::Operate)?;
    let job = sending(app, key, ctx.now)?;
    let retried = app
        .store
        .retry_letter(ctx.organisation, key, job, ctx.now)
        .await?;
    Ok(retried.then_some(()))
}

use super::Job;
use crate::{Actor, App, Ctx, Result, retention};
use domain::UserId;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Erases once a day what is not kept any more.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EraseDue {}

#[async_trait::async_trait]
impl Job for EraseDue {
    const JOB_NAME: &'static str = "erase-due";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(24));
    /// Whoever has just brought years of documents can say first how long
    /// they are to be kept.
    const FIRST_AFTER: SignedDuration = SignedDuration::from_hours(24);

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let done = retention::erase(app, ctx, ctx.today(), &|_| {}).await?;
        if done.report.documents > 0 {
            let documents = done.report.documents;
            tracing::info!(organisation = %ctx.organisation, documents, "documents are erased");
        }
        Ok(())
    }
}

/// The same, because a person asked for it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EraseNow {
    /// Who asked, where it was a person.
    pub(crate) by: Option<(UserId, String)>,
}

#[async_trait::async_trait]
impl Job for EraseNow {
    const JOB_NAME: &'static str = "erase-now";

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let mut ctx = ctx.clone();
        if let Some((id, name)) = self.by.clone() {
            ctx.actor = Actor::Person { id, name };
        }
        retention::erase(app, &ctx, ctx.today(), &|_| {}).await?;
        Ok(())
    }
}

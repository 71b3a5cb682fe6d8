use super::Job;
use crate::{App, Ctx, Result};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Takes away what is known of named requests whose time is over.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClearErrands {}

#[async_trait::async_trait]
impl Job for ClearErrands {
    const JOB_NAME: &'static str = "clear-errands";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(6));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        app.store
            .delete_expired_errands(ctx.organisation, ctx.now)
            .await?;
        Ok(())
    }
}

use super::Job;
use crate::{App, Ctx, Result};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Takes away the sessions that are over. They are worth nothing, but whoever
/// reads the database need not see when people worked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClearSessions {}

#[async_trait::async_trait]
impl Job for ClearSessions {
    const JOB_NAME: &'static str = "clear-sessions";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(1));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        app.store
            .delete_expired_sessions(ctx.organisation, ctx.now)
            .await?;
        Ok(())
    }
}

use super::Job;
use crate::{App, Ctx, Error, Result};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Counts of tries that began so long ago stop nobody any more.
const COUNTS_LAST: SignedDuration = SignedDuration::from_hours(2);

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
        // Whichever organisation's turn it is: the doors belong to all.
        let counted_before = ctx.now.checked_sub(COUNTS_LAST).map_err(Error::internal)?;
        app.store
            .clear_doors_across_tenants(ctx.now, counted_before)
            .await?;
        Ok(())
    }
}

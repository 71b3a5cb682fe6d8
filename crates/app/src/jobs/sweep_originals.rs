use super::Job;
use crate::{App, Ctx, Error, Result};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How old bytes are that nobody can be about to name any more: longer than
/// any import takes from keeping a file to recording it.
const ORPHANED_FOR: SignedDuration = SignedDuration::from_hours(6);

/// Takes away the originals outside the database that the record does not
/// name: of imports that were never finished, and of what was erased.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SweepOriginals {}

#[async_trait::async_trait]
impl Job for SweepOriginals {
    const JOB_NAME: &'static str = "sweep-originals";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(6));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let before = ctx.now.checked_sub(ORPHANED_FOR);
        let before = before.map_err(Error::internal)?;
        let swept = app.store.sweep_originals(ctx.organisation, before).await?;
        if swept > 0 {
            tracing::info!(organisation = %ctx.organisation, swept, "originals that nothing names are gone");
        }
        Ok(())
    }
}

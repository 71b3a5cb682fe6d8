use super::Job;
use crate::{App, Ctx, Result, audit};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Signs how far the audit log has come, once a day. Whoever takes such a
/// head away can show later whether anything before it was changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SignAudit {}

#[async_trait::async_trait]
impl Job for SignAudit {
    const JOB_NAME: &'static str = "sign-audit";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(24));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        audit::sign(app, ctx).await?;
        Ok(())
    }
}

use super::Job;
use crate::{App, Ctx, Result, webhooks};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Takes away what webhooks were told long ago.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClearWebhooks {}

#[async_trait::async_trait]
impl Job for ClearWebhooks {
    const JOB_NAME: &'static str = "clear-webhooks";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(6));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        webhooks::clear_old(app, ctx).await
    }
}

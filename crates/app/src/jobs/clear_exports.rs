use super::Job;
use crate::{App, Ctx, Result, exports};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Takes away exports that are over.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClearExports {}

#[async_trait::async_trait]
impl Job for ClearExports {
    const JOB_NAME: &'static str = "clear-exports";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(1));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        exports::clear_old(app, ctx).await
    }
}

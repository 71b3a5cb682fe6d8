//! Jobs: what is to be done later, and again until it is done.
//!
//! A job is a struct that can be written as JSON, named by its effect, with a
//! [`Job::JOB_NAME`] that is never used for anything else. It lies in the
//! record, is done at least once, by one node at a time, and whoever has it
//! sees one organisation: the one in its row.
//!
//! To add one: a file beside this one with the struct and its [`Job`], one
//! line in `table.rs`, and its words in `web/locales/*/jobs.ftl`. A job that
//! comes by itself says how often in [`Job::EVERY`].

mod clear_errands;
mod clear_exports;
mod clear_sessions;
mod clear_webhooks;
mod erase_due;
mod run;
mod sign_audit;
mod sweep_originals;
mod table;

pub(crate) use erase_due::EraseNow;
pub use run::run_due;
pub(crate) use run::work;
pub use store::port::{Job as JobRow, JobState};

use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{JobId, OrganisationId, Right};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use store::port::NewJob;

/// Jobs that a list shows. Far more than an organisation has unless many
/// were given up; those come first.
const LISTED_MAX: usize = 500;
/// The key of jobs that come by themselves: there is one of each.
const TIMETABLE: &str = "timetable";

/// Something that can be done later.
#[async_trait::async_trait]
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// What is done, in lower case with hyphens; never used for anything else.
    const JOB_NAME: &'static str;
    /// How often it is tried before it is given up until a person looks. What
    /// comes by itself is tried for ever.
    const ATTEMPTS_MAX: u32 = 8;
    /// How often it comes by itself, if it does.
    const EVERY: Option<SignedDuration> = None;
    /// How long it waits before it comes by itself for the first time.
    const FIRST_AFTER: SignedDuration = SignedDuration::ZERO;

    /// Does it. May be done again although it was done, if the node ended
    /// before it could say so.
    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()>;
}

/// Has a job done from a moment on. Of jobs with one name and key there is
/// one; asking for a second changes nothing. Answers whether it was added.
pub async fn add<J: Job>(
    app: &App,
    organisation: OrganisationId,
    job: &J,
    key: &str,
    run_at: Timestamp,
) -> Result<bool> {
    let payload = serde_json::to_string(job).map_err(Error::internal)?;
    let job = NewJob {
        id: app.id(JobId::from_parts),
        name: J::JOB_NAME.to_owned(),
        key: key.to_owned(),
        payload,
        run_at,
    };
    Ok(app.store.add_job(organisation, job, app.now()).await?)
}

/// The jobs of an organisation: those that were given up, those that somebody
/// has, those that wait.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<JobRow>> {
    ctx.require(Right::Operate)?;
    Ok(app.store.list_jobs(ctx.organisation, LISTED_MAX).await?)
}

/// Has a job that was given up run again; `None` where there is no such job
/// or it was not given up.
pub async fn retry(app: &App, ctx: &Ctx, id: JobId) -> Result<Option<()>> {
    ctx.require(Right::Operate)?;
    let subject = audit::subject("job", id);
    let retried = audit::telling(app, ctx, Act::JOB_RETRIED, &subject)
        .retry_job(ctx.organisation, id, ctx.now)
        .await?;
    Ok(retried.then_some(()))
}

/// Has every job that was given up run again. Answers how many.
pub async fn retry_all(app: &App, ctx: &Ctx) -> Result<usize> {
    ctx.require(Right::Operate)?;
    let mut retried = 0;
    for job in list(app, ctx).await? {
        if job.state == JobState::Dead && retry(app, ctx, job.id).await?.is_some() {
            retried += 1;
        }
    }
    Ok(retried)
}

#[cfg(test)]
mod tests;

//! Every kind of job.

use super::clear_errands::ClearErrands;
use super::clear_exports::ClearExports;
use super::clear_sessions::ClearSessions;
use super::clear_webhooks::ClearWebhooks;
use super::erase_due::{EraseDue, EraseNow};
use super::sign_audit::SignAudit;
use super::sweep_originals::SweepOriginals;
use super::{Job, TIMETABLE};
use crate::bulks::{ClearBulks, RunBulk};
use crate::exports::{LayDownDatasets, MakeExport};
use crate::mail::{ClearLetters, SendLetter};
use crate::reports::{ClearReports, MakeReport, PlanReports};
use crate::{App, Ctx, Error, Result};
use domain::OrganisationId;
use jiff::{SignedDuration, Timestamp};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Running = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// One kind of job.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) attempts_max: u32,
    pub(super) every: Option<SignedDuration>,
    #[cfg(test)]
    pub(super) first_after: SignedDuration,
    run: fn(Arc<App>, Ctx, String) -> Running,
    plan: fn(Arc<App>, OrganisationId, Timestamp) -> Running,
}

/// Every kind there is.
const KINDS: &[Kind] = &[
    kind::<ClearBulks>(),
    kind::<ClearErrands>(),
    kind::<ClearExports>(),
    kind::<ClearLetters>(),
    kind::<ClearReports>(),
    kind::<ClearSessions>(),
    kind::<EraseDue>(),
    kind::<EraseNow>(),
    kind::<SignAudit>(),
    kind::<ClearWebhooks>(),
    kind::<LayDownDatasets>(),
    kind::<MakeExport>(),
    kind::<MakeReport>(),
    kind::<PlanReports>(),
    kind::<RunBulk>(),
    kind::<SendLetter>(),
    kind::<SweepOriginals>(),
    #[cfg(test)]
    kind::<super::tests::Fragile>(),
];

const fn kind<J: Job>() -> Kind {
    Kind {
        name: J::JOB_NAME,
        attempts_max: J::ATTEMPTS_MAX,
        every: J::EVERY,
        #[cfg(test)]
        first_after: J::FIRST_AFTER,
        run: run::<J>,
        plan: plan::<J>,
    }
}

fn run<J: Job>(app: Arc<App>, ctx: Ctx, payload: String) -> Running {
    Box::pin(async move {
        let job: J = serde_json::from_str(&payload).map_err(Error::internal)?;
        job.run(&app, &ctx).await
    })
}

/// Puts a kind that comes by itself into the timetable. It needs to know
/// nothing but whose it is.
fn plan<J: Job>(app: Arc<App>, organisation: OrganisationId, first_at: Timestamp) -> Running {
    Box::pin(async move {
        let job: J = serde_json::from_str("{}").map_err(Error::internal)?;
        let first_at = first_at.checked_add(J::FIRST_AFTER);
        let first_at = first_at.map_err(Error::internal)?;
        super::add(&app, organisation, &job, TIMETABLE, first_at).await?;
        Ok(())
    })
}

/// The kind with this name.
pub(super) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The kinds that come by themselves.
pub(super) fn timetable() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(|kind| kind.every.is_some())
}

impl Kind {
    pub(super) fn run(&self, app: Arc<App>, ctx: Ctx, payload: String) -> Running {
        (self.run)(app, ctx, payload)
    }

    pub(super) fn plan(
        &self,
        app: Arc<App>,
        organisation: OrganisationId,
        first_at: Timestamp,
    ) -> Running {
        (self.plan)(app, organisation, first_at)
    }
}

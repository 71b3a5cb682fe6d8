//! Seeing that every report that is due has its run.

use super::run::{self, Ordered};
use super::setup::SetUp;
use super::timetable::due_between;
use super::{Timetable, list};
use crate::jobs::Job;
use crate::{App, Ctx, Result};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Runs of one report that are added at a time: after weeks of rest the
/// reports of many days are due at once, and people wait meanwhile.
const CATCH_UP_MAX: usize = 3;

/// How long runs are kept: as long as books are (bokføringsloven § 13 asks for
/// five years after the end of the year).
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(6 * 366 * 24);
/// Runs cleared away at once.
const CLEARED_MAX: usize = 50;

/// Gives every report that is due its run.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PlanReports {}

#[async_trait::async_trait]
impl Job for PlanReports {
    const JOB_NAME: &'static str = "plan-reports";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_secs(30));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        for report in list(app, ctx).await? {
            if let (Some(timetable), Some(until), false) = (
                report.definition.timetable,
                report.planned_until,
                report.is_paused,
            ) {
                plan(app, ctx, &report, &timetable, until).await?;
            }
        }
        Ok(())
    }
}

/// Adds the runs of a report that are due, each once for ever by its key, and
/// only then notes how far that has come.
async fn plan(
    app: &App,
    ctx: &Ctx,
    report: &SetUp,
    timetable: &Timetable,
    planned_until: Timestamp,
) -> Result<()> {
    let unit = report.definition.unit.into();
    let span = (planned_until, ctx.now);
    let due = due_between(unit, timetable, &ctx.time_zone, span, CATCH_UP_MAX);
    let is_all = due.len() < CATCH_UP_MAX;
    let mut until = planned_until;
    for (period, at) in due {
        let ordered = Ordered {
            definition: report.definition.clone(),
            companies: None,
            goes_out: true,
        };
        let key = format!("due {period}");
        run::add(app, ctx, &report.name, (period, at), &key, &ordered).await?;
        until = at;
    }
    // Not noted each time there was nothing: that would write every minute.
    let is_late = |until: Timestamp| ctx.now.duration_since(until) > SignedDuration::from_hours(24);
    if until > planned_until {
        app.store
            .note_report_planned(ctx.organisation, &report.name, until)
            .await?;
    } else if is_all && is_late(planned_until) {
        app.store
            .note_report_planned(ctx.organisation, &report.name, ctx.now)
            .await?;
    }
    Ok(())
}

/// Takes runs of long ago away.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ClearReports {}

#[async_trait::async_trait]
impl Job for ClearReports {
    const JOB_NAME: &'static str = "clear-reports";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(24));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let before = ctx.now.checked_sub(KEPT_FOR).unwrap_or(Timestamp::MIN);
        let organisation = ctx.organisation;
        let clear = || {
            app.store
                .delete_runs_before(organisation, before, CLEARED_MAX)
        };
        while clear().await? == CLEARED_MAX {}
        Ok(())
    }
}

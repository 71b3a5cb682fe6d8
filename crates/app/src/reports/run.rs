//! Runs: one making of a report for one period.

use super::{Definition, Format, MakeReport, find};
use crate::audit::{self, Act, subject};
use crate::jobs::Job as _;
use crate::{Actor, App, Ctx, Error, Result};
use domain::period::Period;
use domain::{CompanyId, ContentHash, JobId, Right, RunId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use store::port::NewJob;
pub use store::port::{Run, RunState};

/// Runs that a list shows.
const LISTED_MAX: usize = 200;
/// When a period without a timetable is taken to be known: seven in the
/// morning after it, as a report without a choice goes out.
const USUAL: super::Timetable = super::Timetable {
    hour: 7,
    minute: 0,
    days_after: 1,
    bank_days: false,
};
/// How long whoever makes a run at once has for it before the job that was
/// added with it sees to it.
const AT_ONCE: SignedDuration = SignedDuration::from_mins(30);

/// What somebody orders by hand.
#[derive(Debug, Clone)]
pub struct Order {
    /// The report's short name.
    pub name: String,
    /// About which days; the last period that is over where nobody says.
    pub period: Option<Period>,
    /// Whether with everything that is known now, not as it was known then.
    pub is_restated: bool,
    /// In which formats; those of the report where nobody says.
    pub formats: Option<Vec<Format>>,
    /// Whether it goes out to everybody who gets it.
    pub goes_out: bool,
}

/// What a run keeps of its report, so that changing that changes no run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Ordered {
    pub(super) definition: Definition,
    /// Whose files are made where it does not go out; `None` for all companies.
    pub(super) companies: Option<Vec<CompanyId>>,
    pub(super) goes_out: bool,
}

impl Ordered {
    pub(super) fn of(run: &Run) -> Result<Self> {
        serde_json::from_str(&run.definition).map_err(Error::internal)
    }
}

/// Orders a report. With `at_once` it is made before this returns; otherwise
/// in the background. The same order of a period that is over is the same run,
/// with the same files. `None` where there is no such report.
pub async fn order(app: &Arc<App>, ctx: &Ctx, order: &Order, at_once: bool) -> Result<Option<Run>> {
    ctx.require(if order.goes_out {
        Right::Report
    } else {
        Right::Export
    })?;
    let Some(report) = find(app, ctx, &order.name).await? else {
        return Ok(None);
    };
    let mut definition = report.definition;
    if let Some(formats) = &order.formats {
        definition.formats.clone_from(formats);
    }
    let unit = definition.unit.into();
    let period = order
        .period
        .unwrap_or_else(|| super::period_of(unit, ctx.today()));
    if period.first_day() > ctx.today() {
        return Err(Error::invalid(
            "report.period",
            "period",
            format!("{period} has not begun yet"),
        ));
    }
    let timetable = definition.timetable.unwrap_or(USUAL);
    let due = super::due_at(period, &timetable, &ctx.time_zone);
    let as_of = if order.is_restated {
        ctx.now
    } else {
        due.min(ctx.now)
    };
    let ordered = Ordered {
        definition,
        companies: ctx.companies.clone(),
        goes_out: order.goes_out,
    };
    let key = key_of(app, period, as_of, &ordered)?;
    let content = json!({ "period": period.to_string(), "goes_out": order.goes_out });
    let about = subject("report", &order.name);
    audit::note_with(app, ctx, Act::named("report.ordered"), &about, content).await?;
    let mut run = add_at(
        app,
        ctx,
        &order.name,
        (period, as_of),
        &key,
        &ordered,
        at_once,
    )
    .await?;
    if at_once {
        if run.state != RunState::Made && run.state != RunState::Skipped {
            super::make::make(app, ctx, &run).await?;
        }
        let made = app.store.lookup_run(ctx.organisation, run.id).await?;
        run = made.unwrap_or(run);
    }
    Ok(Some(run))
}

/// What tells an order from another. What goes out is a new one each time;
/// what somebody looks at is the same one while it would say the same.
fn key_of(app: &App, period: Period, as_of: Timestamp, ordered: &Ordered) -> Result<String> {
    if ordered.goes_out {
        return Ok(format!("sent {period} {}", app.id(RunId::from_parts)));
    }
    let said = serde_json::to_vec(ordered).map_err(Error::internal)?;
    let hash = ContentHash::of(&said).to_string();
    Ok(format!("ordered {period} {as_of} {}", &hash[..16]))
}

/// Adds a run and the job that makes it; the one that is there where there is
/// one with its key.
pub(super) async fn add(
    app: &App,
    ctx: &Ctx,
    report: &str,
    (period, as_of): (Period, Timestamp),
    key: &str,
    ordered: &Ordered,
) -> Result<Run> {
    add_at(app, ctx, report, (period, as_of), key, ordered, false).await
}

async fn add_at(
    app: &App,
    ctx: &Ctx,
    report: &str,
    (period, as_of): (Period, Timestamp),
    key: &str,
    ordered: &Ordered,
    at_once: bool,
) -> Result<Run> {
    let run = Run {
        id: app.id(RunId::from_parts),
        report: report.to_owned(),
        key: key.to_owned(),
        period_from: period.first_day(),
        period_to: period.last_day(),
        as_of,
        ordered_by: name_of(ctx),
        ordered_at: ctx.now,
        definition: serde_json::to_string(ordered).map_err(Error::internal)?,
        state: RunState::Waiting,
        settled_at: None,
        error: None,
        names_erased_at: None,
    };
    let making = MakeReport { run: run.id };
    let run_at = match at_once {
        true => ctx.now.checked_add(AT_ONCE).map_err(Error::internal)?,
        false => ctx.now,
    };
    let job = NewJob {
        id: app.id(JobId::from_parts),
        name: MakeReport::JOB_NAME.to_owned(),
        key: run.id.to_string(),
        payload: serde_json::to_string(&making).map_err(Error::internal)?,
        run_at,
    };
    app.store
        .add_run(ctx.organisation, run.clone(), job)
        .await?;
    let found = app
        .store
        .find_run_by_key(ctx.organisation, report, key)
        .await?;
    Ok(found.unwrap_or(run))
}

/// Who asks, as a report says it.
pub(super) fn name_of(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => name.clone(),
        Actor::Operator => "Utsyn".to_owned(),
    }
}

/// The newest runs, of one report or of all.
pub async fn runs(app: &App, ctx: &Ctx, report: Option<&str>) -> Result<Vec<Run>> {
    ctx.require(Right::Read)?;
    Ok(app
        .store
        .list_runs(ctx.organisation, report, LISTED_MAX)
        .await?)
}

/// A run by its id.
pub async fn lookup(app: &App, ctx: &Ctx, id: RunId) -> Result<Option<Run>> {
    ctx.require(Right::Read)?;
    Ok(app.store.lookup_run(ctx.organisation, id).await?)
}

/// Sends the letters of a run again to everybody who gets its report now.
/// Answers how many; `None` where there is no such run, or it is not made.
pub async fn send_again(app: &App, ctx: &Ctx, id: RunId) -> Result<Option<usize>> {
    ctx.require(Right::Report)?;
    let run = app.store.lookup_run(ctx.organisation, id).await?;
    let Some(run) = run.filter(|run| run.state == RunState::Made) else {
        return Ok(None);
    };
    let ordered = Ordered::of(&run)?;
    if !ordered.goes_out {
        return Ok(None);
    }
    let again = format!("again {}", ctx.now);
    let sent = super::letters::write(app, ctx, &run, &ordered, &again).await?;
    let content = json!({ "run": run.id, "letters": sent });
    let about = subject("report", &run.report);
    audit::note_with(app, ctx, Act::named("report.sent_again"), &about, content).await?;
    Ok(Some(sent))
}

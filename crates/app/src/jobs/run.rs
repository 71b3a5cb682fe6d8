//! Doing jobs: who gets which, for how long, and what becomes of it.

use super::table::{self, Kind};
use crate::background::{asked_to_stop, next_change};
use crate::organisations::{list_across_tenants, operator};
use crate::{App, Error, Result};
use domain::OrganisationId;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use store::port::{Change, JobEnd, LeasedJob};
use tokio::sync::broadcast::Receiver;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Jobs of one node at once. They share its cores with people who wait.
const JOBS_AT_ONCE: usize = 4;
/// How long whoever has a job may be silent. Another node takes it then, so
/// this is how late a job may be when a node dies.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often whoever has a job says so.
const EXTEND_EVERY: Duration = Duration::from_secs(20);
/// How long a job under way may go on when its node is asked to stop.
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// How often to look for jobs that have become due, or that nobody was told of.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often a job may end its process before it is given up: it would take
/// node after node down.
const CRASHES_MAX: u32 = 2;
/// The pause before the end of a job is told again.
const TELL_AGAIN: Duration = Duration::from_secs(1);
/// How often it is told: for ten minutes. Then its lease runs out, and the
/// job is done again.
const TOLD_MAX: usize = 600;
/// How often a job is tried that this version does not know. A newer node
/// may take it meanwhile.
const UNKNOWN_ATTEMPTS_MAX: u32 = 8;
/// The pause after the first failure; each further one is twice as long.
const PAUSE_FIRST: SignedDuration = SignedDuration::from_secs(10);
/// The longest pause.
const PAUSE_MAX: SignedDuration = SignedDuration::from_hours(1);
/// The most characters of a failure that are kept.
const ERROR_CHARACTERS_MAX: usize = 500;

/// Does jobs until it is asked to stop; what is under way is finished, or left
/// to another node if it takes long.
pub(crate) async fn work(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut changes = app.store.subscribe();
    let mut planned = HashSet::new();
    let mut running = JoinSet::new();
    loop {
        if let Err(error) = begin_due(&app, &mut planned, &mut running, &stopped).await {
            tracing::warn!(%error, "looking for jobs failed; it is tried again");
        }
        tokio::select! {
            Some(_) = running.join_next() => {}
            () = added(&mut changes) => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = asked_to_stop(&mut stopped) => break,
        }
    }
    while running.join_next().await.is_some() {}
}

/// Waits until somebody says that there is a job, or may have said so.
async fn added(changes: &mut Receiver<Change>) {
    while let Some(Change::Log { .. }) = next_change(changes).await {}
}

async fn begin_due(
    app: &Arc<App>,
    planned: &mut HashSet<OrganisationId>,
    running: &mut JoinSet<()>,
    stopped: &watch::Receiver<bool>,
) -> Result<()> {
    plan(app, planned).await?;
    let free = JOBS_AT_ONCE - running.len();
    for job in lease(app, free).await? {
        running.spawn(attend(Arc::clone(app), job, stopped.clone()));
    }
    Ok(())
}

/// Does every job that is due, and those that become due by it. Answers how
/// many it began.
pub async fn run_due(app: &Arc<App>) -> Result<usize> {
    plan(app, &mut HashSet::new()).await?;
    let (_nobody_stops, stopped) = watch::channel(false);
    let mut begun = 0;
    loop {
        let jobs = lease(app, JOBS_AT_ONCE).await?;
        if jobs.is_empty() {
            return Ok(begun);
        }
        begun += jobs.len();
        let mut running = JoinSet::new();
        for job in jobs {
            running.spawn(attend(Arc::clone(app), job, stopped.clone()));
        }
        while running.join_next().await.is_some() {}
    }
}

/// Puts what comes by itself into the timetable of organisations that were
/// not seen before.
async fn plan(app: &Arc<App>, planned: &mut HashSet<OrganisationId>) -> Result<()> {
    for organisation in list_across_tenants(app).await? {
        if planned.contains(&organisation.id) {
            continue;
        }
        for kind in table::timetable() {
            kind.plan(Arc::clone(app), organisation.id, app.now())
                .await?;
        }
        planned.insert(organisation.id);
    }
    Ok(())
}

async fn lease(app: &App, limit: usize) -> Result<Vec<LeasedJob>> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let now = app.now();
    let until = after(now, LEASE);
    Ok(app
        .store
        .lease_jobs_across_tenants(now, until, limit)
        .await?)
}

fn after(now: Timestamp, pause: SignedDuration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

/// Does one job, and says what became of it.
async fn attend(app: Arc<App>, job: LeasedJob, stopped: watch::Receiver<bool>) {
    let kind = table::find(&job.name);
    let outcome = match kind {
        Some(_) if job.crashes >= CRASHES_MAX => Err(Error::internal(format!(
            "whoever had it was never heard of again, {} times",
            job.crashes
        ))),
        Some(kind) => tokio::select! {
            outcome = run(&app, kind, &job) => outcome,
            () = out_of_time(stopped) => Err(Error::internal("its node was asked to stop")),
            () = lose(&app, &job) => {
                tracing::warn!(job = %job.id, name = job.name, "another node has the job now");
                return;
            }
        },
        None => Err(Error::internal("this version does not know such a job")),
    };
    if let Err(error) = &outcome {
        let reason = told(error);
        tracing::warn!(job = %job.id, name = job.name, attempt = job.attempts, reason, "a job failed");
    }
    let end = end(&app, kind, &job, outcome);
    tell(&app, &job, end).await;
}

/// Says what became of a job, again and again while the database is away:
/// otherwise its lease would run out and look like a crash.
async fn tell(app: &App, job: &LeasedJob, end: JobEnd) {
    for _ in 0..TOLD_MAX {
        let told = app
            .store
            .end_job(job.organisation, job.id, job.fence, end.clone());
        match told.await {
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(%error, job = %job.id, name = job.name, "the end of a job could not be told yet");
            }
        }
        tokio::time::sleep(TELL_AGAIN).await;
    }
}

/// Runs a job in a task of its own, so that what breaks in it breaks nothing
/// else.
async fn run(app: &Arc<App>, kind: &'static Kind, job: &LeasedJob) -> Result<()> {
    let organisation = app.store.lookup_organisation(job.organisation).await?;
    let organisation = organisation.ok_or_else(|| Error::internal("there is no organisation"))?;
    let ctx = operator(app, &organisation);
    let running = kind.run(Arc::clone(app), ctx, job.payload.clone());
    let task = AbortOnDrop(tokio::spawn(running));
    task.await
        .map_err(|broke| Error::internal(format!("it broke: {broke}")))?
}

/// A task that ends with whoever waits for it.
struct AbortOnDrop<T>(tokio::task::JoinHandle<T>);

impl<T> Future for AbortOnDrop<T> {
    type Output = std::result::Result<T, tokio::task::JoinError>;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        std::pin::Pin::new(&mut self.0).poll(context)
    }
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Returns when the node was asked to stop and a job has had time to end.
async fn out_of_time(mut stopped: watch::Receiver<bool>) {
    asked_to_stop(&mut stopped).await;
    tokio::time::sleep(STOP_WITHIN).await;
}

/// Says from time to time that somebody still has the job; returns when
/// somebody else has it.
async fn lose(app: &App, job: &LeasedJob) {
    loop {
        tokio::time::sleep(EXTEND_EVERY).await;
        let until = after(app.now(), LEASE);
        let extended = app
            .store
            .extend_job(job.organisation, job.id, job.fence, until);
        match extended.await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, job = %job.id, "a lease could not be extended"),
        }
    }
}

/// What becomes of a job after this.
fn end(app: &App, kind: Option<&'static Kind>, job: &LeasedJob, outcome: Result<()>) -> JobEnd {
    let every = kind.and_then(|kind| kind.every);
    match (outcome, every) {
        (Ok(()), None) => JobEnd::Done,
        (Ok(()), Some(every)) => JobEnd::Again {
            run_at: after(app.now(), every),
        },
        (Err(error), every) => {
            let attempts_max = kind.map_or(UNKNOWN_ATTEMPTS_MAX, |kind| kind.attempts_max);
            // What comes by itself goes on trying: what it needs comes back,
            // and nobody should have to say so.
            let is_over =
                every.is_none() && job.attempts >= attempts_max || job.crashes >= CRASHES_MAX;
            let error = told(&error);
            match is_over {
                true => JobEnd::GivenUp { error },
                false => JobEnd::Failed {
                    run_at: after(
                        app.now(),
                        pause(job.attempts).min(every.unwrap_or(PAUSE_MAX)),
                    ),
                    error,
                },
            }
        }
    }
}

/// How long to wait after so many attempts.
pub(super) fn pause(attempts: u32) -> SignedDuration {
    let doubled = 1_i32
        .checked_shl(attempts.saturating_sub(1))
        .unwrap_or(i32::MAX);
    PAUSE_FIRST
        .checked_mul(doubled.max(1))
        .map_or(PAUSE_MAX, |pause| pause.min(PAUSE_MAX))
}

/// A failure with its causes, for those who look after the installation.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        text.push_str(": ");
        text.push_str(&source.to_string());
        cause = source.source();
    }
    text.chars().take(ERROR_CHARACTERS_MAX).collect()
}

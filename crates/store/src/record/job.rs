use super::Record;
use crate::Result;
use crate::engine::Scope;
use crate::port::{Change, Job, JobEnd, JobState, Jobs, LeasedJob, NewJob};
use crate::queries::{
    JOB_ADD, JOB_DELETE, JOB_EXTEND, JOB_FAIL, JOB_FIND_DUE, JOB_GIVE_UP, JOB_LEASE, JOB_LIST,
    JOB_REPEAT, JOB_RETRY,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::{JobId, OrganisationId};
use jiff::Timestamp;

const TABLE: &str = "jobs";

/// Adds a job inside a transaction that does something else besides, so that
/// both are there or neither is. Answers whether it was added.
pub(super) fn add(
    connection: &dyn Connection,
    organisation: OrganisationId,
    job: &NewJob,
    now: Timestamp,
) -> Result<bool> {
    let params = params![
        organisation.as_bytes(),
        job.id.as_bytes(),
        job.name,
        job.key,
        job.payload,
        micros(now),
        micros(job.run_at),
    ];
    changed(connection, row::run(connection, JOB_ADD, params)?)
}

/// Whether a job is to be done now that was not before; then whoever does
/// jobs is told.
fn changed(connection: &dyn Connection, rows: usize) -> Result<bool> {
    if rows == 1 {
        connection.announce(Change::Job)?;
    }
    Ok(rows == 1)
}

fn small(columns: &Columns<'_>, column: &'static str, count: u64) -> Result<u32> {
    columns.known(column, u32::try_from(count).ok())
}

/// A job that is due, as whoever is given it will have it.
fn read_due(columns: &mut Columns<'_>) -> Result<LeasedJob> {
    let organisation = columns.id("organisation_id", OrganisationId::from_bytes)?;
    let id = columns.id("job_id", JobId::from_bytes)?;
    let (name, payload) = (columns.text("name")?, columns.text("payload")?);
    let state = columns.word("state", JobState::from_number)?;
    let (attempts, crashes) = (columns.count("attempts")?, columns.count("crashes")?);
    // Somebody has it and was not heard of in time.
    let crashed = u32::from(state == JobState::Running);
    Ok(LeasedJob {
        organisation,
        id,
        name,
        payload,
        attempts: small(columns, "attempts", attempts)? + 1,
        crashes: small(columns, "crashes", crashes)? + crashed,
        fence: columns.int("fence")? + 1,
    })
}

fn read(columns: &mut Columns<'_>) -> Result<Job> {
    Ok(Job {
        id: columns.id("job_id", JobId::from_bytes)?,
        name: columns.text("name")?,
        state: columns.word("state", JobState::from_number)?,
        created_at: columns.moment("created_at")?,
        run_at: columns.moment("run_at")?,
        attempts: {
            let attempts = columns.count("attempts")?;
            small(columns, "attempts", attempts)?
        },
        error: columns.optional_text("error")?,
    })
}

fn lease(
    connection: &dyn Connection,
    now: Timestamp,
    until: Timestamp,
    limit: usize,
) -> Result<Vec<LeasedJob>> {
    let due = params![micros(now), row::limit(limit)];
    let jobs = row::all(connection, TABLE, JOB_FIND_DUE, due, read_due)?;
    for job in &jobs {
        let params = params![
            job.organisation.as_bytes(),
            job.id.as_bytes(),
            micros(until),
            job.attempts,
            job.crashes,
            job.fence,
        ];
        row::queue(connection, JOB_LEASE, params)?;
    }
    Ok(jobs)
}

fn end(
    connection: &dyn Connection,
    organisation: OrganisationId,
    (id, fence): (JobId, i64),
    end: &JobEnd,
) -> Result<bool> {
    let (organisation, id) = (organisation.as_bytes(), id.as_bytes());
    let changed = match end {
        JobEnd::Done => row::run(connection, JOB_DELETE, params![organisation, id, fence]),
        JobEnd::Again { run_at } => {
            let params = params![organisation, id, fence, micros(*run_at)];
            row::run(connection, JOB_REPEAT, params)
        }
        JobEnd::Failed { run_at, error } => {
            let params = params![organisation, id, fence, micros(*run_at), error];
            row::run(connection, JOB_FAIL, params)
        }
        JobEnd::GivenUp { error } => {
            let params = params![organisation, id, fence, error];
            row::run(connection, JOB_GIVE_UP, params)
        }
    };
    Ok(changed? == 1)
}

#[async_trait::async_trait]
impl Jobs for Record {
    async fn add_job(
        &self,
        organisation: OrganisationId,
        job: NewJob,
        now: Timestamp,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            add(connection, organisation, &job, now)
        })
        .await
    }

    async fn lease_jobs_across_tenants(
        &self,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LeasedJob>> {
        self.write(Scope::AcrossTenants, move |connection| {
            lease(connection, now, until, limit)
        })
        .await
    }

    async fn extend_job(
        &self,
        organisation: OrganisationId,
        id: JobId,
        fence: i64,
        until: Timestamp,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), fence, micros(until)];
            Ok(row::run(connection, JOB_EXTEND, params)? == 1)
        })
        .await
    }

    async fn end_job(
        &self,
        organisation: OrganisationId,
        id: JobId,
        fence: i64,
        how: JobEnd,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            end(connection, organisation, (id, fence), &how)
        })
        .await
    }

    async fn list_jobs(&self, organisation: OrganisationId, limit: usize) -> Result<Vec<Job>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), row::limit(limit)];
            row::all(connection, TABLE, JOB_LIST, params, read)
        })
        .await
    }

    async fn retry_job(
        &self,
        organisation: OrganisationId,
        id: JobId,
        now: Timestamp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), micros(now)];
            changed(connection, row::run(connection, JOB_RETRY, params)?)
        })
        .await
    }
}

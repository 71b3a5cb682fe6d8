use crate::Result;
use domain::{JobId, OrganisationId};
use jiff::Timestamp;

/// Something to be done later, and again until it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// What is done; names a kind of job for ever.
    pub name: String,
    /// Of jobs with one name and key there is one; asking for a second
    /// changes nothing.
    pub key: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// Not before this moment.
    pub run_at: Timestamp,
}

/// A job that one node has for a while. Whatever it tells of the job carries
/// the fence, and counts only while nobody else was given the job since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeasedJob {
    /// Whose job.
    pub organisation: OrganisationId,
    /// Its id.
    pub id: JobId,
    /// What is done.
    pub name: String,
    /// What it needs to know.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: u32,
    /// How often whoever had it was never heard of again.
    pub crashes: u32,
    /// Tells this lease from every other one of the job.
    pub fence: i64,
}

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// It waits for its moment.
    Waiting,
    /// Somebody has it.
    Running,
    /// It was given up; a person may have it run again.
    Dead,
}

impl JobState {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Running, Self::Dead];

    /// The number that stands for it in a column.
    pub const fn number(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Running => 1,
            Self::Dead => 2,
        }
    }

    /// The state that a number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The word for it outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Dead => "dead",
        }
    }
}

/// A job, to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is done.
    pub name: String,
    /// How it stands.
    pub state: JobState,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it is due; while somebody has it, until when they may be silent.
    pub run_at: Timestamp,
    /// How often it was begun since it was last asked for or done.
    pub attempts: u32,
    /// Why it failed the last time.
    pub error: Option<String>,
}

/// What becomes of a job that somebody had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    /// It is done and goes.
    Done,
    /// It is done and comes again.
    Again {
        /// Not before this moment.
        run_at: Timestamp,
    },
    /// It failed and is tried again.
    Failed {
        /// Not before this moment.
        run_at: Timestamp,
        /// Why.
        error: String,
    },
    /// It failed and is given up until a person looks at it.
    GivenUp {
        /// Why.
        error: String,
    },
}

/// Jobs: each done at least once, by one node at a time.
#[async_trait::async_trait]
pub trait Jobs {
    /// Adds a job, unless there is one with its name and key. Answers whether
    /// it was added.
    async fn add_job(
        &self,
        organisation: OrganisationId,
        job: NewJob,
        now: Timestamp,
    ) -> Result<bool>;
    /// Gives out at most `limit` jobs that are due, over all tenants, until a
    /// moment. That they were begun is counted before this returns, so that a
    /// job which ends its process is known by it.
    async fn lease_jobs_across_tenants(
        &self,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LeasedJob>>;
    /// Moves the end of a lease. `false` where somebody else was given the
    /// job since; then it must be left alone.
    async fn extend_job(
        &self,
        organisation: OrganisationId,
        id: JobId,
        fence: i64,
        until: Timestamp,
    ) -> Result<bool>;
    /// Says what becomes of a job. `false` where somebody else was given it
    /// since; then nothing was changed.
    async fn end_job(
        &self,
        organisation: OrganisationId,
        id: JobId,
        fence: i64,
        end: JobEnd,
    ) -> Result<bool>;
    /// The jobs of an organisation, those given up first, then by when they
    /// are due; at most `limit`.
    async fn list_jobs(&self, organisation: OrganisationId, limit: usize) -> Result<Vec<Job>>;
    /// Has a job that was given up run again. `false` where there is no such
    /// job, or it was not given up.
    async fn retry_job(
        &self,
        organisation: OrganisationId,
        id: JobId,
        now: Timestamp,
    ) -> Result<bool>;
}

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Something done in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Job {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// What is done. Open.
    #[schema(example = "sweep-originals")]
    pub name: String,
    /// `waiting`, `running`, or `dead`: given up until it is retried.
    pub state: &'static str,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When it is due; while it runs, until when it may be silent.
    #[schema(value_type = String, format = DateTime)]
    pub run_at: Timestamp,
    /// How often it was begun.
    pub attempts: u32,
    /// Why it failed the last time.
    pub error: Option<String>,
}

impl From<&app::jobs::JobRow> for Job {
    fn from(job: &app::jobs::JobRow) -> Self {
        Self {
            id: job.id.to_string(),
            name: job.name.clone(),
            state: job.state.code(),
            created_at: job.created_at,
            run_at: job.run_at,
            attempts: job.attempts,
            error: job.error.clone(),
        }
    }
}

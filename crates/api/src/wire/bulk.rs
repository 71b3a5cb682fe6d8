use app::bulks::{self, Progress, RowShown};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that is done to many documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Bulk {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// What is done: `assign`, `comment`, `resolve`, `resend` or `hold`. Open.
    #[schema(example = "comment")]
    pub action: &'static str,
    /// Words of the filter language by which the documents were chosen;
    /// absent where they were named one by one, or somebody whom it is about
    /// is erased.
    #[schema(example = "delivery:failed")]
    pub filter: Option<String>,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub asked_at: Timestamp,
    /// When it was over; absent while it is under way.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
    /// How many documents; those that are erased are not counted any more.
    pub documents: u64,
    /// How many of them are waiting.
    pub waiting: u64,
    /// How many are done.
    pub done: u64,
    /// With how many there was nothing to do.
    pub skipped: u64,
    /// With how many it could not be done.
    pub failed: u64,
}

impl From<&(bulks::Bulk, Progress)> for Bulk {
    fn from((bulk, progress): &(bulks::Bulk, Progress)) -> Self {
        Self {
            id: bulk.id.to_string(),
            action: bulk.action.code(),
            filter: bulk.filter.clone(),
            asked_at: bulk.asked_at,
            ended_at: bulk.ended_at,
            documents: progress.total(),
            waiting: progress.waiting,
            done: progress.done,
            skipped: progress.skipped,
            failed: progress.failed,
        }
    }
}

/// What became of one document of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BulkRow {
    /// Its place among them, from 1.
    pub place: i64,
    /// Id of the document.
    #[schema(format = Uuid)]
    pub document: String,
    /// Its number; absent where the key may not see it any more.
    pub number: Option<String>,
    /// `waiting`, `done`, `skipped` or `failed`. Open.
    #[schema(example = "failed")]
    pub state: &'static str,
    /// A stable code that says why, where it was not done.
    #[schema(example = "document.gone")]
    pub why: Option<String>,
}

impl From<&RowShown> for BulkRow {
    fn from(row: &RowShown) -> Self {
        Self {
            place: row.place,
            document: row.document.to_string(),
            number: row.number.clone(),
            state: row.state.code(),
            why: row.why.clone(),
        }
    }
}

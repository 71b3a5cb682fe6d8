use app::exports::{ExportRow, ExportState};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A file that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Export {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// `making`, `ready` or `failed`. Open.
    pub state: &'static str,
    /// Words of the filter language.
    pub filter: String,
    /// The column it is sorted by.
    pub sort: String,
    /// `documents` or `events`. Open.
    pub table: String,
    /// `ndjson`, `csv`, `parquet` or `xlsx`. Open.
    pub format: String,
    /// Who asked for it.
    pub asked_by: String,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// How much of it is done.
    pub done: u64,
    /// How much there is; zero before that is known.
    pub total: u64,
    /// Bytes of the file, once it is ready.
    pub size: Option<u64>,
    /// Where its bytes can be fetched, once it is ready.
    pub file: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
    /// When it goes.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl From<&ExportRow> for Export {
    fn from(row: &ExportRow) -> Self {
        let is_ready = row.state == ExportState::Ready;
        Self {
            id: row.id.to_string(),
            state: row.state.code(),
            filter: row.filter.clone(),
            sort: row.sort.clone(),
            table: row.table.clone(),
            format: row.format.clone(),
            asked_by: row.asked_by.clone(),
            created_at: row.created_at,
            done: row.done,
            total: row.total,
            size: row.size,
            file: is_ready.then(|| format!("/api/v1/exports/{}/file", row.id)),
            error: row.error.clone(),
            expires_at: row.expires_at,
        }
    }
}

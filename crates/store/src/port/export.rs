use crate::Result;
use domain::{CompanyId, ExportId, OrganisationId};
use jiff::Timestamp;

/// A file that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// Its id.
    pub id: ExportId,
    /// Words of the filter language.
    pub filter: String,
    /// The column to sort by.
    pub sort: String,
    /// What it is of.
    pub table: String,
    /// How it is written.
    pub format: String,
    /// The companies that whoever asked may see; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
    /// Who asked, by name.
    pub asked_by: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// How it stands.
    pub state: ExportState,
    /// How much is done, of how much.
    pub done: u64,
    /// How much there is.
    pub total: u64,
    /// Bytes of the file, once it is there.
    pub size: Option<u64>,
    /// Why there is none, in English.
    pub error: Option<String>,
    /// When it goes.
    pub expires_at: Timestamp,
}

/// How an export stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportState {
    /// It is being made.
    Making,
    /// It can be fetched.
    Ready,
    /// It could not be made.
    Failed,
}

impl ExportState {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::Making, Self::Ready, Self::Failed];

    /// The number that stands for it in a column.
    pub const fn number(self) -> u8 {
        match self {
            Self::Making => 0,
            Self::Ready => 1,
            Self::Failed => 2,
        }
    }

    /// The state that a number stands for.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The word for it outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Making => "making",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }
}

/// How an export ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportEnd {
    /// It can be fetched until a moment.
    Ready {
        /// Bytes of the file.
        size: u64,
        /// When it goes.
        expires_at: Timestamp,
    },
    /// It could not be made.
    Failed {
        /// Why.
        error: String,
        /// When that goes.
        expires_at: Timestamp,
    },
}

/// Files that were asked for.
#[async_trait::async_trait]
pub trait Exports {
    /// Adds one that is to be made.
    async fn add_export(&self, organisation: OrganisationId, export: ExportRow) -> Result<()>;
    /// An export by id.
    async fn lookup_export(
        &self,
        organisation: OrganisationId,
        id: ExportId,
    ) -> Result<Option<ExportRow>>;
    /// Exports, newest first, at most `limit`.
    async fn list_exports(
        &self,
        organisation: OrganisationId,
        limit: usize,
    ) -> Result<Vec<ExportRow>>;
    /// Notes how much is done, of how much.
    async fn note_export_progress(
        &self,
        organisation: OrganisationId,
        id: ExportId,
        done: u64,
        total: u64,
    ) -> Result<()>;
    /// Says how it ended. False where that was said before.
    async fn end_export(
        &self,
        organisation: OrganisationId,
        id: ExportId,
        end: ExportEnd,
    ) -> Result<bool>;
    /// Exports whose file is to go: their time is over, or a document in them
    /// was erased.
    async fn list_exports_over(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ExportId>>;
    /// Notes that the file of an export that failed or was erased is gone.
    async fn forget_export_file(&self, organisation: OrganisationId, id: ExportId) -> Result<()>;
    /// Takes one away.
    async fn delete_export(&self, organisation: OrganisationId, id: ExportId) -> Result<bool>;
}

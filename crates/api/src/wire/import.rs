use super::Finding;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A file that was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Import {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its name, as given.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// How many bytes.
    pub size: u64,
    /// What it was recognised as. Open.
    #[schema(example = "ubl")]
    pub format: String,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Timestamp,
    /// Whether all of its items are in; false while it is being read.
    pub is_complete: bool,
    /// How many items came to each outcome.
    pub items: ItemCounts,
    /// What was noticed about the file as a whole.
    pub findings: Vec<Finding>,
}

impl From<&app::imports::Import> for Import {
    fn from(import: &app::imports::Import) -> Self {
        Self {
            id: import.id.to_string(),
            name: import.name.clone(),
            sha256: import.hash.to_string(),
            size: import.size,
            format: import.format.clone(),
            received_at: import.received_at,
            is_complete: import.is_complete,
            items: import.counts.into(),
            findings: import.findings.iter().map(Finding::from).collect(),
        }
    }
}

/// Items by outcome. They add up to all items there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ItemCounts {
    /// Items in the record.
    pub stored: u64,
    /// Items that were there already.
    pub duplicate: u64,
    /// Items whose document is not known yet.
    pub unmatched: u64,
    /// Items that cannot be used.
    pub rejected: u64,
}

impl From<app::imports::ItemCounts> for ItemCounts {
    fn from(counts: app::imports::ItemCounts) -> Self {
        Self {
            stored: counts.stored,
            duplicate: counts.duplicate,
            unmatched: counts.unmatched,
            rejected: counts.rejected,
        }
    }
}

/// An item of a file, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportItem {
    /// Place among the file's items, from 0.
    pub position: u64,
    /// Where in the file: `line 12`, an entry's name; empty for the file itself.
    pub place: String,
    /// What kind of thing it is: `document`, `event`, `payment`, `mandate`. Open.
    #[schema(example = "document")]
    pub kind: &'static str,
    /// What became of it: `stored`, `duplicate`, `unmatched`, `rejected`. Open.
    #[schema(example = "stored")]
    pub outcome: &'static str,
    /// The document that it became or is about.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

impl From<&app::imports::ImportItem> for ImportItem {
    fn from(item: &app::imports::ImportItem) -> Self {
        Self {
            position: item.position,
            place: item.place.clone(),
            kind: item.kind.code(),
            outcome: item.outcome.code(),
            document: item.document.map(|id| id.to_string()),
            findings: item.findings.iter().map(Finding::from).collect(),
        }
    }
}

/// What became of one item that was just given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ItemReport {
    /// The file's name, with the archive it lies in.
    pub file: String,
    /// Where in the file; empty for the file itself.
    pub item: String,
    /// What the file was recognised as. Open.
    #[schema(example = "ubl")]
    pub format: String,
    /// What became of it: `stored`, `duplicate`, `unmatched`, `rejected`. Open.
    #[schema(example = "stored")]
    pub outcome: &'static str,
    /// What kind of thing it is: `document`, `event`, `payment`, `mandate`. Open.
    #[schema(example = "document")]
    pub kind: &'static str,
    /// The document that it became or is about.
    #[schema(format = Uuid)]
    pub document: Option<String>,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

impl From<&app::imports::ItemReport> for ItemReport {
    fn from(report: &app::imports::ItemReport) -> Self {
        Self {
            file: report.file.clone(),
            item: report.item.clone(),
            format: report.format.to_owned(),
            outcome: report.outcome.code(),
            kind: report.kind.code(),
            document: report.document.map(|id| id.to_string()),
            findings: report.findings.iter().map(Finding::from).collect(),
        }
    }
}

/// What a run of files came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Summary {
    /// Files received.
    pub files: u64,
    /// Bytes received.
    pub bytes: u64,
    /// Their items by outcome.
    #[serde(flatten)]
    pub items: ItemCounts,
}

impl From<app::imports::Summary> for Summary {
    fn from(summary: app::imports::Summary) -> Self {
        Self {
            files: summary.files,
            bytes: summary.bytes,
            items: summary.items.into(),
        }
    }
}

/// The summary as the last line of a stream of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct SummaryLine {
    /// What it came to.
    pub summary: Summary,
}

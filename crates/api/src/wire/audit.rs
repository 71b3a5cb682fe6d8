use app::audit;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Its place: 1, 2, 3… without gaps.
    pub number: u64,
    /// When it was done.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who did it: `person:<id>`, `key:<id>`, `operator` or `nobody`.
    pub actor: String,
    /// What was done. Open.
    #[schema(example = "link.made")]
    pub act: String,
    /// What it was done to, a noun and its id; empty where it is about all of
    /// the organisation.
    pub subject: String,
    /// Names and values; absent once they were erased.
    pub content: Option<Value>,
    /// SHA-256 that chains it to the entry before.
    pub link: String,
}

impl From<&audit::AuditEntry> for AuditEntry {
    fn from(entry: &audit::AuditEntry) -> Self {
        Self {
            number: entry.link.number,
            at: entry.link.at,
            actor: entry.link.actor.clone(),
            act: entry.link.act.name().to_owned(),
            subject: entry.link.subject.clone(),
            content: entry.content.as_ref().map(|_| audit::content(entry)),
            link: entry.hash.to_string(),
        }
    }
}

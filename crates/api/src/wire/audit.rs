use app::audit;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
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

/// How far the log had come when it was signed: whoever keeps this elsewhere
/// finds out if the log is cut off or written anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditHead {
    /// What kind of file this is.
    pub format: String,
    /// Id of the organisation.
    #[schema(format = Uuid)]
    pub organisation: String,
    /// Number of the last entry.
    pub number: u64,
    /// Its SHA-256, which every entry before it is in.
    pub link: String,
    /// When it was signed.
    #[schema(value_type = String, format = DateTime)]
    pub signed_at: Timestamp,
    /// The key that checks the signature: Ed25519, hexadecimal.
    pub public_key: String,
    /// The signature, hexadecimal.
    pub signature: String,
}

/// What looking at the whole log found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditCheck {
    /// Whether everything holds together.
    pub is_whole: bool,
    /// Entries that were looked at.
    pub entries: u64,
    /// Of them, those whose content was erased.
    pub erased: u64,
    /// Signed heads that were looked at.
    pub heads: u64,
    /// What is wrong, in words.
    pub wrong: Vec<String>,
}

impl From<audit::Verified> for AuditCheck {
    fn from(verified: audit::Verified) -> Self {
        Self {
            is_whole: verified.wrong.is_empty(),
            entries: verified.entries,
            erased: verified.erased,
            heads: verified.heads,
            wrong: verified.wrong,
        }
    }
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

use app::mail::LetterRow;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A letter, without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Letter {
    /// What tells it from the others.
    pub key: String,
    /// The address it goes to.
    pub recipient: String,
    /// What it is about.
    pub subject: String,
    /// `waiting`, `sent` or `refused`: given up until it is retried.
    pub state: &'static str,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub tried_at: Option<Timestamp>,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

impl From<&LetterRow> for Letter {
    fn from(letter: &LetterRow) -> Self {
        Self {
            key: letter.key.clone(),
            recipient: letter.recipient.clone(),
            subject: letter.subject.clone(),
            state: letter.state.code(),
            created_at: letter.created_at,
            attempts: letter.attempts,
            tried_at: letter.tried_at,
            error: letter.error.clone(),
        }
    }
}

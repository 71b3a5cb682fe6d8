//! What every file of a report says of itself.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use render::Language;

/// What a report says of itself, in every form.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The language it is in.
    pub language: Language,
    /// Whose clock its moments are shown by.
    pub zone: TimeZone,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// The period in words.
    pub period: String,
    /// The period, which documents, which companies, as of when, and who
    /// ordered it: names and values, in the language of the report.
    pub facts: Vec<(String, String)>,
    /// What was known then is in it; also the time that files carry.
    pub as_of: Timestamp,
}

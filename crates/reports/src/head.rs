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
    /// ordered it.
    pub facts: Vec<Fact>,
    /// What was known then is in it; also the time that files carry.
    pub as_of: Timestamp,
}

/// One thing that a report says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name, for programs.
    pub code: &'static str,
    /// Its name, in the language of the report.
    pub name: String,
    /// What it is, in the language of the report.
    pub value: String,
    /// The same for programs, in no language.
    pub exact: String,
}

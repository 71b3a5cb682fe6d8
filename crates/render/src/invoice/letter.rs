//! Letters and payslips: running text.

use super::parties::{self, Party};
use super::{Paper, mark};
use crate::formats::Formats;
use crate::sheet::{Fact, Opening, Sheet, Template, Value};
use serde::Serialize;

/// A first paragraph longer than this is no heading, in characters.
const SUBJECT_CHARS_MAX: usize = 80;

#[derive(Serialize)]
struct Letter {
    #[serde(flatten)]
    opening: Opening,
    seller: Party,
    buyer: Party,
    dates: Vec<Fact>,
    subject: String,
    text: Vec<Value>,
    facts: Vec<Fact>,
    #[serde(flatten)]
    marks: mark::Printed,
}

impl Paper<'_> {
    /// Running text: the first paragraph is the heading, where it is one.
    pub(super) fn letter(&self, formats: &Formats) -> Sheet {
        let language = formats.language();
        let seller = parties::seller(self, language);
        let mut text = self.notes();
        let is_heading = text.first().is_some_and(|first| {
            text.len() > 1 && first.value.chars().count() <= SUBJECT_CHARS_MAX
        });
        let subject = match is_heading {
            true => text.remove(0).value,
            false => self.title(language),
        };
        let letter = Letter {
            opening: self.opening(language, &seller),
            buyer: parties::buyer(self, language),
            dates: self.dates(formats),
            subject,
            text,
            facts: Vec::new(),
            marks: self.marks.printed(),
            seller,
        };
        Sheet::new(Template::Letter, &letter)
    }
}

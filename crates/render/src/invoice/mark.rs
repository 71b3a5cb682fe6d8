//! Fields that errors name, found on the laid-out document.
//!
//! A channel says what it did not like as a business term of EN 16931
//! (`BT-84`, `[BR-CO-15]` with its terms in the text) or as a path into the
//! file. Both become the key of a field; what cannot be placed is told below
//! the document all the same.

mod path;

use serde::Serialize;
use std::collections::BTreeMap;

/// Most errors marked on one document; the timeline has them all.
const MARKS_MAX: usize = 20;

/// What errors say, and which fields they name.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, Serialize)]
pub struct Marks {
    told: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, Serialize)]
struct Mark {
    /// The key of the field; `None` where it is not known which one is meant.
    key: Option<String>,
    text: String,
}

/// Marks as templates want them.
#[derive(Debug, Serialize)]
pub(crate) struct Printed {
    marked: BTreeMap<String, String>,
    errors: Vec<Told>,
}

#[derive(Debug, Serialize)]
struct Told {
    number: String,
    text: String,
}

impl Marks {
    /// Adds an error: where it points to, if it says, and its text. One that
    /// was told before is not told again.
    pub fn add(&mut self, place: Option<&str>, text: &str) {
        let key = place
            .and_then(key)
            .or_else(|| path::term_in(text).and_then(|term| path::field(&term)));
        let mark = Mark {
            key,
            text: text.to_owned(),
        };
        if self.told.len() < MARKS_MAX && !self.told.contains(&mark) {
            self.told.push(mark);
        }
    }

    /// Whether no error names anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    pub(crate) fn printed(&self) -> Printed {
        let mut marked: BTreeMap<String, String> = BTreeMap::new();
        let mut errors = Vec::with_capacity(self.told.len());
        for (at, mark) in self.told.iter().enumerate() {
            let number = (at + 1).to_string();
            if let Some(key) = &mark.key {
                let numbers = marked.entry(key.clone()).or_default();
                let comma = if numbers.is_empty() { "" } else { "," };
                *numbers = format!("{numbers}{comma}{number}");
            }
            errors.push(Told {
                number,
                text: mark.text.clone(),
            });
        }
        Printed { marked, errors }
    }
}

/// The key of the field that a place means: a business term or a path.
fn key(place: &str) -> Option<String> {
    match path::term_in(place) {
        Some(term) => path::field(&term),
        None => path::key(place),
    }
}

#[cfg(test)]
mod tests;

//! Any XML so that it can be read: one element a line.

use crate::language::Language;
use crate::sheet::{Opening, Sheet, Template};
use serde::Serialize;

/// Most elements laid out: some ten pages. The rest is in the original.
pub const ROWS_MAX: usize = 600;

/// One element: how deep it lies, its name, its attributes and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// How many elements it lies in.
    pub depth: usize,
    /// Its name without a prefix.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<Pair>,
    /// The text directly in it.
    pub value: String,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The sheet of a file that is shown element by element.
#[must_use]
pub fn sheet(language: Language, title: &str, under: &str, rows: &[Row]) -> Sheet {
    #[derive(Serialize)]
    struct Outline<'a> {
        #[serde(flatten)]
        opening: Opening,
        under: &'a str,
        rows: &'a [Row],
        more: Option<&'static str>,
    }
    let is_cut = rows.len() > ROWS_MAX;
    let outline = Outline {
        opening: Opening::of(language, title.to_owned(), "Utsyn", title.to_owned()),
        under,
        rows: &rows[..rows.len().min(ROWS_MAX)],
        more: is_cut
            .then(|| language.pick("Resten står i originalen.", "The rest is in the original.")),
    };
    Sheet::new(Template::Outline, &outline)
}

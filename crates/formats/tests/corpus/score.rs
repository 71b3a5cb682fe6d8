//! How many expected fields are equal, and which are not.

use serde_json::Value;
use std::path::Path;

/// Fields compared so far.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) files: usize,
    pub(crate) equal: usize,
    pub(crate) wrong: Vec<String>,
}

impl Score {
    /// Compares a field with what is expected of it.
    pub(crate) fn field<T: PartialEq + std::fmt::Debug>(
        &mut self,
        path: &Path,
        field: &str,
        found: &T,
        expected: &T,
    ) {
        if found == expected {
            self.equal += 1;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            self.wrong.push(format!(
                "{name} {field}: found {found:?}, expected {expected:?}"
            ));
        }
    }

    /// The share of fields that are equal.
    pub(crate) fn share(&self) -> f64 {
        self.equal as f64 / (self.equal + self.wrong.len()).max(1) as f64
    }

    /// Fails where fewer than this share of the fields are equal.
    pub(crate) fn at_least(&self, share: f64) {
        for wrong in &self.wrong {
            println!("    {wrong}");
        }
        println!(
            "{} files, {} of {} fields equal",
            self.files,
            self.equal,
            self.equal + self.wrong.len()
        );
        assert!(self.share() >= share, "{:?}", self.wrong);
    }
}

/// A text field of an expectation.
pub(crate) fn text(row: &Value, field: &str) -> Option<String> {
    row[field].as_str().map(str::to_owned)
}

/// A list of texts of an expectation.
pub(crate) fn texts(row: &Value, field: &str) -> Vec<String> {
    let values = row[field].as_array().into_iter().flatten();
    values
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

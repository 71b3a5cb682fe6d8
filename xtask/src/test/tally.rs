//! Adding up what the test programs say of themselves.

use std::fmt;
use std::io::{self, BufRead, Write};

#[cfg(test)]
mod tests;

/// How each program of `cargo test` begins its closing line.
const SUMMARY: &str = "test result: ";

/// The totals over all test programs of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// Tests marked `#[ignore]`.
    pub(crate) skipped: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

impl Tally {
    /// Adds the figures of one line if it is a program's closing line.
    fn add_line(&mut self, line: &str) {
        let Some(summary) = line.strip_prefix(SUMMARY) else {
            return;
        };
        let words: Vec<&str> = summary.split_whitespace().collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<u64>() else {
                continue;
            };
            match pair[1].trim_end_matches(';') {
                "passed" => self.passed = self.passed.saturating_add(number),
                "failed" => self.failed = self.failed.saturating_add(number),
                "ignored" => self.skipped = self.skipped.saturating_add(number),
                _ => {}
            }
        }
    }
}

/// Copies `from` to `to` line by line, as it comes, and returns the totals.
///
/// # Errors
/// When either side fails.
pub(crate) fn pass_through(mut from: impl BufRead, mut to: impl Write) -> io::Result<Tally> {
    let mut tally = Tally::default();
    // Bytes, because a test may print what is not UTF-8.
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        to.flush()?;
        tally.add_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(tally)
}

//! `cargo xtask tidy`: structure held by code.
//!
//! Each rule is a function from the tree of files to findings, in a file of its
//! own with a good and a bad sample beside it. A rule reads nothing but the
//! tree it is handed, which is what makes the samples possible.

mod decisions;
mod drivers;
mod links;
mod manifest;
mod map;
mod names;
mod places;
mod queries;
mod rooms;
mod sizes;
mod translations;
mod tree;

use std::fmt;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use tree::Tree;

#[cfg(test)]
mod tests;

/// One place that breaks a rule, with enough said to mend it without asking.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(crate) path: String,
    /// Counted from 1; 1 also where the finding is about the whole file.
    pub(crate) line: usize,
    pub(crate) what: String,
    pub(crate) why: &'static str,
    pub(crate) fix: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding {
            path,
            line,
            what,
            why,
            fix,
        } = self;
        write!(f, "{path}:{line}: {what}; {why}; {fix}")
    }
}

/// A rule: everything it finds wrong with the tree.
type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule, in the order of the floors: crates, files, text.
const RULES: &[Rule] = &[
    rooms::check,
    drivers::check,
    map::check,
    sizes::check,
    names::check,
    queries::check,
    places::check,
    translations::check,
    decisions::check,
    links::check,
];

/// The verb: findings on standard output, one a line.
pub(crate) fn run(root: &Path) -> ExitCode {
    match check(root) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints what every rule finds.
///
/// # Errors
/// When there is a finding, or the tree cannot be read.
pub(crate) fn check(root: &Path) -> Result<()> {
    let findings = findings(&Tree::read(root)?);
    let mut output = std::io::stdout().lock();
    for finding in &findings {
        writeln!(output, "{finding}").context("could not write the findings")?;
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("tidy has 1 finding"),
        many => bail!("tidy has {many} findings"),
    }
}

fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    findings.sort();
    findings
}

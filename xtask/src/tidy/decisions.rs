//! Every decision page answers the same four questions.

use super::Finding;
use super::tree::Tree;

#[cfg(test)]
mod tests;

const DIRECTORY: &str = "docs/decisions/";

/// The list of the pages is not a decision itself.
const INDEX: &str = "docs/decisions/README.md";

const HEADINGS: [&str; 4] = ["## Context", "## Choice", "## Price", "## When to reopen"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pages = tree
        .texts()
        .filter(|(path, _)| path.starts_with(DIRECTORY) && path.ends_with(".md"))
        .filter(|(path, _)| *path != INDEX);
    for (path, text) in pages {
        for heading in HEADINGS {
            if !text.lines().any(|line| line.trim_end() == heading) {
                findings.push(Finding {
                    path: path.to_owned(),
                    line: 1,
                    what: format!("the heading \"{heading}\" is missing"),
                    why: "a decision without its price and its end is only an opinion",
                    fix: format!("add \"{heading}\" and answer it"),
                });
            }
        }
    }
    findings
}

//! Nothing committed names a place on somebody's machine.

use super::Finding;
use super::tree::Tree;

#[cfg(test)]
mod tests;

/// Directories that exist on one machine only. Put together, so that this file
/// does not name them.
const PLACES: [&str; 4] = [
    concat!("/", "work/"),
    concat!("/", "root/"),
    concat!("/", "home/"),
    concat!("/", "Users/"),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        for (index, line) in text.lines().enumerate() {
            if let Some(place) = PLACES.iter().find(|place| names(line, place)) {
                findings.push(Finding {
                    path: path.to_owned(),
                    line: index + 1,
                    what: format!("a path under {place}"),
                    why: "it exists on one machine only",
                    fix: "write it from the root of the repository, or take it as an argument"
                        .to_owned(),
                });
            }
        }
    }
    findings
}

/// Whether the line names the place as the beginning of a path, and not as a
/// part of a longer one such as `docs/home/page.md` or `https://host/home/`.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || "_-.~})]$*".contains(c)))
    })
}

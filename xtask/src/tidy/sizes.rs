//! Files stay short enough to read in one go.
//!
//! A file over its wall may stand in the list of oversized files with its exact
//! number of lines. The list only shrinks: no new entry, no larger number.

use std::collections::BTreeMap;

use super::Finding;
use super::tree::Tree;

#[cfg(test)]
mod tests;

/// The list of files that are over the wall: path, blank, lines.
pub(super) const LIST: &str = "xtask/oversized.txt";

/// The walls in lines. Code that is longer has more than one subject; tests are
/// read one at a time and may run longer; style sheets and scripts are lists.
const CODE_LINES_MAX: usize = 600;
const TEST_LINES_MAX: usize = 900;
const PAGE_LINES_MAX: usize = 1_200;

const WHY: &str = "a file that cannot be read in one go is changed without being read";
const WHY_LIST: &str = "the list of exceptions may only shrink";

struct Entry<'a> {
    path: &'a str,
    lines: usize,
    at: usize,
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let entries = entries(tree.text(LIST).unwrap_or_default(), &mut findings);
    let known: BTreeMap<&str, usize> = entries.iter().map(|e| (e.path, e.lines)).collect();
    for (path, text) in tree.texts() {
        let Some(wall) = wall(path) else { continue };
        let lines = text.lines().count();
        if lines > wall && known.get(path).is_none_or(|allowed| lines > *allowed) {
            findings.push(Finding {
                path: path.to_owned(),
                line: wall + 1,
                what: format!(
                    "{lines} lines, the wall is {}",
                    known.get(path).unwrap_or(&wall)
                ),
                why: WHY,
                fix: "split it by subject into foo.rs and foo/".to_owned(),
            });
        }
    }
    findings.extend(entries.iter().filter_map(|entry| stale(tree, entry)));
    if let Some(earlier) = &tree.earlier_oversized {
        findings.extend(grown(&entries, earlier));
    }
    findings
}

/// The wall for a file, or none for files whose length says nothing.
fn wall(path: &str) -> Option<usize> {
    let (_, extension) = path.rsplit_once('.')?;
    let is_test = path.contains("/tests/") || path.ends_with("/tests.rs");
    match extension {
        "rs" if is_test => Some(TEST_LINES_MAX),
        "rs" => Some(CODE_LINES_MAX),
        "html" | "css" | "js" => Some(PAGE_LINES_MAX),
        _ => None,
    }
}

fn entries<'a>(text: &'a str, findings: &mut Vec<Finding>) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parsed = line
            .rsplit_once(' ')
            .and_then(|(path, lines)| Some((path.trim(), lines.parse().ok()?)));
        match parsed {
            Some((path, lines)) => entries.push(Entry {
                path,
                lines,
                at: index + 1,
            }),
            None => findings.push(listed(
                index + 1,
                format!("cannot read `{line}`"),
                "write a path, a blank and a number of lines".to_owned(),
            )),
        }
    }
    entries
}

/// An entry that is no longer needed, or promises more than the file uses.
fn stale(tree: &Tree, entry: &Entry<'_>) -> Option<Finding> {
    let lines = tree.text(entry.path).map(|text| text.lines().count());
    let wall = wall(entry.path);
    let (what, fix) = match (lines, wall) {
        (Some(lines), Some(wall)) if lines > wall && lines >= entry.lines => return None,
        (Some(lines), Some(wall)) if lines > wall => (
            format!("{} has shrunk to {lines} lines", entry.path),
            format!("write {lines}"),
        ),
        _ => (
            format!("{} is not over its wall", entry.path),
            "take the line out".to_owned(),
        ),
    };
    Some(listed(entry.at, what, fix))
}

/// Entries that are new or larger than before.
fn grown(entries: &[Entry<'_>], earlier: &str) -> Vec<Finding> {
    let before: BTreeMap<&str, usize> = self::entries(earlier, &mut Vec::new())
        .iter()
        .map(|entry| (entry.path, entry.lines))
        .collect();
    let more = |entry: &&Entry<'_>| before.get(entry.path).is_none_or(|b| entry.lines > *b);
    entries
        .iter()
        .filter(more)
        .map(|entry| {
            listed(
                entry.at,
                format!("{} is new here or has grown", entry.path),
                "split the file instead".to_owned(),
            )
        })
        .collect()
}

fn listed(line: usize, what: String, fix: String) -> Finding {
    Finding {
        path: LIST.to_owned(),
        line,
        what,
        why: WHY_LIST,
        fix,
    }
}

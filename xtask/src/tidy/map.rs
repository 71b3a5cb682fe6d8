//! ARCHITECTURE.md's table of rooms tells the truth.
//!
//! A map kept by hand drifts. The table is found by its rows, which begin with
//! the name of a crate between backticks; where it has a column "may name",
//! that is compared with the table the manifests are held to.

use std::collections::BTreeSet;

use super::Finding;
use super::rooms::{ROOMS, Reach};
use super::tree::Tree;

#[cfg(test)]
mod tests;

const MAP: &str = "ARCHITECTURE.md";
const WHY: &str = "newcomers find their way by the map and trust it";

/// The project's own tool is a crate but no room: a row of its own is allowed
/// and not demanded.
const TOOL: &str = "xtask";

/// The heading of the column that lists what a room may name.
const REACH_COLUMN: &str = "may name";

struct Row<'a> {
    name: &'a str,
    line: usize,
    /// What the column "may name" says, if the table has one.
    reach: Option<&'a str>,
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let crates: BTreeSet<&str> = tree.crates().map(|(name, _)| name).collect();
    let Some(text) = tree.text(MAP) else {
        return vec![finding(
            1,
            "the map of the rooms is missing".to_owned(),
            "write it, with a table whose rows begin with \"| `name` |\"".to_owned(),
        )];
    };
    let rows = rows(text, &crates);
    let mut findings = Vec::new();
    for name in crates.iter().filter(|name| **name != TOOL) {
        if !rows.iter().any(|row| row.name == *name) {
            let line = rows.first().map_or(1, |row| row.line);
            findings.push(finding(
                line,
                format!("the crate {name} has no row in the table of rooms"),
                format!("add a row that begins with \"| `{name}` |\""),
            ));
        }
    }
    for (index, row) in rows.iter().enumerate() {
        if !crates.contains(row.name) {
            findings.push(finding(
                row.line,
                format!("there is no crate {}", row.name),
                "take the row out, or move it to the text as a plan".to_owned(),
            ));
        } else if rows[..index].iter().any(|other| other.name == row.name) {
            findings.push(finding(
                row.line,
                format!("{} has a second row", row.name),
                "keep one of them".to_owned(),
            ));
        } else if let Some(wrong) = wrong_reach(row, &crates) {
            findings.push(wrong);
        }
    }
    findings
}

/// The rows of the tables in which at least one row names a crate.
fn rows<'a>(text: &'a str, crates: &BTreeSet<&str>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut table: Vec<Row<'a>> = Vec::new();
    let mut reach_column = None;
    // One line more than there is, so that a table at the end is closed too.
    for (index, line) in text.lines().chain([""]).enumerate() {
        let Some(cells) = cells(line) else {
            if table.iter().any(|row| crates.contains(row.name)) {
                rows.append(&mut table);
            }
            table.clear();
            reach_column = None;
            continue;
        };
        if let Some(column) = cells.iter().position(|cell| *cell == REACH_COLUMN) {
            reach_column = Some(column);
        }
        if let Some(name) = crate_name(cells[0]) {
            table.push(Row {
                name,
                line: index + 1,
                reach: reach_column.and_then(|column| cells.get(column).copied()),
            });
        }
    }
    rows
}

fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?;
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    Some(inner.split('|').map(str::trim).collect())
}

fn crate_name(cell: &str) -> Option<&str> {
    let name = cell.strip_prefix('`')?.strip_suffix('`')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

/// Compares the column with the table, over the rooms that exist: a plan may
/// already be in the one and not yet in the other.
fn wrong_reach(row: &Row<'_>, crates: &BTreeSet<&str>) -> Option<Finding> {
    let room = ROOMS.iter().find(|room| room.name == row.name)?;
    let said = row.reach?;
    let words: BTreeSet<&str> = said
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
        .filter(|word| crates.contains(word))
        .collect();
    let (right, expected) = match room.reach {
        Reach::Everything => (said.contains("everything"), "everything".to_owned()),
        Reach::Only(rooms) => {
            let rooms: BTreeSet<&str> = rooms
                .iter()
                .copied()
                .filter(|name| crates.contains(name))
                .collect();
            let expected = rooms.iter().copied().collect::<Vec<_>>().join(", ");
            let right = words == rooms && !said.contains("everything");
            (
                right,
                if expected.is_empty() {
                    "–".to_owned()
                } else {
                    expected
                },
            )
        }
    };
    (!right).then(|| {
        finding(
            row.line,
            format!("{} may not name what the map says", row.name),
            format!("write {expected}, or change ROOMS in xtask/src/tidy/rooms.rs"),
        )
    })
}

fn finding(line: usize, what: String, fix: String) -> Finding {
    Finding {
        path: MAP.to_owned(),
        line,
        what,
        why: WHY,
        fix,
    }
}

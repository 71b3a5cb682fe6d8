//! A room may name only the rooms below it.
//!
//! The compiler refuses what a manifest does not name; this rule holds the
//! manifests to the table of rooms.

use super::Finding;
use super::manifest::{self, Dependency, Section};
use super::tree::Tree;

#[cfg(test)]
mod tests;

/// Which rooms a room may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Only(&'static [&'static str]),
    Everything,
}

#[derive(Debug)]
pub(super) struct Room {
    pub(super) name: &'static str,
    pub(super) reach: Reach,
}

/// The rooms from the ground up. An arrow more needs a decision page.
pub(super) const ROOMS: &[Room] = &[
    room("domain", Reach::Only(&[])),
    room("formats", Reach::Only(&["domain"])),
    room("facts", Reach::Only(&["domain"])),
    room("store", Reach::Only(&["domain"])),
    room("render", Reach::Only(&["domain"])),
    room("press", Reach::Only(&["render"])),
    room("reports", Reach::Only(&["domain", "facts", "render"])),
    room(
        "app",
        Reach::Only(&["domain", "formats", "store", "facts", "render", "reports"]),
    ),
    room("api", Reach::Only(&["domain", "app"])),
    room("web", Reach::Only(&["domain", "app", "render"])),
    room("utsyn", Reach::Everything),
    room("testkit", Reach::Everything),
    room("fuzz", Reach::Only(&["domain", "formats"])),
    room("xtask", Reach::Only(&[])),
];

/// Rooms that only tests may name, so that they never end in the product.
const FOR_TESTS: &[&str] = &["testkit"];

/// Rooms that the program hands in, and that any room's tests may name.
const HANDED_IN: &[&str] = &["press"];

const WHY: &str = "a room stays replaceable because only the floors above know it";

const fn room(name: &'static str, reach: Reach) -> Room {
    Room { name, reach }
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (directory, path) in tree.crates() {
        let manifest = manifest::parse(tree.text(path).unwrap_or_default());
        if manifest.name.as_deref() != Some(directory) {
            findings.push(Finding {
                path: path.to_owned(),
                line: 1,
                what: format!("the crate is not called {directory} like its directory"),
                why: "one name finds a room in the tree, in imports and in logs",
                fix: format!("write name = \"{directory}\" under [package]"),
            });
        }
        match ROOMS.iter().find(|room| room.name == directory) {
            Some(room) => findings.extend(
                manifest
                    .dependencies
                    .iter()
                    .filter(|dependency| !allowed(room, dependency))
                    .map(|dependency| forbidden(path, room, dependency)),
            ),
            None => findings.push(Finding {
                path: path.to_owned(),
                line: 1,
                what: format!("{directory} is not in the table of rooms"),
                why: WHY,
                fix: "add it to ROOMS in xtask/src/tidy/rooms.rs and to ARCHITECTURE.md, \
                      with a page in docs/decisions"
                    .to_owned(),
            }),
        }
    }
    findings
}

fn allowed(room: &Room, dependency: &Dependency) -> bool {
    let package = dependency.package.as_str();
    if !ROOMS.iter().any(|other| other.name == package) {
        return true;
    }
    let is_for_tests = dependency.section == Section::Dev;
    if FOR_TESTS.contains(&package) {
        return is_for_tests;
    }
    if is_for_tests && HANDED_IN.contains(&package) {
        return true;
    }
    match room.reach {
        Reach::Everything => package != "xtask",
        Reach::Only(rooms) => rooms.contains(&package),
    }
}

fn forbidden(path: &str, room: &Room, dependency: &Dependency) -> Finding {
    let may = match room.reach {
        Reach::Everything => "every room, testkit in its tests only".to_owned(),
        Reach::Only([]) => "no room".to_owned(),
        Reach::Only(rooms) => rooms.join(", "),
    };
    Finding {
        path: path.to_owned(),
        line: dependency.line,
        what: format!("{} names {}", room.name, dependency.package),
        why: WHY,
        fix: format!(
            "move the code to a floor that may, or hand the value in as an argument \
             ({} may name {may})",
            room.name
        ),
    }
}

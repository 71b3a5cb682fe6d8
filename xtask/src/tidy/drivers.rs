//! Libraries that belong to one place.
//!
//! A database driver or a web framework that spreads decides for the whole
//! program. What a manifest does not name cannot be used, so the manifests are
//! all this rule reads.

use super::Finding;
use super::manifest::{self, Section};
use super::tree::Tree;

#[cfg(test)]
mod tests;

struct Driver {
    package: &'static str,
    rooms: &'static [&'static str],
    /// Rooms whose tests may name it, too.
    tests_of: &'static [&'static str],
    why: &'static str,
    fix: &'static str,
}

const DRIVERS: &[Driver] = &[
    Driver {
        package: "rusqlite",
        rooms: &["store"],
        // They change the audit log behind everybody's back.
        tests_of: &["app"],
        why: "a second database engine is possible only while one room knows the first",
        fix: "add a verb to the port of store and call that",
    },
    Driver {
        package: "tokio-postgres",
        rooms: &["store"],
        tests_of: &[],
        why: "the record is the same in both engines only while one room knows them",
        fix: "add a verb to the port of store and call that",
    },
    Driver {
        package: "axum",
        rooms: &["web", "api", "utsyn", "testkit"],
        tests_of: &[],
        why: "the verbs must be callable from the command line and from jobs as from HTTP",
        fix: "keep requests and responses in web or api and pass plain values on",
    },
    Driver {
        package: "maud",
        rooms: &["web", "render", "reports"],
        tests_of: &[],
        why: "HTML is made where pages, pictures and mails are, so that escaping is in one place",
        fix: "return values and let web or render draw them",
    },
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (room, path) in tree.crates() {
        for dependency in manifest::parse(tree.text(path).unwrap_or_default()).dependencies {
            let is_for_tests = dependency.section == Section::Dev;
            let may = |driver: &Driver| {
                driver.rooms.contains(&room) || is_for_tests && driver.tests_of.contains(&room)
            };
            let misplaced = DRIVERS
                .iter()
                .find(|driver| driver.package == dependency.package && !may(driver));
            if let Some(driver) = misplaced {
                findings.push(Finding {
                    path: path.to_owned(),
                    line: dependency.line,
                    what: format!("{room} names {}", driver.package),
                    why: driver.why,
                    fix: driver.fix.to_owned(),
                });
            }
        }
    }
    findings
}

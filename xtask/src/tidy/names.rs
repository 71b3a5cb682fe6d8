//! Modules are named by their subject.

use super::Finding;
use super::tree::Tree;

#[cfg(test)]
mod tests;

/// Names that say nothing of what is inside, so that everything ends there.
const FORBIDDEN: &[&str] = &[
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "core",
    "misc",
    "manager",
    "service",
    "handler_impl",
];

const WHY: &str = "a name without a subject takes in everything and grows for ever";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| path.ends_with(".rs")) {
        if path.ends_with("/mod.rs") {
            findings.push(Finding {
                path: path.to_owned(),
                line: 1,
                what: "a module file called mod.rs".to_owned(),
                why: "a tab or a search result that says mod.rs does not say which",
                fix: "call it after its directory and put it beside that: foo.rs and foo/"
                    .to_owned(),
            });
        }
        let parts = path.trim_end_matches(".rs").split('/');
        for name in parts.filter(|part| FORBIDDEN.contains(part)) {
            findings.push(forbidden(path, 1, name));
        }
        for (index, line) in text.lines().enumerate() {
            if let Some(name) = inline_module(line).filter(|name| FORBIDDEN.contains(name)) {
                findings.push(forbidden(path, index + 1, name));
            }
        }
    }
    findings
}

/// The name in `mod name {`. A `mod name;` has a file, which is found by path.
fn inline_module(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')')?.1.trim_start(),
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let name = line.strip_prefix("mod ")?.trim_end();
    Some(name.strip_suffix('{')?.trim_end())
}

fn forbidden(path: &str, line: usize, name: &str) -> Finding {
    Finding {
        path: path.to_owned(),
        line,
        what: format!("a module called {name}"),
        why: WHY,
        fix: "name it by its subject, or move each piece to the module that uses it".to_owned(),
    }
}

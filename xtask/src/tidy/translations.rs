//! Both languages say the same things.
//!
//! Each key of the one exists in the other with the same variables; where it
//! does not, a reader meets a bare key or a sentence with a hole.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use super::tree::Tree;

#[cfg(test)]
mod tests;

const LOCALES: &str = "crates/web/locales/";
const LANGUAGES: [&str; 2] = ["nb", "en"];
const WHY: &str = "a reader of that language would meet a bare key or a hole in the sentence";

#[derive(Debug)]
struct Message {
    path: String,
    line: usize,
    variables: BTreeSet<String>,
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let [bokmaal, english] = LANGUAGES.map(|language| read(tree, language, &mut findings));
    compare(&bokmaal, &english, LANGUAGES[1], &mut findings);
    compare(&english, &bokmaal, LANGUAGES[0], &mut findings);
    findings
}

/// Every message of a language by its key, over all its files.
fn read(tree: &Tree, language: &str, findings: &mut Vec<Finding>) -> BTreeMap<String, Message> {
    let directory = format!("{LOCALES}{language}/");
    let mut messages = BTreeMap::new();
    let files = tree
        .texts()
        .filter(|(path, _)| path.starts_with(&directory) && path.ends_with(".ftl"));
    for (path, text) in files {
        for (key, line, variables) in parse(text) {
            match messages.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(Message {
                        path: path.to_owned(),
                        line,
                        variables,
                    });
                }
                Entry::Occupied(taken) => findings.push(Finding {
                    path: path.to_owned(),
                    line,
                    what: format!("{} is there twice in {language}", taken.key()),
                    why: "only one of them is ever shown",
                    fix: "keep one".to_owned(),
                }),
            }
        }
    }
    messages
}

/// What `other` lacks of `one`. Differing variables are reported once, from the
/// side that has a variable the other has not.
fn compare(
    one: &BTreeMap<String, Message>,
    other: &BTreeMap<String, Message>,
    language: &str,
    findings: &mut Vec<Finding>,
) {
    for (key, message) in one {
        let (what, fix) = match other.get(key) {
            None => (
                format!("{key} is missing in {language}"),
                format!("translate it in {LOCALES}{language}/"),
            ),
            Some(theirs) => {
                let lost: Vec<&str> = message
                    .variables
                    .difference(&theirs.variables)
                    .map(String::as_str)
                    .collect();
                if lost.is_empty() {
                    continue;
                }
                (
                    format!("{key} has no ${} in {language}", lost.join(" and no $")),
                    format!("use it at {}:{}, or drop it here", theirs.path, theirs.line),
                )
            }
        };
        findings.push(Finding {
            path: message.path.clone(),
            line: message.line,
            what,
            why: WHY,
            fix,
        });
    }
}

/// Messages, terms and attributes (`key.attribute`) with their line and the
/// variables of their placeables.
fn parse(text: &str) -> Vec<(String, usize, BTreeSet<String>)> {
    let mut messages: Vec<(String, usize, BTreeSet<String>)> = Vec::new();
    let mut parent = String::new();
    // How many braces are open: variables count inside only, and a line that
    // begins inside is never a new message.
    let mut depth = 0_usize;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let mut pattern = line;
        if depth == 0
            && let Some((key, rest)) = head(line)
        {
            let key = match key.strip_prefix('.') {
                Some(attribute) => format!("{parent}.{attribute}"),
                None => {
                    key.clone_into(&mut parent);
                    key.to_owned()
                }
            };
            messages.push((key, index + 1, BTreeSet::new()));
            pattern = rest;
        }
        let variables = variables(pattern, &mut depth);
        if let Some((_, _, known)) = messages.last_mut() {
            known.extend(variables);
        }
    }
    messages
}

/// Splits `key = pattern`; an attribute's key keeps its dot. Only an attribute
/// may be indented.
fn head(line: &str) -> Option<(&str, &str)> {
    let (key, pattern) = line.split_once('=')?;
    let key = key.trim_end();
    let indented = key.trim_start();
    if indented.len() < key.len() && !indented.starts_with('.') {
        return None;
    }
    let name = indented.trim_start_matches(['.', '-']);
    let first = name.chars().next()?.is_ascii_alphabetic();
    let rest = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (first && name.chars().all(rest)).then_some((indented, pattern))
}

fn variables(pattern: &str, depth: &mut usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, c) in pattern.char_indices() {
        match c {
            '{' => *depth += 1,
            '}' => *depth = depth.saturating_sub(1),
            '$' if *depth > 0 => {
                let name: String = pattern[at + 1..]
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                found.insert(name);
            }
            _ => {}
        }
    }
    found
}

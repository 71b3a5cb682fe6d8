//! Links in the documents point at files that exist.

use super::Finding;
use super::tree::{self, Tree};

#[cfg(test)]
mod tests;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| is_document(path)) {
        for (line, target) in targets(text) {
            let Some(file) = local_file(&target) else {
                continue;
            };
            let place = match file.strip_prefix('/') {
                // As the forges read it: from the root of the repository.
                Some(from_root) => Some(from_root.to_owned()),
                None => tree::beside(path, file),
            };
            if !place.is_some_and(|place| tree.has(&place)) {
                findings.push(Finding {
                    path: path.to_owned(),
                    line,
                    what: format!("the link to {target} leads nowhere"),
                    why: "a reader who follows it stops reading",
                    fix: "correct it, or add the file to git".to_owned(),
                });
            }
        }
    }
    findings
}

/// Documents at the root and everything under `docs/`.
fn is_document(path: &str) -> bool {
    path.ends_with(".md") && (!path.contains('/') || path.starts_with("docs/"))
}

/// The file a link means, or none for another host or a place in the same page.
fn local_file(target: &str) -> Option<&str> {
    let file = target.split('#').next().filter(|file| !file.is_empty())?;
    let scheme = file.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '+')
    });
    (!scheme).then_some(file)
}

/// Every target with its line: `[a](b)`, `![a](b)`, `[a]: b`, `src="b"`,
/// `href="b"`; nothing inside code.
fn targets(text: &str) -> Vec<(usize, String)> {
    let mut targets = Vec::new();
    let mut fence: Option<&str> = None;
    for (index, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|m| trimmed.starts_with(m));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let line = without_code(line);
                targets.extend(of_line(&line).into_iter().map(|t| (index + 1, t)));
            }
        }
    }
    targets
}

fn of_line(line: &str) -> Vec<String> {
    let mut targets: Vec<String> = Vec::new();
    for after in line.split("](").skip(1) {
        targets.extend(before_closing(after).map(destination));
    }
    for mark in ["src=\"", "href=\""] {
        let quoted = line.split(mark).skip(1);
        targets.extend(quoted.filter_map(|after| Some(after.split_once('"')?.0.to_owned())));
    }
    if let Some((label, after)) = line.split_once("]:")
        && label.trim_start().starts_with('[')
        && !label.contains("](")
    {
        targets.push(destination(after));
    }
    targets.retain(|target| !target.is_empty());
    targets
}

/// Up to the parenthesis that closes the link; a target may hold pairs of them.
fn before_closing(after: &str) -> Option<&str> {
    let mut open = 0_usize;
    for (at, c) in after.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return Some(&after[..at]),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

/// The target without its title: `file.md "title"`, `<file name.md>`.
fn destination(inside: &str) -> String {
    let inside = inside.trim();
    match inside.strip_prefix('<').and_then(|i| i.split_once('>')) {
        Some((target, _)) => target.to_owned(),
        None => inside.split_whitespace().next().unwrap_or("").to_owned(),
    }
}

/// The line with its code spans blanked; an unpaired backtick is a character.
fn without_code(line: &str) -> String {
    let pieces: Vec<&str> = line.split('`').collect();
    let paired = pieces.len() - (pieces.len() + 1) % 2;
    pieces
        .iter()
        .enumerate()
        .filter(|(index, _)| index % 2 == 0 || *index >= paired)
        .map(|(_, piece)| *piece)
        .collect::<Vec<_>>()
        .join(" ")
}

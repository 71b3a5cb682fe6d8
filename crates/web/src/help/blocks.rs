//! The blocks of a text with marks: headings, paragraphs, lists, quotes,
//! tables and code. What our own documentation uses, and nothing more.

use super::inline;
use maud::{Markup, html};

/// A text as markup. Every heading can be linked to by its words.
pub(super) fn render(text: &str) -> Markup {
    let blocks: Vec<Vec<&str>> = blocks(text);
    html! { @for block in &blocks { (one(block)) } }
}

/// Groups of lines: blocks are apart by empty lines, except inside code.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        if line.trim().is_empty() && !is_code {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn one(block: &[&str]) -> Markup {
    let first = block.first().copied().unwrap_or_default();
    if let Some(level) = level(first) {
        return heading(level, first.trim_start_matches('#').trim());
    }
    match first {
        _ if first.starts_with("```") => code(block),
        _ if first.starts_with('|') => table(block),
        _ if first.starts_with("- ") => {
            html! { ul { @for item in items(block) { li { (inline::render(&item)) } } } }
        }
        _ if is_numbered(first) => {
            html! { ol { @for item in items(block) { li { (inline::render(&item)) } } } }
        }
        _ if first.starts_with('>') => {
            html! { blockquote { p { (inline::render(&joined(block, ">"))) } } }
        }
        _ => html! { p { (inline::render(&joined(block, ""))) } },
    }
}

/// How many `#` a line begins with, if it is a heading.
fn level(line: &str) -> Option<usize> {
    let marks = line.chars().take_while(|c| *c == '#').count();
    (1..=4).contains(&marks).then_some(marks)
}

fn heading(level: usize, words: &str) -> Markup {
    let id = slug(words);
    let inside = inline::render(words);
    html! {
        @match level {
            1 => h1 id=(id) { (inside) },
            2 => h2 id=(id) { (inside) },
            _ => h3 id=(id) { (inside) },
        }
    }
}

/// The words of a heading as they stand in a link: `On time` is `on-time`.
pub(super) fn slug(words: &str) -> String {
    let kept = words.to_lowercase();
    let kept = kept.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
        _ => None,
    });
    kept.collect()
}

fn joined(block: &[&str], mark: &str) -> String {
    let lines: Vec<&str> = block
        .iter()
        .map(|line| line.trim_start_matches(mark).trim())
        .collect();
    lines.join(" ")
}

fn is_numbered(line: &str) -> bool {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    digits > 0 && line[digits..].starts_with(". ")
}

/// The items of a list; lines that go on are part of the one before.
fn items(block: &[&str]) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in block {
        let begins = line.starts_with("- ") || is_numbered(line);
        let words = line.trim_start_matches("- ").trim();
        let words = words.trim_start_matches(|c: char| begins && c.is_ascii_digit());
        let words = words.strip_prefix(". ").filter(|_| begins).unwrap_or(words);
        match items.last_mut() {
            Some(item) if !begins => {
                item.push(' ');
                item.push_str(words);
            }
            _ => items.push(words.to_owned()),
        }
    }
    items
}

fn code(block: &[&str]) -> Markup {
    let lines = block.iter().filter(|line| !line.starts_with("```"));
    let text: Vec<&str> = lines.copied().collect();
    html! { pre tabindex="0" { code { (text.join("\n")) } } }
}

fn table(block: &[&str]) -> Markup {
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_matches('|');
        inner
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    let is_rule = |line: &&&str| line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let rows: Vec<Vec<String>> = block
        .iter()
        .filter(|line| !is_rule(line))
        .map(|line| cells(line))
        .collect();
    html! {
        div.scroll role="group" tabindex="0" aria-label="table" {
            table {
                @if let Some((head, body)) = rows.split_first() {
                    thead { tr { @for cell in head { th scope="col" { (inline::render(cell)) } } } }
                    tbody { @for row in body { tr { @for cell in row { td { (inline::render(cell)) } } } } }
                }
            }
        }
    }
}

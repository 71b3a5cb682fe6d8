//! A report as plain text.

use super::{Around, ROWS_MAX, nothing, shown_of};
use crate::{Block, Cell, Head, Report, Table};
use std::fmt::Write as _;

/// The mail as plain text.
pub fn text(report: &Report, around: &Around) -> String {
    let head = &report.head;
    let mut out = format!("{}\n{}\n{}\n\n", head.title, head.period, head.organisation);
    for fact in &head.facts {
        line(&mut out, &format!("{}: {}", fact.name, fact.value));
    }
    if let Some((link, words)) = &around.open {
        line(&mut out, &format!("\n{words}: {link}"));
    }
    if !around.note.is_empty() {
        line(&mut out, &around.note);
    }
    for part in &report.parts {
        line(&mut out, &format!("\n== {} ==", part.title));
        for block in &part.blocks {
            match block {
                Block::Figures(figures) => {
                    for figure in figures {
                        let before = figure.before.as_ref().map_or_else(String::new, |before| {
                            format!(" ({}: {})", before.0, read(head, &before.1))
                        });
                        let value = read(head, &figure.value);
                        line(&mut out, &format!("{}: {value}{before}", figure.label));
                    }
                }
                Block::Table(table) => rows(&mut out, head, table),
                Block::Note(text) => line(&mut out, text),
                Block::Chart(_) => {}
            }
        }
    }
    if let Some((link, words)) = &around.unsubscribe {
        line(&mut out, &format!("\n{words}: {link}"));
    }
    out
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a String does not fail");
}

fn read(head: &Head, cell: &Cell) -> String {
    cell.read(head.language, &head.zone)
}

fn rows(out: &mut String, head: &Head, table: &Table) {
    line(out, &format!("\n{}", table.title));
    let all = table.of_rows.unwrap_or(table.rows.len() as u64);
    if all == 0 {
        line(out, nothing(head.language));
        return;
    }
    let shown = table.rows.len().min(ROWS_MAX);
    let joined = |cells: Vec<String>| cells.join(" | ");
    let titles = table.columns.iter().map(|column| column.title.clone());
    line(out, &joined(titles.collect()));
    for row in table.rows.iter().take(shown).chain(&table.total) {
        line(
            out,
            &joined(row.iter().map(|cell| read(head, cell)).collect()),
        );
    }
    let note = shown_of(head.language, shown as u64, all);
    if !note.is_empty() {
        line(out, &note);
    }
}

//! What came of a definition for one period.

use crate::{Cell, Head, Table};
use std::collections::BTreeSet;

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it says of itself.
    pub head: Head,
    /// Its sections.
    pub parts: Vec<Part>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name, for programs.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Key figures.
    Figures(Vec<KeyFigure>),
    /// A chart.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// A sentence.
    Note(String),
}

/// A key figure.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// What it counts.
    pub label: String,
    /// Its name, for programs.
    pub code: String,
    /// How many.
    pub value: Cell,
    /// How it was in the period before, with the words for that period.
    pub before: Option<(String, Cell)>,
}

/// A chart. The numbers stand in a table beside it or in its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What it says, for whoever cannot see it.
    pub summary: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// What stands below each column or before each bar.
    pub labels: Vec<String>,
    /// What is stacked; of bars one.
    pub series: Vec<Series>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Stacked columns over time.
    Columns,
    /// Bars.
    Bars,
}

/// What is stacked in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// One value a label.
    pub values: Vec<u64>,
}

impl Report {
    /// Whether there is nothing in it: no rows, and no figure above zero.
    pub fn is_empty(&self) -> bool {
        let blocks = self.parts.iter().flat_map(|part| &part.blocks);
        blocks.into_iter().all(|block| match block {
            Block::Figures(figures) => figures.iter().all(|one| is_nothing(&one.value)),
            Block::Table(table) => table.rows.is_empty(),
            Block::Chart(_) | Block::Note(_) => true,
        })
    }

    /// The same without the rows of some tables, by their names. How many rows
    /// there were stays, with a sentence under each that says why they are gone.
    #[must_use]
    pub fn without_rows(&self, tables: &BTreeSet<String>, why: &str) -> Self {
        let mut report = self.clone();
        for part in &mut report.parts {
            let mut blocks = Vec::with_capacity(part.blocks.len());
            for mut block in std::mem::take(&mut part.blocks) {
                let was_emptied = match &mut block {
                    Block::Table(table) if tables.contains(&table.code) => {
                        table.of_rows.get_or_insert(table.rows.len() as u64);
                        !std::mem::take(&mut table.rows).is_empty()
                    }
                    _ => false,
                };
                blocks.push(block);
                if was_emptied {
                    blocks.push(Block::Note(why.to_owned()));
                }
            }
            part.blocks = blocks;
        }
        report
    }

    /// Its tables, each with its section.
    pub fn tables(&self) -> impl Iterator<Item = (&Part, &Table)> {
        self.parts.iter().flat_map(|part| {
            let tables = part.blocks.iter().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            });
            tables.map(move |table| (part, table))
        })
    }
}

fn is_nothing(cell: &Cell) -> bool {
    match cell {
        Cell::Nothing => true,
        Cell::Count(count) | Cell::Share(count, _) => *count == 0,
        Cell::Money(money) => money.minor == 0,
        _ => false,
    }
}

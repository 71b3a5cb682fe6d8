//! A table that is the figure: one number a cell, with what belongs to it in
//! small below.

use maud::{Markup, html};

use crate::chart::frame::{Drawn, Frame};
use crate::chart::plot;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Hue, own};
use crate::formats::EN_DASH;

/// More rows than this are a list to page through; the first are kept.
const ROWS_MAX: usize = 200;

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridCell {
    /// The number, written out; nothing was measured where it is empty.
    pub text: String,
    /// What belongs to it: an interval, what it was before, n.
    pub under: Vec<String>,
    /// Whether it is uncertain or not a number at all.
    pub is_muted: bool,
    /// The list behind the number.
    pub href: Option<String>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// What it is about.
    pub name: String,
    /// Its colour, where it has one in other figures.
    pub hue: Option<Hue>,
    /// The list or filter of all that it counts.
    pub href: Option<String>,
    /// Its numbers, in the order of the columns.
    pub cells: Vec<GridCell>,
}

/// A table of numbers that are read one by one.
pub struct Grid {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the rows.
    pub heading: String,
    /// Headings of the numbers.
    pub columns: Vec<String>,
    /// The rows, sorted.
    pub rows: Vec<GridRow>,
}

impl Grid {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        self.rows.truncate(ROWS_MAX);
        for row in &mut self.rows {
            row.cells.resize(self.columns.len(), GridCell::default());
        }
        if self.rows.is_empty() || self.columns.is_empty() {
            return self.frame.wrap_empty("chart-grid-table");
        }
        self.frame
            .wrap_table("chart-grid-table", &self.picture(), self.table())
    }

    fn picture(&self) -> Markup {
        let caption = self.frame.part_id("numbers");
        html! {
            div.chart-scroll role="region" tabindex="0" aria-labelledby=(caption) {
                table {
                    caption.chart-unseen id=(caption) { (self.frame.finding) ". " (self.frame.caption) }
                    thead { tr {
                        th scope="col" { (self.heading) }
                        @for column in &self.columns { th scope="col" { (column) } }
                    } }
                    tbody { @for row in &self.rows { (line(row)) } }
                }
            }
        }
    }

    fn table(&self) -> Table {
        let heads = std::iter::once(&self.heading).chain(&self.columns);
        let row = |row: &GridRow| Row {
            name: Entry::plain(row.name.clone()),
            values: row
                .cells
                .iter()
                .map(|cell| Entry::plain(cell.text.clone()))
                .collect(),
        };
        Table {
            head: heads.cloned().map(Entry::plain).collect(),
            rows: self.rows.iter().map(row).collect(),
            foot: None,
        }
    }
}

fn line(row: &GridRow) -> Markup {
    html! {
        tr {
            th scope="row" {
                @if let Some(hue) = row.hue { (plot::swatch(hue)) " " }
                @if let Some(href) = own(row.href.as_deref()) { a href=(href) { (row.name) } }
                @else { (row.name) }
            }
            @for cell in &row.cells { td { (number(cell)) } }
        }
    }
}

fn number(cell: &GridCell) -> Markup {
    let text = if cell.text.is_empty() {
        EN_DASH.to_string()
    } else {
        cell.text.clone()
    };
    html! {
        @if let Some(href) = own(cell.href.as_deref()) { a href=(href) { (text) } }
        @else if cell.is_muted { span.chart-muted { (text) } }
        @else { (text) }
        @for under in &cell.under { span.chart-under { (under) } }
    }
}

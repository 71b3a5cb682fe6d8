//! Dots with their intervals, one panel for each thing measured.

use maud::{Markup, html};

use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::Links;
use crate::chart::scale::Scale;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Estimate, Hue, Percent, Wording, cut};

/// More rows than this are a table, not a picture; the first are kept.
const ROWS_MAX: usize = 16;
const ROW_PX: f64 = 40.0;
const TEXT_PX: f64 = 14.0;
const DOT_PX: f64 = 26.0;
const NAME_CHARS: usize = 22;

/// What is compared: a row in every panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DotRow {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The list or filter of all that it counts.
    pub href: Option<String>,
}

/// One thing measured of every row.
pub struct DotPanel<'a> {
    /// What it is: `Betalt i tide`.
    pub name: String,
    /// The numbers, in the order of the rows.
    pub cells: Vec<Estimate>,
    /// The top of the scale where the numbers are parts of it: 10 000 for
    /// shares in basis points.
    pub whole: Option<i64>,
    /// How values are written.
    pub wording: Wording<'a>,
}

/// Panels of dots with intervals, on a scale of its own each, from zero.
pub struct Dots<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the rows in the table: `Kanal`.
    pub heading: String,
    /// What is compared, sorted.
    pub rows: Vec<DotRow>,
    /// What is measured.
    pub panels: Vec<DotPanel<'a>>,
}

impl Dots<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.rows.len() > ROWS_MAX;
        self.rows.truncate(ROWS_MAX);
        for panel in &mut self.panels {
            panel.cells.resize(self.rows.len(), Estimate::default());
        }
        if self.rows.is_empty() || self.panels.is_empty() {
            return self.frame.wrap_empty("chart-dots");
        }
        let cells = || self.panels.iter().flat_map(|panel| &panel.cells);
        let notes = vec![
            note(cells().any(|cell| cell.ends().is_some()), NOTE_INTERVAL),
            note(cells().any(Estimate::is_thin), frame::NOTE_THIN),
            note(cells().any(Estimate::is_too_few), frame::NOTE_FEW),
            note(cut, frame::NOTE_CUT),
        ];
        let rest = Rest {
            notes,
            table: self.table(),
        };
        let picture = html! {
            ul.chart-panels.chart-panels-wide {
                @for (nth, panel) in self.panels.iter().enumerate() { li { (self.panel(nth, panel)) } }
            }
        };
        self.frame.wrap("chart-dots", &html! {}, &picture, rest)
    }

    fn panel(&self, nth: usize, panel: &DotPanel<'_>) -> Markup {
        let ends = panel.cells.iter().filter(|cell| cell.value.is_some());
        let highest = ends
            .flat_map(|cell| [cell.value, cell.high])
            .flatten()
            .max();
        let scale = Scale::around(0, panel.whole.or(highest).unwrap_or_default().into());
        let links = Links::counted(self.rows.iter().map(|row| row.href.as_deref()));
        let title = self.frame.part_id(&format!("panel-{nth}"));
        let height = self.rows.len() as f64 * ROW_PX + 20.0;
        html! {
            p.chart-panel-name id=(title) { b { (panel.name) } }
            svg.chart-picture role=(links.role()) aria-labelledby=(title) width="100%" height=(height) overflow="visible" {
                (self.ticks(panel, &scale, height))
                @for (place, (row, cell)) in self.rows.iter().zip(&panel.cells).enumerate() {
                    @let shape = self.row(row, cell, panel, &scale, place as f64 * ROW_PX);
                    (links.words(row.href.as_deref(), &shape))
                }
            }
        }
    }

    fn row(
        &self,
        row: &DotRow,
        cell: &Estimate,
        panel: &DotPanel<'_>,
        scale: &Scale,
        top: f64,
    ) -> Markup {
        let class = if cell.is_thin() || cell.is_too_few() {
            "chart-value-thin"
        } else {
            "chart-value"
        };
        html! {
            rect.chart-hit x="0" y=(top) width="100%" height=(ROW_PX) {}
            text.chart-label x="0" y=(top + TEXT_PX) { (cut(&row.name, NAME_CHARS)) }
            " " text class={ (class) " chart-end" } x="100%" y=(top + TEXT_PX) { (cell.short(panel.wording, self.frame.language)) }
            rect.chart-track x="0" y=(top + DOT_PX - 1.0) width="100%" height="2" {}
            line.chart-zero x1="0" x2="0" y1=(top + DOT_PX - 4.0) y2=(top + DOT_PX + 4.0) {}
            @if let Some(value) = cell.value { (dot(row.hue, cell, value, scale, top + DOT_PX)) }
        }
    }

    /// The ends of the scale.
    fn ticks(&self, panel: &DotPanel<'_>, scale: &Scale, height: f64) -> Markup {
        html! {
            text.chart-tick x="0" y=(height - 4.0) { ((panel.wording.axis)(0)) }
            @if let Some(last) = scale.ticks().last() {
                text.chart-tick.chart-end x="100%" y=(height - 4.0) { ((panel.wording.axis)(last)) }
            }
        }
    }

    fn table(&self) -> Table {
        let language = self.frame.language;
        let mut head = vec![Entry::plain(self.heading.clone())];
        for panel in &self.panels {
            head.push(Entry::plain(panel.name.clone()));
            head.push(Entry::plain("n"));
        }
        let row = |(place, row): (usize, &DotRow)| Row {
            name: Entry::new(row.name.clone(), row.href.as_deref()),
            values: self
                .panels
                .iter()
                .flat_map(|panel| {
                    let cell = &panel.cells[place];
                    let count = self.frame.formats().count(cell.count);
                    [cell.entry(panel.wording, language), Entry::plain(count)]
                })
                .collect(),
        };
        Table {
            head,
            rows: self.rows.iter().enumerate().map(row).collect(),
            foot: None,
        }
    }
}

fn at(scale: &Scale, value: i64) -> Percent {
    Percent(scale.share(value.into()) * 100.0)
}

/// A dot, hollow where few stand behind it, on the line of its interval.
fn dot(hue: Hue, cell: &Estimate, value: i64, scale: &Scale, y: f64) -> Markup {
    let class = if cell.is_thin() {
        "chart-dot-thin"
    } else {
        "chart-dot"
    };
    html! {
        @if let Some((low, high)) = cell.ends() {
            line class={ "chart-interval " (hue.class()) } x1=(at(scale, low)) x2=(at(scale, high)) y1=(y) y2=(y) {}
        }
        circle class={ (class) " " (hue.class()) } cx=(at(scale, value)) cy=(y) r="5" {}
    }
}

const NOTE_INTERVAL: [&str; 2] = [
    "Streken gjennom prikken er 95 % konfidensintervall.",
    "The line through the dot is the 95% confidence interval.",
];

//! A report on pages: a title page, contents, and sections of key figures,
//! charts and tables.
//!
//! Everything arrives as text; only charts carry numbers, for their lengths.
//! What stands in a report is our own, so its sheets need no process apart.

use crate::language::Language;
use crate::sheet::{Fact, Opening, Sheet, Template, Value};
use crate::worker::Want;
use jiff::Timestamp;
use serde::Serialize;

/// Rows of a table that are printed; whoever wants more takes the
/// spreadsheet. Typst takes a second for some 2,000 rows.
pub const PRINTED_ROWS_MAX: usize = 500;

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// What it is about, in time.
    pub period: String,
    /// What it says of itself: names and values.
    pub facts: Vec<(String, String)>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// As of when it was made.
    pub made_at: Timestamp,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// What it is called, also in the contents.
    pub title: String,
    /// What it shows, in a sentence; may be empty.
    pub about: String,
    /// Whether it begins on a page of its own.
    pub long: bool,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    /// Key figures.
    Figures {
        /// In reading order.
        figures: Vec<KeyFigure>,
    },
    /// A chart.
    Chart(Chart),
    /// A table.
    Table(Table),
    /// A sentence.
    Note {
        /// It.
        text: String,
    },
}

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyFigure {
    /// What it counts.
    pub label: String,
    /// How many.
    pub value: String,
    /// How it was before, in words; may be empty.
    pub before: String,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Columns over time, or else bars.
    pub columns: bool,
    /// What stands below each column or before each bar.
    pub labels: Vec<String>,
    /// What is stacked; of bars one.
    pub series: Vec<Series>,
    /// The values of bars, as they are written.
    pub said: Vec<String>,
    /// The greatest sum of a column, as it is written.
    pub most: String,
}

/// What is stacked in a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// One value a label.
    pub values: Vec<f64>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows; may be empty.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What the rows come to, or nothing.
    pub total: Vec<Cell>,
    /// What is to be said below it; may be empty.
    pub note: String,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether it is set to the right, as numbers are.
    pub end: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Whether it is set to the right.
    pub end: bool,
}

#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    opening: Opening,
    period: &'a str,
    facts: Vec<Fact>,
    sections: &'a [Section],
    #[serde(rename = "report-words")]
    words: ReportWords,
}

#[derive(Serialize)]
struct ReportWords {
    contents: &'static str,
}

#[derive(Serialize)]
struct Alone<'a> {
    #[serde(flatten)]
    opening: Opening,
    chart: &'a Chart,
}

impl Paper {
    /// The sheet of this report.
    #[must_use]
    pub fn sheet(&self, language: Language) -> Sheet {
        let fact = |(label, value): &(String, String)| Fact {
            label: label.clone(),
            value: Value::plain(value.clone()),
        };
        let footer = format!("{} – {}", self.title, self.period);
        let printed = Printed {
            opening: Opening::of(language, self.title.clone(), &self.organisation, footer),
            period: &self.period,
            facts: self.facts.iter().map(fact).collect(),
            sections: &self.sections,
            words: ReportWords {
                contents: language.pick("Innhold", "Contents"),
            },
        };
        Sheet::new(Template::Report, &printed).made_at(self.made_at)
    }
}

impl Chart {
    /// How a chart is drawn for mail: sharp where screens have two pixels for
    /// one.
    pub const IN_MAIL: Want = Want::Png {
        page: 0,
        width_px: 1_100,
    };

    /// The sheet of this chart by itself.
    #[must_use]
    pub fn sheet(&self, language: Language) -> Sheet {
        let opening = Opening::of(language, self.title.clone(), "", String::new());
        let alone = Alone {
            opening,
            chart: self,
        };
        Sheet::new(Template::ReportChart, &alone)
    }
}

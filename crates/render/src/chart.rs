//! Charts: figures of SVG with links, a text for those who cannot see them,
//! and a table with the same numbers behind each.
//!
//! Every chart is a struct of plain values with a `render` method. Values are
//! whole numbers in the smallest unit (documents, øre, basis points); the
//! caller's [`Wording`] turns them into text, so a chart knows neither money
//! nor language beyond its own frame.
//!
//! The markup holds no `style` attribute and no script: geometry lies in SVG
//! attributes, colour in classes that [`CHART_CSS`] fills. Horizontal
//! positions are percentages, so a chart takes the width it is given while
//! its text keeps its size; labels that would collide are hidden by container
//! queries.
//!
//! Segments with a link are real `<a>` elements. An `svg` with `role="img"`
//! must not contain links, so a chart with links is a `group`. Where there are
//! more than a dozen links they leave the Tab order: the keyboard goes by the
//! table, which has every link too.

mod axis;
mod band;
mod bars;
mod clock;
mod columns;
mod curves;
mod direct;
mod dots;
mod estimate;
mod frame;
mod grid;
mod line;
mod multiples;
mod part_bar;
mod plot;
mod ridges;
mod scale;
mod sparkline;
mod strip;
mod table;
mod transitions;

use std::fmt;

use maud::Render;

use crate::formats::{EN_DASH, Formats};

pub use band::Band;
pub use bars::{Bar, Bars};
pub use clock::Clock;
pub use columns::StackedColumns;
pub use curves::{Curve, Curves, Marker, Risk, Step};
pub use dots::{DotPanel, DotRow, Dots};
pub use estimate::Estimate;
pub use frame::{Drawn, Frame};
pub use grid::{Grid, GridCell, GridRow};
pub use line::Lines;
pub use multiples::{Multiples, PANELS_MAX};
pub use part_bar::{Part, PartBar};
pub use ridges::{RIDGES_MAX, Ridge, Ridges};
pub use sparkline::sparkline;
pub use strip::{Mark, STRIP_MAX, Strip};
pub use transitions::Transitions;

/// The style sheet that the charts and icons need, for the web room to
/// include. Colours are custom properties (`--chart-…`) with light and dark
/// values. Every selector begins with `.chart`, `.series`, `.sparkline` or
/// `.icon`.
pub const CHART_CSS: &str = include_str!("chart/chart.css");

/// More periods than this cannot be told apart; the latest are kept, and the
/// figure says so.
pub const PERIODS_MAX: usize = 400;
/// One series for each hue; the rest are folded into one, and the figure says
/// so.
pub const SERIES_MAX: usize = 6;
/// More bars than this are a table, not a chart; the first are kept, and the
/// figure says so.
pub const BARS_MAX: usize = 50;
/// More curves than this cross too often to be followed; the first are kept,
/// and the figure says so.
pub const CURVES_MAX: usize = 5;

/// One of the six colours, by which the same thing is recognised on every
/// page, or the grey of all the rest. Their order matters: neighbours differ
/// by at least 3:1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hue(u8);

impl Hue {
    const CLASSES: [&'static str; SERIES_MAX] = [
        "series-1", "series-2", "series-3", "series-4", "series-5", "series-6",
    ];

    /// The grey of what has no colour of its own.
    pub const REST: Self = Self(u8::MAX);

    /// The hue of the series at this place, counted from 0; after the sixth
    /// they begin again.
    #[must_use]
    pub const fn nth(place: usize) -> Self {
        Self((place % SERIES_MAX) as u8)
    }

    /// The class that carries the colour, `series-1` to `series-6` or
    /// `series-rest`.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self.0 as usize {
            place if place < SERIES_MAX => Self::CLASSES[place],
            _ => "series-rest",
        }
    }
}

/// How the values of a chart are written.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// In full, for tables, labels and tooltips.
    pub value: &'a dyn Fn(i64) -> String,
    /// Rounded, for the ticks of the axis.
    pub axis: &'a dyn Fn(i64) -> String,
}

impl Wording<'_> {
    /// A value in full; a dash where there is none.
    fn full(&self, value: Option<i64>) -> String {
        value.map_or_else(|| EN_DASH.to_string(), |value| (self.value)(value))
    }

    /// A sum in full; a dash if it does not fit, which no real sum does.
    fn sum(&self, sum: i128) -> String {
        self.full(i64::try_from(sum).ok())
    }
}

/// A stretch of the time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Short, below its column: `nov.`, `48`, `23.`.
    pub label: String,
    /// Written once below the first of those that share it, usually the year;
    /// may be empty.
    pub group: String,
    /// In full, for the table and tooltips: `november 2026`.
    pub name: String,
    /// The list of everything in the period.
    pub href: Option<String>,
    /// False for the period that is still running: it is hatched or dotted.
    pub complete: bool,
}

/// One value of a series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// In the smallest unit; `None` where nothing was measured.
    pub value: Option<i64>,
    /// The list behind the value.
    pub href: Option<String>,
}

/// A row of values, one for each period in the same order. Missing cells at
/// the end count as not measured, surplus ones are not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What the series is: `eFaktura`.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The list or filter of the whole series.
    pub href: Option<String>,
    /// Its values.
    pub cells: Vec<Cell>,
}

impl Series {
    fn cell(&self, place: usize) -> Cell {
        self.cells.get(place).cloned().unwrap_or_default()
    }

    fn value(&self, place: usize) -> Option<i64> {
        self.cells.get(place).and_then(|cell| cell.value)
    }

    /// What the columns draw: nothing below zero.
    fn drawn(&self, place: usize) -> i64 {
        self.value(place).unwrap_or_default().max(0)
    }
}

/// A coordinate in percent of the plot's width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Percent(f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", rounded(self.0))
    }
}

impl Render for Percent {
    fn render_to(&self, buffer: &mut String) {
        use fmt::Write as _;
        write!(buffer, "{self}").expect("writing to a String does not fail");
    }
}

/// Two decimals are a hundredth of a pixel: enough, and keeps pages small.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A share of a whole, for tables and tooltips. Negative parts have none.
fn share(formats: &Formats, part: i64, whole: i128) -> String {
    match (u64::try_from(part), u64::try_from(whole)) {
        (Ok(part), Ok(whole)) => formats.share(part, whole),
        _ => EN_DASH.to_string(),
    }
}

/// Basis points as a percentage with one decimal.
fn percent_of(formats: &Formats, basis_points: i64) -> String {
    formats.percent(basis_points as f64 / 10_000.0, 1)
}

/// The link, if it leads to our own pages. Charts never link elsewhere, so a
/// scheme or a foreign host can only be an accident or an attack.
fn own(href: Option<&str>) -> Option<&str> {
    href.filter(|href| {
        let local = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
        local || href.starts_with('?') || href.starts_with('#')
    })
}

/// A label cut to fit where text cannot wrap; the whole is in the table.
fn cut(text: &str, chars_max: usize) -> String {
    if text.chars().count() <= chars_max {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(chars_max.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests;

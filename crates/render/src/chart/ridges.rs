//! Histograms in rows, one day a bin: the shape of how long things take.

use maud::{Markup, html};

use crate::chart::clock::Clock;
use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{self, Links};
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Hue, cut, own, rounded, share};
use crate::formats::EN_DASH;

/// More rows than this cannot be compared by eye; the first are kept.
pub const RIDGES_MAX: usize = 12;

/// Of a row: its name, its histogram, the room to the next.
const NAME_PX: f64 = 18.0;
const PLOT_PX: f64 = 40.0;
const ROW_PX: f64 = NAME_PX + PLOT_PX + 12.0;
const AXIS_PX: f64 = 44.0;
const NAME_CHARS: usize = 28;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ridge {
    /// What it is: `AvtaleGiro`.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The list or filter of all that it counts.
    pub href: Option<String>,
    /// How many on each day, from the first day of the axis on. What came
    /// after its last day is in `beyond`.
    pub bins: Vec<u64>,
    /// How many came after the last day of the axis.
    pub beyond: u64,
    /// The middle one, in days; `None` where half have not happened.
    pub median: Option<i64>,
}

impl Ridge {
    fn count(&self) -> u64 {
        self.bins.iter().sum::<u64>() + self.beyond
    }
}

/// Histograms on one axis of days, each as high as its own highest day.
pub struct Ridges {
    /// The words around it.
    pub frame: Frame,
    /// The first and the last day.
    pub days: (i64, i64),
    /// What the axis counts: `Dager fra utstedelse`.
    pub axis: String,
    /// The rows, sorted.
    pub rows: Vec<Ridge>,
    /// A day that matters to all of them, and its name.
    pub marker: Option<(i64, String)>,
}

impl Ridges {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.rows.len() > RIDGES_MAX;
        self.rows.truncate(RIDGES_MAX);
        let days = usize::try_from(self.days.1 - self.days.0 + 1).unwrap_or_default();
        for row in &mut self.rows {
            row.bins.resize(days, 0);
        }
        if days == 0 || self.rows.iter().all(|row| row.count() == 0) {
            return self.frame.wrap_empty("chart-ridges");
        }
        let rest = Rest {
            notes: vec![note(true, NOTE_HEIGHT), note(cut, frame::NOTE_CUT)],
            table: self.table(),
        };
        self.frame
            .wrap("chart-ridges", &html! {}, &self.picture(), rest)
    }

    /// Bins have a width, so the axis ends a day after its last.
    fn clock(&self) -> Clock {
        Clock::Days(self.days.0, self.days.1 + 1)
    }

    fn picture(&self) -> Markup {
        let clock = self.clock();
        let links = Links::counted(self.rows.iter().map(|row| row.href.as_deref()));
        let bottom = self.rows.len() as f64 * ROW_PX;
        let inside = html! {
            @for at in clock.ticks() {
                line.chart-grid x1=(clock.percent(at)) x2=(clock.percent(at)) y1=(NAME_PX) y2=(bottom) {}
            }
            @for (place, row) in self.rows.iter().enumerate() {
                @let shape = self.row(row, place as f64 * ROW_PX);
                (links.words(row.href.as_deref(), &shape))
            }
            @if let Some((at, name)) = &self.marker {
                line.chart-marker x1=(clock.percent(*at)) x2=(clock.percent(*at)) y1=(NAME_PX) y2=(bottom) {}
                text.chart-tick.chart-halo x=(clock.percent(*at)) dx="8" y=(NAME_PX + 14.0) { (name) }
            }
            (clock.render(bottom, &self.axis, self.frame.language))
        };
        plot::picture(&self.frame, links, "", bottom + AXIS_PX, &inside)
    }

    fn row(&self, row: &Ridge, top: f64) -> Markup {
        let highest = row.bins.iter().copied().max().unwrap_or_default().max(1);
        let (floor, width) = (top + NAME_PX + PLOT_PX, row.bins.len() as f64);
        html! {
            rect.chart-hit x="0" y=(top) width="100%" height=(ROW_PX) {}
            text.chart-label x="0" y=(top + 13.0) { (cut(&row.name, NAME_CHARS)) }
            " " text.chart-value.chart-end x="100%" y=(top + 13.0) { (self.middle(row)) }
            line.chart-zero x1="0" x2="100%" y1=(floor) y2=(floor) {}
            svg width="100%" height=(PLOT_PX) y=(top + NAME_PX) viewBox={ "0 0 " (width) " " (PLOT_PX) } preserveAspectRatio="none" {
                path class={ "chart-ridge " (row.hue.class()) } d=(outline(&row.bins, highest)) {}
            }
            @if let Some(median) = row.median.filter(|median| *median <= self.days.1) {
                @let at = self.clock().percent(median);
                line.chart-median x1=(at) x2=(at) y1=(floor) y2=(floor + 6.0) {}
            }
        }
    }

    /// `median 14 dager, n = 431`.
    fn middle(&self, row: &Ridge) -> String {
        let language = self.frame.language;
        let days = language.pick("dager", "days");
        let count = self.frame.formats().count(row.count());
        match row.median {
            Some(median) => format!(
                "median {} {days}, n = {count}",
                self.frame.formats().integer(median)
            ),
            None => format!("n = {count}"),
        }
    }

    fn table(&self) -> Table {
        let language = self.frame.language;
        let mut head = vec![Entry::plain(self.axis.clone())];
        head.extend(
            self.rows
                .iter()
                .map(|row| Entry::new(row.name.clone(), own(row.href.as_deref()))),
        );
        let mut rows: Vec<Row> = (self.days.0..=self.days.1)
            .enumerate()
            .map(|(bin, day)| self.day(self.frame.formats().integer(day), |row| row.bins[bin]))
            .collect();
        rows.push(
            self.day(language.pick("Senere", "Later").to_owned(), |row| {
                row.beyond
            }),
        );
        let foot = Row {
            name: Entry::plain(language.pick("Median, dager", "Median, days")),
            values: self
                .rows
                .iter()
                .map(|row| {
                    Entry::plain(row.median.map_or_else(
                        || EN_DASH.to_string(),
                        |median| self.frame.formats().integer(median),
                    ))
                })
                .collect(),
        };
        Table {
            head,
            rows,
            foot: Some(foot),
        }
    }

    fn day(&self, name: String, value: impl Fn(&Ridge) -> u64) -> Row {
        let formats = self.frame.formats();
        let entry = |row: &Ridge| {
            let part = value(row);
            let share = share(
                formats,
                i64::try_from(part).unwrap_or(i64::MAX),
                row.count().into(),
            );
            Entry::plain(format!("{} ({share})", formats.count(part)))
        };
        Row {
            name: Entry::plain(name),
            values: self.rows.iter().map(entry).collect(),
        }
    }
}

/// Bars without gaps: one unit wide, the highest as high as the plot.
fn outline(bins: &[u64], highest: u64) -> String {
    let mut path = format!("M0 {PLOT_PX}");
    for (day, bin) in bins.iter().enumerate() {
        let height = *bin as f64 / highest as f64 * PLOT_PX;
        // Somebody is never nobody.
        let height = if *bin > 0 { height.max(1.0) } else { 0.0 };
        path.push_str(&format!("V{}H{}", rounded(PLOT_PX - height), day + 1));
    }
    path.push_str(&format!("V{PLOT_PX}Z"));
    path
}

const NOTE_HEIGHT: [&str; 2] = [
    "Hver rad er så høy som sin egen høyeste dag. Streken under er medianen.",
    "Each row is as high as its own highest day. The mark below is the median.",
];

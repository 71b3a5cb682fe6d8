//! What every figure has around its picture.

use maud::{Markup, html};

use crate::chart::table::Table;
use crate::formats::Formats;
use crate::language::Language;

/// The words around a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Unique in the page. Anything but letters, digits and hyphens becomes a
    /// hyphen.
    pub id: String,
    /// The language of the words that the chart itself adds.
    pub language: Language,
    /// What the chart shows, in at most ten words: `E-post vokser raskest`.
    pub finding: String,
    /// Measure, unit, population, period and n. Together with the finding it
    /// names the table, so no two figures of a page may share both.
    pub caption: String,
    /// The chart in two sentences, for those who cannot see it.
    pub summary: String,
}

impl Frame {
    pub(crate) fn formats(&self) -> &'static Formats {
        Formats::of(self.language)
    }

    /// An id inside this figure.
    pub(crate) fn part_id(&self, part: &str) -> String {
        let mut id = self.safe_id();
        id.push('-');
        id.push_str(part);
        id
    }

    fn safe_id(&self) -> String {
        let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        format!("chart-{}", self.id.chars().map(safe).collect::<String>())
    }

    /// The whole figure: caption, key, picture, notes, and the numbers.
    pub(crate) fn wrap(&self, class: &str, key: &Markup, picture: &Markup, rest: Rest) -> Markup {
        let notes = rest.notes.iter().filter(|(said, ..)| *said);
        html! {
            figure class={ "chart " (class) } id=(self.safe_id()) {
                figcaption {
                    strong.chart-finding { (self.finding) } " "
                    span.chart-caption { (self.caption) }
                }
                (key)
                (picture)
                @for (_, nb, en) in notes {
                    p.chart-note { (self.language.pick(*nb, *en)) }
                }
                details.chart-numbers {
                    summary { (self.language.pick("Vis tallene", "Show the numbers")) }
                    (rest.table.render(self))
                }
            }
        }
    }

    /// The figure when there is nothing to draw.
    pub(crate) fn wrap_empty(&self, class: &str) -> Markup {
        html! {
            figure class={ "chart " (class) } id=(self.safe_id()) {
                figcaption {
                    strong.chart-finding { (self.finding) } " "
                    span.chart-caption { (self.caption) }
                }
                p.chart-empty {
                    (self.language.pick("Ingen tall å vise.", "No numbers to show."))
                }
            }
        }
    }
}

/// What comes below the picture.
pub(crate) struct Rest {
    /// Whether to say it, in bokmål, in English.
    pub(crate) notes: Vec<(bool, &'static str, &'static str)>,
    pub(crate) table: Table,
}

pub(crate) const NOTE_OPEN_COLUMN: [&str; 2] = [
    "Skravert: perioden er ikke ferdig.",
    "Hatched: the period is not finished.",
];
pub(crate) const NOTE_OPEN_LINE: [&str; 2] = [
    "Prikket: perioden er ikke ferdig.",
    "Dotted: the period is not finished.",
];
pub(crate) const NOTE_NEGATIVE: [&str; 2] = [
    "Negative tall står i tabellen, men er ikke tegnet.",
    "Negative numbers are in the table but not drawn.",
];
pub(crate) const NOTE_CUT: [&str; 2] = [
    "Ikke alt er tatt med: det er for mye for én figur.",
    "Not everything is included: it is too much for one figure.",
];
pub(crate) const NOTE_FOLDED: [&str; 2] =
    ["De siste er slått sammen.", "The last ones are combined."];

/// A note and whether to show it.
pub(crate) const fn note(
    said: bool,
    words: [&'static str; 2],
) -> (bool, &'static str, &'static str) {
    (said, words[0], words[1])
}

//! What every figure has around its picture.

use maud::{Markup, Render, html};

use crate::chart::own;
use crate::chart::table::Table;
use crate::formats::Formats;
use crate::language::Language;

/// The words around a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
    /// Sentences below the picture: the rule that counts, what is left out,
    /// what the figure cannot say.
    pub remarks: Vec<String>,
    /// The same numbers as a file.
    pub csv: Option<String>,
    /// Where the figure's words and formulas are defined.
    pub definition: Option<String>,
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
    pub(crate) fn wrap(&self, class: &str, key: &Markup, picture: &Markup, rest: Rest) -> Drawn {
        let numbers = html! {
            details.chart-numbers {
                summary { (self.language.pick("Vis tallene", "Show the numbers")) }
                (rest.table.render(self))
            }
        };
        Drawn {
            id: self.id.clone(),
            language: self.language,
            markup: self.figure(class, &html! { (key) (picture) }, &rest.notes, &numbers),
            table: rest.table,
        }
    }

    /// The figure whose picture is a table that everybody sees.
    pub(crate) fn wrap_table(&self, class: &str, picture: &Markup, table: Table) -> Drawn {
        Drawn {
            id: self.id.clone(),
            language: self.language,
            markup: self.figure(class, picture, &[], &html! {}),
            table,
        }
    }

    /// The figure when there is nothing to draw.
    pub(crate) fn wrap_empty(&self, class: &str) -> Drawn {
        let markup = html! {
            figure class={ "chart " (class) } id=(self.safe_id()) {
                (self.words())
                p.chart-empty {
                    (self.language.pick("Ingen tall å vise.", "No numbers to show."))
                }
            }
        };
        Drawn {
            id: self.id.clone(),
            language: self.language,
            markup,
            table: Table::default(),
        }
    }

    fn figure(&self, class: &str, picture: &Markup, notes: &[Note], numbers: &Markup) -> Markup {
        html! {
            figure class={ "chart " (class) } id=(self.safe_id()) {
                (self.words())
                (picture)
                div.chart-notes {
                    @for (_, nb, en) in notes.iter().filter(|(said, ..)| *said) {
                        p.chart-note { (self.language.pick(*nb, *en)) }
                    }
                    @for remark in &self.remarks { p.chart-note { (remark) } }
                }
                div.chart-foot { (numbers) (self.ways()) }
            }
        }
    }

    fn words(&self) -> Markup {
        html! {
            figcaption {
                strong.chart-finding { (self.finding) } " "
                span.chart-caption { (self.caption) }
            }
        }
    }

    /// The file and the definition. Several figures of a page have both, so
    /// their links are told apart by what is read out with them.
    fn ways(&self) -> Markup {
        let ways = [
            (&self.csv, self.language.pick("CSV", "CSV")),
            (
                &self.definition,
                self.language
                    .pick("Slik er det regnet", "How it is computed"),
            ),
        ];
        let mut links = ways
            .iter()
            .filter_map(|(href, words)| Some((own(href.as_deref())?, words)))
            .peekable();
        html! {
            @if links.peek().is_some() {
                ul.chart-ways {
                    @for (href, words) in links {
                        li { a href=(href) { (words) span.chart-unseen { ": " (self.finding) } } }
                    }
                }
            }
        }
    }
}

/// A figure as it is shown, and the numbers in it as a file.
pub struct Drawn {
    id: String,
    language: Language,
    markup: Markup,
    table: Table,
}

impl Drawn {
    /// The id that the figure was given.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The figure.
    #[must_use]
    pub fn markup(self) -> Markup {
        self.markup
    }

    /// The figure as text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.markup.into_string()
    }

    /// The same numbers as the figure's table, for a spreadsheet.
    #[must_use]
    pub fn csv(&self) -> String {
        self.table.csv(self.language)
    }
}

impl Render for Drawn {
    fn render_to(&self, buffer: &mut String) {
        self.markup.render_to(buffer);
    }
}

/// Whether to say it, in bokmål, in English.
pub(crate) type Note = (bool, &'static str, &'static str);

/// What comes below the picture.
pub(crate) struct Rest {
    pub(crate) notes: Vec<Note>,
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

pub(crate) const NOTE_THIN: [&str; 2] = [
    "Dempet eller åpent merke: færre enn 30, så tallet er usikkert.",
    "Muted or hollow mark: fewer than 30, so the number is uncertain.",
];
pub(crate) const NOTE_FEW: [&str; 2] = [
    "For få: færre enn 10 er ikke vist.",
    "Too few: fewer than 10 are not shown.",
];

/// A note and whether to show it.
pub(crate) const fn note(said: bool, words: [&'static str; 2]) -> Note {
    (said, words[0], words[1])
}

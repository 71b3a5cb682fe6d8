//! A single bar cut into its parts.

use maud::{Markup, html};

use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{self, GAP_PX, Links};
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Hue, Percent, SERIES_MAX, Wording, own, share};

const BAR_PX: f64 = 28.0;
/// A part above zero is never invisible; the others give up the room.
const PART_SHARE_MIN: f64 = 0.75;

/// A part of the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is: `1–14 dager`.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// How much; zero and below are not drawn.
    pub value: i64,
    /// The list behind the number.
    pub href: Option<String>,
}

/// One horizontal bar of parts with the numbers in its key.
pub struct PartBar<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the parts in the table: `Alder`.
    pub heading: String,
    /// Heading of the values in the table: `Beløp`.
    pub value_heading: String,
    /// The parts from the left; at most six are shown, and the figure says if
    /// there were more.
    pub parts: Vec<Part>,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl PartBar<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.parts.len() > SERIES_MAX;
        self.parts.truncate(SERIES_MAX);
        if self.parts.is_empty() {
            return self.frame.wrap_empty("chart-parts");
        }
        let negative = self.parts.iter().any(|part| part.value < 0);
        let notes = vec![
            note(negative, frame::NOTE_NEGATIVE),
            note(cut, frame::NOTE_CUT),
        ];
        let rest = Rest {
            notes,
            table: self.table(),
        };
        self.frame
            .wrap("chart-parts", &self.key(), &self.picture(), rest)
    }

    fn whole(&self) -> i128 {
        self.parts
            .iter()
            .map(|part| i128::from(part.value.max(0)))
            .sum()
    }

    /// Widths in percent of the bar; together 100 unless all are zero.
    fn widths(&self) -> Vec<f64> {
        let whole = (self.whole() as f64).max(1.0);
        let wish = |part: &Part| match part.value {
            ..=0 => 0.0,
            value => (value as f64 / whole * 100.0).max(PART_SHARE_MIN),
        };
        let wishes: Vec<f64> = self.parts.iter().map(wish).collect();
        let sum: f64 = wishes.iter().sum();
        wishes
            .iter()
            .map(|width| if sum > 0.0 { width / sum * 100.0 } else { 0.0 })
            .collect()
    }

    fn picture(&self) -> Markup {
        let links = Links::counted(
            self.parts
                .iter()
                .filter(|part| part.value > 0)
                .map(|part| part.href.as_deref()),
        );
        let mut left = 0.0;
        let inside = html! {
            rect.chart-track x="0" y="0" width="100%" height=(BAR_PX) {}
            @for (part, width) in self.parts.iter().zip(self.widths()) {
                @if width > 0.0 {
                    @let shape = html! {
                        rect class=(part.hue.class()) x=(Percent(left)) y="0" width=(Percent(width)) height=(BAR_PX) {}
                        @if left > 0.0 {
                            rect.chart-gap x=(Percent(left)) y="0" width=(GAP_PX) height=(BAR_PX) {}
                        }
                    };
                    (links.mark(part.href.as_deref(), &self.words(part), &shape))
                    @let () = left += width;
                }
            }
        };
        plot::picture(&self.frame, links, "", BAR_PX, &inside)
    }

    fn share(&self, part: &Part) -> String {
        share(self.frame.formats(), part.value, self.whole())
    }

    fn words(&self, part: &Part) -> String {
        format!(
            "{}: {} ({})",
            part.name,
            (self.wording.value)(part.value),
            self.share(part)
        )
    }

    fn key(&self) -> Markup {
        html! {
            ul.chart-key.chart-key-values {
                @for part in &self.parts {
                    li {
                        (plot::swatch(part.hue))
                        @if let Some(href) = own(part.href.as_deref()) { a href=(href) { (part.name) } }
                        @else { span { (part.name) } }
                        " " b { ((self.wording.value)(part.value)) }
                    }
                }
            }
        }
    }

    fn table(&self) -> Table {
        let language = self.frame.language;
        let row = |part: &Part| Row {
            name: Entry::plain(part.name.clone()),
            values: vec![
                Entry::new((self.wording.value)(part.value), part.href.as_deref()),
                Entry::plain(self.share(part)),
            ],
        };
        let sum = self.parts.iter().map(|part| i128::from(part.value)).sum();
        let heading = language.pick("Andel", "Share");
        Table {
            head: [self.heading.as_str(), &self.value_heading, heading]
                .map(Entry::plain)
                .into(),
            rows: self.parts.iter().map(row).collect(),
            foot: Some(Row {
                name: Entry::plain(language.pick("Sum", "Total")),
                values: vec![Entry::plain(self.wording.sum(sum)), Entry::default()],
            }),
        }
    }
}

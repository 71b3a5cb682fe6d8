//! Horizontal bars: what there is most of.

use maud::{Markup, html};

use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{self, Links};
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{BARS_MAX, Hue, Percent, Wording, cut, share};

/// Height of a row: a line of text and the bar below it, and large enough to
/// be hit by a finger.
const ROW_PX: f64 = 42.0;
const TEXT_PX: f64 = 16.0;
const BAR_TOP_PX: f64 = 23.0;
const BAR_PX: f64 = 10.0;
/// A value above zero is never invisible.
const BAR_SHARE_MIN: f64 = 0.4;
/// What fits beside the value on narrow, middling and wide pages.
const LABEL_CHARS: [(usize, &str); 3] = [
    (26, "chart-until-s"),
    (50, "chart-from-s chart-until-m"),
    (80, "chart-from-m"),
];

/// One thing counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What was counted.
    pub label: String,
    /// How much; zero and below are not drawn.
    pub value: i64,
    /// How much it was before, drawn as a mark on the bar.
    pub before: Option<i64>,
    /// The list behind the number.
    pub href: Option<String>,
}

/// Bars from the same baseline, in the order given: sort before.
pub struct Bars<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the labels in the table: `Årsak`.
    pub heading: String,
    /// Heading of the values in the table: `Dokumenter`.
    pub value_heading: String,
    /// Heading of what it was before, where that is known: `Perioden før`.
    pub before_heading: Option<String>,
    /// What is compared.
    pub bars: Vec<Bar>,
    /// One colour for all: length is the message.
    pub hue: Hue,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl Bars<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.bars.len() > BARS_MAX;
        self.bars.truncate(BARS_MAX);
        if self.bars.is_empty() {
            return self.frame.wrap_empty("chart-bars");
        }
        let negative = self.bars.iter().any(|bar| bar.value < 0);
        let notes = vec![
            note(self.compares(), NOTE_BEFORE),
            note(negative, frame::NOTE_NEGATIVE),
            note(cut, frame::NOTE_CUT),
        ];
        let rest = Rest {
            notes,
            table: self.table(!cut),
        };
        self.frame
            .wrap("chart-bars", &html! {}, &self.picture(), rest)
    }

    /// Whether the bars are compared with how it was before.
    fn compares(&self) -> bool {
        self.before_heading.is_some() && self.bars.iter().any(|bar| bar.before.is_some())
    }

    fn picture(&self) -> Markup {
        let values = self
            .bars
            .iter()
            .flat_map(|bar| [Some(bar.value), bar.before]);
        let longest = values.flatten().max().unwrap_or_default().max(1);
        let links = Links::counted(self.bars.iter().map(|bar| bar.href.as_deref()));
        let inside = html! {
            @for (place, bar) in self.bars.iter().enumerate() {
                @let text = (self.wording.value)(bar.value);
                (links.words(bar.href.as_deref(), &self.row(bar, &text, place, longest)))
            }
        };
        let height = self.bars.len() as f64 * ROW_PX;
        plot::picture(&self.frame, links, "", height, &inside)
    }

    fn row(&self, bar: &Bar, text: &str, place: usize, longest: i64) -> Markup {
        let top = place as f64 * ROW_PX;
        let share = (bar.value as f64 / longest as f64 * 100.0).max(BAR_SHARE_MIN);
        html! {
            rect.chart-hit x="0" y=(top) width="100%" height=(ROW_PX) {}
            @for (chars, class) in LABEL_CHARS {
                text class={ "chart-label " (class) } x="0" y=(top + TEXT_PX) { (cut(&bar.label, chars)) }
            }
            " " text.chart-value.chart-end x="100%" y=(top + TEXT_PX) { (text) }
            rect.chart-track x="0" y=(top + BAR_TOP_PX) width="100%" height=(BAR_PX) rx="2" {}
            @if bar.value > 0 {
                rect class=(self.hue.class()) x="0" y=(top + BAR_TOP_PX)
                    width=(Percent(share)) height=(BAR_PX) rx="2" {}
            }
            @if let Some(before) = bar.before.filter(|before| *before >= 0) {
                @let x = Percent(before as f64 / longest as f64 * 100.0);
                line.chart-before x1=(x) x2=(x) y1=(top + BAR_TOP_PX - 3.0) y2=(top + BAR_TOP_PX + BAR_PX + 3.0) {}
            }
        }
    }

    /// The table; with shares and a sum only if every row is there.
    fn table(&self, whole: bool) -> Table {
        let language = self.frame.language;
        let sum: i128 = self.bars.iter().map(|bar| i128::from(bar.value)).sum();
        let shares = whole && self.bars.iter().all(|bar| bar.value >= 0);
        let compares = self.compares();
        let row = |bar: &Bar| {
            let value = Entry::new((self.wording.value)(bar.value), bar.href.as_deref());
            let share = Entry::plain(share(self.frame.formats(), bar.value, sum));
            let mut values = vec![value];
            values.extend(compares.then(|| Entry::plain(self.wording.full(bar.before))));
            values.extend(shares.then_some(share));
            Row {
                name: Entry::plain(bar.label.clone()),
                values,
            }
        };
        let mut head = vec![
            Entry::plain(self.heading.clone()),
            Entry::plain(self.value_heading.clone()),
        ];
        head.extend(
            self.before_heading
                .clone()
                .filter(|_| compares)
                .map(Entry::plain),
        );
        if shares {
            head.push(Entry::plain(language.pick("Andel", "Share")));
        }
        let before = self
            .bars
            .iter()
            .filter_map(|bar| bar.before)
            .map(i128::from)
            .sum();
        let foot = shares.then(|| {
            let mut values = vec![Entry::plain(self.wording.sum(sum))];
            values.extend(compares.then(|| Entry::plain(self.wording.sum(before))));
            values.push(Entry::default());
            Row {
                name: Entry::plain(language.pick("Sum", "Total")),
                values,
            }
        });
        Table {
            head,
            rows: self.bars.iter().map(row).collect(),
            foot,
        }
    }
}

const NOTE_BEFORE: [&str; 2] = [
    "Streken over søylen: perioden før.",
    "The mark across the bar: the period before.",
];

//! Small multiples: the same picture once for each thing compared, all on one
//! scale, the others grey behind.

use maud::{Markup, html};

use crate::chart::columns::{keep_latest, period_entry};
use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{self, SLOT_UNITS, Slots};
use crate::chart::scale::Scale;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Percent, Period, Series, Wording, own, rounded};

/// More pictures than this are compared better in a table.
pub const PANELS_MAX: usize = 12;

const TOP_PX: f64 = 18.0;
const HEIGHT_PX: f64 = 84.0;
const AXIS_PX: f64 = 22.0;

/// One line in a picture of its own for each series.
pub struct Multiples<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the periods in the table: `Måned`.
    pub heading: String,
    /// The time axis, oldest first.
    pub periods: Vec<Period>,
    /// What is compared, in the order to read: sort before.
    pub panels: Vec<Series>,
    /// What each is compared with, drawn grey in every picture; without it,
    /// all the others are.
    pub reference: Option<Series>,
    /// The top of the scale where the values are parts of it: 10 000 for
    /// shares in basis points.
    pub whole: Option<i64>,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl Multiples<'_> {
    /// The figure; a table alone where there are more than [`PANELS_MAX`].
    #[must_use]
    pub fn render(mut self) -> Drawn {
        keep_latest(&mut self.periods, &mut self.panels);
        if self.periods.is_empty() || self.panels.is_empty() {
            return self.frame.wrap_empty("chart-multiples");
        }
        let table = self.table();
        if self.panels.len() > PANELS_MAX {
            let seen = table.render(&self.frame);
            return self.frame.wrap_table("chart-multiples", &seen, table);
        }
        let open = self.periods.iter().any(|period| !period.complete);
        let rest = Rest {
            notes: vec![
                note(
                    self.reference.is_none() && self.panels.len() > 1,
                    NOTE_OTHERS,
                ),
                note(open, frame::NOTE_OPEN_LINE),
            ],
            table,
        };
        let picture = html! {
            ul.chart-panels { @for panel in &self.panels { li { (self.panel(panel)) } } }
        };
        self.frame
            .wrap("chart-multiples", &html! {}, &picture, rest)
    }

    fn scale(&self) -> Scale {
        let all = self.panels.iter().chain(&self.reference);
        let highest = all
            .flat_map(|one| &one.cells)
            .filter_map(|cell| cell.value)
            .max();
        Scale::around(0, self.whole.or(highest).unwrap_or_default().into())
    }

    fn panel(&self, panel: &Series) -> Markup {
        let scale = self.scale();
        let slots = Slots::new(self.periods.len());
        let width = slots.count as f64 * SLOT_UNITS;
        let latest = self.latest(panel);
        html! {
            p.chart-panel-name {
                (plot::swatch(panel.hue)) " "
                @if let Some(href) = own(panel.href.as_deref()) { a href=(href) { (panel.name) } }
                @else { span { (panel.name) } }
                " " b { (self.wording.full(latest.map(|(_, value)| value))) }
            }
            svg.chart-panel role="img" aria-label=(self.words(panel)) width="100%"
                height=(TOP_PX + HEIGHT_PX + AXIS_PX) overflow="visible" {
                (self.ticks(&scale))
                svg width="100%" height=(HEIGHT_PX) y=(TOP_PX) overflow="visible"
                    viewBox={ "0 0 " (width) " " (HEIGHT_PX) } preserveAspectRatio="none" {
                    @for one in self.behind(panel) { (self.strokes(one, "chart-line chart-line-behind", &scale)) }
                    (self.strokes(panel, &format!("chart-line {}", panel.hue.class()), &scale))
                }
                @if let Some((place, value)) = latest {
                    circle class={ "chart-dot " (panel.hue.class()) } cx=(slots.centre(place))
                        cy=(rounded(TOP_PX + y(&scale, value))) r="3.5" {}
                }
                (self.ends(slots))
            }
        }
    }

    /// The value that stands for a panel: the latest of a period that is over,
    /// because one that is not has yet to become what it will be.
    fn latest(&self, panel: &Series) -> Option<(usize, i64)> {
        let known = (0..self.periods.len()).rev();
        let mut known = known.filter_map(|place| Some((place, panel.value(place)?)));
        let newest = known.next()?;
        let is_over = |(place, _): &(usize, i64)| self.periods[*place].complete;
        let over = std::iter::once(newest).chain(known).find(is_over);
        Some(over.unwrap_or(newest))
    }

    /// What lies grey behind a panel.
    fn behind<'a>(&'a self, panel: &'a Series) -> impl Iterator<Item = &'a Series> {
        let others = self
            .panels
            .iter()
            .filter(move |one| *one != panel && self.reference.is_none());
        self.reference.iter().chain(others)
    }

    fn strokes(&self, one: &Series, class: &str, scale: &Scale) -> Markup {
        let values: Vec<Option<i64>> = (0..self.periods.len())
            .map(|place| one.value(place))
            .collect();
        let place = |value: i64| y(scale, value);
        let (solid, dotted) = plot::stroke_by(&values, &self.periods, &place);
        html! {
            @for (path, open) in [(solid, ""), (dotted, " chart-line-open")] {
                @if !path.is_empty() {
                    path class={ (class) (open) } d=(path) vector-effect="non-scaling-stroke" {}
                }
            }
        }
    }

    /// The lowest and the highest tick.
    fn ticks(&self, scale: &Scale) -> Markup {
        let ticks: Vec<i64> = scale.ticks().collect();
        let ends = [ticks.first(), ticks.last()];
        html! {
            @for tick in ends.into_iter().flatten() {
                @let at = rounded(TOP_PX + y(scale, *tick));
                line class=(if *tick == 0 { "chart-zero" } else { "chart-grid" }) x1="0" x2="100%" y1=(at) y2=(at) {}
                @if *tick != 0 { text.chart-tick x="0" y=(at - 4.0) { ((self.wording.axis)(*tick)) } }
            }
        }
    }

    /// The first and the last period.
    fn ends(&self, slots: Slots) -> Markup {
        let below = TOP_PX + HEIGHT_PX + 16.0;
        let name = |period: &Period| format!("{} {}", period.label, period.group);
        let last = self.periods.len() - 1;
        html! {
            text.chart-tick x="0" y=(below) { (name(&self.periods[0])) }
            @if last > 0 {
                text.chart-tick.chart-end x=(Percent(100.0 * (last + 1) as f64 / slots.count as f64)) y=(below) {
                    (name(&self.periods[last]))
                }
            }
        }
    }

    /// `eFaktura: fra 31 % i juli 2025 til 38 % i november 2026`.
    fn words(&self, panel: &Series) -> String {
        let known: Vec<(usize, i64)> = (0..self.periods.len())
            .filter_map(|place| Some((place, panel.value(place)?)))
            .collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else {
            return panel.name.clone();
        };
        let say = |(place, value): &(usize, i64)| {
            format!(
                "{} ({})",
                (self.wording.value)(*value),
                self.periods[*place].name
            )
        };
        let [from, to] = self.frame.language.pick(["fra", "til"], ["from", "to"]);
        format!("{}: {from} {} {to} {}", panel.name, say(first), say(last))
    }

    fn table(&self) -> Table {
        let columns = || self.panels.iter().chain(&self.reference);
        let mut head = vec![Entry::plain(self.heading.clone())];
        head.extend(columns().map(|one| Entry::new(one.name.clone(), one.href.as_deref())));
        let row = |(place, period): (usize, &Period)| Row {
            name: period_entry(&self.frame, period),
            values: columns()
                .map(|one| {
                    let cell = one.cell(place);
                    Entry::new(self.wording.full(cell.value), cell.href.as_deref())
                })
                .collect(),
        };
        Table {
            head,
            rows: self.periods.iter().enumerate().map(row).collect(),
            foot: None,
        }
    }
}

/// The vertical position of a value in a panel's plot.
fn y(scale: &Scale, value: i64) -> f64 {
    (1.0 - scale.share(value.into())) * HEIGHT_PX
}

const NOTE_OTHERS: [&str; 2] = [
    "Grått: de andre. Alle har samme skala.",
    "Grey: the others. All are on the same scale.",
];

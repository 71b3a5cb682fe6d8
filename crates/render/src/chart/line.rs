//! Lines over time.

use maud::{Markup, html};

use crate::chart::axis::{time_axis, time_axis_px};
use crate::chart::columns::{keep_latest, period_entry};
use crate::chart::direct::{DirectLabel, direct_labels};
use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{
    self, Links, PLOT_BOTTOM, PLOT_HEIGHT, PLOT_TOP, SLOT_UNITS, Slots, height_of,
};
use crate::chart::scale::Scale;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{PERIODS_MAX, Period, SERIES_MAX, Series, Wording, rounded};

/// With more points than this a line has no dots except its last.
const DOTS_MAX: usize = 40;

/// Lines, one for each series. Points without a value break the line.
pub struct Lines<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the periods in the table: `Måned`.
    pub heading: String,
    /// The time axis, oldest first.
    pub periods: Vec<Period>,
    /// What is drawn.
    pub series: Vec<Series>,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl Lines<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.periods.len() > PERIODS_MAX || self.series.len() > SERIES_MAX;
        self.series.truncate(SERIES_MAX);
        keep_latest(&mut self.periods, &mut self.series);
        if self.periods.is_empty() || self.series.is_empty() {
            return self.frame.wrap_empty("chart-lines");
        }
        let open = self.periods.iter().any(|period| !period.complete);
        let notes = vec![
            note(open, frame::NOTE_OPEN_LINE),
            note(cut, frame::NOTE_CUT),
        ];
        let key = plot::key(&self.series, "chart-until-m");
        let rest = Rest {
            notes,
            table: self.table(),
        };
        self.frame.wrap("chart-lines", &key, &self.picture(), rest)
    }

    fn picture(&self) -> Markup {
        let slots = Slots::new(self.periods.len());
        let values = || {
            self.series
                .iter()
                .flat_map(|one| &one.cells)
                .filter_map(|cell| cell.value)
        };
        let lowest = values().min().unwrap_or_default();
        let highest = values().max().unwrap_or_default();
        let scale = Scale::around(lowest.into(), highest.into());
        let (axis, axis_class) = plot::value_axis(&scale, self.wording.axis);
        let links = Links::of_series(&self.series, true, |_| true);
        let width = slots.count as f64 * SLOT_UNITS;
        let inside = html! {
            (axis)
            svg width="100%" height=(PLOT_HEIGHT) y=(PLOT_TOP) overflow="visible"
                viewBox={ "0 " (PLOT_TOP) " " (width) " " (PLOT_HEIGHT) } preserveAspectRatio="none" {
                @for one in &self.series { (self.strokes(one, &scale)) }
            }
            @for one in &self.series { (self.points(one, slots, &scale, links)) }
            (time_axis(&self.periods, slots))
            (self.direct(&scale, links))
        };
        let height = PLOT_BOTTOM + time_axis_px(&self.periods);
        let class = format!("chart-has-direct {axis_class}");
        plot::picture(&self.frame, links, &class, height, &inside)
    }

    /// The line of a series, solid and dotted apart.
    fn strokes(&self, one: &Series, scale: &Scale) -> Markup {
        let values: Vec<Option<i64>> = (0..self.periods.len())
            .map(|place| one.value(place))
            .collect();
        let (solid, dotted) = plot::stroke(&values, &self.periods, scale);
        html! {
            @for (path, class) in [(solid, "chart-line"), (dotted, "chart-line chart-line-open")] {
                @if !path.is_empty() {
                    path class={ (class) " " (one.hue.class()) } d=(path) vector-effect="non-scaling-stroke" {}
                }
            }
        }
    }

    /// A dot for each value, and what the pointer can hit around it.
    fn points(&self, one: &Series, slots: Slots, scale: &Scale, links: Links) -> Markup {
        let last = (0..self.periods.len())
            .rev()
            .find(|place| one.value(*place).is_some());
        let dotted = self.periods.len() <= DOTS_MAX;
        html! {
            @for (place, period) in self.periods.iter().enumerate() {
                @if let Some(value) = one.value(place) {
                    @let (x, y) = (slots.centre(place), height_of(scale, value.into()));
                    @let shape = html! {
                        circle.chart-hit cx=(x) cy=(y) r="12" {}
                        @if dotted || Some(place) == last {
                            circle class={ "chart-dot " (one.hue.class()) } cx=(x) cy=(y) r="3.5" {}
                        }
                    };
                    @let words = format!("{}, {}: {}", one.name, period.name, (self.wording.value)(value));
                    (links.mark(one.cell(place).href.as_deref(), &words, &shape))
                }
            }
        }
    }

    /// Name and last value at the end of each line.
    fn direct(&self, scale: &Scale, links: Links) -> Markup {
        let label = |one: &Series| {
            let value = (0..self.periods.len())
                .rev()
                .find_map(|place| one.value(place))?;
            Some(DirectLabel {
                hue: one.hue,
                href: one.href.clone(),
                name: one.name.clone(),
                value: Some((self.wording.axis)(value)),
                y: rounded(height_of(scale, value.into())),
            })
        };
        direct_labels(self.series.iter().filter_map(label).collect(), links)
    }

    fn table(&self) -> Table {
        let mut head = vec![Entry::plain(self.heading.clone())];
        head.extend(
            self.series
                .iter()
                .map(|one| Entry::new(one.name.clone(), one.href.as_deref())),
        );
        let row = |(place, period): (usize, &Period)| Row {
            name: period_entry(&self.frame, period),
            values: self
                .series
                .iter()
                .map(|one| self.entry(one, place))
                .collect(),
        };
        Table {
            head,
            rows: self.periods.iter().enumerate().map(row).collect(),
            foot: None,
        }
    }

    fn entry(&self, one: &Series, place: usize) -> Entry {
        let cell = one.cell(place);
        Entry::new(self.wording.full(cell.value), cell.href.as_deref())
    }
}

//! Stacked columns over time, as amounts or as shares.

use maud::{Markup, html};

use crate::chart::axis::{time_axis, time_axis_px};
use crate::chart::direct::{DirectLabel, direct_labels};
use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{
    self, GAP_PX, Links, PLOT_BOTTOM, PLOT_HEIGHT, PLOT_TOP, Slots, height_of,
};
use crate::chart::scale::Scale;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Cell, Hue, PERIODS_MAX, Period, SERIES_MAX, Series, Wording, rounded, share};

/// How much of its slot a column fills.
const COLUMN_SHARE: f64 = 0.72;
/// A value above zero is never invisible.
const SEGMENT_PX_MIN: f64 = 1.0;
/// The value axis when columns show shares, in percent.
const WHOLE: i128 = 100;

/// Stacked columns, one for each period, the first series at the bottom.
pub struct StackedColumns<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the periods in the table: `Måned`.
    pub heading: String,
    /// The time axis, oldest first.
    pub periods: Vec<Period>,
    /// What is stacked, in the order of the key.
    pub series: Vec<Series>,
    /// Every column to 100 %: for the question of shares.
    pub as_shares: bool,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl StackedColumns<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.periods.len() > PERIODS_MAX;
        keep_latest(&mut self.periods, &mut self.series);
        let folded = fold_surplus(&mut self.series, &self.frame);
        if self.periods.is_empty() || self.series.is_empty() {
            return self.frame.wrap_empty("chart-columns");
        }
        let negative = (0..self.periods.len()).any(|place| {
            self.series
                .iter()
                .any(|one| one.value(place).is_some_and(|v| v < 0))
        });
        let open = self.periods.iter().any(|period| !period.complete);
        let notes = vec![
            note(open, frame::NOTE_OPEN_COLUMN),
            note(negative, frame::NOTE_NEGATIVE),
            note(folded, frame::NOTE_FOLDED),
            note(cut, frame::NOTE_CUT),
        ];
        let key = plot::key(&self.series, "chart-until-m");
        let rest = Rest {
            notes,
            table: self.table(),
        };
        self.frame
            .wrap("chart-columns", &key, &self.picture(), rest)
    }

    fn picture(&self) -> Markup {
        let slots = Slots::new(self.periods.len());
        let scale = self.scale();
        let formats = self.frame.formats();
        let percent = |tick: i64| formats.percent(tick as f64 / 100.0, 0);
        let label: &dyn Fn(i64) -> String = if self.as_shares {
            &percent
        } else {
            self.wording.axis
        };
        let (axis, axis_class) = plot::value_axis(&scale, label);
        let links = Links::of_series(&self.series, self.series.len() > 1, |value| value > 0);
        let hatch = self.frame.part_id("hatch");
        let inside = html! {
            (hatch_pattern(&hatch))
            (axis)
            @for (place, period) in self.periods.iter().enumerate() {
                (self.column(place, slots, &scale, links))
                @if !period.complete { (self.hatching(place, slots, &scale, &hatch)) }
            }
            (time_axis(&self.periods, slots))
            (self.direct(&scale, links))
        };
        let class = if self.series.len() > 1 {
            "chart-has-direct "
        } else {
            ""
        };
        let height = PLOT_BOTTOM + time_axis_px(&self.periods);
        plot::picture(
            &self.frame,
            links,
            &format!("{class}{axis_class}"),
            height,
            &inside,
        )
    }

    fn scale(&self) -> Scale {
        if self.as_shares {
            return Scale::around(0, WHOLE);
        }
        let highest = (0..self.periods.len())
            .map(|place| self.drawn_total(place))
            .max();
        Scale::around(0, highest.unwrap_or_default())
    }

    /// Everything drawn in a column, whatever the sum of its values is.
    fn drawn_total(&self, place: usize) -> i128 {
        self.series
            .iter()
            .map(|one| i128::from(one.drawn(place)))
            .sum()
    }

    /// Height of the stack up to a value, in pixels from the baseline.
    fn rise(&self, place: usize, stacked: i128, scale: &Scale) -> f64 {
        if !self.as_shares {
            return PLOT_BOTTOM - height_of(scale, stacked);
        }
        let total = self.drawn_total(place);
        if total == 0 {
            0.0
        } else {
            stacked as f64 / total as f64 * PLOT_HEIGHT
        }
    }

    fn column(&self, place: usize, slots: Slots, scale: &Scale, links: Links) -> Markup {
        let mut stacked = 0_i128;
        html! {
            @for one in &self.series {
                @let below = self.rise(place, stacked, scale);
                @let () = stacked += i128::from(one.drawn(place));
                @if one.drawn(place) > 0 {
                    @let top = self.rise(place, stacked, scale).max(below + SEGMENT_PX_MIN);
                    @let gap = if top - below > 2.0 * GAP_PX && below > 0.0 { GAP_PX } else { 0.0 };
                    @let shape = html! {
                        rect class=(one.hue.class()) x=(slots.at(place, (1.0 - COLUMN_SHARE) / 2.0))
                            width=(slots.share_of(COLUMN_SHARE))
                            y=(rounded(PLOT_BOTTOM - top)) height=(rounded(top - below - gap)) {}
                    };
                    (links.mark(one.cell(place).href.as_deref(), &self.words(one, place), &shape))
                }
            }
        }
    }

    /// `eFaktura, november 2026: 1 234 (45,6 %)`.
    fn words(&self, one: &Series, place: usize) -> String {
        let (name, period) = (&one.name, &self.periods[place].name);
        let text = self.cell_text(one, place);
        format!("{name}, {period}: {text}")
    }

    fn hatching(&self, place: usize, slots: Slots, scale: &Scale, hatch: &str) -> Markup {
        let rise = self.rise(place, self.drawn_total(place), scale);
        html! {
            rect fill={ "url(#" (hatch) ")" } pointer-events="none"
                x=(slots.at(place, (1.0 - COLUMN_SHARE) / 2.0)) width=(slots.share_of(COLUMN_SHARE))
                y=(rounded(PLOT_BOTTOM - rise)) height=(rounded(rise)) {}
        }
    }

    /// Names beside the segments of the last column.
    fn direct(&self, scale: &Scale, links: Links) -> Markup {
        if self.series.len() < 2 {
            return html! {};
        }
        let last = self.periods.len() - 1;
        let mut stacked = 0_i128;
        let labels = self.series.iter().map(|one| {
            let below = self.rise(last, stacked, scale);
            stacked += i128::from(one.drawn(last));
            let middle = f64::midpoint(below, self.rise(last, stacked, scale));
            let y = (PLOT_BOTTOM - middle).max(PLOT_TOP);
            DirectLabel {
                hue: one.hue,
                href: one.href.clone(),
                name: one.name.clone(),
                value: None,
                y,
            }
        });
        // From the top down, so that the order survives equal heights.
        let mut labels: Vec<DirectLabel> = labels.collect();
        labels.reverse();
        direct_labels(labels, links)
    }

    fn cell_text(&self, one: &Series, place: usize) -> String {
        let value = one.value(place);
        let full = self.wording.full(value);
        match value {
            Some(value) if self.as_shares => {
                let share = share(self.frame.formats(), value, self.drawn_total(place));
                format!("{full} ({share})")
            }
            _ => full,
        }
    }

    fn table(&self) -> Table {
        let language = self.frame.language;
        let sums = self.series.len() > 1;
        let mut head = vec![Entry::plain(self.heading.clone())];
        head.extend(
            self.series
                .iter()
                .map(|one| Entry::new(one.name.clone(), one.href.as_deref())),
        );
        if sums {
            head.push(Entry::plain(language.pick("Sum", "Total")));
        }
        let rows = (0..self.periods.len())
            .map(|place| self.row(place, sums))
            .collect();
        Table {
            head,
            rows,
            foot: None,
        }
    }

    fn row(&self, place: usize, sums: bool) -> Row {
        let period = &self.periods[place];
        let cells = self
            .series
            .iter()
            .map(|one| Entry::new(self.cell_text(one, place), one.cell(place).href.as_deref()));
        let mut values: Vec<Entry> = cells.collect();
        if sums {
            let sum = self
                .series
                .iter()
                .filter_map(|one| one.value(place))
                .map(i128::from)
                .sum();
            values.push(Entry::new(self.wording.sum(sum), period.href.as_deref()));
        }
        Row {
            name: period_entry(&self.frame, period),
            values,
        }
    }
}

/// The period as the heading of a row.
pub(crate) fn period_entry(frame: &Frame, period: &Period) -> Entry {
    let mut text = period.name.clone();
    if !period.complete {
        text.push_str(frame.language.pick(" (ikke ferdig)", " (not finished)"));
    }
    Entry::new(text, period.href.as_deref())
}

/// Drops the oldest periods above the limit, from the series too.
pub(crate) fn keep_latest(periods: &mut Vec<Period>, series: &mut [Series]) {
    let surplus = periods.len().saturating_sub(PERIODS_MAX);
    periods.drain(..surplus);
    for one in series {
        one.cells.drain(..surplus.min(one.cells.len()));
        one.cells.truncate(periods.len());
    }
}

/// Adds the series beyond the last hue together; says whether it did.
fn fold_surplus(series: &mut Vec<Series>, frame: &Frame) -> bool {
    if series.len() <= SERIES_MAX {
        return false;
    }
    let surplus = series.split_off(SERIES_MAX - 1);
    let places = surplus
        .iter()
        .map(|one| one.cells.len())
        .max()
        .unwrap_or_default();
    let cells = (0..places).map(|place| {
        let value = surplus
            .iter()
            .filter_map(|one| one.value(place))
            .reduce(i64::saturating_add);
        Cell { value, href: None }
    });
    series.push(Series {
        name: frame.language.pick("Andre", "Other").to_owned(),
        hue: Hue::REST,
        href: None,
        cells: cells.collect(),
    });
    true
}

/// Stripes in the colour of the page, laid over a column: they work on every
/// hue and in print.
pub(crate) fn hatch_pattern(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(id) width="6" height="6" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                rect.chart-hatch width="2.5" height="6" {}
            }
        }
    }
}

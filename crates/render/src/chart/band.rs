//! A line over time with the room around it: an interval, or the spread from
//! the quickest tenth to the slowest.

use maud::{Markup, html};

use crate::chart::axis::{time_axis_counted, time_axis_px};
use crate::chart::columns::{hatch_pattern, period_entry};
use crate::chart::direct::{DirectLabel, direct_labels};
use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{
    self, Links, PLOT_BOTTOM, PLOT_HEIGHT, PLOT_TOP, SLOT_UNITS, Slots, height_of,
};
use crate::chart::scale::Scale;
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Estimate, Hue, PERIODS_MAX, Period, Wording};

/// One number over time with its room.
pub struct Band<'a> {
    /// The words around it.
    pub frame: Frame,
    /// Heading of the periods in the table: `Måned utstedt`.
    pub heading: String,
    /// The time axis, oldest first.
    pub periods: Vec<Period>,
    /// The number of each period, in the same order.
    pub cells: Vec<Estimate>,
    /// What the line is: `Median`.
    pub middle: String,
    /// What the ends of the room are, where they are lines of their own:
    /// `Raskeste tidel`, `Seneste tidel`. Without, the room is an interval.
    pub edges: Option<[String; 2]>,
    /// Its colour.
    pub hue: Hue,
    /// What the line should reach, and the word for it.
    pub target: Option<(i64, String)>,
    /// The top of the axis where the numbers are parts of it: 10 000 for
    /// shares in basis points.
    pub whole: Option<i64>,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl Band<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let surplus = self.periods.len().saturating_sub(PERIODS_MAX);
        self.periods.drain(..surplus);
        self.cells.drain(..surplus.min(self.cells.len()));
        self.cells.resize(self.periods.len(), Estimate::default());
        if self.cells.iter().all(|cell| cell.count == 0) {
            return self.frame.wrap_empty("chart-spread");
        }
        let open = self.periods.iter().any(|period| !period.complete);
        let notes = vec![
            note(self.edges.is_none(), NOTE_INTERVAL),
            note(true, NOTE_COUNTS),
            note(self.is_open(), NOTE_BEYOND),
            note(open, NOTE_OPEN),
            note(self.cells.iter().any(Estimate::is_thin), frame::NOTE_THIN),
            note(self.cells.iter().any(Estimate::is_too_few), frame::NOTE_FEW),
            note(surplus > 0, frame::NOTE_CUT),
        ];
        let rest = Rest {
            notes,
            table: self.table(),
        };
        self.frame
            .wrap("chart-spread", &html! {}, &self.picture(), rest)
    }

    fn scale(&self) -> Scale {
        let ends = self
            .cells
            .iter()
            .flat_map(|cell| [cell.value, cell.low, cell.high]);
        let target = self.target.as_ref().map(|(value, _)| *value);
        let highest = ends.flatten().chain(target).max().unwrap_or_default();
        Scale::around(0, self.whole.unwrap_or(highest).into())
    }

    fn picture(&self) -> Markup {
        let slots = Slots::new(self.periods.len());
        let scale = self.scale();
        let (axis, axis_class) = plot::value_axis(&scale, self.wording.axis);
        let links = Links::counted(
            self.known()
                .map(|(place, _)| self.periods[place].href.as_deref()),
        );
        let width = slots.count as f64 * SLOT_UNITS;
        let hatch = self.frame.part_id("hatch");
        let counts: Vec<String> = self
            .cells
            .iter()
            .map(|cell| self.frame.formats().count(cell.count))
            .collect();
        let inside = html! {
            (hatch_pattern(&hatch))
            (axis)
            svg width="100%" height=(PLOT_HEIGHT) y=(PLOT_TOP) overflow="visible"
                viewBox={ "0 " (PLOT_TOP) " " (width) " " (PLOT_HEIGHT) } preserveAspectRatio="none" {
                (self.room(&scale))
            }
            (self.unfinished(slots, &hatch))
            (self.target_line(&scale))
            svg width="100%" height=(PLOT_HEIGHT) y=(PLOT_TOP) overflow="visible"
                viewBox={ "0 " (PLOT_TOP) " " (width) " " (PLOT_HEIGHT) } preserveAspectRatio="none" {
                (self.strokes(&scale))
            }
            (self.points(slots, &scale, links))
            (time_axis_counted(&self.periods, slots, &counts))
            (self.direct(&scale, links))
        };
        let height = PLOT_BOTTOM + time_axis_px(&self.periods) + COUNTS_PX;
        plot::picture(
            &self.frame,
            links,
            &format!("chart-has-direct {axis_class}"),
            height,
            &inside,
        )
    }

    /// The periods with a number.
    fn known(&self) -> impl Iterator<Item = (usize, i64)> {
        let places = self.cells.iter().enumerate();
        places.filter_map(|(place, cell)| Some((place, cell.value?)))
    }

    /// The ends of the room of a period. A spread whose upper end is not known
    /// yet is open: it goes to the top.
    fn ends(&self, cell: &Estimate) -> Option<(i64, i64)> {
        match (&self.edges, cell.value, cell.low, cell.high) {
            (Some(_), Some(_), Some(low), None) => Some((low, self.whole?)),
            _ => cell.ends(),
        }
    }

    /// Whether the room of some period is open at its upper end.
    fn is_open(&self) -> bool {
        let whole = self.whole.unwrap_or(i64::MAX);
        let beyond = |cell: &Estimate| cell.high.is_none_or(|high| high > whole);
        let known = self.cells.iter().filter(|cell| cell.value.is_some());
        self.edges.is_some() && known.into_iter().any(beyond)
    }

    /// The room as areas, one for each unbroken run of periods.
    fn room(&self, scale: &Scale) -> Markup {
        let ends: Vec<Option<(i64, i64)>> = self.cells.iter().map(|cell| self.ends(cell)).collect();
        let mut path = String::new();
        let mut place = 0;
        for run in ends.split(Option::is_none) {
            path.push_str(&area(place, run, scale));
            place += run.len() + 1;
        }
        html! { @if !path.is_empty() { path class={ "chart-band " (self.hue.class()) } d=(path) {} } }
    }

    /// The line, and the edges where they are lines too: dotted where the
    /// period is not finished.
    fn strokes(&self, scale: &Scale) -> Markup {
        let edge =
            |end: fn(&Estimate) -> Option<i64>| self.cells.iter().map(end).collect::<Vec<_>>();
        let mut lines = vec![("chart-line", edge(|cell| cell.value))];
        if self.edges.is_some() {
            lines.push(("chart-line chart-line-thin", edge(|cell| cell.low)));
            let within = |cell: &Estimate| {
                cell.high
                    .filter(|high| *high <= self.whole.unwrap_or(i64::MAX))
            };
            let high = self.cells.iter().map(within).collect();
            lines.push(("chart-line chart-line-thin", high));
        }
        html! {
            @for (class, values) in lines {
                @let (solid, dotted) = plot::stroke(&values, &self.periods, scale);
                @if !solid.is_empty() {
                    path class={ (class) " " (self.hue.class()) } d=(solid) vector-effect="non-scaling-stroke" {}
                }
                @if !dotted.is_empty() {
                    path class={ (class) " chart-line-open " (self.hue.class()) } d=(dotted) vector-effect="non-scaling-stroke" {}
                }
            }
        }
    }

    fn points(&self, slots: Slots, scale: &Scale, links: Links) -> Markup {
        html! {
            @for (place, value) in self.known() {
                @let (x, y) = (slots.centre(place), height_of(scale, value.into()));
                @let thin = if self.cells[place].is_thin() { "chart-dot-thin" } else { "chart-dot" };
                @let shape = html! {
                    circle.chart-hit cx=(x) cy=(y) r="12" {}
                    circle class={ (thin) " " (self.hue.class()) } cx=(x) cy=(y) r="3.5" {}
                };
                (links.mark(self.periods[place].href.as_deref(), &self.words(place), &shape))
            }
        }
    }

    fn words(&self, place: usize) -> String {
        let cell = &self.cells[place];
        let full = cell.full(self.wording, self.frame.language);
        let count = self.frame.formats().count(cell.count);
        format!("{}: {full}, n = {count}", self.periods[place].name)
    }

    fn unfinished(&self, slots: Slots, hatch: &str) -> Markup {
        html! {
            @for (place, period) in self.periods.iter().enumerate() {
                @if !period.complete {
                    rect fill={ "url(#" (hatch) ")" } pointer-events="none" x=(slots.at(place, 0.0))
                        width=(slots.share_of(1.0)) y=(PLOT_TOP) height=(PLOT_HEIGHT) {}
                }
            }
        }
    }

    fn target_line(&self, scale: &Scale) -> Markup {
        html! {
            @if let Some((value, name)) = &self.target {
                @let y = height_of(scale, (*value).into());
                line.chart-marker x1="0" x2="100%" y1=(y) y2=(y) {}
                text.chart-tick.chart-halo x="4" y=(y - 5.0) { (name) }
            }
        }
    }

    fn direct(&self, scale: &Scale, links: Links) -> Markup {
        let Some((place, value)) = self.known().last() else {
            return html! {};
        };
        let cell = &self.cells[place];
        let label = |name: &str, value: i64| DirectLabel {
            hue: self.hue,
            href: None,
            name: name.to_owned(),
            value: Some((self.wording.axis)(value)),
            y: height_of(scale, value.into()),
        };
        let mut labels = vec![label(&self.middle, value)];
        if let Some([low, high]) = &self.edges {
            let high_end = cell
                .high
                .filter(|high| *high <= self.whole.unwrap_or(i64::MAX));
            labels.extend(cell.low.map(|end| label(low, end)));
            labels.extend(high_end.map(|end| label(high, end)));
        }
        direct_labels(labels, links)
    }

    fn table(&self) -> Table {
        let mut head = vec![self.heading.clone()];
        match &self.edges {
            Some([low, high]) => head.extend([low.clone(), self.middle.clone(), high.clone()]),
            None => head.push(self.middle.clone()),
        }
        head.push("n".to_owned());
        Table {
            head: head.into_iter().map(Entry::plain).collect(),
            rows: (0..self.periods.len())
                .map(|place| self.row(place))
                .collect(),
            foot: None,
        }
    }

    fn row(&self, place: usize) -> Row {
        let (cell, period) = (&self.cells[place], &self.periods[place]);
        let language = self.frame.language;
        let end = |end: Option<i64>| {
            let end = end.filter(|_| cell.value.is_some());
            Entry::plain(self.wording.full(end))
        };
        let mut values = match &self.edges {
            Some(_) => {
                let middle = Entry::plain(cell.short(self.wording, language));
                vec![end(cell.low), middle, end(cell.high)]
            }
            None => vec![cell.entry(self.wording, language)],
        };
        // Its documents are more than those that count, so only the name of
        // the period leads to them.
        values.push(Entry::plain(self.frame.formats().count(cell.count)));
        Row {
            name: period_entry(&self.frame, period),
            values,
        }
    }
}

/// Height of the row of denominators below the axis.
const COUNTS_PX: f64 = 18.0;

/// Along the upper ends and back along the lower ones.
fn area(first: usize, run: &[Option<(i64, i64)>], scale: &Scale) -> String {
    let x = |nth: usize| ((first + nth) as f64 + 0.5) * SLOT_UNITS;
    let points = |upper: bool| {
        let ends = run.iter().flatten().enumerate();
        ends.map(move |(nth, (low, high))| {
            let value = if upper { *high } else { *low };
            format!("{} {}", x(nth), height_of(scale, value.into()))
        })
    };
    if run.len() < 2 {
        // One period by itself has no area; a sliver shows its room.
        return run
            .iter()
            .flatten()
            .map(|(low, high)| {
                let (top, bottom) = (
                    height_of(scale, (*high).into()),
                    height_of(scale, (*low).into()),
                );
                format!(
                    "M{} {top}H{}V{bottom}H{}Z",
                    x(0) - 6.0,
                    x(0) + 6.0,
                    x(0) - 6.0
                )
            })
            .collect();
    }
    let over: Vec<String> = points(true).collect();
    let mut under: Vec<String> = points(false).collect();
    under.reverse();
    format!("M{}L{}Z", over.join("L"), under.join("L"))
}

const NOTE_INTERVAL: [&str; 2] = [
    "Det tonede feltet er 95 % konfidensintervall.",
    "The tinted area is the 95% confidence interval.",
];
const NOTE_BEYOND: [&str; 2] = [
    "Der feltet går til topps, er ni av ti ikke betalt innen dit aksen går.",
    "Where the area goes to the top, nine in ten are not paid within the axis.",
];
const NOTE_COUNTS: [&str; 2] = [
    "n under aksen: så mange fakturaer står hvert tall på.",
    "n below the axis: so many invoices stand behind each number.",
];
const NOTE_OPEN: [&str; 2] = [
    "Skravert og prikket: perioden er ikke ferdig.",
    "Hatched and dotted: the period is not finished.",
];

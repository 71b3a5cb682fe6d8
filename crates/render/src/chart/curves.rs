//! Cumulative curves: how much has happened after so much time.

use maud::{Markup, html};

use crate::chart::clock::{CLOCK_PX, Clock};
use crate::chart::direct::{DirectLabel, direct_labels};
use crate::chart::frame::{self, Drawn, Frame, Rest, note};
use crate::chart::plot::{self, Links, PLOT_BOTTOM, PLOT_HEIGHT, PLOT_TOP, height_of};
use crate::chart::scale::Scale;
use crate::chart::{CURVES_MAX, Hue, Percent, own, percent_of, rounded};

mod risk;

pub use risk::Risk;

/// Everything, in basis points.
const WHOLE: i128 = 10_000;
/// The width of the plot in the curves' own coordinates.
const UNITS: f64 = 1_000.0;
/// More steps than this cannot be told apart on any screen.
const STEPS_MAX: usize = 2_000;

/// A step of a curve: from this moment on, this much has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// When, in the unit of the clock.
    pub at: i64,
    /// How much, in basis points.
    pub share: i64,
    /// Lower end of the interval, in basis points.
    pub low: i64,
    /// Upper end of the interval, in basis points.
    pub high: i64,
}

/// One curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// What it is the curve of: `eFaktura`.
    pub name: String,
    /// Its colour.
    pub hue: Hue,
    /// The list or filter of all that it counts.
    pub href: Option<String>,
    /// The steps, in the order of time.
    pub steps: Vec<Step>,
    /// How many it began with.
    pub count: u64,
    /// What had become of them at some moments.
    pub risk: Vec<Risk>,
}

/// A moment that matters to all curves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// When, in the unit of the clock.
    pub at: i64,
    /// What it is: `Forfall, vanligste frist`.
    pub name: String,
}

/// Cumulative step curves with their intervals, and below them what was left
/// to count.
pub struct Curves {
    /// The words around it.
    pub frame: Frame,
    /// The axis.
    pub clock: Clock,
    /// What the axis counts: `Dager fra utstedelse`.
    pub axis: String,
    /// The curves; the first is drawn last, on top.
    pub curves: Vec<Curve>,
    /// The moment to look at.
    pub marker: Option<Marker>,
    /// What the table under the curves calls its three rows: waiting, done,
    /// no longer followed.
    pub fates: [String; 3],
}

impl Curves {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        let cut = self.curves.len() > CURVES_MAX;
        self.curves.truncate(CURVES_MAX);
        for curve in &mut self.curves {
            curve.steps.truncate(STEPS_MAX);
        }
        if self.curves.is_empty() {
            return self.frame.wrap_empty("chart-curves");
        }
        let key = self.key();
        let picture = html! { (self.picture()) (self.risk_table()) };
        let rest = Rest {
            notes: vec![note(true, NOTE_BAND), note(cut, frame::NOTE_CUT)],
            table: self.table(),
        };
        self.frame.wrap("chart-curves", &key, &picture, rest)
    }

    fn picture(&self) -> Markup {
        let scale = Scale::around(0, WHOLE);
        let formats = self.frame.formats();
        let label = |tick: i64| formats.percent(tick as f64 / WHOLE as f64, 0);
        let (axis, axis_class) = plot::value_axis(&scale, &label);
        let named = self.curves.iter().filter(|_| self.curves.len() > 1);
        let links = Links::counted(named.map(|curve| curve.href.as_deref()));
        let inside = html! {
            (axis)
            (self.marker_line())
            svg width="100%" height=(PLOT_HEIGHT) y=(PLOT_TOP) overflow="visible"
                viewBox={ "0 " (PLOT_TOP) " " (UNITS) " " (PLOT_HEIGHT) } preserveAspectRatio="none" {
                @for curve in self.curves.iter().rev() { (self.band(curve, &scale)) }
                @for (place, curve) in self.curves.iter().enumerate().rev() { (self.line(curve, self.twins(place), &scale)) }
            }
            (self.readings())
            (self.clock.below(&self.axis, self.frame.language))
            (self.direct(&scale, links))
        };
        let class = format!(
            "{}{axis_class}",
            if self.curves.len() > 1 {
                "chart-has-direct "
            } else {
                ""
            }
        );
        plot::picture(&self.frame, links, &class, PLOT_BOTTOM + CLOCK_PX, &inside)
    }

    fn x(&self, at: i64) -> f64 {
        rounded(self.clock.share(at) * UNITS)
    }

    /// How many curves before this one have its colour: those are told apart
    /// by their dashes.
    fn twins(&self, place: usize) -> usize {
        let before = self.curves[..place].iter();
        before
            .filter(|curve| curve.hue == self.curves[place].hue)
            .count()
    }

    fn line(&self, curve: &Curve, twins: usize, scale: &Scale) -> Markup {
        let dashes = [None, Some("6 4"), Some("2 3"), Some("10 3 2 3")];
        let mut path = format!("M0 {}", height_of(scale, 0));
        for step in self.drawn(curve) {
            path.push_str(&format!(
                "H{}V{}",
                self.x(step.at),
                height_of(scale, step.share.into())
            ));
        }
        path.push_str(&format!("H{}", self.x(self.end(curve))));
        html! {
            path class={ "chart-line " (curve.hue.class()) } d=(path) vector-effect="non-scaling-stroke"
                stroke-dasharray=[dashes.get(twins).copied().flatten()] {}
        }
    }

    /// The interval: along the upper ends, and back along the lower ones.
    fn band(&self, curve: &Curve, scale: &Scale) -> Markup {
        let steps: Vec<&Step> = self.drawn(curve).collect();
        let Some(first) = steps.first() else {
            return html! {};
        };
        let mut path = format!("M{} {}", self.x(first.at), height_of(scale, 0));
        for step in &steps {
            path.push_str(&format!(
                "H{}V{}",
                self.x(step.at),
                height_of(scale, step.high.into())
            ));
        }
        path.push_str(&format!("H{}", self.x(self.end(curve))));
        for step in steps.iter().rev() {
            path.push_str(&format!(
                "V{}H{}",
                height_of(scale, step.low.into()),
                self.x(step.at)
            ));
        }
        path.push('Z');
        html! { path class={ "chart-band " (curve.hue.class()) } d=(path) {} }
    }

    /// The steps within the axis.
    fn drawn<'a>(&'a self, curve: &'a Curve) -> impl Iterator<Item = &'a Step> {
        let last = self.last();
        curve.steps.iter().filter(move |step| step.at <= last)
    }

    fn last(&self) -> i64 {
        match self.clock {
            Clock::Days(_, to) | Clock::Minutes(to) => to,
        }
    }

    /// Until when the curve is known: what is no longer followed by enough is
    /// not drawn on.
    fn end(&self, curve: &Curve) -> i64 {
        let followed = curve
            .risk
            .iter()
            .filter(|risk| risk.waiting > 0)
            .map(|risk| risk.at)
            .max();
        let stepped = curve.steps.last().map(|step| step.at);
        followed.max(stepped).unwrap_or_default().min(self.last())
    }

    fn marker_line(&self) -> Markup {
        let inside = |marker: &&Marker| marker.at <= self.last();
        html! {
            @if let Some(marker) = self.marker.as_ref().filter(inside) {
                line.chart-marker x1=(self.clock.percent(marker.at)) x2=(self.clock.percent(marker.at))
                    y1=(PLOT_TOP) y2=(PLOT_BOTTOM) {}
                text.chart-label.chart-halo x=(self.clock.percent(marker.at)) dx="5" y=(PLOT_BOTTOM - 8.0) { (marker.name) }
            }
        }
    }

    /// A strip around each tick, where the pointer reads all curves at once.
    fn readings(&self) -> Markup {
        let ticks = self.clock.ticks();
        let shares: Vec<f64> = ticks.iter().map(|at| self.clock.share(*at)).collect();
        let between = |place: usize| match (shares.get(place.wrapping_sub(1)), shares.get(place)) {
            (Some(left), Some(right)) => f64::midpoint(*left, *right) * 100.0,
            (None, _) => 0.0,
            _ => 100.0,
        };
        html! {
            @for (place, at) in ticks.iter().enumerate() {
                @let (from, to) = (between(place), between(place + 1));
                g.chart-mark {
                    title { (self.reading(*at)) }
                    rect.chart-hit x=(Percent(from)) y=(PLOT_TOP) width=(Percent(to - from)) height=(PLOT_HEIGHT) {}
                }
            }
        }
    }

    fn reading(&self, at: i64) -> String {
        let value = |curve: &Curve| {
            let share = self.share_at(curve, at);
            let text = share.map_or_else(
                || "–".to_owned(),
                |step| percent_of(self.frame.formats(), step.share),
            );
            format!("{} {text}", curve.name)
        };
        let values: Vec<String> = self.curves.iter().map(value).collect();
        format!(
            "{}: {}",
            self.clock.words(at, self.frame.language),
            values.join(", ")
        )
    }

    /// The step that holds at a moment; `None` beyond what is known.
    fn share_at<'a>(&self, curve: &'a Curve, at: i64) -> Option<&'a Step> {
        if at > self.end(curve) {
            return None;
        }
        curve.steps.iter().rev().find(|step| step.at <= at)
    }

    fn key(&self) -> Markup {
        html! {
            @if self.curves.len() > 1 {
                ul.chart-key.chart-until-m {
                    @for curve in &self.curves {
                        li {
                            (plot::swatch(curve.hue))
                            @if let Some(href) = own(curve.href.as_deref()) { a href=(href) { (curve.name) } }
                            @else { (curve.name) }
                        }
                    }
                }
            }
        }
    }

    fn direct(&self, scale: &Scale, links: Links) -> Markup {
        if self.curves.len() < 2 {
            return html! {};
        }
        let label = |curve: &Curve| {
            let last = self.drawn(curve).last()?;
            Some(DirectLabel {
                hue: curve.hue,
                href: curve.href.clone(),
                name: curve.name.clone(),
                value: Some(
                    self.frame
                        .formats()
                        .percent(last.share as f64 / WHOLE as f64, 0),
                ),
                y: height_of(scale, last.share.into()),
            })
        };
        direct_labels(self.curves.iter().filter_map(label).collect(), links)
    }
}

const NOTE_BAND: [&str; 2] = [
    "Det tonede feltet er 95 % konfidensintervall.",
    "The tinted area is the 95% confidence interval.",
];

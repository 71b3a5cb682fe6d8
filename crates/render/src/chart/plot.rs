//! The picture's own pieces: the svg element, grid, marks and the key.

use maud::{Markup, html};

use crate::chart::frame::Frame;
use crate::chart::scale::Scale;
use crate::chart::{Hue, Percent, Period, Series, own, rounded};

/// Above the plot, so that the highest tick's label is not cut.
pub(crate) const PLOT_TOP: f64 = 10.0;
/// Height of the plot. Charts have a fixed height so that nothing moves while
/// a page loads.
pub(crate) const PLOT_HEIGHT: f64 = 200.0;
pub(crate) const PLOT_BOTTOM: f64 = PLOT_TOP + PLOT_HEIGHT;
/// Between two segments of a column, so that neighbours stay apart whatever
/// their colours.
pub(crate) const GAP_PX: f64 = 1.5;

/// With more links than this, those in the picture leave the Tab order.
const TABBABLE_LINKS_MAX: usize = 12;
/// A handful of columns does not grow to the width of the page.
const SLOTS_MIN: usize = 6;
/// Labels of the value axis up to so many characters fit each width class.
const AXIS_CLASSES: [(usize, &str); 3] = [
    (5, "chart-axis-s"),
    (9, "chart-axis-m"),
    (14, "chart-axis-l"),
];

/// Width of a slot in the own coordinates of lines.
pub(crate) const SLOT_UNITS: f64 = 100.0;

/// The time axis cut into equal slots.
#[derive(Clone, Copy)]
pub(crate) struct Slots {
    pub(crate) count: usize,
}

impl Slots {
    pub(crate) fn new(periods: usize) -> Self {
        Self {
            count: periods.max(SLOTS_MIN),
        }
    }

    fn width(self) -> f64 {
        100.0 / self.count as f64
    }

    pub(crate) fn at(self, place: usize, share: f64) -> Percent {
        Percent((place as f64 + share) * self.width())
    }

    pub(crate) fn centre(self, place: usize) -> Percent {
        self.at(place, 0.5)
    }

    pub(crate) fn share_of(self, share: f64) -> Percent {
        Percent(self.width() * share)
    }
}

/// The vertical position of a value.
pub(crate) fn height_of(scale: &Scale, value: i128) -> f64 {
    rounded(PLOT_BOTTOM - scale.share(value) * PLOT_HEIGHT)
}

/// The way of a line over the periods, solid and dotted apart: what leads to
/// an unfinished period is dotted, and where there is no value it breaks.
pub(crate) fn stroke(
    values: &[Option<i64>],
    periods: &[Period],
    scale: &Scale,
) -> (String, String) {
    stroke_by(values, periods, &|value| height_of(scale, value.into()))
}

/// The same in a plot that places values in its own way.
pub(crate) fn stroke_by(
    values: &[Option<i64>],
    periods: &[Period],
    y: &dyn Fn(i64) -> f64,
) -> (String, String) {
    let (mut solid, mut dotted) = (String::new(), String::new());
    let mut pen: Option<String> = None;
    for (place, (value, period)) in values.iter().zip(periods).enumerate() {
        let point = value.map(|value| {
            let x = (place as f64 + 0.5) * SLOT_UNITS;
            format!("{x} {}", rounded(y(value)))
        });
        if let (Some(from), Some(to)) = (&pen, &point) {
            let path = if period.complete {
                &mut solid
            } else {
                &mut dotted
            };
            path.push_str(&format!("M{from}L{to}"));
        }
        pen = point;
    }
    (solid, dotted)
}

/// How the links of a picture behave.
#[derive(Clone, Copy)]
pub(crate) struct Links {
    count: usize,
}

impl Links {
    pub(crate) fn counted<'a>(hrefs: impl Iterator<Item = Option<&'a str>>) -> Self {
        Self {
            count: hrefs.filter(|href| own(*href).is_some()).count(),
        }
    }

    /// Those of cells whose value is drawn, and of series that are named in
    /// the picture.
    pub(crate) fn of_series(series: &[Series], named: bool, drawn: fn(i64) -> bool) -> Self {
        let whole = series
            .iter()
            .filter(|_| named)
            .map(|one| one.href.as_deref());
        let cells = series.iter().flat_map(|one| &one.cells);
        let cells = cells.filter(|cell| cell.value.is_some_and(drawn));
        Self::counted(whole.chain(cells.map(|cell| cell.href.as_deref())))
    }

    pub(crate) fn role(self) -> &'static str {
        if self.count == 0 { "img" } else { "group" }
    }

    fn tabindex(self) -> Option<&'static str> {
        (self.count > TABBABLE_LINKS_MAX).then_some("-1")
    }

    /// A piece of the picture that is its own words, as a link if it leads
    /// somewhere. A second name would hide the visible one from speech input.
    pub(crate) fn words(self, href: Option<&str>, shape: &Markup) -> Markup {
        html! {
            @if let Some(href) = own(href) {
                a.chart-mark href=(href) tabindex=[self.tabindex()] { (shape) }
            } @else {
                g.chart-mark { (shape) }
            }
        }
    }

    /// A piece of the picture without text, named by words, as a link if it leads somewhere.
    pub(crate) fn mark(self, href: Option<&str>, words: &str, shape: &Markup) -> Markup {
        html! {
            @if let Some(href) = own(href) {
                a.chart-mark href=(href) aria-label=(words) tabindex=[self.tabindex()] {
                    title { (words) } (shape)
                }
            } @else {
                g.chart-mark { title { (words) } (shape) }
            }
        }
    }
}

/// The svg element with its name and description.
pub(crate) fn picture(
    frame: &Frame,
    links: Links,
    class: &str,
    height: f64,
    inside: &Markup,
) -> Markup {
    let (title, desc) = (frame.part_id("title"), frame.part_id("desc"));
    html! {
        svg class={ "chart-picture " (class) } role=(links.role())
            aria-labelledby={ (title) " " (desc) }
            width="100%" height=(height) overflow="visible" {
            title id=(title) { (frame.finding) }
            desc id=(desc) { (frame.summary) }
            (inside)
        }
    }
}

/// Horizontal lines with their values, and the class that makes room for the
/// longest of these.
pub(crate) fn value_axis(scale: &Scale, label: &dyn Fn(i64) -> String) -> (Markup, &'static str) {
    let ticks: Vec<(f64, bool, String)> = scale
        .ticks()
        .map(|tick| (height_of(scale, tick.into()), tick == 0, label(tick)))
        .collect();
    let longest = ticks
        .iter()
        .map(|(.., text)| text.chars().count())
        .max()
        .unwrap_or_default();
    let class = AXIS_CLASSES.iter().find(|(chars, _)| longest <= *chars);
    let markup = html! {
        @for (y, zero, text) in &ticks {
            line class=(if *zero { "chart-zero" } else { "chart-grid" })
                x1="0" x2="100%" y1=(y) y2=(y) {}
            text.chart-tick.chart-end x="-8" y=(y + 4.0) { (text) }
        }
    };
    (markup, class.map_or("chart-axis-xl", |(_, class)| class))
}

/// The small square that shows a colour beside its name.
pub(crate) fn swatch(hue: Hue) -> Markup {
    html! {
        svg.chart-swatch width="12" height="12" aria-hidden="true" focusable="false" {
            rect class=(hue.class()) width="12" height="12" rx="2" {}
        }
    }
}

/// The key above the picture, in the order of the series. A single series
/// needs none: the caption says what it is.
pub(crate) fn key(series: &[Series], class: &str) -> Markup {
    html! {
        @if series.len() > 1 {
            ul class={ "chart-key " (class) } {
                @for one in series {
                    li {
                        (swatch(one.hue))
                        @if let Some(href) = own(one.href.as_deref()) { a href=(href) { (one.name) } }
                        @else { (one.name) }
                    }
                }
            }
        }
    }
}

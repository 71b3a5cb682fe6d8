//! The time axis: which labels are shown at which width.

use maud::{Markup, html};

use crate::chart::Period;
use crate::chart::plot::{PLOT_BOTTOM, Slots};

/// Plot widths in CSS pixels from which more labels are shown, and the class
/// that hides a label below that width: the container widths of `chart.css`
/// less the margins that a picture has there.
const WIDTHS: [(f64, &str); 4] = [
    (760.0, "chart-from-l"),
    (440.0, "chart-from-m"),
    (370.0, "chart-from-s"),
    (170.0, ""),
];
/// Width of a character of a label; the widest digit of common faces at 13 px
/// is 7.5.
const CHAR_PX: f64 = 7.5;
/// Between two labels.
const GAP_PX: f64 = 10.0;
/// Height of one row of labels.
const ROW_PX: f64 = 18.0;

/// The labels below the plot.
pub(crate) fn time_axis(periods: &[Period], slots: Slots) -> Markup {
    time_axis_counted(periods, slots, &[])
}

/// The same with a number for each period in a row of its own, shown where its
/// label is.
pub(crate) fn time_axis_counted(periods: &[Period], slots: Slots, counts: &[String]) -> Markup {
    let starts = group_starts(periods);
    let anchor = starts
        .iter()
        .copied()
        .find(|start| *start > 0)
        .unwrap_or_default();
    let labels = periods.iter().map(|period| &period.label);
    let widest = labels
        .chain(counts)
        .map(|label| label.chars().count())
        .max();
    let counts_y = PLOT_BOTTOM + time_axis_px(periods) + ROW_PX - 8.0;
    let strides = strides(slots.count, widest.unwrap_or_default());
    html! {
        @for (place, period) in periods.iter().enumerate() {
            @if let Some(class) = width_class(place.abs_diff(anchor), &strides) {
                text class={ "chart-tick chart-middle " (class) }
                    x=(slots.centre(place)) y=(PLOT_BOTTOM + ROW_PX) { (period.label) }
                @if let Some(count) = counts.get(place) {
                    text class={ "chart-tick chart-middle " (class) }
                        x=(slots.centre(place)) y=(counts_y) { (count) }
                }
            }
        }
        @if !counts.is_empty() { text.chart-tick.chart-end x="-8" y=(counts_y) { "n" } }
        @for (nth, place) in starts.iter().enumerate() {
            @let end = starts.get(nth + 1).copied().unwrap_or(periods.len());
            @let class = group_class(slots, end - place, periods[*place].group.chars().count());
            @if let Some(class) = class {
                line class={ "chart-zero " (class) } x1=(slots.at(*place, 0.0)) x2=(slots.at(*place, 0.0))
                    y1=(PLOT_BOTTOM + ROW_PX + 6.0) y2=(PLOT_BOTTOM + 2.0 * ROW_PX + 2.0) {}
                text class={ "chart-tick " (class) } dx="5"
                    x=(slots.at(*place, 0.0)) y=(PLOT_BOTTOM + 2.0 * ROW_PX) {
                    (periods[*place].group)
                }
            }
        }
    }
}

/// Height of the axis below the plot.
pub(crate) fn time_axis_px(periods: &[Period]) -> f64 {
    let rows = if group_starts(periods).is_empty() {
        1.0
    } else {
        2.0
    };
    rows * ROW_PX + 8.0
}

/// Where a new group begins.
fn group_starts(periods: &[Period]) -> Vec<usize> {
    let group = |place: usize| periods[place].group.as_str();
    (0..periods.len())
        .filter(|&place| !group(place).is_empty())
        .filter(|&place| place == 0 || group(place) != group(place - 1))
        .collect()
}

/// Every how many periods there is room for a label, per width. Each narrower
/// stride is a multiple of the wider one, so that labels only ever disappear.
fn strides(count: usize, widest_chars: usize) -> [usize; 4] {
    let label_px = widest_chars as f64 * CHAR_PX + GAP_PX;
    let mut stride = 1;
    WIDTHS.map(|(width, _)| {
        let needed = (label_px * count as f64 / width).ceil().max(1.0) as usize;
        stride *= needed.div_ceil(stride);
        stride
    })
}

/// The class of a label so far from the anchor, or `None` if it never fits.
fn width_class(distance: usize, strides: &[usize; 4]) -> Option<&'static str> {
    let fits = |(_, stride): &(_, &usize)| distance.is_multiple_of(**stride);
    WIDTHS
        .iter()
        .zip(strides)
        .rev()
        .find(fits)
        .map(|((_, class), _)| *class)
}

/// The class of a group label that has so many slots to itself.
fn group_class(slots: Slots, own_slots: usize, chars: usize) -> Option<&'static str> {
    let share = own_slots as f64 / slots.count as f64;
    let needed = chars as f64 * CHAR_PX + GAP_PX;
    WIDTHS
        .iter()
        .rev()
        .find(|(width, _)| share * width >= needed)
        .map(|(_, class)| *class)
}

#[cfg(test)]
mod tests;

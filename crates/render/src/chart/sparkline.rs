//! A line the size of a word.

use maud::{Markup, html};

use crate::chart::{Hue, PERIODS_MAX, rounded};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 28.0;
/// Around the line, so that its last dot is not cut.
const MARGIN: f64 = 4.0;

/// A line without axes beside a number that the text gives anyway. `label`
/// says in words what it shows (`Stigende, fra 120 til 340`); `running` marks
/// the last value as not finished. Points without a value break the line;
/// fewer than two values draw at most a dot.
#[must_use]
pub fn sparkline(values: &[Option<i64>], label: &str, hue: Hue, running: bool) -> Markup {
    let values = &values[values.len().saturating_sub(PERIODS_MAX)..];
    let (solid, dotted) = strokes(values, running);
    let last = values.iter().rposition(Option::is_some);
    html! {
        svg.sparkline role="img" aria-label=(label) width=(WIDTH) height=(HEIGHT)
            viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } {
            @if !solid.is_empty() { path class={ "chart-line " (hue.class()) } d=(solid) {} }
            @if !dotted.is_empty() {
                path class={ "chart-line chart-line-open " (hue.class()) } d=(dotted) {}
            }
            @if let Some((x, y)) = last.and_then(|place| point(values, place)) {
                circle class={ "chart-dot " (hue.class()) } cx=(x) cy=(y) r="3" {}
            }
        }
    }
}

fn strokes(values: &[Option<i64>], running: bool) -> (String, String) {
    let (mut solid, mut dotted) = (String::new(), String::new());
    for place in 1..values.len() {
        let ends = (point(values, place - 1), point(values, place));
        if let (Some((x1, y1)), Some((x2, y2))) = ends {
            let open = running && place + 1 == values.len();
            let path = if open { &mut dotted } else { &mut solid };
            path.push_str(&format!("M{x1} {y1}L{x2} {y2}"));
        }
    }
    (solid, dotted)
}

/// From the lowest to the highest value; a flat line lies in the middle.
fn point(values: &[Option<i64>], place: usize) -> Option<(f64, f64)> {
    let value = values.get(place).copied().flatten()?;
    let low = values.iter().flatten().min()?;
    let high = values.iter().flatten().max()?;
    let span = *high as f64 - *low as f64;
    let rise = if span > 0.0 {
        (value as f64 - *low as f64) / span
    } else {
        0.5
    };
    let run = place as f64 / (values.len() - 1).max(1) as f64;
    let x = MARGIN + run * (WIDTH - 2.0 * MARGIN);
    let y = HEIGHT - MARGIN - rise * (HEIGHT - 2.0 * MARGIN);
    Some((rounded(x), rounded(y)))
}

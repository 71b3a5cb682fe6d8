//! Names at the right edge, beside what they name.

use maud::{Markup, html};

use crate::chart::plot::{Links, PLOT_BOTTOM, PLOT_TOP};
use crate::chart::{Hue, cut, rounded};

/// Distance of two labels from baseline to baseline.
const LINE_PX: f64 = 17.0;
/// What fits into the margin that `chart.css` leaves.
pub(crate) const CHARS_MAX: usize = 20;

/// A name and where it would like to stand.
pub(crate) struct DirectLabel {
    pub(crate) hue: Hue,
    pub(crate) href: Option<String>,
    pub(crate) name: String,
    /// The last value, where the chart says it.
    pub(crate) value: Option<String>,
    pub(crate) y: f64,
}

impl DirectLabel {
    /// Name and value in the room there is; the name gives way.
    fn text(&self) -> String {
        let Some(value) = &self.value else {
            return cut(&self.name, CHARS_MAX);
        };
        let room = CHARS_MAX.saturating_sub(value.chars().count() + 1);
        format!("{} {value}", cut(&self.name, room))
    }

    fn render(&self, links: Links) -> Markup {
        let shape = html! {
            rect class=(self.hue.class()) x="8" y=(rounded(self.y - 5.0)) width="10" height="10" rx="2" {}
            text.chart-label x="24" y=(rounded(self.y + 4.5)) { (self.text()) }
        };
        html! {
            svg x="100%" overflow="visible" {
                (links.words(self.href.as_deref(), &shape))
            }
        }
    }
}

/// The labels from the top down, moved apart as little as needed. Narrow
/// pages have no room for them and show the key instead.
pub(crate) fn direct_labels(mut labels: Vec<DirectLabel>, links: Links) -> Markup {
    labels.sort_by(|a, b| a.y.total_cmp(&b.y));
    spread(&mut labels);
    html! {
        g.chart-from-m { @for label in &labels { (label.render(links)) } }
    }
}

/// Pushes labels down until they are apart, then up from the bottom edge.
fn spread(labels: &mut [DirectLabel]) {
    let mut free = PLOT_TOP;
    for label in labels.iter_mut() {
        label.y = label.y.max(free);
        free = label.y + LINE_PX;
    }
    let mut free = PLOT_BOTTOM;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(free);
        free = label.y - LINE_PX;
    }
}

#[cfg(test)]
mod tests;

//! The axis of time that passes from a beginning: days, or minutes to weeks.

use maud::{Markup, html};

use crate::chart::Percent;
use crate::chart::plot::PLOT_BOTTOM;
use crate::language::Language;

/// Below the plot: the labels of the ticks, then what the axis is.
pub(crate) const CLOCK_PX: f64 = 44.0;
/// Steps between labels that people count in, in days.
const DAY_STEPS: [i64; 5] = [7, 14, 30, 60, 90];
/// About so many labels fit a wide picture.
const LABELS_MAX: i64 = 10;
/// The ticks of minutes: how many, in bokmål, in English, and whether there is
/// room for it where the picture is narrow.
const MINUTES: [(i64, &str, &str, bool); 8] = [
    (0, "0", "0", true),
    (1, "1 min", "1 min", false),
    (10, "10 min", "10 min", true),
    (60, "1 t", "1 h", true),
    (6 * 60, "6 t", "6 h", false),
    (24 * 60, "1 d", "1 d", true),
    (7 * 24 * 60, "1 u", "1 w", true),
    (28 * 24 * 60, "4 u", "4 w", true),
];

/// How long the axis is, and in what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Days from the first to the last, evenly spaced. The first is below zero
    /// where days are counted from a due date.
    Days(i64, i64),
    /// From nothing to so many minutes, each step longer than the one before:
    /// some things take a minute and others a month.
    Minutes(i64),
}

impl Clock {
    /// Where a moment lies, as a share of the width.
    pub(crate) fn share(self, at: i64) -> f64 {
        let share = match self {
            Self::Days(from, to) => (at - from) as f64 / (to - from).max(1) as f64,
            Self::Minutes(to) => (1.0 + at.max(0) as f64).ln() / (1.0 + to.max(1) as f64).ln(),
        };
        share.clamp(0.0, 1.0)
    }

    pub(crate) fn percent(self, at: i64) -> Percent {
        Percent(self.share(at) * 100.0)
    }

    /// The labelled moments.
    pub(crate) fn ticks(self) -> Vec<i64> {
        match self {
            Self::Days(from, to) => {
                let span = (to - from).max(1);
                let fits = |step: &&i64| span / **step <= LABELS_MAX;
                let step = DAY_STEPS.iter().find(fits).copied().unwrap_or(365);
                let first = from.div_euclid(step) * step;
                (0..=span / step + 1)
                    .map(|nth| first + nth * step)
                    .filter(|at| (from..=to).contains(at))
                    .collect()
            }
            Self::Minutes(to) => MINUTES
                .iter()
                .map(|(at, ..)| *at)
                .filter(|at| *at <= to)
                .collect(),
        }
    }

    /// A moment in words: `dag 14`, `1 t`.
    pub(crate) fn words(self, at: i64, language: Language) -> String {
        match self {
            Self::Days(..) => format!("{} {at}", language.pick("dag", "day")),
            Self::Minutes(_) => self.label(at, language),
        }
    }

    fn label(self, at: i64, language: Language) -> String {
        let known = MINUTES.iter().find(|(minutes, ..)| *minutes == at);
        match (self, known) {
            (Self::Minutes(_), Some((_, nb, en, _))) => language.pick(*nb, *en).to_owned(),
            (Self::Minutes(_), None) => format!("{at} min"),
            (Self::Days(..), _) if at < 0 => format!("\u{2212}{}", at.unsigned_abs()),
            (Self::Days(..), _) => at.to_string(),
        }
    }

    fn class(self, nth: usize, at: i64) -> &'static str {
        let is_kept = match self {
            Self::Days(..) => nth.is_multiple_of(2),
            Self::Minutes(_) => MINUTES
                .iter()
                .any(|(known, .., kept)| *known == at && *kept),
        };
        if is_kept { "" } else { " chart-from-s" }
    }

    /// The ticks below a plot that ends at `bottom`, and what they count.
    pub(crate) fn render(self, bottom: f64, what: &str, language: Language) -> Markup {
        html! {
            @for (nth, at) in self.ticks().into_iter().enumerate() {
                line.chart-zero x1=(self.percent(at)) x2=(self.percent(at)) y1=(bottom) y2=(bottom + 4.0) {}
                text class={ "chart-tick chart-middle" (self.class(nth, at)) }
                    x=(self.percent(at)) y=(bottom + 18.0) { (self.label(at, language)) }
            }
            text.chart-tick x="0" y=(bottom + 38.0) { (what) }
        }
    }

    /// The same below a plot of the usual height.
    pub(crate) fn below(self, what: &str, language: Language) -> Markup {
        self.render(PLOT_BOTTOM, what, language)
    }
}

#[cfg(test)]
mod tests;

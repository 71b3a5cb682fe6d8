//! The numbers of the curves: at some moments, how much had happened, and how
//! many were waiting, done and no longer followed.

use maud::{Markup, html};

use super::{Curve, Curves};
use crate::chart::percent_of;
use crate::chart::plot;
use crate::chart::table::{Entry, Row, Table};
use crate::formats::EN_DASH;

/// What had become of those that a curve counts, at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risk {
    /// When, in the unit of the clock.
    pub at: i64,
    /// Still waiting.
    pub waiting: u64,
    /// Done.
    pub done: u64,
    /// No longer followed: too young to know, or ended in another way.
    pub gone: u64,
}

impl Risk {
    fn fates(&self) -> [u64; 3] {
        [self.waiting, self.done, self.gone]
    }
}

impl Curves {
    /// Below the curves, moment by moment: always seen, because a curve with
    /// nobody left under it looks like one with thousands.
    pub(super) fn risk_table(&self) -> Markup {
        let language = self.frame.language;
        let id = self.frame.part_id("risk");
        let moments: Vec<i64> = self
            .curves
            .iter()
            .map(|curve| curve.risk.iter().map(|risk| risk.at).collect::<Vec<_>>())
            .max_by_key(Vec::len)
            .unwrap_or_default();
        html! {
            @if !moments.is_empty() {
                div.chart-scroll.chart-risk role="region" tabindex="0" aria-labelledby=(id) {
                    table {
                        caption id=(id) { (self.axis) ": " (self.fates.join(", ").to_lowercase()) }
                        thead { tr {
                            th scope="col" { (self.axis) }
                            @for at in &moments { th scope="col" { (self.clock.words(*at, language)) } }
                        } }
                        @for curve in &self.curves { (self.fates_of(curve, &moments)) }
                    }
                }
            }
        }
    }

    fn fates_of(&self, curve: &Curve, moments: &[i64]) -> Markup {
        let formats = self.frame.formats();
        let columns = moments.len() + 1;
        let at = |moment: i64| curve.risk.iter().find(|risk| risk.at == moment);
        html! {
            tbody {
                @if self.curves.len() > 1 {
                    tr.chart-risk-name { th scope="rowgroup" colspan=(columns) { (plot::swatch(curve.hue)) " " (curve.name) } }
                }
                @for (nth, fate) in self.fates.iter().enumerate() {
                    tr {
                        th scope="row" { (fate) }
                        @for moment in moments {
                            td { (at(*moment).map_or_else(|| EN_DASH.to_string(), |risk| formats.count(risk.fates()[nth]))) }
                        }
                    }
                }
            }
        }
    }

    /// The curves' own values at the same moments, with their intervals.
    pub(super) fn table(&self) -> Table {
        let moments = self
            .curves
            .iter()
            .map(|curve| curve.risk.iter().map(|risk| risk.at).collect::<Vec<_>>())
            .max_by_key(Vec::len)
            .unwrap_or_default();
        let mut head = vec![Entry::plain(self.axis.clone())];
        for curve in &self.curves {
            let name = format!(
                "{} (n = {})",
                curve.name,
                self.frame.formats().count(curve.count)
            );
            head.push(Entry::new(name, curve.href.as_deref()));
        }
        let row = |at: &i64| Row {
            name: Entry::plain(self.clock.words(*at, self.frame.language)),
            values: self
                .curves
                .iter()
                .map(|curve| self.value(curve, *at))
                .collect(),
        };
        Table {
            head,
            rows: moments.iter().map(row).collect(),
            foot: None,
        }
    }

    fn value(&self, curve: &Curve, at: i64) -> Entry {
        let formats = self.frame.formats();
        if at > self.end(curve) {
            return Entry::plain(EN_DASH.to_string());
        }
        let Some(step) = self.share_at(curve, at) else {
            return Entry::plain(percent_of(formats, 0));
        };
        let [share, low, high] =
            [step.share, step.low, step.high].map(|value| percent_of(formats, value));
        Entry::between(share, Some([low, high]))
    }
}

//! Who went from what to what: a table whose shades are its picture.

use maud::{Markup, html};

use crate::chart::frame::{Drawn, Frame};
use crate::chart::table::{Entry, Row, Table};
use crate::chart::{Cell, Wording, own};
use crate::formats::EN_DASH;

/// More rows than this are not read as a picture any more; the first are kept.
const NAMES_MAX: usize = 14;
/// Shades from the fewest to the most.
const SHADES: i64 = 5;

/// A square table of moves.
pub struct Transitions<'a> {
    /// The words around it.
    pub frame: Frame,
    /// What the rows are: `Fra`.
    pub from: String,
    /// What the columns are: `Til`.
    pub to: String,
    /// What one moves between, with the list or filter of each.
    pub names: Vec<(String, Option<String>)>,
    /// One row for each name moved from, one cell for each name moved to.
    pub moves: Vec<Vec<Cell>>,
    /// How values are written.
    pub wording: Wording<'a>,
}

impl Transitions<'_> {
    /// The figure.
    #[must_use]
    pub fn render(mut self) -> Drawn {
        self.names.truncate(NAMES_MAX);
        self.moves.truncate(self.names.len());
        if self.names.is_empty() || self.most() == 0 && self.stayed() == 0 {
            return self.frame.wrap_empty("chart-moves");
        }
        self.frame
            .wrap_table("chart-moves", &self.picture(), self.table())
    }

    /// The moves alone: what left and came can be added up by whoever wants.
    fn table(&self) -> Table {
        let names = self
            .names
            .iter()
            .map(|(name, _)| Entry::plain(name.clone()));
        let row = |(from, (name, _)): (usize, &(String, Option<String>))| Row {
            name: Entry::plain(name.clone()),
            values: (0..self.names.len())
                .map(|to| Entry::plain((self.wording.value)(self.value(from, to))))
                .collect(),
        };
        Table {
            head: std::iter::once(Entry::plain(format!("{} / {}", self.from, self.to)))
                .chain(names)
                .collect(),
            rows: self.names.iter().enumerate().map(row).collect(),
            foot: None,
        }
    }

    fn value(&self, from: usize, to: usize) -> i64 {
        let cell = self.moves.get(from).and_then(|row| row.get(to));
        cell.and_then(|cell| cell.value).unwrap_or_default()
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.names.len();
        (0..count).flat_map(move |from| (0..count).map(move |to| (from, to)))
    }

    /// The most that moved one way.
    fn most(&self) -> i64 {
        let moved = self.places().filter(|(from, to)| from != to);
        moved
            .map(|(from, to)| self.value(from, to))
            .max()
            .unwrap_or_default()
    }

    fn stayed(&self) -> i64 {
        (0..self.names.len())
            .map(|place| self.value(place, place))
            .sum()
    }

    /// Of those that moved, how many came to a place less how many left it.
    fn net(&self, place: usize) -> i64 {
        let others = (0..self.names.len()).filter(|other| *other != place);
        others
            .map(|other| self.value(other, place) - self.value(place, other))
            .sum()
    }

    fn picture(&self) -> Markup {
        let caption = self.frame.part_id("numbers");
        let language = self.frame.language;
        let count = self.names.len();
        html! {
            div.chart-scroll role="region" tabindex="0" aria-labelledby=(caption) {
                table.chart-heat {
                    caption.chart-unseen id=(caption) { (self.frame.finding) ". " (self.frame.caption) }
                    thead {
                        tr {
                            th scope="col" { (self.from) " ↓ " (self.to) " →" }
                            @for (name, _) in &self.names { th scope="col" { (name) } }
                            th scope="col" { (language.pick("Gikk", "Left")) }
                        }
                    }
                    tbody { @for from in 0..count { (self.row(from)) } }
                    tfoot {
                        tr {
                            th scope="row" { (language.pick("Kom", "Came")) }
                            @for to in 0..count { td { (self.sum((0..count).filter(|from| *from != to).map(|from| self.value(from, to)))) } }
                            td {}
                        }
                        tr {
                            th scope="row" { (language.pick("Netto", "Net")) }
                            @for place in 0..count { td { (self.signed(self.net(place))) } }
                            td {}
                        }
                    }
                }
            }
        }
    }

    fn row(&self, from: usize) -> Markup {
        let count = self.names.len();
        let (name, href) = &self.names[from];
        html! {
            tr {
                th scope="row" {
                    @if let Some(href) = own(href.as_deref()) { a href=(href) { (name) } } @else { (name) }
                }
                @for to in 0..count { (self.cell(from, to)) }
                td.chart-sum { (self.sum((0..count).filter(|to| *to != from).map(|to| self.value(from, to)))) }
            }
        }
    }

    fn cell(&self, from: usize, to: usize) -> Markup {
        let value = self.value(from, to);
        let href = self
            .moves
            .get(from)
            .and_then(|row| row.get(to))
            .and_then(|cell| cell.href.as_deref());
        let class = match (from == to, value) {
            (true, _) => "chart-stayed".to_owned(),
            (_, ..=0) => String::new(),
            (_, value) => format!("chart-heat-{}", shade(value, self.most())),
        };
        html! {
            td class=[(!class.is_empty()).then_some(class)] {
                @if value == 0 { (EN_DASH) }
                @else if let Some(href) = own(href) { a href=(href) { ((self.wording.value)(value)) } }
                @else { ((self.wording.value)(value)) }
            }
        }
    }

    fn sum(&self, values: impl Iterator<Item = i64>) -> String {
        self.wording.sum(values.map(i128::from).sum())
    }

    fn signed(&self, value: i64) -> String {
        let text = (self.wording.value)(value);
        if value > 0 { format!("+{text}") } else { text }
    }
}

/// From 1 for the fewest to [`SHADES`] for the most.
fn shade(value: i64, most: i64) -> i64 {
    (value.saturating_mul(SHADES) + most - 1) / most.max(1)
}

#[cfg(test)]
mod tests {
    use super::shade;

    #[test]
    fn the_most_is_darkest_and_one_is_never_white() {
        let shades: Vec<i64> = [1, 20, 21, 99, 100].map(|value| shade(value, 100)).to_vec();
        assert_eq!(shades, [1, 1, 2, 5, 5]);
        assert_eq!(shade(1, 1), 5);
    }
}

//! The first few rows of an order out of many, without sorting them all.

use crate::order::{Keyed, Order};
use std::cmp::Ordering;

/// Rows collected before the worst of them are thrown away; many at a time,
/// so that throwing away costs next to nothing a row.
const SPARE: usize = 1024;

/// Keeps the first rows of an order, or the last where it is turned.
pub(crate) struct Top {
    keep: usize,
    /// −1 where the last rows are wanted: turns the order of keys around.
    flip: i64,
    rows: Vec<Keyed>,
    /// No row with a turned key above this can be among those kept.
    limit: i64,
    /// The last row of those kept when the others were last thrown away.
    last: Option<Keyed>,
}

impl Top {
    pub(crate) const fn new(keep: usize, from_the_end: bool) -> Self {
        Self {
            keep,
            flip: if from_the_end { -1 } else { 0 },
            rows: Vec::new(),
            limit: if keep == 0 { i64::MIN } else { i64::MAX },
            last: None,
        }
    }

    pub(crate) fn offer(&mut self, row: Keyed, order: &Order<'_>) {
        if (row.0 ^ self.flip) > self.limit || self.keep == 0 {
            return;
        }
        let late = |last: Keyed| row.0 == last.0 && self.compare(row, last, order).is_gt();
        if self.last.is_some_and(late) {
            return;
        }
        self.rows.push(row);
        if self.rows.len() >= self.keep + SPARE {
            self.throw_away(order);
        }
    }

    /// Whether a row with a key from the least to the greatest can be among
    /// those kept.
    pub(crate) const fn wants(&self, (least, greatest): (i64, i64)) -> bool {
        let nearest = if self.flip == 0 { least } else { !greatest };
        self.keep > 0 && nearest <= self.limit
    }

    /// The same, sure of what was offered so far.
    pub(crate) fn wants_more(&mut self, ends: (i64, i64), order: &Order<'_>) -> bool {
        self.throw_away(order);
        self.wants(ends)
    }

    /// Takes in what another part of the pass kept.
    pub(crate) fn join(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// The rows kept, in the order of the list.
    pub(crate) fn settle(mut self, order: &Order<'_>) -> Vec<Keyed> {
        self.throw_away(order);
        self.rows.sort_unstable_by(|a, b| order.compare(*a, *b));
        self.rows
    }

    fn throw_away(&mut self, order: &Order<'_>) {
        if self.keep == 0 || self.rows.len() <= self.keep {
            return;
        }
        let mut rows = std::mem::take(&mut self.rows);
        let compare = |a: &Keyed, b: &Keyed| self.compare(*a, *b, order);
        let (_, last, _) = rows.select_nth_unstable_by(self.keep - 1, compare);
        (self.limit, self.last) = (last.0 ^ self.flip, Some(*last));
        rows.truncate(self.keep);
        self.rows = rows;
    }

    fn compare(&self, a: Keyed, b: Keyed, order: &Order<'_>) -> Ordering {
        let order = order.compare(a, b);
        match self.flip {
            0 => order,
            _ => order.reverse(),
        }
    }
}

//! What the documents received on a day add up to, combination by
//! combination, so that a question that means whole days need not look at
//! documents.

use std::collections::BTreeMap;

/// Amounts beyond this, in minor units, are not added up here: so many times
/// as [`COUNT_MAX`], they still fit in 64 bits.
const AMOUNT_MAX: u64 = 1 << 40;
/// Most documents of one combination on one day that are added up here.
const COUNT_MAX: u32 = 1 << 22;

/// The documents of one combination on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) shape: u32,
    pub(crate) count: u32,
    pub(crate) amount: i64,
    pub(crate) paid: i64,
    pub(crate) outstanding: i64,
}

/// Every combination of a day, a column a number: a question that means few
/// of them reads no more than their codes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    /// Ascending; some may have no documents any more.
    shapes: Vec<u32>,
    counts: Vec<u32>,
    amounts: Vec<i64>,
    paid: Vec<i64>,
    outstanding: Vec<i64>,
    /// Whether it was too much to be added up, once.
    spoilt: bool,
}

/// The days with what they add up to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Days {
    days: BTreeMap<i32, Summary>,
}

impl Summary {
    /// The codes of the combinations.
    pub(crate) fn shapes(&self) -> &[u32] {
        &self.shapes
    }

    /// What one of them adds up to, by its place among the codes.
    pub(crate) fn get(&self, at: usize) -> Sum {
        Sum {
            shape: self.shapes[at],
            count: self.counts[at],
            amount: self.amounts[at],
            paid: self.paid[at],
            outstanding: self.outstanding[at],
        }
    }

    /// Whether the sums hold; where not, the documents have to be looked at.
    pub(crate) const fn holds(&self) -> bool {
        !self.spoilt
    }

    pub(super) fn add(&mut self, one: Sum) {
        let parts = [one.amount, one.paid, one.outstanding];
        self.spoilt |= parts.iter().any(|part| part.unsigned_abs() > AMOUNT_MAX);
        match self.shapes.binary_search(&one.shape) {
            Ok(at) => {
                self.counts[at] = self.counts[at].saturating_add(one.count);
                self.spoilt |= self.counts[at] > COUNT_MAX;
                self.amounts[at] = self.amounts[at].wrapping_add(one.amount);
                self.paid[at] = self.paid[at].wrapping_add(one.paid);
                self.outstanding[at] = self.outstanding[at].wrapping_add(one.outstanding);
            }
            Err(at) => {
                self.shapes.insert(at, one.shape);
                self.counts.insert(at, one.count);
                self.amounts.insert(at, one.amount);
                self.paid.insert(at, one.paid);
                self.outstanding.insert(at, one.outstanding);
            }
        }
    }

    pub(super) fn take_off(&mut self, one: Sum) {
        if let Ok(at) = self.shapes.binary_search(&one.shape) {
            self.counts[at] = self.counts[at].saturating_sub(one.count);
            self.amounts[at] = self.amounts[at].wrapping_sub(one.amount);
            self.paid[at] = self.paid[at].wrapping_sub(one.paid);
            self.outstanding[at] = self.outstanding[at].wrapping_sub(one.outstanding);
        }
    }

    /// Combinations in their order, each once.
    fn of(sums: &[Sum]) -> Self {
        let spoilt = |sum: &Sum| {
            let parts = [sum.amount, sum.paid, sum.outstanding];
            sum.count > COUNT_MAX
                || parts
                    .iter()
                    .any(|part| part.unsigned_abs() > AMOUNT_MAX << 22)
        };
        Self {
            shapes: sums.iter().map(|sum| sum.shape).collect(),
            counts: sums.iter().map(|sum| sum.count).collect(),
            amounts: sums.iter().map(|sum| sum.amount).collect(),
            paid: sums.iter().map(|sum| sum.paid).collect(),
            outstanding: sums.iter().map(|sum| sum.outstanding).collect(),
            spoilt: sums.iter().any(spoilt),
        }
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.shapes.capacity() * 4
            + self.counts.capacity() * 4
            + (self.amounts.capacity() + self.paid.capacity() + self.outstanding.capacity()) * 8
    }
}

impl Sum {
    /// One that may have been added up already, from documents that may each
    /// have been too great.
    pub(super) fn join(&mut self, more: &Self) {
        self.count = self.count.saturating_add(more.count);
        self.amount = self.amount.saturating_add(more.amount);
        self.paid = self.paid.saturating_add(more.paid);
        self.outstanding = self.outstanding.saturating_add(more.outstanding);
    }

    /// What cannot be added up exactly, so that its day is spoilt.
    pub(super) const fn too_great(shape: u32) -> Self {
        Self {
            shape,
            count: u32::MAX,
            amount: 0,
            paid: 0,
            outstanding: 0,
        }
    }

    /// Whether it is small enough to be added up.
    pub(super) fn is_small(&self) -> bool {
        let parts = [self.amount, self.paid, self.outstanding];
        parts.iter().all(|part| part.unsigned_abs() <= AMOUNT_MAX)
    }
}

impl Days {
    /// Days from sums of some of their documents, in any order.
    pub(super) fn of(mut sums: Vec<(i32, Sum)>) -> Self {
        sums.sort_unstable_by_key(|(day, sum)| (*day, sum.shape));
        let mut days = BTreeMap::new();
        for of_day in sums.chunk_by(|a, b| a.0 == b.0) {
            let mut joined: Vec<Sum> = Vec::new();
            for (_, sum) in of_day {
                match joined.last_mut().filter(|last| last.shape == sum.shape) {
                    Some(last) => last.join(sum),
                    None => joined.push(*sum),
                }
            }
            days.insert(of_day[0].0, Summary::of(&joined));
        }
        Self { days }
    }

    pub(super) fn of_day(&mut self, day: i32) -> &mut Summary {
        self.days.entry(day).or_default()
    }

    /// Every day, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (i32, &Summary)> {
        self.days.iter().map(|(day, summary)| (*day, summary))
    }

    /// Every day, to be written.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (i32, &mut Summary)> {
        self.days.iter_mut().map(|(day, summary)| (*day, summary))
    }

    pub(super) fn bytes(&self) -> usize {
        let each = self
            .days
            .values()
            .map(|day| day.bytes() + size_of::<Summary>());
        each.sum()
    }
}

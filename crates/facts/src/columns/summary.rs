//! What the documents received on a day add up to, combination by
//! combination, so that a question that means whole days need not look at
//! documents.

use crate::days;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

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
    /// What months add up to, by year and month; worked out when it is first
    /// asked for after one of its days changed.
    months: BTreeMap<(i16, i8), OnceLock<Summary>>,
    /// The day told last and its month: documents come day by day.
    last: Option<(i32, (i16, i8))>,
}

/// The month of a day.
fn month_of(day: i32) -> (i16, i8) {
    let date = days::day(day);
    (date.year(), date.month())
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
        self.spoilt |= !one.is_small();
        match self.shapes.binary_search(&one.shape) {
            Ok(at) => self.add_at(at, one),
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
            self.take_off_at(at, one);
        }
    }

    fn add_at(&mut self, at: usize, one: Sum) {
        self.counts[at] = self.counts[at].saturating_add(one.count);
        self.spoilt |= self.counts[at] > COUNT_MAX || !one.is_small();
        self.amounts[at] = self.amounts[at].wrapping_add(one.amount);
        self.paid[at] = self.paid[at].wrapping_add(one.paid);
        self.outstanding[at] = self.outstanding[at].wrapping_add(one.outstanding);
    }

    fn take_off_at(&mut self, at: usize, one: Sum) {
        self.counts[at] = self.counts[at].saturating_sub(one.count);
        self.amounts[at] = self.amounts[at].wrapping_sub(one.amount);
        self.paid[at] = self.paid[at].wrapping_sub(one.paid);
        self.outstanding[at] = self.outstanding[at].wrapping_sub(one.outstanding);
    }

    /// What several add up to together.
    fn joined<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let mut sums: Vec<Sum> = Vec::new();
        let mut spoilt = false;
        for one in all {
            spoilt |= one.spoilt;
            sums.extend((0..one.shapes.len()).map(|at| one.get(at)));
        }
        sums.sort_unstable_by_key(|sum| sum.shape);
        let mut joined = Self::of(&coalesced(sums));
        joined.spoilt |= spoilt;
        joined
    }

    /// Takes off what some documents were and adds what they are: what is new
    /// is merged in at once, because making room for one moves all behind it.
    pub(super) fn change(&mut self, changes: impl Iterator<Item = (Sum, Sum)>) {
        let mut fresh: Vec<Sum> = Vec::new();
        for (before, after) in changes {
            if let Ok(at) = self.shapes.binary_search(&before.shape) {
                self.take_off_at(at, before);
            } else if let Some(at) = fresh.iter().position(|sum| *sum == before) {
                // It was told twice, and what it was in between is new too.
                fresh.swap_remove(at);
            }
            match self.shapes.binary_search(&after.shape) {
                Ok(at) => self.add_at(at, after),
                Err(_) if after.is_small() => fresh.push(after),
                Err(_) => fresh.push(Sum::too_great(after.shape)),
            }
        }
        if fresh.is_empty() {
            return;
        }
        fresh.extend((0..self.shapes.len()).map(|at| self.get(at)));
        fresh.sort_by_key(|sum| sum.shape);
        fresh.retain(|sum| sum.count > 0);
        let merged = Self::of(&coalesced(fresh));
        let spoilt = self.spoilt;
        *self = merged;
        self.spoilt |= spoilt;
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

/// Sums in the order of their combinations, those of one together.
fn coalesced(sums: Vec<Sum>) -> Vec<Sum> {
    let mut all: Vec<Sum> = Vec::with_capacity(sums.len());
    for sum in sums {
        match all.last_mut().filter(|last| last.shape == sum.shape) {
            Some(last) => last.join(&sum),
            None => all.push(sum),
        }
    }
    all
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
    /// Days from lists of sums of some of their documents.
    pub(super) fn of(lists: &[Vec<(i32, Sum)>]) -> Self {
        let of_days = by_day(lists, |(day, _)| *day);
        let joined = |(day, parts): (i32, Vec<&[(i32, Sum)]>)| {
            let sums = parts.into_iter().flatten();
            let mut sums: Vec<Sum> = sums.map(|(_, sum)| *sum).collect();
            sums.sort_unstable_by_key(|sum| sum.shape);
            (day, Summary::of(&coalesced(sums)))
        };
        let days: BTreeMap<i32, Summary> = of_days.into_par_iter().map(joined).collect();
        let months = days.keys().map(|day| (month_of(*day), OnceLock::new()));
        Self {
            months: months.collect(),
            days,
            last: None,
        }
    }

    pub(super) fn of_day(&mut self, day: i32) -> &mut Summary {
        let month = match self.last {
            Some((last, month)) if last == day => month,
            _ => month_of(day),
        };
        self.last = Some((day, month));
        let sums = self.months.entry(month).or_default();
        if sums.get().is_some() {
            *sums = OnceLock::new();
        }
        self.days.entry(day).or_default()
    }

    /// What the days add up to that are wanted, whole months together where
    /// all the days in them are wanted and `alike`: the first day of each.
    pub(crate) fn spans(
        &self,
        on: impl Fn(i32) -> bool,
        alike: impl Fn(i32, i32) -> bool,
    ) -> Vec<(i32, &Summary)> {
        let mut spans = Vec::new();
        for (month, sums) in &self.months {
            let (first, last) = ends(*month);
            let mut days = self.days.range(first..=last);
            // Only days that there are: outside of them nobody knows the group.
            let (first, last) = (days.clone().next(), days.clone().next_back());
            let Some((first, last)) = first.zip(last) else {
                continue;
            };
            if alike(*first.0, *last.0) {
                let days = days.by_ref().map(|(_, day)| day);
                spans.push((*first.0, sums.get_or_init(|| Summary::joined(days))));
            } else {
                let days = days.filter(|(day, _)| on(**day));
                spans.extend(days.map(|(day, sums)| (*day, sums)));
            }
        }
        spans
    }

    /// Every day, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (i32, &Summary)> {
        self.days.iter().map(|(day, summary)| (*day, summary))
    }

    /// These days, to be written; `days` ascend.
    pub(super) fn of_days(&mut self, days: &[i32]) -> Vec<(i32, &mut Summary)> {
        for day in days {
            self.months.insert(month_of(*day), OnceLock::new());
        }
        let all = self.days.iter_mut().map(|(day, summary)| (*day, summary));
        all.filter(|(day, _)| days.binary_search(day).is_ok())
            .collect()
    }

    pub(super) fn bytes(&self) -> usize {
        let months = self.months.values().filter_map(OnceLock::get);
        let each = self.days.values().chain(months);
        each.map(|sums| sums.bytes() + size_of::<Summary>()).sum()
    }
}

/// The parts of some lists that belong to each day, days ascending and parts in
/// the order of the lists. A list should have its days one after the other.
pub(super) fn by_day<T>(lists: &[Vec<T>], day: impl Fn(&T) -> i32) -> Vec<(i32, Vec<&[T]>)> {
    let mut days: BTreeMap<i32, Vec<&[T]>> = BTreeMap::new();
    for list in lists {
        for part in list.chunk_by(|a, b| day(a) == day(b)) {
            days.entry(day(&part[0])).or_default().push(part);
        }
    }
    days.into_iter().collect()
}

/// The first and the last day of a month.
fn ends((year, month): (i16, i8)) -> (i32, i32) {
    // Months come from days of the calendar.
    let first = Date::new(year, month, 1).unwrap_or(Date::MIN);
    (days::number(first), days::number(first.last_of_month()))
}

//! What the documents received on a day add up to, combination by
//! combination, so that a question that means whole days need not look at
//! documents.

use super::times::{Times, Times2};
use crate::days;
use crate::scan::{CHUNK, Marks};
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

/// How much of an amount is paid and outstanding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Parts {
    /// Nothing, and nothing.
    Nothing,
    /// All of it is paid.
    Paid,
    /// All of it is outstanding.
    Outstanding,
    /// What is said beside.
    Odd,
}

/// What a month adds up to; worked out when it is first asked for.
#[derive(Debug, Clone, Default)]
struct Month {
    /// Until one of its days changes.
    sums: OnceLock<Summary>,
    times: OnceLock<Times>,
}

/// A month in which anything was received, the first and the last of these
/// days, and whether all of them are wanted.
pub(crate) type Wanted = ((i16, i8), (i32, i32), bool);

/// Every combination of a day, a column a number: a question that means few
/// of them reads no more than their codes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    /// Ascending; some may have no documents any more.
    shapes: Vec<u32>,
    counts: Vec<u32>,
    amounts: Vec<i64>,
    /// Whether nothing or all of the amount is paid and outstanding; of most
    /// combinations it is.
    parts: Vec<Parts>,
    /// What is paid and outstanding where it is neither, by combination.
    odd: Vec<(u32, i64, i64)>,
    /// Whether it was too much to be added up, once.
    spoilt: bool,
}

/// The days with what they add up to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Days {
    days: BTreeMap<i32, Summary>,
    /// What months add up to, by year and month.
    months: BTreeMap<(i16, i8), Month>,
    /// The day told last and its month: documents come day by day.
    last: Option<(i32, (i16, i8))>,
}

/// The month of a day.
fn month_of(day: i32) -> (i16, i8) {
    let date = days::day(day);
    (date.year(), date.month())
}

impl Summary {
    /// How many combinations it has.
    pub(crate) const fn len(&self) -> usize {
        self.shapes.len()
    }

    /// Hands over what the combinations that are wanted add up to, ascending.
    /// What is not wanted is not even read.
    pub(crate) fn each(&self, wants: impl Fn(u32) -> bool, mut with: impl FnMut(&Sum)) {
        let mut odd = self.odd.as_slice();
        for (part, shapes) in self.shapes.chunks(CHUNK).enumerate() {
            Marks::of(shapes.len(), |n| wants(shapes[n])).each(|n| {
                let sum = self.sum(part * CHUNK + n, |shape| {
                    while odd.first().is_some_and(|odd| odd.0 < shape) {
                        odd = &odd[1..];
                    }
                    odd.first().copied()
                });
                if sum.count > 0 {
                    with(&sum);
                }
            });
        }
    }

    /// What a combination adds up to, by its place among the codes.
    fn get(&self, at: usize) -> Sum {
        self.sum(at, |shape| {
            let found = self.odd(shape).ok();
            found.map(|found| self.odd[found])
        })
    }

    fn sum(&self, at: usize, odd: impl FnOnce(u32) -> Option<(u32, i64, i64)>) -> Sum {
        let (shape, amount) = (self.shapes[at], self.amounts[at]);
        // Which of these it is cannot be foretold, so there is no branch.
        let parts = self.parts[at];
        let all_or_nothing = |all: Parts| if parts == all { amount } else { 0 };
        let (mut paid, mut outstanding) = (
            all_or_nothing(Parts::Paid),
            all_or_nothing(Parts::Outstanding),
        );
        if parts == Parts::Odd {
            (_, paid, outstanding) = odd(shape).unwrap_or_default();
        }
        Sum {
            shape,
            count: self.counts[at],
            amount,
            paid,
            outstanding,
        }
    }

    /// Where it is said what is paid and outstanding of a combination.
    fn odd(&self, shape: u32) -> Result<usize, usize> {
        self.odd.binary_search_by_key(&shape, |(shape, ..)| *shape)
    }

    /// Writes what the combination at a place adds up to.
    fn put(&mut self, at: usize, sum: Sum) {
        let parts = Parts::of(&sum);
        let odd = (sum.shape, sum.paid, sum.outstanding);
        // Mostly it is not odd, and was not: then nothing is looked for.
        if parts == Parts::Odd || self.parts[at] == Parts::Odd {
            match (parts, self.odd(sum.shape)) {
                (Parts::Odd, Ok(at)) => self.odd[at] = odd,
                (Parts::Odd, Err(at)) => self.odd.insert(at, odd),
                (_, Ok(at)) => {
                    self.odd.remove(at);
                }
                (_, Err(_)) => {}
            }
        }
        self.counts[at] = sum.count;
        self.amounts[at] = sum.amount;
        self.parts[at] = parts;
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
                self.counts.insert(at, 0);
                self.amounts.insert(at, 0);
                self.parts.insert(at, Parts::Nothing);
                self.put(at, one);
            }
        }
    }

    pub(super) fn take_off(&mut self, one: Sum) {
        if let Ok(at) = self.shapes.binary_search(&one.shape) {
            self.take_off_at(at, one);
        }
    }

    fn add_at(&mut self, at: usize, one: Sum) {
        let mut sum = self.get(at);
        sum.count = sum.count.saturating_add(one.count);
        self.spoilt |= sum.count > COUNT_MAX || !one.is_small();
        sum.amount = sum.amount.wrapping_add(one.amount);
        sum.paid = sum.paid.wrapping_add(one.paid);
        sum.outstanding = sum.outstanding.wrapping_add(one.outstanding);
        self.put(at, sum);
    }

    fn take_off_at(&mut self, at: usize, one: Sum) {
        let mut sum = self.get(at);
        sum.count = sum.count.saturating_sub(one.count);
        sum.amount = sum.amount.wrapping_sub(one.amount);
        sum.paid = sum.paid.wrapping_sub(one.paid);
        sum.outstanding = sum.outstanding.wrapping_sub(one.outstanding);
        self.put(at, sum);
    }

    /// What several add up to together.
    fn joined<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let mut sums: Vec<Sum> = Vec::new();
        let mut spoilt = false;
        for one in all {
            spoilt |= one.spoilt;
            one.each(|_| true, |sum| sums.push(*sum));
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
        fresh.retain(|sum| sum.count > 0);
        self.each(|_| true, |sum| fresh.push(*sum));
        fresh.sort_by_key(|sum| sum.shape);
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
        let odd = sums.iter().filter(|sum| Parts::of(sum) == Parts::Odd);
        let odd = odd.map(|sum| (sum.shape, sum.paid, sum.outstanding));
        Self {
            shapes: sums.iter().map(|sum| sum.shape).collect(),
            counts: sums.iter().map(|sum| sum.count).collect(),
            amounts: sums.iter().map(|sum| sum.amount).collect(),
            parts: sums.iter().map(Parts::of).collect(),
            odd: odd.collect(),
            spoilt: sums.iter().any(spoilt),
        }
    }

    pub(crate) const fn bytes(&self) -> usize {
        self.shapes.capacity() * 4
            + self.counts.capacity() * 4
            + self.amounts.capacity() * 8
            + self.parts.capacity()
            + self.odd.capacity() * size_of::<(u32, i64, i64)>()
    }
}

impl Parts {
    const fn of(sum: &Sum) -> Self {
        match (sum.paid, sum.outstanding) {
            (0, 0) => Self::Nothing,
            (paid, 0) if paid == sum.amount => Self::Paid,
            (0, outstanding) if outstanding == sum.amount => Self::Outstanding,
            _ => Self::Odd,
        }
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
        let months = days.keys().map(|day| (month_of(*day), Month::default()));
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
        let sums = &mut self.months.entry(month).or_default().sums;
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
        for (month, Month { sums, .. }) in &self.months {
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
            self.months.entry(month_of(*day)).or_default().sums = OnceLock::new();
        }
        let all = self.days.iter_mut().map(|(day, summary)| (*day, summary));
        all.filter(|(day, _)| days.binary_search(day).is_ok())
            .collect()
    }

    pub(super) fn bytes(&self) -> usize {
        let months = self.months.values();
        let sums = months.clone().filter_map(|month| month.sums.get());
        let each = self.days.values().chain(sums);
        let sums: usize = each.map(|sums| sums.bytes() + size_of::<Summary>()).sum();
        let times = months.filter_map(|month| month.times.get());
        sums + times.map(Times::bytes).sum::<usize>()
    }

    /// The months in which anything was received.
    pub(crate) fn months(&self, on: impl Fn(i32) -> bool) -> Vec<Wanted> {
        let months = self.months.keys().filter_map(|month| {
            let (first, last) = ends(*month);
            let mut days = self.days.range(first..=last).map(|(day, _)| *day);
            let first = days.clone().next()?;
            let last = days.clone().next_back()?;
            Some((*month, (first, last), days.all(&on)))
        });
        months.collect()
    }

    /// The times of a month, counted by `count` if they are not yet.
    pub(super) fn times(&self, month: (i16, i8), count: impl FnOnce() -> Times) -> Option<&Times> {
        let month = self.months.get(&month)?;
        Some(month.times.get_or_init(count))
    }

    /// Brings the times of a day's month up to date, if they were counted.
    pub(super) fn keep_times(&mut self, day: i32, before: &Times2, after: &Times2) {
        let month = match self.last {
            Some((last, month)) if last == day => month,
            _ => month_of(day),
        };
        self.last = Some((day, month));
        let Some(month) = self.months.get_mut(&month) else {
            return;
        };
        if month
            .times
            .get_mut()
            .is_some_and(|times| times.change(before, after))
        {
            month.times = OnceLock::new();
        }
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

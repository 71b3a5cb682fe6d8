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

/// The times of a month that changes, and the days that do with their places
/// among all of those.
pub(super) type Touched<'a> = (&'a mut OnceLock<Times>, Vec<(usize, &'a mut Summary)>);

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
        let mut joined = Self::of(&mut sums);
        joined.spoilt |= spoilt;
        joined
    }

    /// Takes off what some documents were and adds what they are. What is new
    /// is merged in at once, because making room for one moves all behind it.
    pub(super) fn change(&mut self, changes: impl Iterator<Item = [Sum; 2]>) {
        let mut fresh: Vec<Sum> = Vec::new();
        for [before, after] in changes {
            self.take_off(before);
            match self.shapes.binary_search(&after.shape) {
                Ok(at) => self.add_at(at, after),
                Err(_) if after.is_small() => fresh.push(after),
                Err(_) => fresh.push(Sum::too_great(after.shape)),
            }
        }
        coalesce(&mut fresh);
        self.merge(&fresh);
    }

    /// Takes in combinations that it does not have, ascending: from behind, so
    /// that what is there moves once, to where it stays.
    fn merge(&mut self, fresh: &[Sum]) {
        let (mut from, mut to) = (self.len(), self.len() + fresh.len());
        grow(&mut self.shapes, fresh.len(), 0);
        grow(&mut self.counts, fresh.len(), 0);
        grow(&mut self.amounts, fresh.len(), 0);
        grow(&mut self.parts, fresh.len(), Parts::Nothing);
        for sum in fresh.iter().rev() {
            let at = self.shapes[..from].partition_point(|shape| *shape < sum.shape);
            to -= from - at;
            self.shapes.copy_within(at..from, to);
            self.counts.copy_within(at..from, to);
            self.amounts.copy_within(at..from, to);
            self.parts.copy_within(at..from, to);
            (from, to) = (at, to - 1);
            self.shapes[to] = sum.shape;
            self.parts[to] = Parts::Nothing;
            self.put(to, *sum);
            self.spoilt |= sum.is_too_much();
        }
    }

    /// Of sums in any order.
    fn of(sums: &mut Vec<Sum>) -> Self {
        coalesce(sums);
        let odd = sums.iter().filter(|sum| Parts::of(sum) == Parts::Odd);
        let odd = odd.map(|sum| (sum.shape, sum.paid, sum.outstanding));
        Self {
            shapes: sums.iter().map(|sum| sum.shape).collect(),
            counts: sums.iter().map(|sum| sum.count).collect(),
            amounts: sums.iter().map(|sum| sum.amount).collect(),
            parts: sums.iter().map(Parts::of).collect(),
            odd: odd.collect(),
            spoilt: sums.iter().any(Sum::is_too_much),
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

/// Brings sums into the order of their combinations, those of one together.
fn coalesce(sums: &mut Vec<Sum>) {
    sums.sort_unstable_by_key(|sum| sum.shape);
    sums.dedup_by(|next, kept| {
        let is_same = next.shape == kept.shape;
        if is_same {
            kept.join(next);
        }
        is_same
    });
}

/// Makes a list so much longer, and not more.
fn grow<T: Clone>(list: &mut Vec<T>, more: usize, with: T) {
    list.reserve_exact(more);
    list.resize(list.len() + more, with);
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

    /// Whether more was added up than is certain to fit.
    fn is_too_much(&self) -> bool {
        let parts = [self.amount, self.paid, self.outstanding];
        let is_great = |part: &i64| part.unsigned_abs() > AMOUNT_MAX << 22;
        self.count > COUNT_MAX || parts.iter().any(is_great)
    }

    /// Whether it is small enough to be added up.
    pub(super) fn is_small(&self) -> bool {
        let parts = [self.amount, self.paid, self.outstanding];
        parts.iter().all(|part| part.unsigned_abs() <= AMOUNT_MAX)
    }
}

impl Days {
    /// Adds lists of sums of some documents.
    pub(super) fn join<'a>(&mut self, lists: impl IntoIterator<Item = &'a [(i32, Sum)]>) {
        let of_days = by_day(lists, |(day, _)| *day);
        let known = of_days.into_iter().map(|(day, parts)| {
            let known = self.days.remove(&day).unwrap_or_default();
            (day, known, parts)
        });
        let known: Vec<_> = known.collect();
        let joined = known
            .into_par_iter()
            .map_init(Vec::new, |sums, (day, known, parts)| {
                sums.clear();
                known.each(|_| true, |sum| sums.push(*sum));
                sums.extend(parts.into_iter().flatten().map(|(_, sum)| *sum));
                let mut joined = Summary::of(sums);
                joined.spoilt |= known.spoilt;
                (day, joined)
            });
        for (day, joined) in joined.collect::<Vec<_>>() {
            self.months.entry(month_of(day)).or_default().sums = OnceLock::new();
            self.days.insert(day, joined);
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

    /// The months of these days, which ascend, to be written: the times of
    /// each, and its days with their places among all.
    pub(super) fn touched(&mut self, days: &[i32]) -> Vec<Touched<'_>> {
        let mut all = self.days.iter_mut().peekable();
        let mut months = Vec::new();
        for (month, Month { sums, times }) in &mut self.months {
            let (_, last) = ends(*month);
            let mut touched = Vec::new();
            while let Some((day, summary)) = all.next_if(|(day, _)| **day <= last) {
                touched.extend(days.binary_search(day).map(|place| (place, summary)));
            }
            if !touched.is_empty() {
                *sums = OnceLock::new();
                months.push((times, touched));
            }
        }
        months
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
pub(super) fn by_day<'a, T>(
    lists: impl IntoIterator<Item = &'a [T]>,
    day: impl Fn(&T) -> i32,
) -> Vec<(i32, Vec<&'a [T]>)> {
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

//! How documents counted and how they count now: taken off and added to what
//! is kept up to date, month by month on all cores.

use super::fate::{FateDays, LOOK};
use super::owed::Owed;
use super::summary::{Days, by_day};
use super::times::{Times, Times2, times_of};
use super::{Columns, Row, Sum, sum};
use crate::columns::Field;
use crate::shape::Shapes;
use rayon::prelude::*;
use std::sync::OnceLock;

/// How a document counted and counts. Small, because fresh memory costs more
/// than what is written into it.
pub(super) struct Change {
    pub(super) day: i32,
    pub(super) customer: u32,
    pub(super) amount: i64,
    pub(super) before: State,
    pub(super) after: State,
    /// What few documents have besides, before and after.
    pub(super) rare: Option<Box<[Rare; 2]>>,
}

/// What a document counts by, besides what never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    pub(super) shape: u32,
    pub(super) fate: i32,
    pub(super) hours: i32,
}

/// What few documents have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rare {
    /// Paid and outstanding, where they are neither nothing nor all.
    pub(super) odd: Option<(i64, i64)>,
    /// The days that decide, where the fate has no number.
    pub(super) days: Option<FateDays>,
}

impl State {
    /// That of a row that is told with this combination.
    pub(super) fn of(row: &Row, shape: u32) -> Self {
        Self {
            shape,
            fate: row.get_short(Field::Fate),
            hours: row.get_short(Field::Hours),
        }
    }
}

impl Rare {
    /// What a document has; `days` are asked for where the fate has no number.
    pub(super) fn of(
        state: State,
        odd: Option<(i64, i64)>,
        days: impl FnOnce() -> FateDays,
    ) -> Self {
        let days = (state.fate == LOOK).then(days);
        Self { odd, days }
    }

    /// What a document had and has, if it is anything.
    pub(super) fn both(before: Self, after: Self) -> Option<Box<[Self; 2]>> {
        let is_any = |rare: &Self| rare.odd.is_some() || rare.days.is_some();
        let both = [before, after];
        both.iter().any(is_any).then(|| Box::new(both))
    }
}

impl Change {
    fn both(&self) -> [(State, Rare); 2] {
        let [before, after] = self.rare.as_deref().copied().unwrap_or_default();
        [(self.before, before), (self.after, after)]
    }

    /// What the document added up to before and does now, if that differs.
    fn sums(&self, shapes: &Shapes) -> Option<[Sum; 2]> {
        if self.before.shape == self.after.shape && self.rare.is_none() {
            return None;
        }
        let of = |(state, rare): (State, Rare)| sum(shapes, state.shape, self.amount, || rare.odd);
        let [before, after] = self.both().map(of);
        (before != after).then_some([before, after])
    }

    /// The times of the document before and now, if anything differs.
    fn times(&self, shapes: &Shapes) -> Option<[Times2; 2]> {
        if self.before == self.after && self.rare.is_none() {
            return None;
        }
        let of = |(State { shape, fate, hours }, rare): (State, Rare)| {
            let days = || rare.days.unwrap_or(FateDays::NONE);
            times_of(shapes.get(shape), fate, hours, days)
        };
        Some(self.both().map(of))
    }

    /// Tells what the customer owes.
    fn tell(&self, shapes: &Shapes, owed: &mut Owed) {
        let Some(sums) = self.sums(shapes) else {
            return;
        };
        let outstanding = |sum: Sum| {
            let shape = shapes.get(sum.shape);
            let is_open = shape.is_some_and(|shape| shape.payment.is_outstanding());
            if is_open { sum.outstanding } else { 0 }
        };
        let [before, after] = sums.map(outstanding);
        if before != after {
            owed.take_off(self.customer, before);
            owed.add(self.customer, after);
        }
    }
}

impl Columns {
    /// Brings what is kept besides the blocks up to date.
    pub(super) fn settle(&mut self, changes: &[Vec<Change>]) {
        let Self {
            shapes, owed, days, ..
        } = self;
        let (shapes, all) = (&*shapes, || changes.iter().flatten());
        rayon::join(
            || all().for_each(|change| change.tell(shapes, owed)),
            || settle_days(days, shapes, changes),
        );
    }
}

fn settle_days(days: &mut Days, shapes: &Shapes, changes: &[Vec<Change>]) {
    let by_day = by_day(changes.iter().map(Vec::as_slice), |change| change.day);
    let all = |place: usize| by_day[place].1.iter().copied().flatten();
    let numbers: Vec<i32> = by_day.iter().map(|(day, _)| *day).collect();
    let months = days.touched(&numbers).into_par_iter();
    months.for_each(|(times, days)| {
        let places: Vec<usize> = days.iter().map(|(place, _)| *place).collect();
        let of_month = places.into_iter().flat_map(all);
        rayon::join(
            || keep_times(times, of_month.filter_map(|change| change.times(shapes))),
            || {
                days.into_par_iter().for_each(|(place, summary)| {
                    summary.change(all(place).filter_map(|change| change.sums(shapes)));
                });
            },
        );
    });
}

/// Brings the times of a month up to date, if they were counted.
fn keep_times(times: &mut OnceLock<Times>, mut changes: impl Iterator<Item = [Times2; 2]>) {
    let Some(kept) = times.get_mut() else {
        return;
    };
    if changes.any(|[before, after]| kept.change(&before, &after)) {
        *times = OnceLock::new();
    }
}

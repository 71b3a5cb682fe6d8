//! Whole months at once, where nothing but kind and channel decides what is
//! counted and where.

use super::{Counted, FAR_HOURS, FAR_KINDS, Question, TELLS_OPENED, WaitFor};
use super::{HOURS, OPEN_WIDTH, PAY_WIDTH};
use crate::columns::{Class, FATE_DAYS, Fate, Time, Times};
use crate::places::SAID_BITS;
use rayon::prelude::*;

/// The place of each class, [`NOWHERE`] where there is none.
struct ClassPlaces(Vec<u32>);

const NOWHERE: u32 = u32::MAX;

/// A month by its first and last day with documents.
type Days = (i32, i32);

impl Question<'_> {
    /// Counts the months that are meant as a whole, and tells what days are
    /// left to be gone through; `None` where all documents have to be.
    pub(super) fn take_months(&self, wait: WaitFor) -> Option<(Counted, Vec<Days>)> {
        let on = self.places.plan.days()?;
        let places = self.class_places()?;
        let months = self.columns.days.months(&on);
        let (whole, part): (Vec<_>, Vec<_>) = months.into_iter().partition(|(_, _, whole)| *whole);
        let count = |mut counted: Counted, (month, days): (_, Days)| {
            if let Some(times) = self.columns.times(month, days) {
                self.add_month(&mut counted, times, &places, wait);
            }
            counted
        };
        let months = whole.into_par_iter().map(|(month, days, _)| (month, days));
        let new = || Counted::new(self.places.size());
        let counted = months.fold(new, count).reduce(new, Counted::join);
        let part = part.into_iter().map(|(_, days, _)| days);
        Some((
            counted,
            part.filter(|(first, last)| (*first..=*last).any(&on))
                .collect(),
        ))
    }

    /// Where each kind and channel is counted, if these decide it.
    fn class_places(&self) -> Option<ClassPlaces> {
        let table = self.places.by_shape()?;
        let mut places = Vec::new();
        for (shape, place) in self.columns.shapes.all().iter().zip(&table[1..]) {
            let class = Class::of(shape).place();
            if places.len() <= class {
                places.resize(class + 1, NOWHERE);
            }
            match places[class] {
                NOWHERE => places[class] = *place,
                known if known == *place => {}
                _ => return None,
            }
        }
        Some(ClassPlaces(places))
    }

    fn add_month(&self, to: &mut Counted, times: &Times, places: &ClassPlaces, wait: WaitFor) {
        let (payments, opens) = (wait != WaitFor::Opening, wait != WaitFor::Payment);
        times.each(|(class, time), count| {
            let place = places.0.get(class.place()).copied().unwrap_or(NOWHERE);
            let group = place >> SAID_BITS;
            if group >= self.places.void {
                return;
            }
            match time {
                Time::Opened(hours) if opens && place & TELLS_OPENED != 0 => {
                    to.add_open(group, hours, count);
                }
                Time::NoPayment if payments => {
                    add(&mut to.fates[group as usize * PAY_WIDTH], count);
                }
                Time::Payment(Fate::Waiting, since) if payments => {
                    to.add_payment(group, Fate::Waiting, self.today.wrapping_sub(since), count);
                }
                Time::Payment(fate, days) if payments => to.add_payment(group, fate, days, count),
                _ => {}
            }
        });
    }
}

/// Counts more, or fewer: that is what a great number is.
const fn add(count: &mut u32, more: u32) {
    *count = count.wrapping_add(more);
}

impl Counted {
    fn add_payment(&mut self, group: u32, fate: Fate, days: i32, count: u32) {
        let row = group as usize * PAY_WIDTH;
        match days {
            0..FATE_DAYS => {
                let number = (fate.first() + days).cast_unsigned() as usize;
                add(&mut self.fates[row + number], count);
            }
            _ => self
                .far
                .add_many(group * FAR_KINDS + fate as u32, days, count),
        }
    }

    fn add_open(&mut self, group: u32, hours: i32, count: u32) {
        match hours.cast_unsigned() {
            hour @ 0..HOURS => add(
                &mut self.hours[group as usize * OPEN_WIDTH + hour as usize],
                count,
            ),
            _ => self
                .far
                .add_many(group * FAR_KINDS + FAR_HOURS, hours, count),
        }
    }
}

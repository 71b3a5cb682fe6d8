//! Telling many documents at once: what is known already is told block by
//! block, on all cores, and the sums of the days follow.

use super::beside::Beside;
use super::parts::{Parts, Settled, parts_of};
use super::summary::by_day;
use super::{BLOCK, Block, Columns, Counted, Sum, changing, counted_in, is_later, odd_money, sum};
use crate::Entry;
use crate::columns::Field;
use crate::shape::{GONE, Shape, Shapes};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::ops::Range;

/// Fewer documents than this are told one by one.
const MANY: usize = 256;

/// Something new of a document that has a row.
#[derive(Clone, Copy)]
struct Told<'a> {
    row: u32,
    /// Its place among what is told: of two tellings the later comes later.
    order: u32,
    /// The code of its combination; `None` of one not met before.
    code: Option<u32>,
    entry: &'a Entry,
}

/// How a document counted and counts.
struct Change {
    before: Counted,
    after: Counted,
}

/// What a row has beside its columns by now.
struct Besides {
    row: u32,
    odd: Option<(i64, i64)>,
    parts: Option<Box<[Settled]>>,
}

/// What a row had beside its columns when it was told last.
#[derive(Clone, Copy)]
struct Had {
    row: u32,
    odd: Option<(i64, i64)>,
    parts: bool,
}

/// What became of the rows of a block.
#[derive(Default)]
struct Done {
    changes: Vec<Change>,
    /// Of the rows that have or had anything.
    besides: Vec<Besides>,
}

/// What is known besides the blocks while they are written.
struct Known<'a> {
    shapes: &'a Shapes,
    odd: &'a Beside<(i64, i64)>,
    parts: &'a Parts,
    zone: &'a TimeZone,
}

impl Columns {
    /// Takes many documents in, like [`Columns::take`] each of them.
    pub(crate) fn take_all(&mut self, entries: &[Entry], zone: &TimeZone) {
        if entries.len() < MANY {
            return entries.iter().for_each(|entry| self.take(entry, zone));
        }
        let found: Vec<Option<Told<'_>>> = entries
            .par_iter()
            .enumerate()
            .map(|(order, entry)| self.told(order, entry))
            .collect();
        let mut known = Vec::with_capacity(entries.len());
        for (found, entry) in found.into_iter().zip(entries) {
            match found {
                Some(told) => known.push(told),
                None => self.take(entry, zone),
            }
        }
        for told in known.iter_mut().filter(|told| told.code.is_none()) {
            let company = self.companies.code(told.entry.head.company);
            told.code = Some(self.shapes.code(&Shape::of(told.entry, company)));
        }
        known.par_sort_unstable_by_key(|told| (told.row, told.order));
        let done = self.tell_blocks(&known, zone);
        self.settle(done);
    }

    /// What is told of a document that has a row with something in it.
    fn told<'a>(&self, order: usize, entry: &'a Entry) -> Option<Told<'a>> {
        let id = *entry.head.id.as_bytes();
        let row = self.index.find(id, |row| self.id(row))?;
        // Only looked at where any was removed: it lies far from the rest.
        let (block, at) = self.place(row);
        if self.has_gone() && block.shape(at) == GONE {
            return None;
        }
        let company = self.companies.ids().find(&entry.head.company);
        let code = company.and_then(|company| self.shapes.find(&Shape::of(entry, company)));
        Some(Told {
            row,
            order: u32::try_from(order).ok()?,
            code,
            entry,
        })
    }

    fn tell_blocks(&mut self, told: &[Told<'_>], zone: &TimeZone) -> Vec<Done> {
        let known = Known {
            shapes: &self.shapes,
            odd: &self.odd,
            parts: &self.parts,
            zone,
        };
        let blocks = self.blocks.par_iter_mut().enumerate();
        let done = blocks.map(|(number, block)| {
            let told = &told[in_block(told, number)];
            known.tell(block, told)
        });
        done.collect()
    }

    /// Brings the sums of the days, and what was paid in part, up to date.
    fn settle(&mut self, done: Vec<Done>) {
        let mut changes = Vec::with_capacity(done.len());
        for done in done {
            for Besides { row, odd, parts } in done.besides {
                self.keep_money(row, odd);
                self.parts.keep(row, parts);
            }
            changes.push(done.changes);
        }
        let changes = by_day(&changes, |change| change.before.day);
        for Change { before, after } in changes.iter().flat_map(|(_, all)| all).copied().flatten() {
            self.owed.take_off(before.customer, before.owed);
            self.owed.add(after.customer, after.owed);
            self.days
                .keep_times(before.day, &before.times, &after.times);
        }
        let touched: Vec<i32> = changes.iter().map(|(day, _)| *day).collect();
        let days = self.days.of_days(&touched);
        days.into_par_iter().for_each(|(day, summary)| {
            if let Ok(found) = changes.binary_search_by_key(&day, |(day, _)| *day) {
                let changes = changes[found].1.iter().copied().flatten();
                summary.change(changes.map(|change| (change.before.sum, change.after.sum)));
            }
        });
    }
}

fn in_block(told: &[Told<'_>], number: usize) -> Range<usize> {
    let from = |block: usize| told.partition_point(|told| (told.row as usize) < block * BLOCK);
    from(number)..from(number + 1)
}

impl Known<'_> {
    /// Tells what is new in one block, in the order of the rows and of telling.
    fn tell(&self, block: &mut Block, told: &[Told<'_>]) -> Done {
        let mut done = Done::default();
        let mut last: Option<Had> = None;
        for told in told {
            let (at, entry) = (told.row as usize % BLOCK, told.entry);
            let (Some(code), false) = (told.code, is_later(block, at, entry)) else {
                continue;
            };
            let row = told.row;
            let had = last.filter(|last| last.row == row);
            let had = had.unwrap_or_else(|| self.had(row));
            let before = counted_in(self.shapes, block, at, || had.odd);
            let values = changing(entry, code, self.zone);
            block.tell(at, &values, entry.standing.payment);
            let shape = self.shapes.get(code);
            let odd = shape.and_then(|shape| odd_money(shape, entry));
            let after = counted_in(self.shapes, block, at, || odd);
            done.changes.push(Change { before, after });
            let parts = parts_of(entry, self.zone);
            let has = Had {
                row,
                odd,
                parts: parts.is_some(),
            };
            if had.any() || has.any() {
                done.besides.push(Besides { row, odd, parts });
            }
            last = Some(has);
        }
        done
    }

    fn had(&self, row: u32) -> Had {
        Had {
            row,
            odd: self.odd.get(row).copied(),
            parts: self.parts.has(row),
        }
    }
}

impl Had {
    const fn any(&self) -> bool {
        self.odd.is_some() || self.parts
    }
}

/// Adds blocks up by day, a table a combination while the day stays the same.
pub(super) struct DaySums {
    /// The place of each combination's sum among those of the day.
    places: Vec<u32>,
    day: i32,
    sums: Vec<Sum>,
    pub(super) found: Vec<(i32, Sum)>,
}

const NOWHERE: u32 = u32::MAX;

impl DaySums {
    pub(super) fn new(shapes: usize) -> Self {
        Self {
            places: vec![NOWHERE; shapes],
            day: 0,
            sums: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Adds a block up; `odd` tells what was paid in part.
    pub(super) fn take(
        &mut self,
        shapes: &Shapes,
        block: &Block,
        odd: impl Fn(usize) -> Option<(i64, i64)>,
    ) {
        let codes = block.column(Field::Shape).short_values();
        let days = block.column(Field::ReceivedOn).short_values();
        let amounts = block.column(Field::Amount).values();
        let rows = codes.into_iter().zip(days).zip(amounts).enumerate();
        for (at, ((code, day), amount)) in rows {
            let shape = code.cast_unsigned();
            if shape == GONE {
                continue;
            }
            let sum = sum(shapes, shape, amount, || odd(at));
            if day != self.day {
                self.close();
                self.day = day;
            }
            self.add(sum);
        }
        self.close();
    }

    fn add(&mut self, sum: Sum) {
        let sum = match sum.is_small() {
            true => sum,
            false => Sum::too_great(sum.shape),
        };
        let place = &mut self.places[sum.shape as usize];
        match self.sums.get_mut(*place as usize) {
            Some(kept) => kept.join(&sum),
            None => {
                *place = u32::try_from(self.sums.len()).unwrap_or(NOWHERE);
                self.sums.push(sum);
            }
        }
    }

    fn close(&mut self) {
        for sum in &self.sums {
            self.places[sum.shape as usize] = NOWHERE;
        }
        let day = self.day;
        self.found.extend(self.sums.drain(..).map(|sum| (day, sum)));
    }
}

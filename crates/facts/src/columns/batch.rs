//! Telling many documents at once: what is known already is told block by
//! block, on all cores, and the sums of the days follow.

use super::block::Changing;
use super::parts::{Settled, parts_of};
use super::{BLOCK, Block, Columns, Sum, changing, is_later, odd_money, sum_in};
use crate::Entry;
use crate::columns::Field;
use crate::shape::{GONE, Shape, Shapes};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::ops::Range;

/// Fewer documents than this are told one by one.
const MANY: usize = 256;

/// Something new of a document that has a row.
struct Told<'a> {
    row: u32,
    /// Its place among what is told: of two tellings the later comes later.
    order: usize,
    entry: &'a Entry,
    shape: Shape,
    /// The code of the combination; `None` of one not met before.
    code: Option<u32>,
}

/// What became of a row.
struct Done {
    row: u32,
    day: i32,
    before: Sum,
    after: Sum,
    odd: Option<(i64, i64)>,
    was_odd: bool,
    parts: Option<Box<[Settled]>>,
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
            told.shape.company = self.companies.code(told.entry.head.company);
            told.code = Some(self.shapes.code(&told.shape));
        }
        known.par_sort_unstable_by_key(|told| (told.row, told.order));
        let done = self.tell_blocks(&known, zone);
        self.settle(done);
    }

    /// What is told of a document that has a row with something in it.
    fn told<'a>(&self, order: usize, entry: &'a Entry) -> Option<Told<'a>> {
        let id = *entry.head.id.as_bytes();
        let row = self.index.find(id, |row| self.id(row))?;
        let (block, at) = self.place(row);
        if block.shape(at) == GONE {
            return None;
        }
        let company = self.companies.ids().find(&entry.head.company);
        let shape = Shape::of(entry, company.unwrap_or(u32::MAX));
        Some(Told {
            row,
            order,
            entry,
            code: company.and_then(|_| self.shapes.find(&shape)),
            shape,
        })
    }

    fn tell_blocks(&mut self, known: &[Told<'_>], zone: &TimeZone) -> Vec<Done> {
        let Self {
            blocks,
            shapes,
            odd,
            ..
        } = self;
        let known_odd = |row: u32| odd.get(&row).copied();
        let tell = |(number, block): (usize, &mut Block)| {
            let told = &known[in_block(known, number)];
            tell_block(block, told, shapes, &known_odd, zone)
        };
        let done = blocks.par_iter_mut().enumerate().flat_map_iter(tell);
        done.collect()
    }

    /// Brings the sums of the days, and what was paid in part, up to date.
    fn settle(&mut self, mut done: Vec<Done>) {
        for done in &mut done {
            if done.odd.is_some() || done.was_odd {
                self.keep_money(done.row, done.odd);
            }
            self.parts.keep(done.row, done.parts.take());
        }
        done.par_sort_by_key(|done| done.day);
        let of_day = |day: i32| {
            let from = done.partition_point(|done| done.day < day);
            let to = done.partition_point(|done| done.day <= day);
            &done[from..to]
        };
        let mut touched: Vec<i32> = done.iter().map(|done| done.day).collect();
        touched.dedup();
        let days = self.days.of_days(&touched);
        days.into_par_iter().for_each(|(day, summary)| {
            let changes = of_day(day).iter();
            summary.change(changes.map(|done| (done.before, done.after)));
        });
    }
}

fn in_block(known: &[Told<'_>], number: usize) -> Range<usize> {
    let from = |block: usize| known.partition_point(|told| (told.row as usize) < block * BLOCK);
    from(number)..from(number + 1)
}

/// Tells what is new in one block, in the order of the rows and of telling.
fn tell_block(
    block: &mut Block,
    told: &[Told<'_>],
    shapes: &Shapes,
    known_odd: &impl Fn(u32) -> Option<(i64, i64)>,
    zone: &TimeZone,
) -> Vec<Done> {
    let mut all: Vec<Done> = Vec::with_capacity(told.len());
    for told in told {
        let at = told.row as usize % BLOCK;
        let (Some(code), false) = (told.code, is_later(block, at, told.entry)) else {
            continue;
        };
        let last = all.last().filter(|last| last.row == told.row);
        let (odd_before, was_odd) = match last {
            Some(last) => (last.odd, last.was_odd || last.odd.is_some()),
            None => {
                let odd = known_odd(told.row);
                (odd, odd.is_some())
            }
        };
        let (day, before) = sum_in(shapes, block, at, || odd_before);
        let values: Changing = changing(told.entry, code, zone);
        block.tell(at, &values);
        let odd = odd_money(&told.shape, told.entry);
        let (_, after) = sum_in(shapes, block, at, || odd);
        all.push(Done {
            row: told.row,
            day,
            before,
            after,
            odd,
            was_odd,
            parts: parts_of(told.entry, zone),
        });
    }
    all
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
        let column = block.column(Field::Shape);
        for at in 0..block.len() {
            if column.get_short(at).cast_unsigned() == GONE {
                continue;
            }
            let (day, sum) = sum_in(shapes, block, at, || odd(at));
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

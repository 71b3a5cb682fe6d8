//! Adding whole blocks up by day.

use super::summary::{Days, Sum};
use super::{BLOCK, Block, Columns, Field, Owed, sum};
use crate::shape::{GONE, Shapes};
use rayon::prelude::*;

/// Blocks that are added up before their days are: what is noted of them
/// meanwhile takes so much memory, which is used again.
const BLOCKS_AT_A_TIME: usize = 32;
/// Rows that are read together.
const ROWS_AT_A_TIME: usize = 1024;
/// The place of a combination that the day has not.
const NOWHERE: u32 = u32::MAX;

/// Adds documents up by day, a table a combination while the day stays the
/// same.
#[derive(Default)]
pub(super) struct DaySums {
    /// The place of each combination's sum among those of the day.
    places: Vec<u32>,
    day: i32,
    sums: Vec<Sum>,
    found: Vec<(i32, Sum)>,
}

impl Columns {
    /// Works the sums of every day, and what customers owe, out anew.
    pub(super) fn summarise(&mut self) {
        let (days, owed) = rayon::join(|| self.days_anew(), || self.owed_anew());
        self.days = days;
        self.owed = owed;
    }

    fn days_anew(&self) -> Days {
        let mut days = Days::default();
        let mut rooms = Vec::new();
        rooms.resize_with(BLOCKS_AT_A_TIME, DaySums::default);
        let blocks: Vec<(usize, &Block)> = self.blocks.iter().enumerate().collect();
        for blocks in blocks.chunks(BLOCKS_AT_A_TIME) {
            let rooms = &mut rooms[..blocks.len()];
            let sums = blocks.par_iter().zip(rooms.par_iter_mut());
            sums.for_each(|((number, block), sums)| {
                sums.take(&self.shapes, block, |at| self.odd_at(*number, at));
            });
            days.join(rooms.iter().map(|sums| sums.found.as_slice()));
        }
        days
    }

    fn owed_anew(&self) -> Owed {
        let mut owed = Owed::of(self.customers.ids().len());
        for (number, block) in self.blocks.iter().enumerate() {
            let customers = block.column(Field::Customer);
            block.open.each(0..block.len(), |at| {
                let (shape, amount) = (block.shape(at), block.get(Field::Amount, at));
                let sum = sum(&self.shapes, shape, amount, || self.odd_at(number, at));
                let customer = customers.get_short(at).cast_unsigned();
                owed.add(customer, sum.outstanding);
            });
        }
        owed
    }

    /// Paid and outstanding of a row of a block, where they are odd.
    fn odd_at(&self, block: usize, at: usize) -> Option<(i64, i64)> {
        let row = u32::try_from(block * BLOCK + at).ok()?;
        self.odd.get(row).copied()
    }
}

impl DaySums {
    /// Adds a block up; `odd` tells what was paid in part.
    fn take(&mut self, shapes: &Shapes, block: &Block, odd: impl Fn(usize) -> Option<(i64, i64)>) {
        self.found.clear();
        let (mut codes, mut days) = ([0; ROWS_AT_A_TIME], [0; ROWS_AT_A_TIME]);
        let mut amounts = [0; ROWS_AT_A_TIME];
        for start in (0..block.len()).step_by(ROWS_AT_A_TIME) {
            let range = start..(start + ROWS_AT_A_TIME).min(block.len());
            let count = range.len();
            let column = |field| block.column(field);
            column(Field::Shape).read(range.clone(), &mut codes[..count]);
            column(Field::ReceivedOn).read(range.clone(), &mut days[..count]);
            column(Field::Amount).read_whole(range, &mut amounts[..count]);
            for at in (0..count).filter(|at| codes[*at].cast_unsigned() != GONE) {
                let code = codes[at].cast_unsigned();
                let sum = sum(shapes, code, amounts[at], || odd(start + at));
                self.add(days[at], sum);
            }
        }
        self.close();
    }

    /// Adds a document up.
    pub(super) fn add(&mut self, day: i32, sum: Sum) {
        if day != self.day {
            self.close();
            self.day = day;
        }
        let sum = match sum.is_small() {
            true => sum,
            false => Sum::too_great(sum.shape),
        };
        let shape = sum.shape as usize;
        if self.places.len() <= shape {
            self.places.resize(shape + 1, NOWHERE);
        }
        let place = &mut self.places[shape];
        match self.sums.get_mut(*place as usize) {
            Some(kept) => kept.join(&sum),
            None => {
                *place = u32::try_from(self.sums.len()).unwrap_or(NOWHERE);
                self.sums.push(sum);
            }
        }
    }

    /// What was added up, the days in the order in which they came; begins
    /// anew.
    pub(super) fn found(&mut self) -> Vec<(i32, Sum)> {
        self.close();
        std::mem::take(&mut self.found)
    }

    fn close(&mut self) {
        for sum in &self.sums {
            self.places[sum.shape as usize] = NOWHERE;
        }
        let day = self.day;
        self.found.extend(self.sums.drain(..).map(|sum| (day, sum)));
    }
}

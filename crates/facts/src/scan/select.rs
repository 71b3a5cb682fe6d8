//! Which documents of a chunk the tests leave.

use super::{CHUNK, SPARSE};
use crate::columns::{Block, Field};
use crate::plan::{Needle, On, Plan, RowTest};
use crate::text::PART_END;
use std::ops::Range;

/// Room for the tests of a chunk, used again for the next.
pub(super) struct Select {
    /// The places that are left, and their combinations.
    places: [u16; CHUNK],
    shapes: [u32; CHUNK],
    short: [i32; CHUNK],
    whole: [i64; CHUNK],
}

impl Default for Select {
    fn default() -> Self {
        Self {
            places: [0; CHUNK],
            shapes: [0; CHUNK],
            short: [0; CHUNK],
            whole: [0; CHUNK],
        }
    }
}

impl Select {
    /// The places of a range, and their combinations, that have one of the
    /// combinations to keep and that every single test leaves.
    pub(super) fn rows(
        &mut self,
        plan: &Plan,
        keep: Option<&[bool]>,
        block: &Block,
        range: Range<usize>,
    ) -> (&[u16], &[u32]) {
        let count = range.len();
        let codes = bytemuck::cast_slice_mut(&mut self.shapes[..count]);
        block.column(Field::Shape).read(range.clone(), codes);
        let mut kept = self.pick(keep, range.clone());
        let tests = plan.tests.iter();
        for test in tests.filter(|test| !test.leaves_all(block)) {
            if kept > 0 {
                kept = self.narrow(test, block, range.clone(), kept);
            }
        }
        (&self.places[..kept], &self.shapes[..kept])
    }

    /// Keeps the combinations to keep, and tells how many rows those are.
    fn pick(&mut self, keep: Option<&[bool]>, range: Range<usize>) -> usize {
        let start = u16::try_from(range.start).unwrap_or(u16::MAX);
        let count = range.len();
        let Some(keep) = keep else {
            let places = (start..).zip(&mut self.places[..count]);
            places.for_each(|(place, at)| *at = place);
            return count;
        };
        let mut kept = 0;
        for (place, n) in (start..).zip(0..count) {
            let shape = self.shapes[n];
            // Written whether or not it is kept: no branch to mispredict.
            (self.places[kept], self.shapes[kept]) = (place, shape);
            kept += usize::from(keep[shape as usize]);
        }
        kept
    }

    /// Keeps what a test leaves of the first rows.
    fn narrow(&mut self, test: &RowTest, block: &Block, range: Range<usize>, kept: usize) -> usize {
        let negated = test.negated;
        match &test.on {
            On::Days { field, first, last } => {
                self.read(*field, block, range, kept);
                self.keep(kept, |s, n| {
                    ((*first <= s.short[n]) & (s.short[n] <= *last)) != negated
                })
            }
            On::Amount(ranges) => {
                self.read_whole(Field::Amount, block, range, kept);
                self.keep(kept, |s, n| {
                    let (least, greatest) = ranges[s.shapes[n] as usize];
                    ((least <= s.whole[n]) & (s.whole[n] <= greatest)) != negated
                })
            }
            On::Customer(codes) => {
                self.read(Field::Customer, block, range, kept);
                self.keep(kept, |s, n| {
                    codes.contains(s.short[n].cast_unsigned()) != negated
                })
            }
            On::Batch(codes) => {
                self.read(Field::Batch, block, range, kept);
                self.keep(kept, |s, n| {
                    codes.contains(s.short[n].cast_unsigned()) != negated
                })
            }
            On::Text(needle) => self.search(needle, negated, block, range, kept),
        }
    }

    fn search(
        &mut self,
        needle: &Needle,
        negated: bool,
        block: &Block,
        range: Range<usize>,
        kept: usize,
    ) -> usize {
        let start = range.start;
        let mut hits = [false; CHUNK];
        search(needle, block, range.clone(), &mut hits);
        match needle.customers.is_empty() {
            true => self.keep(kept, |s, n| {
                hits[usize::from(s.places[n]) - start] != negated
            }),
            false => {
                self.read(Field::Customer, block, range, kept);
                self.keep(kept, |s, n| {
                    let named = needle.customers.contains(s.short[n].cast_unsigned());
                    (named | hits[usize::from(s.places[n]) - start]) != negated
                })
            }
        }
    }

    /// Keeps the rows for which something holds, of so many.
    fn keep(&mut self, count: usize, holds: impl Fn(&Self, usize) -> bool) -> usize {
        let mut kept = 0;
        for n in 0..count.min(CHUNK) {
            let holds = holds(self, n);
            (self.places[kept], self.shapes[kept]) = (self.places[n], self.shapes[n]);
            kept += usize::from(holds);
        }
        kept
    }

    /// Reads a column of the first rows, one a row.
    fn read(&mut self, field: Field, block: &Block, range: Range<usize>, kept: usize) {
        let (column, start) = (block.column(field), range.start);
        let places = &self.places[..kept];
        if kept * SPARSE < range.len() {
            for (out, at) in self.short.iter_mut().zip(places) {
                *out = column.get_short(usize::from(*at));
            }
            return;
        }
        let count = range.len();
        column.read(range, &mut self.short[..count]);
        if kept < count {
            for (to, at) in places.iter().enumerate() {
                self.short[to] = self.short[usize::from(*at) - start];
            }
        }
    }

    fn read_whole(&mut self, field: Field, block: &Block, range: Range<usize>, kept: usize) {
        let (column, start) = (block.column(field), range.start);
        let places = &self.places[..kept];
        if kept * SPARSE < range.len() {
            for (out, at) in self.whole.iter_mut().zip(places) {
                *out = column.get(usize::from(*at));
            }
            return;
        }
        let count = range.len();
        column.read_whole(range, &mut self.whole[..count]);
        if kept < count {
            for (to, at) in places.iter().enumerate() {
                self.whole[to] = self.whole[usize::from(*at) - start];
            }
        }
    }
}

/// Marks the rows with the needle in their number, or with a KID that begins
/// with it.
fn search(needle: &Needle, block: &Block, range: Range<usize>, hits: &mut [bool; CHUNK]) {
    let start = range.start;
    let both = [needle.text.as_str(), needle.kid.as_str()];
    let needles = if both[0] == both[1] {
        &both[..1]
    } else {
        &both
    };
    block.text.candidates(range, needles, |row, text| {
        let (number, kid) = text.split_once(PART_END).unwrap_or((text, ""));
        let beginning = !needle.kid.is_empty() && kid.starts_with(&needle.kid);
        hits[row - start] |= beginning || number.contains(&needle.text);
    });
}

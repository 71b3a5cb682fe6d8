//! Which documents of a chunk the single tests leave.

use super::CHUNK;
use crate::columns::{Block, Field};
use crate::plan::{Needle, On, Plan, RowTest};
use crate::text::PART_END;
use std::ops::Range;

/// Room for the tests of a chunk, used again for the next.
pub(super) struct Select {
    mask: [bool; CHUNK],
    places: [u16; CHUNK],
    short: [i32; CHUNK],
    whole: [i64; CHUNK],
}

impl Default for Select {
    fn default() -> Self {
        Self {
            mask: [true; CHUNK],
            places: [0; CHUNK],
            short: [0; CHUNK],
            whole: [0; CHUNK],
        }
    }
}

impl Select {
    /// The places of a range that every single test leaves.
    pub(super) fn rows(&mut self, plan: &Plan, block: &Block, range: Range<usize>) -> &[u16] {
        let places = (0..).zip(&mut self.places[..range.len()]);
        if plan.tests.is_empty() {
            let start = u16::try_from(range.start).unwrap_or(u16::MAX);
            places.for_each(|(n, place)| *place = start + n);
            return &self.places[..range.len()];
        }
        self.mask.fill(true);
        for test in &plan.tests {
            self.narrow(test, block, range.clone());
        }
        let mut kept = 0;
        for (place, holds) in range.zip(&self.mask) {
            // Written whether or not it is kept: no branch to mispredict.
            self.places[kept] = u16::try_from(place).unwrap_or(u16::MAX);
            kept += usize::from(*holds);
        }
        &self.places[..kept]
    }

    fn narrow(&mut self, test: &RowTest, block: &Block, range: Range<usize>) {
        let (negated, count) = (test.negated, range.len());
        let mask = &mut self.mask[..count];
        let short = &mut self.short[..count];
        let read = |field, out: &mut [i32]| block.column(field).read(range.clone(), out);
        match &test.on {
            On::Days { field, first, last } => {
                read(*field, short);
                for (holds, day) in mask.iter_mut().zip(&*short) {
                    *holds &= ((first <= day) & (day <= last)) != negated;
                }
            }
            On::Amount(ranges) => {
                read(Field::Shape, short);
                let amounts = &mut self.whole[..count];
                block.column(Field::Amount).read_whole(range, amounts);
                for (holds, (amount, shape)) in mask.iter_mut().zip(amounts.iter().zip(&*short)) {
                    let (least, greatest) = ranges[shape.cast_unsigned() as usize];
                    *holds &= ((least <= *amount) & (*amount <= greatest)) != negated;
                }
            }
            On::Customer(codes) => {
                read(Field::Customer, short);
                for (holds, code) in mask.iter_mut().zip(&*short) {
                    *holds &= codes.contains(code.cast_unsigned()) != negated;
                }
            }
            On::Batch(codes) => {
                read(Field::Batch, short);
                for (holds, code) in mask.iter_mut().zip(&*short) {
                    *holds &= codes.contains(code.cast_unsigned()) != negated;
                }
            }
            On::Text(needle) => {
                let mut hits = [false; CHUNK];
                if !needle.customers.is_empty() {
                    read(Field::Customer, short);
                    for (hit, code) in hits.iter_mut().zip(&*short) {
                        *hit = needle.customers.contains(code.cast_unsigned());
                    }
                }
                search(needle, block, range, &mut hits);
                for (holds, hit) in mask.iter_mut().zip(hits) {
                    *holds &= hit != negated;
                }
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

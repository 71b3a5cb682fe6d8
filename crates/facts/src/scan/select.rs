//! Which documents of a chunk the tests leave.

use super::Wanted;
use super::{CHUNK, Marks};
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
        wanted: Wanted<'_>,
        block: &Block,
        range: Range<usize>,
    ) -> (&[u16], &[u32]) {
        let tests = || plan.tests.iter().enumerate();
        let asks = |(_, test): &(usize, &RowTest)| !test.leaves_all(block);
        // A test that needs no combination comes first: of what it leaves,
        // which is mostly little, combinations are read.
        let first = tests().find(|(_, test)| test.leaves_few() && !test.leaves_all(block));
        let mut kept = match wanted.open {
            true => self.open(block, range.clone()),
            false => self.all(range.clone()),
        };
        if let Some((_, test)) = first {
            kept = self.narrow(test, block, range.clone(), kept);
        }
        if kept > 0 {
            self.read_shapes(block, range.clone(), kept);
        }
        let mut done = [first.map(|(at, _)| at), None];
        if let Some(keep) = wanted.keep {
            // Where all are looked at anyway, what is quickly compared is
            // compared at the same time.
            let amount = tests().find_map(|(at, test)| Some((at, test.amounts_in(block)?)));
            let amount = amount.filter(|_| kept == range.len());
            kept = match amount {
                Some((at, amounts)) => {
                    done[1] = Some(at);
                    self.keep_amounts(keep, amounts, block, range.clone())
                }
                None => self.keep(kept, |s, n| keep[s.shapes[n] as usize]),
            };
        }
        for (_, test) in tests()
            .filter(asks)
            .filter(|(at, _)| !done.contains(&Some(*at)))
        {
            if kept > 0 {
                kept = self.narrow(test, block, range.clone(), kept);
            }
        }
        (&self.places[..kept], &self.shapes[..kept])
    }

    /// Takes every place of a range.
    fn all(&mut self, range: Range<usize>) -> usize {
        let start = u16::try_from(range.start).unwrap_or(u16::MAX);
        let places = (start..).zip(&mut self.places[..range.len()]);
        places.for_each(|(place, at)| *at = place);
        range.len()
    }

    /// Takes those of a range that are still to be paid.
    fn open(&mut self, block: &Block, range: Range<usize>) -> usize {
        let mut kept = 0;
        block.open.each(range, |at| {
            self.places[kept] = u16::try_from(at).unwrap_or(u16::MAX);
            kept += 1;
        });
        kept
    }

    fn read_shapes(&mut self, block: &Block, range: Range<usize>, kept: usize) {
        let column = block.column(Field::Shape);
        let codes = bytemuck::cast_slice_mut(&mut self.shapes[..kept]);
        match kept == range.len() {
            true => column.read(range, codes),
            false => column.gather(&self.places[..kept], codes),
        }
    }

    /// Keeps combinations to keep with an amount from the least to the
    /// greatest, of all rows.
    fn keep_amounts(
        &mut self,
        keep: &[bool],
        (least, greatest): (i32, i32),
        block: &Block,
        range: Range<usize>,
    ) -> usize {
        let count = range.len();
        self.read(Field::Amount, block, range, count);
        self.keep(count, |s, n| {
            let amount = s.short[n];
            keep[s.shapes[n] as usize] & (least <= amount) & (amount <= greatest)
        })
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
            On::Amount((least, greatest)) => {
                self.read_whole(Field::Amount, block, range, kept);
                self.keep(kept, |s, n| {
                    ((*least <= s.whole[n]) & (s.whole[n] <= *greatest)) != negated
                })
            }
            On::Amounts(ranges) => {
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
        let any = search(needle, block, range.clone(), &mut hits);
        if needle.customers.is_empty() {
            return self.keep(kept, |s, n| {
                hits[usize::from(s.places[n]) - start] != negated
            });
        }
        self.read(Field::Customer, block, range, kept);
        let named = |s: &Self, n: usize| needle.customers.contains(s.short[n].cast_unsigned());
        match any {
            false => self.keep(kept, |s, n| named(s, n) != negated),
            true => self.keep(kept, |s, n| {
                (named(s, n) | hits[usize::from(s.places[n]) - start]) != negated
            }),
        }
    }

    /// Keeps the rows for which something holds, of so many.
    fn keep(&mut self, count: usize, holds: impl Fn(&Self, usize) -> bool) -> usize {
        let mut kept = 0;
        Marks::of(count, |n| holds(self, n)).each(|n| {
            (self.places[kept], self.shapes[kept]) = (self.places[n], self.shapes[n]);
            kept += 1;
        });
        kept
    }

    /// Reads a column of the first rows, one a row.
    fn read(&mut self, field: Field, block: &Block, range: Range<usize>, kept: usize) {
        let (column, out) = (block.column(field), &mut self.short[..kept]);
        match kept == range.len() {
            true => column.read(range, out),
            false => column.gather(&self.places[..kept], out),
        }
    }

    fn read_whole(&mut self, field: Field, block: &Block, range: Range<usize>, kept: usize) {
        let (column, out) = (block.column(field), &mut self.whole[..kept]);
        match kept == range.len() {
            true => column.read_whole(range, out),
            false => column.gather_whole(&self.places[..kept], out),
        }
    }
}

/// Marks the rows with the needle in their number, or with a KID that begins
/// with it, and tells whether there is any.
fn search(needle: &Needle, block: &Block, range: Range<usize>, hits: &mut [bool; CHUNK]) -> bool {
    let start = range.start;
    let both = [needle.text.as_str(), needle.kid.as_str()];
    let needles = if both[0] == both[1] {
        &both[..1]
    } else {
        &both
    };
    let mut any = false;
    block.text.candidates(range, needles, |row, text| {
        let (number, kid) = text.split_once(PART_END).unwrap_or((text, ""));
        let beginning = !needle.kid.is_empty() && kid.starts_with(&needle.kid);
        hits[row - start] |= beginning || number.contains(&needle.text);
        any |= hits[row - start];
    });
    any
}

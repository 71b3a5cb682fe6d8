//! Which documents of a chunk the tests leave.

use super::Wanted;
use super::{CHUNK, Marks};
use crate::columns::{Block, Field};
use crate::names::Codes;
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
        let marks = match &test.on {
            On::Days { field, first, last } => {
                let span = (i64::from(*first), i64::from(*last));
                self.between(*field, span, block, range, kept)
            }
            On::Amount(span) => self.between(Field::Amount, *span, block, range, kept),
            On::Amounts(ranges) => {
                self.read_whole(Field::Amount, block, range, kept);
                Marks::of(kept, |n| {
                    let (least, greatest) = ranges[self.shapes[n] as usize];
                    (least <= self.whole[n]) & (self.whole[n] <= greatest)
                })
            }
            On::Customer(codes) => self.among(Field::Customer, codes, block, range, kept),
            On::Batch(codes) => self.among(Field::Batch, codes, block, range, kept),
            On::Text(needle) => self.search(needle, block, range, kept),
        };
        match test.negated {
            false => self.pick(&marks),
            true => self.pick(&marks.not(kept)),
        }
    }

    /// Marks the first rows with a value from the first to the last.
    fn between(
        &mut self,
        field: Field,
        (first, last): (i64, i64),
        block: &Block,
        range: Range<usize>,
        kept: usize,
    ) -> Marks {
        if kept == range.len() {
            return block.column(field).marks_between(range, (first, last));
        }
        self.read_whole(field, block, range, kept);
        Marks::of(kept, |n| (first <= self.whole[n]) & (self.whole[n] <= last))
    }

    /// Marks the first rows with one of some codes.
    fn among(
        &mut self,
        field: Field,
        codes: &Codes,
        block: &Block,
        range: Range<usize>,
        kept: usize,
    ) -> Marks {
        if kept == range.len() {
            return block.column(field).marks_in(range, codes);
        }
        self.read(field, block, range, kept);
        Marks::looked_up(&self.short[..kept], |code| {
            codes.contains(code.cast_unsigned())
        })
    }

    /// Marks the first rows with the needle in their texts, or one of the
    /// customers who have it in theirs.
    fn search(
        &mut self,
        needle: &Needle,
        block: &Block,
        range: Range<usize>,
        kept: usize,
    ) -> Marks {
        let start = range.start;
        let mut hits = [false; CHUNK];
        let any = search(needle, block, range.clone(), &mut hits);
        let named = match needle.customers.is_empty() {
            true => Marks::NONE,
            false => self.among(Field::Customer, &needle.customers, block, range, kept),
        };
        match any {
            false => named,
            true => named.or(&Marks::of(kept, |n| {
                hits[usize::from(self.places[n]) - start]
            })),
        }
    }

    /// Keeps the rows for which something holds, of so many.
    fn keep(&mut self, count: usize, holds: impl Fn(&Self, usize) -> bool) -> usize {
        let marks = Marks::of(count, |n| holds(self, n));
        self.pick(&marks)
    }

    /// Keeps the rows that are marked.
    fn pick(&mut self, marks: &Marks) -> usize {
        let mut kept = 0;
        marks.each(|n| {
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

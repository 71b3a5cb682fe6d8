//! The pass over the documents: which of them single tests leave, chunk by
//! chunk, on all cores where there are many.

use crate::columns::{BLOCK, Block, Columns, Field, Sum};
use crate::plan::Plan;
use rayon::prelude::*;
use select::Select;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

mod select;

/// Documents that are tested at once; their columns fit in the first cache.
pub(crate) const CHUNK: usize = 1024;
/// Fewer blocks than this are not worth waking other cores for.
const BLOCKS_MIN: usize = 3;
/// One row in so many, or fewer, are read one by one; more are picked out of
/// all.
const SPARSE: usize = 8;

/// Documents of one block that the single tests leave.
pub(crate) struct Chunk<'a> {
    pub(crate) block: &'a Block,
    /// The row number of the block's first document.
    pub(crate) first: u32,
    /// The places that were looked at.
    range: Range<usize>,
    /// Those that are left, ascending.
    pub(crate) rows: &'a [u16],
}

impl Chunk<'_> {
    /// A single document.
    pub(crate) fn one(block: &Block, rows: &[u16; 1], with: impl FnOnce(&Chunk<'_>)) {
        let at = usize::from(rows[0]);
        with(&Chunk {
            block,
            first: 0,
            range: at..at + 1,
            rows,
        });
    }

    /// The row numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|at| self.first + u32::from(*at))
    }

    /// The values of the rows in 32 bits, one a row, "no value" as the
    /// greatest: days, minutes, codes.
    pub(crate) fn read(&self, field: Field, out: &mut Vec<i32>) {
        let column = self.block.column(field);
        out.resize(self.range.len(), 0);
        if self.rows.len() * SPARSE < self.range.len() {
            for (out, at) in out.iter_mut().zip(self.rows) {
                *out = column.get_short(usize::from(*at));
            }
        } else {
            column.read(self.range.clone(), out);
            self.pick(out);
        }
        out.truncate(self.rows.len());
    }

    /// The values of the rows, one a row.
    pub(crate) fn read_whole(&self, field: Field, out: &mut Vec<i64>) {
        let column = self.block.column(field);
        out.resize(self.range.len(), 0);
        if self.rows.len() * SPARSE < self.range.len() {
            for (out, at) in out.iter_mut().zip(self.rows) {
                *out = column.get(usize::from(*at));
            }
        } else {
            column.read_whole(self.range.clone(), out);
            self.pick(out);
        }
        out.truncate(self.rows.len());
    }

    /// Moves the values of the rows to the front.
    fn pick<T: Copy>(&self, values: &mut [T]) {
        if self.rows.len() < self.range.len() {
            for (to, at) in self.rows.iter().enumerate() {
                values[to] = values[usize::from(*at) - self.range.start];
            }
        }
    }
}

/// Documents that a view means, with their combinations.
pub(crate) struct Chosen<'a> {
    pub(crate) chunk: Chunk<'a>,
    /// The combination of each row.
    pub(crate) shapes: &'a [u32],
}

/// Hands every chunk that the single tests leave something of to `step`;
/// combinations have not been asked yet. Each core goes through some of the
/// blocks, in order, with an answer of its own; these come back in no useful
/// order.
pub(crate) fn scan<A: Send>(
    columns: &Columns,
    plan: &Plan,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    let never = |_: &mut A, _: &Block| false;
    scan_blocks(columns, plan, newest_first, new, never, step)
}

/// The same, but a block that `whole` takes is not gone through.
fn scan_blocks<A: Send>(
    columns: &Columns,
    plan: &Plan,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    whole: impl Fn(&mut A, &Block) -> bool + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    let blocks = columns.blocks.len();
    let parts = match blocks < BLOCKS_MIN {
        true => 1,
        false => rayon::current_num_threads().min(blocks),
    };
    // Whoever is done takes the next block: another program on the machine
    // slows one core down, not the answer.
    let next = AtomicUsize::new(0);
    let part = |_: usize| {
        let (mut answer, mut select) = (new(), Select::default());
        loop {
            let taken = next.fetch_add(1, Ordering::Relaxed);
            if taken >= blocks {
                return answer;
            }
            let number = match newest_first {
                true => blocks - 1 - taken,
                false => taken,
            };
            if !whole(&mut answer, &columns.blocks[number]) {
                scan_block(columns, plan, number, &mut select, |chunk| {
                    step(&mut answer, chunk);
                });
            }
        }
    };
    match parts {
        1 => vec![part(0)],
        _ => (0..parts).into_par_iter().map(part).collect(),
    }
}

/// Hands every chunk of what a view means to `step`, like [`scan`].
pub(crate) fn scan_chosen<A: Send>(
    columns: &Columns,
    plan: &Plan,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chosen<'_>) + Sync,
) -> Vec<A> {
    let never = |_: &mut A, _: &Block, _: &[Sum]| false;
    scan_summed(columns, plan, newest_first, new, never, step)
}

/// The same, but what a block adds up to is first handed to `whole`, where the
/// view's combinations alone decide in it. A block that it takes is not gone
/// through.
pub(crate) fn scan_summed<A: Send>(
    columns: &Columns,
    plan: &Plan,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    whole: impl Fn(&mut A, &Block, &[Sum]) -> bool + Sync,
    step: impl Fn(&mut A, &Chosen<'_>) + Sync,
) -> Vec<A> {
    let with_room = || (new(), Choice::default());
    let taken = |(answer, _): &mut (A, Choice), block: &Block| {
        let sums = block.summary().sums();
        sums.is_some_and(|sums| plan.leaves_all(block) && whole(answer, block, sums))
    };
    let chosen = |(answer, choice): &mut (A, Choice), chunk: &Chunk<'_>| {
        let chosen = choice.of(plan, chunk);
        if !chosen.shapes.is_empty() {
            step(answer, &chosen);
        }
    };
    let parts = scan_blocks(columns, plan, newest_first, with_room, taken, chosen);
    parts.into_iter().map(|(answer, _)| answer).collect()
}

/// Room for what a view means of a chunk.
#[derive(Default)]
struct Choice {
    codes: Vec<i32>,
    due: Vec<i32>,
    rows: Vec<u16>,
    shapes: Vec<u32>,
}

impl Choice {
    fn of<'a>(&'a mut self, plan: &Plan, chunk: &Chunk<'a>) -> Chosen<'a> {
        chunk.read(Field::Shape, &mut self.codes);
        let count = chunk.rows.len();
        self.due.clear();
        match plan.asks_overdue {
            true => chunk.read(Field::Due, &mut self.due),
            // No term tells overdue from not, so any day will do.
            false => self.due.resize(count, i32::MAX),
        }
        self.rows.resize(count, 0);
        self.shapes.resize(count, 0);
        let mut kept = 0;
        for ((at, code), due) in chunk.rows.iter().zip(&self.codes).zip(&self.due) {
            let shape = code.cast_unsigned();
            // Written whether or not it is kept: no branch to mispredict.
            (self.rows[kept], self.shapes[kept]) = (*at, shape);
            kept += usize::from(plan.fails[plan.cell(shape, *due)] == 0);
        }
        Chosen {
            chunk: Chunk {
                block: chunk.block,
                first: chunk.first,
                range: chunk.range.clone(),
                rows: &self.rows[..kept],
            },
            shapes: &self.shapes[..kept],
        }
    }
}

fn scan_block(
    columns: &Columns,
    plan: &Plan,
    number: usize,
    select: &mut Select,
    mut step: impl FnMut(&Chunk<'_>),
) {
    let block = &columns.blocks[number];
    if plan.rules_out(block) {
        return;
    }
    let first = u32::try_from(number * BLOCK).unwrap_or(u32::MAX);
    for start in (0..block.len()).step_by(CHUNK) {
        let range = start..(start + CHUNK).min(block.len());
        let rows = select.rows(plan, block, range.clone());
        if !rows.is_empty() {
            step(&Chunk {
                block,
                first,
                range,
                rows,
            });
        }
    }
}

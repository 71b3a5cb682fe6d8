//! The pass over the documents: which of them a view leaves, chunk by chunk,
//! on all cores where there are many.

use crate::columns::{BLOCK, Block, Columns, Field};
use crate::names::Codes;
use crate::plan::Plan;
use rayon::prelude::*;
use select::Select;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

mod marks;
mod select;

pub(crate) use marks::Marks;

/// Documents that are tested at once; their columns fit in the first cache.
pub(crate) const CHUNK: usize = 1024;
/// Fewer blocks than this are not worth waking other cores for.
const BLOCKS_MIN: usize = 3;

/// Documents of one block that a view leaves.
pub(crate) struct Chunk<'a> {
    pub(crate) block: &'a Block,
    /// The row number of the block's first document.
    pub(crate) first: u32,
    /// The places that were looked at.
    range: Range<usize>,
    /// Those that are left, ascending.
    pub(crate) rows: &'a [u16],
    /// The combination of each of these.
    pub(crate) shapes: &'a [u32],
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
            shapes: &[block.shape(at)],
        });
    }

    /// Some of the documents.
    pub(crate) fn with<'b>(&'b self, rows: &'b [u16], shapes: &'b [u32]) -> Chunk<'b> {
        Chunk {
            block: self.block,
            first: self.first,
            range: self.range.clone(),
            rows,
            shapes,
        }
    }

    /// The row numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|at| self.first + u32::from(*at))
    }

    /// The values of the rows in 32 bits, one a row, "no value" as the
    /// greatest: days, minutes, codes.
    pub(crate) fn read(&self, field: Field, out: &mut Vec<i32>) {
        let column = self.block.column(field);
        out.resize(self.rows.len(), 0);
        match self.rows.len() == self.range.len() {
            true => column.read(self.range.clone(), out),
            false => column.gather(self.rows, out),
        }
    }

    /// Marks the rows with a value from the first to the last.
    pub(crate) fn marks_between(&self, field: Field, (first, last): (i64, i64)) -> Marks {
        let column = self.block.column(field);
        if self.rows.len() == self.range.len() {
            return column.marks_between(self.range.clone(), (first, last));
        }
        Marks::of(self.rows.len(), |n| {
            let value = column.get(self.rows[n].into());
            (first <= value) & (value <= last)
        })
    }

    /// Marks the rows with one of some codes.
    pub(crate) fn marks_in(&self, field: Field, codes: &Codes) -> Marks {
        let column = self.block.column(field);
        match self.rows.len() == self.range.len() {
            true => column.marks_in(self.range.clone(), codes),
            false => Marks::looked_up(self.rows, |at| {
                codes.contains(column.get_short(at.into()).cast_unsigned())
            }),
        }
    }

    /// The values of the rows, one a row.
    pub(crate) fn read_whole(&self, field: Field, out: &mut Vec<i64>) {
        let column = self.block.column(field);
        out.resize(self.rows.len(), 0);
        match self.rows.len() == self.range.len() {
            true => column.read_whole(self.range.clone(), out),
            false => column.gather_whole(self.rows, out),
        }
    }
}

/// Hands every chunk that the single tests leave something of to `step`,
/// whatever its combinations: for counting that would rather count
/// everything, some of it into the void, than pick what passes. Each core goes
/// through some of the blocks, in order, with an answer of its own; these come
/// back in no useful order.
pub(crate) fn scan<A: Send>(
    columns: &Columns,
    plan: &Plan,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    scan_blocks(columns, plan, None, false, new, step)
}

/// The same, but only what has one of some combinations.
pub(crate) fn scan_kept<A: Send>(
    columns: &Columns,
    plan: &Plan,
    keep: &[bool],
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    scan_blocks(columns, plan, Some(keep), newest_first, new, step)
}

/// Hands every chunk of what a view means to `step`, like [`scan`].
pub(crate) fn scan_chosen<A: Send>(
    columns: &Columns,
    plan: &Plan,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    let keep = plan.may_pass();
    if !plan.asks_overdue {
        return scan_blocks(columns, plan, Some(&keep), newest_first, new, step);
    }
    let with_room = || (new(), Choice::default());
    let chosen = |(answer, choice): &mut (A, Choice), chunk: &Chunk<'_>| {
        let chosen = choice.of(plan, chunk);
        if !chosen.rows.is_empty() {
            step(answer, &chosen);
        }
    };
    let parts = scan_blocks(columns, plan, Some(&keep), newest_first, with_room, chosen);
    parts.into_iter().map(|(answer, _)| answer).collect()
}

/// Hands every chunk of what a view means to `step`, block by block in an
/// order, as long as `goes_on` before a block: for passes that seldom need
/// more than the first of them.
pub(crate) fn scan_while<A>(
    columns: &Columns,
    plan: &Plan,
    (numbers, newest_first): (&[usize], bool),
    answer: &mut A,
    mut goes_on: impl FnMut(&mut A, usize) -> bool,
    step: impl Fn(&mut A, &Chunk<'_>),
) {
    let keep = plan.may_pass();
    let wanted = Wanted::new(columns, Some(&keep), newest_first);
    let (mut choice, mut select) = (Choice::default(), Select::default());
    for number in numbers.iter().copied() {
        if !goes_on(answer, number) {
            return;
        }
        if plan.rules_out(&columns.blocks[number]) {
            continue;
        }
        scan_block(columns, plan, wanted, number, &mut select, |chunk| {
            if !plan.asks_overdue {
                return step(answer, chunk);
            }
            let chosen = choice.of(plan, chunk);
            if !chosen.rows.is_empty() {
                step(answer, &chosen);
            }
        });
    }
}

/// Hands chunks to `step` with what it has to leave out of them by their
/// combinations: for passes that pick by something else at the same time.
pub(crate) fn scan_picking<A: Send>(
    columns: &Columns,
    plan: &Plan,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>, &[bool]) + Sync,
) -> Vec<A> {
    let passes = plan.may_pass();
    let take = |answer: &mut A, chunk: &Chunk<'_>| step(answer, chunk, &passes);
    match plan.asks_overdue {
        true => scan_chosen(columns, plan, false, new, take),
        false => scan(columns, plan, new, take),
    }
}

/// What combinations say of the documents to look at.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    /// For each combination whether it is to be kept; `None` keeps all.
    keep: Option<&'a [bool]>,
    /// Whether nothing but what is still to be paid is kept.
    open: bool,
    /// Whether a block is gone through from its end.
    newest_first: bool,
}

impl<'a> Wanted<'a> {
    fn new(columns: &Columns, keep: Option<&'a [bool]>, newest_first: bool) -> Self {
        let Some(keep) = keep else {
            return Self {
                keep,
                open: false,
                newest_first,
            };
        };
        // Where everything is to be kept there is nothing to pick.
        let all = !columns.has_gone() && keep[1..].iter().all(|keep| *keep);
        let shapes = keep[1..].iter().zip(columns.shapes.all());
        let open = shapes
            .filter(|(keep, _)| **keep)
            .all(|(_, shape)| shape.payment.is_outstanding());
        Self {
            keep: (!all).then_some(keep),
            open,
            newest_first,
        }
    }
}

fn scan_blocks<A: Send>(
    columns: &Columns,
    plan: &Plan,
    keep: Option<&[bool]>,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    let wanted = Wanted::new(columns, keep, newest_first);
    let all = (0..columns.blocks.len()).filter(|at| !plan.rules_out(&columns.blocks[*at]));
    let mut numbers: Vec<usize> = all.collect();
    if newest_first {
        numbers.reverse();
    }
    let parts = match numbers.len() < BLOCKS_MIN {
        true => 1,
        false => rayon::current_num_threads().min(numbers.len()),
    };
    // Whoever is done takes the next block: another program on the machine
    // slows one core down, not the answer.
    let next = AtomicUsize::new(0);
    let part = |_: usize| {
        let (mut answer, mut select) = (new(), Select::default());
        while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
            scan_block(columns, plan, wanted, *number, &mut select, |chunk| {
                step(&mut answer, chunk);
            });
        }
        answer
    };
    match parts {
        1 => vec![part(0)],
        _ => (0..parts).into_par_iter().map(part).collect(),
    }
}

/// Room for what of a chunk is or is not overdue, as a view wants it.
#[derive(Default)]
struct Choice {
    due: Vec<i32>,
    rows: Vec<u16>,
    shapes: Vec<u32>,
}

impl Choice {
    fn of<'a>(&'a mut self, plan: &Plan, chunk: &Chunk<'a>) -> Chunk<'a> {
        chunk.read(Field::Due, &mut self.due);
        self.rows.resize(CHUNK, 0);
        self.shapes.resize(CHUNK, 0);
        let mut kept = 0;
        for ((at, shape), due) in chunk.rows.iter().zip(chunk.shapes).zip(&self.due) {
            // Written whether or not it is kept: no branch to mispredict.
            (self.rows[kept], self.shapes[kept]) = (*at, *shape);
            kept += usize::from(plan.fails[plan.cell(*shape, *due)] == 0);
        }
        Chunk {
            block: chunk.block,
            first: chunk.first,
            range: chunk.range.clone(),
            rows: &self.rows[..kept],
            shapes: &self.shapes[..kept],
        }
    }
}

fn scan_block(
    columns: &Columns,
    plan: &Plan,
    wanted: Wanted<'_>,
    number: usize,
    select: &mut Select,
    mut step: impl FnMut(&Chunk<'_>),
) {
    let block = &columns.blocks[number];
    let first = u32::try_from(number * BLOCK).unwrap_or(u32::MAX);
    let chunks = block.len().div_ceil(CHUNK);
    for number in 0..chunks {
        // Documents lie in the order they came: where the newest are wanted,
        // what follows the first of them is seen to be too old at once.
        let start = CHUNK
            * match wanted.newest_first {
                true => chunks - 1 - number,
                false => number,
            };
        let range = start..(start + CHUNK).min(block.len());
        let (rows, shapes) = select.rows(plan, wanted, block, range.clone());
        if !rows.is_empty() {
            step(&Chunk {
                block,
                first,
                range,
                rows,
                shapes,
            });
        }
    }
}

//! The pass over the documents: which of them single tests leave, chunk by
//! chunk, on all cores where there are many.

use crate::columns::{BLOCK, Block, Columns};
use crate::plan::{Needle, On, Plan, RowTest};
use crate::text::PART_END;
use rayon::prelude::*;
use std::ops::Range;

/// Documents that are tested at once; their columns fit in the first cache.
const CHUNK: usize = 1024;
/// Fewer blocks than this are not worth waking other cores for.
const BLOCKS_MIN: usize = 3;

/// Documents of one block that the single tests leave. Their combinations
/// have not been asked yet.
pub(crate) struct Chunk<'a> {
    pub(crate) block: &'a Block,
    /// The row number of the block's first document.
    pub(crate) first: u32,
    /// Places within the block, ascending.
    pub(crate) rows: &'a [u16],
}

/// Hands every chunk to `step`. Each core goes through a part of the blocks
/// with an answer of its own; these come back in no useful order.
pub(crate) fn scan<A: Send>(
    columns: &Columns,
    plan: &Plan,
    newest_first: bool,
    new: impl Fn() -> A + Sync,
    step: impl Fn(&mut A, &Chunk<'_>) + Sync,
) -> Vec<A> {
    let blocks = columns.blocks.len();
    let parts = match blocks < BLOCKS_MIN {
        true => 1,
        false => rayon::current_num_threads().min(blocks),
    };
    let part = |number: usize| {
        let mut answer = new();
        let mine = blocks * number / parts..blocks * (number + 1) / parts;
        let mut visit = |block: usize| scan_block(columns, plan, block, &mut answer, &step);
        match newest_first {
            true => mine.rev().for_each(&mut visit),
            false => mine.for_each(&mut visit),
        }
        answer
    };
    match parts {
        1 => vec![part(0)],
        _ => (0..parts).into_par_iter().map(part).collect(),
    }
}

fn scan_block<A>(
    columns: &Columns,
    plan: &Plan,
    number: usize,
    answer: &mut A,
    step: &impl Fn(&mut A, &Chunk<'_>),
) {
    let block = &columns.blocks[number];
    if plan.rules_out(block) {
        return;
    }
    let first = u32::try_from(number * BLOCK).unwrap_or(u32::MAX);
    let mut places = [0_u16; CHUNK];
    for start in (0..block.len()).step_by(CHUNK) {
        let range = start..(start + CHUNK).min(block.len());
        let rows = select(plan, block, range, &mut places);
        if !rows.is_empty() {
            step(answer, &Chunk { block, first, rows });
        }
    }
}

/// The places of a range that every single test leaves.
fn select<'a>(
    plan: &Plan,
    block: &Block,
    range: Range<usize>,
    places: &'a mut [u16; CHUNK],
) -> &'a [u16] {
    let mut mask = [true; CHUNK];
    let mask = &mut mask[..range.len()];
    for test in &plan.tests {
        narrow(test, block, range.clone(), mask);
    }
    let mut kept = 0;
    for (place, holds) in range.zip(mask.iter()) {
        // Written whether or not it is kept: no branch to mispredict.
        places[kept] = u16::try_from(place).unwrap_or(u16::MAX);
        kept += usize::from(*holds);
    }
    &places[..kept]
}

fn narrow(test: &RowTest, block: &Block, range: Range<usize>, mask: &mut [bool]) {
    let negated = test.negated;
    match &test.on {
        On::Days {
            column,
            first,
            last,
            ..
        } => {
            for (holds, day) in mask.iter_mut().zip(&column(block)[range]) {
                *holds &= ((first <= day) & (day <= last)) != negated;
            }
        }
        On::Amount(ranges) => {
            let amounts = block.amount[range.clone()].iter().zip(&block.shape[range]);
            for (holds, (amount, shape)) in mask.iter_mut().zip(amounts) {
                let (least, greatest) = ranges[*shape as usize];
                *holds &= ((least <= *amount) & (*amount <= greatest)) != negated;
            }
        }
        On::Customer(codes) => {
            for (holds, code) in mask.iter_mut().zip(&block.customer[range]) {
                *holds &= codes.contains(*code) != negated;
            }
        }
        On::Batch(codes) => {
            for (holds, code) in mask.iter_mut().zip(&block.batch[range]) {
                *holds &= codes.contains(*code) != negated;
            }
        }
        On::Text(needle) => {
            let mut hits = [false; CHUNK];
            search(needle, block, range, &mut hits);
            for (holds, hit) in mask.iter_mut().zip(hits) {
                *holds &= hit != negated;
            }
        }
    }
}

fn search(needle: &Needle, block: &Block, range: Range<usize>, hits: &mut [bool; CHUNK]) {
    let start = range.start;
    if !needle.customers.is_empty() {
        for (hit, code) in hits.iter_mut().zip(&block.customer[range.clone()]) {
            *hit = needle.customers.contains(*code);
        }
    }
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

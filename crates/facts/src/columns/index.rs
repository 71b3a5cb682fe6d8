//! Where each document lies: a table of row numbers, probed by the document's
//! id. The ids themselves lie in their column, so a document costs 5 to 11
//! bytes here instead of the forty of a map of its own.

use rayon::prelude::*;
use std::ops::Range;

/// Stands for an empty slot, and for no row.
const EMPTY: u32 = u32::MAX;
/// Slots of the smallest table.
const SLOTS_MIN: usize = 64;

/// Slots that one core fills in one go, as a power of two: they fit in its
/// cache.
const PART_BITS: u32 = 17;
/// Rows that one core deals out in one go.
const ROWS_AT_A_TIME: u32 = 1 << 18;
/// Goes of dealing out before the parts are filled: the lists are used again.
const GOES_AT_A_TIME: usize = 8;
/// Ids that are looked up together.
pub(super) const IDS_AT_A_TIME: usize = 64;

/// Row numbers by document id.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// The row in as many low bits as number the slots, and in those above
    /// what the id's hash has there: an id that only lies in the way is seldom
    /// read, and each lies somewhere else in memory.
    slots: Vec<u32>,
    used: usize,
}

/// Slots with their places in a part of the table.
type Dealt = Vec<(u32, u32)>;

impl Index {
    /// The table of rows with different ids, numbered from 0, filled by all
    /// cores: rows are dealt out to parts of the table, and each core fills a
    /// part. What finds no room in its own part is put in at the end.
    pub(super) fn of(rows: u32, id_of: impl Fn(u32) -> [u8; 16] + Sync) -> Self {
        let used = rows as usize;
        let slots = (used * 4 / 3 + 1).next_power_of_two().max(SLOTS_MIN);
        let mut index = Self {
            slots: vec![EMPTY; slots],
            used,
        };
        let parts = slots.div_ceil(1 << PART_BITS);
        let mut dealt: Vec<Vec<Dealt>> = vec![vec![Dealt::new(); parts]; GOES_AT_A_TIME];
        let mut left = Vec::new();
        let starts: Vec<u32> = (0..rows).step_by(ROWS_AT_A_TIME as usize).collect();
        for starts in starts.chunks(GOES_AT_A_TIME) {
            let goes = starts.par_iter().zip(&mut dealt);
            goes.for_each(|(start, dealt)| {
                let end = start.saturating_add(ROWS_AT_A_TIME).min(rows);
                index.deal(*start..end, &id_of, dealt);
            });
            left.extend(index.fill(&dealt[..starts.len()]));
        }
        for row in left {
            index.put(hash(id_of(row)), row);
        }
        index
    }

    /// Slots for rows, dealt out to the part of the table where they belong.
    fn deal(&self, rows: Range<u32>, id_of: impl Fn(u32) -> [u8; 16], dealt: &mut [Dealt]) {
        let expected = rows.len() / dealt.len();
        for part in dealt.iter_mut() {
            part.clear();
            // Hashes spread, so that there is seldom much more.
            part.reserve(expected + expected / 8);
        }
        let mask = self.mask();
        for row in rows {
            let hash = hash(id_of(row));
            let home = hash & mask;
            let (part, place) = (home >> PART_BITS, home & ((1 << PART_BITS) - 1));
            dealt[part as usize].push((hash & !mask | row, place));
        }
    }

    /// Fills the parts of the table, and tells which rows found no room.
    fn fill(&mut self, dealt: &[Vec<Dealt>]) -> Vec<u32> {
        let mask = self.mask();
        let parts = self.slots.par_chunks_mut(1 << PART_BITS).enumerate();
        let left = parts.flat_map_iter(|(number, part)| {
            let left = fill(part, dealt.iter().flat_map(|dealt| &dealt[number]));
            left.into_iter().map(|slot| slot & mask)
        });
        left.collect()
    }

    /// The row of an id; `id_of` tells the id in a row.
    pub(super) fn find(&self, id: [u8; 16], id_of: impl Fn(u32) -> [u8; 16]) -> Option<u32> {
        self.like(hash(id)).find(|row| id_of(*row) == id)
    }

    /// The rows of some ids, at most [`IDS_AT_A_TIME`], one after the other.
    /// What is asked of memory does not wait for what was asked before it.
    pub(super) fn find_all(
        &self,
        ids: &[[u8; 16]],
        id_of: impl Fn(u32) -> [u8; 16],
        mut found: impl FnMut(usize, Option<u32>),
    ) {
        let (mut rows, mut same) = ([EMPTY; IDS_AT_A_TIME], [false; IDS_AT_A_TIME]);
        self.guess(ids, &mut rows);
        let guessed = rows.iter().zip(ids);
        for (same, (row, id)) in same.iter_mut().zip(guessed.clone()) {
            *same = *row != EMPTY && id_of(*row) == *id;
        }
        for ((at, (row, id)), same) in guessed.enumerate().zip(same) {
            let row = match *row {
                EMPTY => None,
                row if same => Some(row),
                _ => self.find(*id, &id_of),
            };
            found(at, row);
        }
    }

    /// For each id the first row that may be its, [`EMPTY`] where none may.
    fn guess(&self, ids: &[[u8; 16]], rows: &mut [u32]) {
        let (mask, slots) = (self.mask(), self.slots.as_slice());
        for (row, id) in rows.iter_mut().zip(ids) {
            let first = slots.get((hash(*id) & mask) as usize);
            *row = first.copied().unwrap_or(EMPTY);
        }
        for (row, id) in rows.iter_mut().zip(ids) {
            let hash = hash(*id);
            *row = match *row {
                EMPTY => EMPTY,
                slot if (slot ^ hash) & !mask == 0 => slot & mask,
                _ => self.like(hash).next().unwrap_or(EMPTY),
            };
        }
    }

    /// The rows whose id may have this hash.
    fn like(&self, hash: u32) -> impl Iterator<Item = u32> {
        let mask = self.mask();
        let slots = self.probe(hash).map(|slot| self.slots[slot]);
        slots
            .take_while(|slot| *slot != EMPTY)
            .filter(move |slot| (slot ^ hash) & !mask == 0)
            .map(move |slot| slot & mask)
    }

    /// Notes the row of an id that is not in the table. Rows are numbered in
    /// the order in which they come.
    pub(super) fn insert(&mut self, id: [u8; 16], row: u32, id_of: impl Fn(u32) -> [u8; 16]) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            self.grow(&id_of);
        }
        self.put(hash(id), row);
        self.used += 1;
    }

    fn grow(&mut self, id_of: &impl Fn(u32) -> [u8; 16]) {
        let (slots, mask) = ((self.slots.len() * 2).max(SLOTS_MIN), self.mask());
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; slots]);
        for slot in old.into_iter().filter(|slot| *slot != EMPTY) {
            let row = slot & mask;
            self.put(hash(id_of(row)), row);
        }
    }

    /// Three slots of four are taken at most, so that a row never has all of
    /// its bits and no slot looks like an empty one.
    fn put(&mut self, hash: u32, row: u32) {
        let free = self.probe(hash).find(|slot| self.slots[*slot] == EMPTY);
        if let Some(free) = free {
            self.slots[free] = hash & !self.mask() | row;
        }
    }

    /// The slots of a hash, first choice first, each once.
    fn probe(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let (slots, start) = (self.slots.len(), hash as usize);
        (0..slots).map(move |step| (start + step) & (slots - 1))
    }

    /// The bits that number the slots.
    fn mask(&self) -> u32 {
        u32::try_from(self.slots.len().wrapping_sub(1)).unwrap_or(u32::MAX)
    }

    pub(super) const fn bytes(&self) -> usize {
        self.slots.capacity() * 4
    }
}

/// Tells where an id belongs in a table of any size, and ids apart that belong
/// in the same place.
fn hash(id: [u8; 16]) -> u32 {
    let low = u64::from_le_bytes([id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]]);
    let high = u64::from_le_bytes([id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7]]);
    // Ids end in random bytes, but not all of those bits are; multiplying
    // spreads what there is.
    let hash = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    // Of the 44 bits that are left the lower 32.
    hash as u32
}

/// Fills a part of the table, and tells which slots found no room.
fn fill<'a>(part: &mut [u32], dealt: impl Iterator<Item = &'a (u32, u32)>) -> Vec<u32> {
    let mut left = Vec::new();
    for (slot, home) in dealt {
        let mut slots = part[*home as usize..].iter_mut();
        match slots.find(|slot| **slot == EMPTY) {
            Some(free) => *free = *slot,
            None => left.push(*slot),
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_and_no_other() {
        let id = |n: u32| {
            let mut id = [0; 16];
            id[12..].copy_from_slice(&n.to_be_bytes());
            id
        };
        let mut index = Index::default();
        assert_eq!(index.find(id(1), id), None);
        for row in 0..5000 {
            index.insert(id(row), row, id);
        }
        for row in 0..5000 {
            assert_eq!(index.find(id(row), id), Some(row));
        }
        let at_once = Index::of(5000, id);
        for row in 0..6000 {
            assert_eq!(at_once.find(id(row), id), (row < 5000).then_some(row));
        }
        let asked: Vec<[u8; 16]> = (4960..5020).map(id).collect();
        let mut found = Vec::new();
        at_once.find_all(&asked, id, |at, row| found.push((at, row)));
        let known = |at: usize| (at < 40).then_some(4960 + at as u32);
        let expected: Vec<_> = (0..60).map(|at| (at, known(at))).collect();
        assert_eq!(found, expected);
        assert_eq!(index.find(id(5000), id), None);
        assert!(index.bytes() <= 5000 * 11);
    }

    #[test]
    fn what_finds_no_room_in_its_part_is_found_too() {
        let id = |n: u32| {
            let mut id = [0; 16];
            id[8..12].copy_from_slice(&n.to_be_bytes());
            id
        };
        let rows = 200_000_u32;
        let slots = Index::of(rows, id).slots.len();
        assert!(slots > 1 << PART_BITS);
        // Ids that belong in the last slots of a part, more than there are.
        let at_the_end = |n: &u32| {
            let place = hash(id(*n)) as usize & (slots - 1) & ((1 << PART_BITS) - 1);
            place >= (1 << PART_BITS) - 8
        };
        let mut all: Vec<u32> = (0..).filter(at_the_end).take(80).collect();
        all.extend(2_000_000_000..2_000_000_000 + rows - 80);
        let id_of = |row: u32| id(all[row as usize]);
        let index = Index::of(rows, id_of);
        for (row, n) in (0..).zip(&all) {
            assert_eq!(index.find(id(*n), id_of), Some(row));
        }
        let asked: Vec<[u8; 16]> = all[40..100].iter().map(|n| id(*n)).collect();
        index.find_all(&asked, id_of, |at, row| {
            assert_eq!(row, u32::try_from(40 + at).ok());
        });
    }
}

//! Where each document lies: a table of row numbers, probed by the document's
//! id. The ids themselves lie in their column, so a document costs 5 to 11
//! bytes here instead of the forty of a map of its own.

use rayon::prelude::*;
use std::ops::Range;

/// Stands for an empty slot.
const EMPTY: u32 = u32::MAX;
/// Slots of the smallest table.
const SLOTS_MIN: usize = 64;

/// Slots that one core fills in one go, as a power of two: they fit in its
/// cache.
const PART_BITS: u32 = 17;
/// Rows that one core deals out in one go.
const ROWS_AT_A_TIME: u32 = 1 << 18;

/// Row numbers by document id.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    slots: Vec<u32>,
    used: usize,
}

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
        let starts: Vec<u32> = (0..rows).step_by(ROWS_AT_A_TIME as usize).collect();
        let deal = |start: &u32| {
            let end = start.saturating_add(ROWS_AT_A_TIME).min(rows);
            index.dealt(*start..end, &id_of)
        };
        let dealt: Vec<Vec<Vec<(u32, u32)>>> = starts.par_iter().map(deal).collect();
        let parts = index.slots.par_chunks_mut(1 << PART_BITS).enumerate();
        let left = parts.flat_map_iter(|(number, part)| {
            let dealt = dealt.iter().flat_map(|dealt| &dealt[number]);
            fill(part, dealt)
        });
        for row in left.collect::<Vec<u32>>() {
            index.put(id_of(row), row);
        }
        index
    }

    /// Rows with their places in the part of the table where they belong, a
    /// list a part.
    fn dealt(&self, rows: Range<u32>, id_of: impl Fn(u32) -> [u8; 16]) -> Vec<Vec<(u32, u32)>> {
        let parts = self.slots.len().div_ceil(1 << PART_BITS);
        let mut dealt: Vec<Vec<(u32, u32)>> = vec![Vec::new(); parts];
        for row in rows {
            let home = home(id_of(row)) & (self.slots.len() - 1);
            let (part, place) = (home >> PART_BITS, home & ((1 << PART_BITS) - 1));
            dealt[part].push((row, u32::try_from(place).unwrap_or(0)));
        }
        dealt
    }

    /// The row of an id; `id_of` tells the id in a row.
    pub(super) fn find(&self, id: [u8; 16], id_of: impl Fn(u32) -> [u8; 16]) -> Option<u32> {
        let rows = self.probe(id).map(|slot| self.slots[slot]);
        rows.take_while(|row| *row != EMPTY)
            .find(|row| id_of(*row) == id)
    }

    /// Notes the row of an id that is not in the table.
    pub(super) fn insert(&mut self, id: [u8; 16], row: u32, id_of: impl Fn(u32) -> [u8; 16]) {
        if (self.used + 1) * 4 > self.slots.len() * 3 {
            self.grow(&id_of);
        }
        self.put(id, row);
        self.used += 1;
    }

    fn grow(&mut self, id_of: &impl Fn(u32) -> [u8; 16]) {
        let slots = (self.slots.len() * 2).max(SLOTS_MIN);
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; slots]);
        for row in old.into_iter().filter(|row| *row != EMPTY) {
            self.put(id_of(row), row);
        }
    }

    fn put(&mut self, id: [u8; 16], row: u32) {
        let free = self.probe(id).find(|slot| self.slots[*slot] == EMPTY);
        if let Some(free) = free {
            self.slots[free] = row;
        }
    }

    /// The slots of an id, first choice first, each once.
    fn probe(&self, id: [u8; 16]) -> impl Iterator<Item = usize> + use<> {
        let (slots, start) = (self.slots.len(), home(id));
        (0..slots).map(move |step| (start + step) & (slots - 1))
    }

    pub(super) const fn bytes(&self) -> usize {
        self.slots.capacity() * 4
    }
}

/// Where an id belongs, in a table of any size.
fn home(id: [u8; 16]) -> usize {
    let low = u64::from_le_bytes([id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]]);
    let high = u64::from_le_bytes([id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7]]);
    // Ids end in random bytes, but not all of those bits are; multiplying
    // spreads what there is.
    let hash = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    usize::try_from(hash).unwrap_or(0)
}

/// Puts rows into a part of the table, and tells which found no room.
fn fill<'a>(part: &mut [u32], rows: impl Iterator<Item = &'a (u32, u32)>) -> Vec<u32> {
    let mut left = Vec::new();
    for (row, home) in rows {
        let mut slots = part[*home as usize..].iter_mut();
        match slots.find(|slot| **slot == EMPTY) {
            Some(free) => *free = *row,
            None => left.push(*row),
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
            let place = home(id(*n)) & (slots - 1) & ((1 << PART_BITS) - 1);
            place >= (1 << PART_BITS) - 8
        };
        let mut all: Vec<u32> = (0..).filter(at_the_end).take(80).collect();
        all.extend(2_000_000_000..2_000_000_000 + rows - 80);
        let id_of = |row: u32| id(all[row as usize]);
        let index = Index::of(rows, id_of);
        for (row, n) in (0..).zip(&all) {
            assert_eq!(index.find(id(*n), id_of), Some(row));
        }
    }
}

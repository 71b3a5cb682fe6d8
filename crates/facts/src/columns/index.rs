//! Where each document lies: a table of row numbers, probed by the document's
//! id. The ids themselves lie in their column, so a document costs 5 to 11
//! bytes here instead of the forty of a map of its own.

use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Stands for an empty slot.
const EMPTY: u32 = u32::MAX;
/// Slots of the smallest table.
const SLOTS_MIN: usize = 64;

/// Rows that one core puts into a table in one go.
const ROWS_AT_A_TIME: usize = 1 << 14;

/// Row numbers by document id.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Atomic, so that all cores can fill a new table together.
    slots: Vec<AtomicU32>,
    used: usize,
}

impl Clone for Index {
    fn clone(&self) -> Self {
        let slots = self.slots.iter().map(|slot| slot.load(Relaxed));
        Self {
            slots: slots.map(AtomicU32::new).collect(),
            used: self.used,
        }
    }
}

fn empty(slots: usize) -> Vec<AtomicU32> {
    (0..slots).map(|_| AtomicU32::new(EMPTY)).collect()
}

impl Index {
    /// The table of rows with different ids, numbered from 0, filled by all
    /// cores.
    pub(super) fn of(rows: u32, id_of: impl Fn(u32) -> [u8; 16] + Sync) -> Self {
        let used = rows as usize;
        let slots = (used * 4 / 3 + 1).next_power_of_two().max(SLOTS_MIN);
        let index = Self {
            slots: empty(slots),
            used,
        };
        let numbers = (0..rows).into_par_iter().with_min_len(ROWS_AT_A_TIME);
        numbers.for_each(|row| {
            let take = |slot: usize| {
                let slot = &index.slots[slot];
                slot.compare_exchange(EMPTY, row, Relaxed, Relaxed).is_ok()
            };
            let placed = index.probe(id_of(row)).any(take);
            debug_assert!(placed, "there are more slots than rows");
        });
        index
    }

    /// The row of an id; `id_of` tells the id in a row.
    pub(super) fn find(&self, id: [u8; 16], id_of: impl Fn(u32) -> [u8; 16]) -> Option<u32> {
        let rows = self.probe(id).map(|slot| self.slots[slot].load(Relaxed));
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
        let old = std::mem::replace(&mut self.slots, empty(slots));
        let rows = old.into_iter().map(AtomicU32::into_inner);
        for row in rows.filter(|row| *row != EMPTY) {
            self.put(id_of(row), row);
        }
    }

    fn put(&mut self, id: [u8; 16], row: u32) {
        let is_free = |slot: &usize| self.slots[*slot].load(Relaxed) == EMPTY;
        let free = self.probe(id).find(is_free);
        if let Some(slot) = free {
            *self.slots[slot].get_mut() = row;
        }
    }

    /// The slots of an id, first choice first, each once.
    fn probe(&self, id: [u8; 16]) -> impl Iterator<Item = usize> + use<> {
        let slots = self.slots.len();
        let low =
            u64::from_le_bytes([id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]]);
        let high = u64::from_le_bytes([id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7]]);
        // Ids end in random bytes, but not all of those bits are; multiplying
        // spreads what there is.
        let hash = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let start = usize::try_from(hash).unwrap_or(0);
        (0..slots).map(move |step| (start + step) & (slots - 1))
    }

    pub(super) const fn bytes(&self) -> usize {
        self.slots.capacity() * 4
    }
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
}

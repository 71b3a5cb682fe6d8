//! Where each document lies: a table of row numbers, probed by the document's
//! id. The ids themselves lie in their column, so a document costs 5 to 11
//! bytes here instead of the forty of a map of its own.

/// Stands for an empty slot.
const EMPTY: u32 = u32::MAX;
/// Slots of the smallest table.
const SLOTS_MIN: usize = 64;

/// Row numbers by document id.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    slots: Vec<u32>,
    used: usize,
}

impl Index {
    /// A table that need not grow for so many.
    pub(super) fn with_room(rows: usize) -> Self {
        let slots = (rows * 4 / 3 + 1).next_power_of_two().max(SLOTS_MIN);
        Self {
            slots: vec![EMPTY; slots],
            used: 0,
        }
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
        if let Some(slot) = free {
            self.slots[slot] = row;
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
        assert_eq!(index.find(id(5000), id), None);
        assert!(index.bytes() <= 5000 * 11);
    }
}

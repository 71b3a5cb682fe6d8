//! What few rows have besides their columns, block by block in the order of
//! the rows: whoever goes through a block finds it at hand.

use super::BLOCK;

/// Values of some rows.
#[derive(Debug, Clone)]
pub(super) struct Beside<T> {
    blocks: Vec<OfBlock<T>>,
}

/// Values of some rows of one block: their places, ascending.
#[derive(Debug, Clone)]
pub(super) struct OfBlock<T>(Vec<(u16, T)>);

impl<T> Default for Beside<T> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

impl<T> Default for OfBlock<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// The block of a row, and its place there.
fn place(row: u32) -> (usize, u16) {
    let (block, at) = (row as usize / BLOCK, row as usize % BLOCK);
    (block, u16::try_from(at).unwrap_or(u16::MAX))
}

impl<T> OfBlock<T> {
    fn find(&self, at: u16) -> Result<usize, usize> {
        self.0.binary_search_by_key(&at, |(at, _)| *at)
    }

    pub(super) fn get(&self, at: u16) -> Option<&T> {
        self.find(at).ok().map(|found| &self.0[found].1)
    }

    /// Keeps the value of a place, or that it has none; gives what it had.
    pub(super) fn keep(&mut self, at: u16, value: Option<T>) -> Option<T> {
        match (self.find(at), value) {
            (Ok(found), Some(value)) => Some(std::mem::replace(&mut self.0[found].1, value)),
            (Ok(found), None) => Some(self.0.remove(found).1),
            (Err(free), Some(value)) => {
                self.0.insert(free, (at, value));
                None
            }
            (Err(_), None) => None,
        }
    }
}

impl<T> Beside<T> {
    pub(super) fn get(&self, row: u32) -> Option<&T> {
        let (block, at) = place(row);
        self.blocks.get(block)?.get(at)
    }

    /// Keeps the value of a row, or that it has none; gives what it had.
    pub(super) fn keep(&mut self, row: u32, value: Option<T>) -> Option<T> {
        let (block, at) = place(row);
        match value {
            None => self.blocks.get_mut(block)?.keep(at, None),
            some => self.of_blocks(block + 1)[block].keep(at, some),
        }
    }

    /// The values of so many blocks at least, to be changed side by side.
    pub(super) fn of_blocks(&mut self, count: usize) -> &mut [OfBlock<T>] {
        if self.blocks.len() < count {
            self.blocks.resize_with(count, OfBlock::default);
        }
        &mut self.blocks
    }

    /// Every row that has a value, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let blocks = self.blocks.iter().enumerate();
        blocks.flat_map(|(number, OfBlock(rows))| {
            let first = u32::try_from(number * BLOCK).unwrap_or(u32::MAX);
            let rows = rows.iter();
            rows.map(move |(at, value)| (first + u32::from(*at), value))
        })
    }

    /// How many rows have a value.
    pub(super) fn len(&self) -> usize {
        self.blocks.iter().map(|OfBlock(rows)| rows.len()).sum()
    }

    /// Memory, without what values point to.
    pub(super) fn bytes(&self) -> usize {
        let each = self.blocks.iter().map(|OfBlock(rows)| rows.capacity());
        each.sum::<usize>() * size_of::<(u16, T)>()
            + self.blocks.capacity() * size_of::<OfBlock<T>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn rows_have_the_value_told_last(
            told in prop::collection::vec((0..60_u32, prop::option::of(0..9_i32)), 0..200)
        ) {
            let (mut beside, mut known) = (Beside::default(), BTreeMap::new());
            for (n, value) in told {
                let row = n * 1_000;
                let had = match value {
                    Some(value) => known.insert(row, value),
                    None => known.remove(&row),
                };
                prop_assert_eq!(beside.keep(row, value), had);
            }
            let all: Vec<(u32, i32)> = beside.iter().map(|(row, value)| (row, *value)).collect();
            let expected: Vec<(u32, i32)> = known.iter().map(|(row, value)| (*row, *value)).collect();
            prop_assert_eq!(beside.len(), expected.len());
            prop_assert_eq!(all, expected);
            for row in (0..60_000).step_by(500) {
                prop_assert_eq!(beside.get(row), known.get(&row));
            }
        }
    }
}

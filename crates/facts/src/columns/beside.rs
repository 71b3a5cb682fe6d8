//! What few rows have besides their columns, block by block in the order of
//! the rows: whoever goes through a block finds it at hand.

use super::BLOCK;

/// Values of some rows.
#[derive(Debug, Clone)]
pub(super) struct Beside<T> {
    /// Places in the block, ascending, with their values.
    blocks: Vec<Vec<(u16, T)>>,
}

impl<T> Default for Beside<T> {
    fn default() -> Self {
        Self { blocks: Vec::new() }
    }
}

/// The block of a row, and its place there.
fn place(row: u32) -> (usize, u16) {
    let (block, at) = (row as usize / BLOCK, row as usize % BLOCK);
    (block, u16::try_from(at).unwrap_or(u16::MAX))
}

fn find<T>(block: &[(u16, T)], at: u16) -> Result<usize, usize> {
    block.binary_search_by_key(&at, |(at, _)| *at)
}

impl<T> Beside<T> {
    pub(super) fn get(&self, row: u32) -> Option<&T> {
        let (block, at) = place(row);
        let block = self.blocks.get(block)?;
        find(block, at).ok().map(|found| &block[found].1)
    }

    pub(super) fn insert(&mut self, row: u32, value: T) {
        let (number, at) = place(row);
        if self.blocks.len() <= number {
            self.blocks.resize_with(number + 1, Vec::new);
        }
        let block = &mut self.blocks[number];
        match find(block, at) {
            Ok(found) => block[found].1 = value,
            Err(free) => block.insert(free, (at, value)),
        }
    }

    pub(super) fn remove(&mut self, row: u32) -> Option<T> {
        let (block, at) = place(row);
        let block = self.blocks.get_mut(block)?;
        let found = find(block, at).ok()?;
        Some(block.remove(found).1)
    }

    /// Every row that has a value, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let blocks = self.blocks.iter().enumerate();
        blocks.flat_map(|(number, block)| {
            let first = u32::try_from(number * BLOCK).unwrap_or(u32::MAX);
            let rows = block.iter();
            rows.map(move |(at, value)| (first + u32::from(*at), value))
        })
    }

    /// How many rows have a value.
    pub(super) fn len(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    /// Memory, without what values point to.
    pub(super) fn bytes(&self) -> usize {
        let each = self.blocks.iter().map(Vec::capacity);
        each.sum::<usize>() * size_of::<(u16, T)>() + self.blocks.capacity() * size_of::<Vec<T>>()
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
                match value {
                    Some(value) => {
                        beside.insert(row, value);
                        known.insert(row, value);
                    }
                    None => prop_assert_eq!(beside.remove(row), known.remove(&row)),
                }
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

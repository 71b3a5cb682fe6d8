//! Which documents of a block are still to be paid, a bit each: most are not,
//! and a question about money that is waited for looks at no others.

use std::ops::Range;

/// Places of a block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Open {
    /// Only as long as the last of them needs.
    words: Vec<u64>,
}

impl Open {
    pub(super) fn set(&mut self, at: usize, is_open: bool) {
        let (word, bit) = (at / 64, 1 << (at % 64));
        if is_open && self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word = if is_open { *word | bit } else { *word & !bit };
        }
    }

    pub(crate) fn contains(&self, at: usize) -> bool {
        let word = self.words.get(at / 64).copied().unwrap_or(0);
        word >> (at % 64) & 1 == 1
    }

    /// Hands over the places in a range, ascending. A range begins at a
    /// multiple of 64.
    pub(crate) fn each(&self, range: Range<usize>, mut with: impl FnMut(usize)) {
        let words = self.words.iter().enumerate().skip(range.start / 64);
        for (number, word) in words.take(range.len().div_ceil(64)) {
            let mut left = *word;
            while left != 0 {
                with(number * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }

    pub(super) fn settle(&mut self) {
        self.words.shrink_to_fit();
    }

    pub(super) const fn bytes(&self) -> usize {
        self.words.capacity() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn what_was_set_last_holds(
            told in prop::collection::vec((0..2_000_usize, any::<bool>()), 0..200),
        ) {
            let (mut open, mut known) = (Open::default(), BTreeSet::new());
            for (at, is_open) in told {
                open.set(at, is_open);
                match is_open {
                    true => known.insert(at),
                    false => known.remove(&at),
                };
            }
            let mut found = Vec::new();
            open.each(0..1024, |at| found.push(at));
            open.each(1024..2_000, |at| found.push(at));
            prop_assert!((0..2_000).all(|at| open.contains(at) == known.contains(&at)));
            prop_assert_eq!(found, known.into_iter().collect::<Vec<_>>());
        }
    }
}

//! Chance that is the same on every machine: integers only, one stream a
//! purpose, so that a change to one document's story moves no other's.

use rand::{RngCore as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// What a stream of chance is used for. Streams never meet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    Companies = 0,
    Customer = 1,
    Wheel = 2,
    Day = 3,
    Contents = 4,
    Story = 5,
}

/// How many purposes fit between the streams of two neighbours.
const PURPOSES: u64 = 8;

/// A stream of chance.
#[derive(Debug, Clone)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream of the `number`th thing of this purpose.
    pub(super) fn new(seed: u64, purpose: Purpose, number: usize) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(number as u64 * PURPOSES + purpose as u64);
        Self(rng)
    }

    /// A number from 0 up to but not including `bound` (0 where that is 0).
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let product = u64::from(self.0.next_u32()) * bound as u64;
        (product >> 32) as usize
    }

    /// A number from `low` to `high`, both included; `low` where they cross.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high - low + 1).unwrap_or(0);
        low + self.below(span) as i64
    }

    /// True in so many of a thousand cases.
    pub(super) fn per_mille(&mut self, share: u32) -> bool {
        self.below(1000) < share as usize
    }

    /// One of a table that is not empty.
    pub(super) fn pick<'a, T>(&mut self, table: &'a [T]) -> &'a T {
        &table[self.below(table.len())]
    }

    /// One of a table of weights that is not empty.
    pub(super) fn weighted<T: Copy>(&mut self, table: &[(u32, T)]) -> T {
        let total: u32 = table.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total as usize) as u32;
        for (weight, value) in table {
            match left.checked_sub(*weight) {
                None => return *value,
                Some(rest) => left = rest,
            }
        }
        table[0].1
    }

    /// Puts a list in an order of its own (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

//! How much each customer owes at most, whatever is asked: who owes most is
//! then looked for only among those who can be.

use crate::names::Codes;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// From this on, in minor units, an outstanding sum is not added up here: so
/// many below it as there can be documents still fit in 64 bits.
const GREAT: i64 = 1 << 32;
/// Customers that one core goes through in one go.
const AT_A_TIME: usize = 1 << 16;
/// Customers that are looked at to know about where to begin.
const SAMPLE: usize = 1 << 15;

/// What is outstanding by customer, in any currency.
#[derive(Debug, Clone, Default)]
pub(crate) struct Owed {
    sums: Vec<u64>,
    /// Customers with outstanding sums that are not added up, and how many.
    great: BTreeMap<u32, u32>,
}

impl Owed {
    /// So many customers who owe nothing.
    pub(super) fn of(customers: usize) -> Self {
        Self {
            sums: vec![0; customers],
            great: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, customer: u32, minor: i64) {
        match minor {
            ..=0 => {}
            GREAT.. => *self.great.entry(customer).or_default() += 1,
            minor => {
                let at = customer as usize;
                if self.sums.len() <= at {
                    self.sums.resize(at + 1, 0);
                }
                self.sums[at] += minor.unsigned_abs();
            }
        }
    }

    pub(super) fn take_off(&mut self, customer: u32, minor: i64) {
        match minor {
            ..=0 => {}
            GREAT.. => {
                let count = self.great.entry(customer).or_default();
                *count = count.saturating_sub(1);
                if *count == 0 {
                    self.great.remove(&customer);
                }
            }
            minor => {
                if let Some(sum) = self.sums.get_mut(customer as usize) {
                    *sum = sum.saturating_sub(minor.unsigned_abs());
                }
            }
        }
    }

    /// About what each of so many customers owes at least; 0 where there are
    /// not so many. Told from some of them.
    pub(crate) fn reached_by(&self, customers: usize) -> u64 {
        let step = self.sums.len().div_ceil(SAMPLE).max(1);
        let mut some: Vec<u64> = self.sums.iter().step_by(step).copied().collect();
        let wanted = customers.div_ceil(step);
        if wanted == 0 || some.len() < wanted {
            return 0;
        }
        let (_, found, _) = some.select_nth_unstable_by(wanted - 1, |a, b| b.cmp(a));
        *found
    }

    /// The customers who may owe at least so much.
    pub(crate) fn at_least(&self, least: u64) -> Codes {
        let found = |(part, sums): (usize, &[u64])| {
            let first = part * AT_A_TIME;
            let enough = sums.iter().enumerate().filter(|(_, sum)| **sum >= least);
            let codes = enough.filter_map(|(at, _)| u32::try_from(first + at).ok());
            codes.collect::<Vec<u32>>()
        };
        let parts = self.sums.par_chunks(AT_A_TIME).enumerate();
        let found: Vec<Vec<u32>> = parts.map(found).collect();
        let great = self.great.keys().copied();
        found.into_iter().flatten().chain(great).collect()
    }

    pub(super) fn bytes(&self) -> usize {
        self.sums.capacity() * 8 + self.great.len() * size_of::<(u32, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn those_who_owe_enough_are_found_and_no_others(
            told in prop::collection::vec((0..40_u32, -5..1_i64 << 34), 0..120),
            kept in 0..120_usize,
            wanted in 1..30_usize,
        ) {
            let mut owed = Owed::default();
            told.iter().for_each(|(customer, minor)| owed.add(*customer, *minor));
            let gone = &told[kept.min(told.len())..];
            gone.iter().for_each(|(customer, minor)| owed.take_off(*customer, *minor));
            let kept = &told[..kept.min(told.len())];
            let small = |customer: u32| -> i64 {
                let mine = kept.iter().filter(|(of, minor)| *of == customer && *minor < GREAT);
                mine.map(|(_, minor)| (*minor).max(0)).sum()
            };
            let is_great = |customer: u32| {
                kept.iter().any(|(of, minor)| *of == customer && *minor >= GREAT)
            };
            let least = owed.reached_by(wanted);
            let found = owed.at_least(least.max(1));
            for customer in 0..40 {
                let expected = small(customer).unsigned_abs() >= least.max(1) || is_great(customer);
                prop_assert_eq!(found.contains(customer), expected);
            }
            let reached = (0..40).filter(|c| small(*c).unsigned_abs() >= least.max(1)).count();
            prop_assert!(least <= 1 || reached >= wanted);
        }
    }
}

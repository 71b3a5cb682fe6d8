//! Handing documents out by ranges of customers.
//!
//! A million customers have more counters than a cache holds, and documents
//! come in no order of customers. So a pass over the documents first deals
//! them out to ranges of a few thousand customers; then each range is gone
//! through with counters that lie in the cache.

use rayon::prelude::*;

/// Customers of a range, as a power of two.
const RANGE_BITS: u32 = 12;
/// Customers of a range.
pub(crate) const RANGE: usize = 1 << RANGE_BITS;

/// What one core dealt out.
pub(crate) struct Dealt<T> {
    ranges: Vec<Vec<T>>,
}

/// A range with what all cores dealt out to it.
pub(crate) struct Range<'a, T> {
    /// The code of its first customer.
    pub(crate) first: u32,
    dealt: &'a [Dealt<T>],
    at: usize,
}

/// The place of a customer in its range.
pub(crate) const fn place(customer: u32) -> u32 {
    customer & (RANGE as u32 - 1)
}

impl<T> Dealt<T> {
    /// Nothing yet, for so many customers.
    pub(crate) fn new(customers: usize) -> Self {
        let ranges = customers.div_ceil(RANGE).max(1);
        Self {
            ranges: (0..ranges).map(|_| Vec::new()).collect(),
        }
    }

    /// Deals something out to the range of a customer.
    pub(crate) fn deal(&mut self, customer: u32, what: T) {
        if let Some(range) = self.ranges.get_mut((customer >> RANGE_BITS) as usize) {
            range.push(what);
        }
    }
}

impl<T> Range<'_, T> {
    /// What was dealt out to it.
    pub(crate) fn all(&self) -> impl Iterator<Item = &T> {
        self.dealt.iter().flat_map(|dealt| &dealt.ranges[self.at])
    }
}

/// Goes through the ranges on all cores, in no order that matters, and gives
/// what `work` made of each in the order of the ranges.
pub(crate) fn each_range<T: Sync, A: Send>(
    dealt: &[Dealt<T>],
    work: impl Fn(Range<'_, T>) -> A + Sync + Send,
) -> Vec<A> {
    let ranges = dealt.first().map_or(0, |dealt| dealt.ranges.len());
    let range = |at: usize| {
        let first = u32::try_from(at * RANGE).unwrap_or(u32::MAX);
        work(Range { first, dealt, at })
    };
    (0..ranges).into_par_iter().map(range).collect()
}

/// Keeps the first so many of an order, in order.
pub(crate) fn first_of<T>(
    all: &mut Vec<T>,
    most: usize,
    order: impl Fn(&T, &T) -> std::cmp::Ordering,
) {
    if most < all.len() {
        all.select_nth_unstable_by(most, &order);
        all.truncate(most);
    }
    all.sort_unstable_by(order);
}

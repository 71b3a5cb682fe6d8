//! The customers who pay latest.

use crate::by_customer::first_of;
use crate::columns::{Columns, Field};
use crate::days::NO_DAY;
use crate::names::Codes;
use crate::plan::Plan;
use crate::scan::{Chunk, Marks, scan_picking};
use crate::statistics::Statistics;
use domain::CustomerId;
use rayon::prelude::*;
use std::cmp::Reverse;

/// Customers with fewer paid documents than this have no habit yet.
pub const PAID_MIN: usize = 5;
/// So many late delays has a customer at least whose median is late.
const LATE_MIN: usize = PAID_MIN / 2 + 1;
/// One in so many delays is later than what is tried first.
const FIRST_SHARE: usize = 160;
/// One document in so many is looked at to know where to begin.
const SAMPLE: usize = 512;
/// So many times as many customers as are wanted are looked at closely first:
/// enough that a second pass over the documents is seldom needed.
const FIRST_LOOK: usize = 64;

/// A customer who pays late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LatePayer {
    /// Who.
    pub customer: CustomerId,
    /// How many documents were paid.
    pub paid: usize,
    /// How many of them by the last day to pay.
    pub on_time: usize,
    /// The median of the days from the last day to pay (the due date moved to
    /// the next bank day) to the payment; of an even number the lower one.
    pub median_delay_days: i32,
}

/// A customer by code, before it is named.
#[derive(Clone, Copy)]
struct Late {
    customer: u32,
    paid: usize,
    on_time: usize,
    median: i32,
}

impl Statistics<'_> {
    /// The customers with at least [`PAID_MIN`] paid documents whose median
    /// delay is longest, longest first. Of paid documents alone: what is not
    /// paid yet has no delay.
    ///
    /// A median is later than some day only where half of the delays are. So
    /// only delays later than most are gathered at first, and they tell how
    /// late each median can be at most. Customers are looked at closely in the
    /// order of that; if too few medians are later than the day, an earlier
    /// one is tried.
    pub fn latest_payers(&self, most: usize) -> Vec<LatePayer> {
        let plan = Plan::new(self.columns, &self.view.of_somebody());
        let payers = Payers {
            columns: self.columns,
            plan,
        };
        let sample = payers.sample();
        let mut share = FIRST_SHARE;
        loop {
            let later_than = match share {
                0 | 1 => None,
                share => sample.get(sample.len() - sample.len().div_ceil(share)),
            };
            let later_than = later_than.copied().unwrap_or(EARLIEST);
            let found = payers.later_than(later_than, most);
            if found.len() >= most || later_than == EARLIEST {
                return named(self.columns, found, most);
            }
            share /= 4;
        }
    }
}

fn named(columns: &Columns, mut found: Vec<Late>, most: usize) -> Vec<LatePayer> {
    let id = |late: &Late| columns.customers.ids().get(late.customer).copied();
    first_of(&mut found, most, |a, b| {
        let longest = b.median.cmp(&a.median);
        longest.then_with(|| id(a).cmp(&id(b)))
    });
    let payer = |late: Late| {
        Some(LatePayer {
            customer: id(&late)?,
            paid: late.paid,
            on_time: late.on_time,
            median_delay_days: late.median,
        })
    };
    found.into_iter().filter_map(payer).collect()
}

/// Before every delay.
const EARLIEST: i32 = i32::MIN;

/// The paid documents of a view.
struct Payers<'a> {
    columns: &'a Columns,
    plan: Plan,
}

/// A customer and the delay of a document.
type Delay = (u32, i32);

/// A customer and how late the median can be at most.
type Bound = (u32, i32);

impl Payers<'_> {
    /// Some delays, ascending. Only where to begin depends on them, never the
    /// answer.
    fn sample(&self) -> Vec<i32> {
        let passes = self.plan.may_pass();
        let blocks = self.columns.blocks.iter();
        let mut delays = Vec::new();
        for block in blocks.filter(|block| !self.plan.rules_out(block)) {
            let rows = (0..block.len()).step_by(SAMPLE);
            let paid = rows.filter(|at| passes[block.shape(*at) as usize]);
            delays.extend(paid.map(|at| block.column(Field::Delay).get_short(at)));
        }
        delays.retain(|delay| *delay != NO_DAY);
        delays.sort_unstable();
        delays
    }

    /// Customers with enough paid documents and a median delay later than a
    /// day: at least the `most` latest of them, all where there are fewer.
    fn later_than(&self, day: i32, most: usize) -> Vec<Late> {
        let late = self.delays(|chunk| {
            let span = (i64::from(day) + 1, i64::from(NO_DAY) - 1);
            chunk.marks_between(Field::Delay, span)
        });
        let by_customer = late.par_chunk_by(|a, b| a.0 == b.0);
        let mut bounds: Vec<Bound> = by_customer.filter_map(bound).collect();
        bounds.par_sort_unstable_by_key(|bound| Reverse(bound.1));
        let (first, rest) = bounds.split_at(bounds.len().min(most.saturating_mul(FIRST_LOOK)));
        let mut found = self.medians(first);
        found.retain(|late| late.median > day);
        // Whoever cannot be later than the last that is wanted need not be
        // looked at.
        let last = match most.checked_sub(1).filter(|last| *last < found.len()) {
            Some(last) => {
                let latest = |late: &Late| Reverse(late.median);
                found.select_nth_unstable_by_key(last, latest).1.median
            }
            None => day,
        };
        let rest = &rest[..rest.partition_point(|bound| bound.1 >= last)];
        let more = self.medians(rest).into_iter();
        found.extend(more.filter(|late| late.median > day));
        found
    }

    /// The medians of these customers, where enough was paid.
    fn medians(&self, of: &[Bound]) -> Vec<Late> {
        let customers: Codes = of.iter().map(|bound| bound.0).collect();
        if customers.is_empty() {
            return Vec::new();
        }
        let delays = self.delays(|chunk| chunk.marks_in(Field::Customer, &customers));
        let late = |part: &[Delay]| Late {
            customer: part[0].0,
            paid: part.len(),
            on_time: part.partition_point(|delay| delay.1 <= 0),
            median: part[(part.len() - 1) / 2].1,
        };
        let by_customer = delays.par_chunk_by(|a, b| a.0 == b.0);
        let enough = by_customer.filter(|part| part.len() >= PAID_MIN);
        enough.map(late).collect()
    }

    /// The delays of the paid documents that are marked, by customer and
    /// ascending.
    fn delays(&self, marks: impl Fn(&Chunk<'_>) -> Marks + Sync) -> Vec<Delay> {
        let step = |found: &mut Vec<Delay>, chunk: &Chunk<'_>, passes: &[bool]| {
            let delays = chunk.block.column(Field::Delay);
            let customers = chunk.block.column(Field::Customer);
            marks(chunk).each(|n| {
                let at = usize::from(chunk.rows[n]);
                let delay = delays.get_short(at);
                if passes[chunk.shapes[n] as usize] && delay != NO_DAY {
                    found.push((customers.get_short(at).cast_unsigned(), delay));
                }
            });
        };
        let parts = scan_picking(self.columns, &self.plan, Vec::new, step);
        let mut delays = parts.concat();
        delays.par_sort_unstable();
        delays
    }
}

/// How late the median of a customer with these late delays can be at most:
/// what it is if nothing else was paid, or no more than has to be.
fn bound(late: &[Delay]) -> Option<Bound> {
    let paid = late.len().max(PAID_MIN);
    let earlier = paid - late.len();
    let median = (paid - 1) / 2;
    (late.len() >= LATE_MIN).then(|| (late[0].0, late[median - earlier].1))
}

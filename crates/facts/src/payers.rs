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

/// Customers with fewer paid documents than this have no habit yet.
pub const PAID_MIN: usize = 5;
/// So many late delays has a customer at least whose median is late.
const LATE_MIN: u32 = PAID_MIN as u32 / 2 + 1;
/// One in so many delays is later than what is tried first.
const FIRST_SHARE: usize = 40;
/// One document in so many is looked at to know where to begin.
const SAMPLE: usize = 512;

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
    /// only customers with enough delays later than most are looked at
    /// closely; if that leaves too few, an earlier day is tried.
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
            let found = payers.later_than(later_than);
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

/// What one core counted, by customer, with room to work in.
struct Counted {
    counts: Vec<u32>,
    delays: Vec<i32>,
    customers: Vec<i32>,
    /// Customers and delays of those looked at closely.
    close: Vec<(u32, i32)>,
}

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

    /// Every customer with enough paid documents and a median delay later
    /// than a day. With the earliest of all days: every customer with enough.
    fn later_than(&self, day: i32) -> Vec<Late> {
        let late = |counted: &mut Counted, chunk: &Chunk<'_>, passes: &[bool]| {
            counted.count_late(chunk, passes, day);
        };
        let (late, _) = self.counted(late);
        let enough = |(code, late): (u32, &u32)| (*late >= LATE_MIN).then_some(code);
        let suspects: Codes = (0..).zip(&late).filter_map(enough).collect();
        let all = |counted: &mut Counted, chunk: &Chunk<'_>, passes: &[bool]| {
            counted.count_all(chunk, passes, &suspects);
        };
        let (all, close) = self.counted(all);
        // The median of n is later only where more than (n - 1) / 2 are.
        let is_late = |customer: u32| {
            let (all, late) = (all[customer as usize], late[customer as usize]);
            all as usize >= PAID_MIN && late >= all - (all - 1) / 2
        };
        let close = close.into_par_iter();
        let mut delays: Vec<(u32, i32)> = close.filter(|delay| is_late(delay.0)).collect();
        delays.par_sort_unstable();
        let late = |part: &[(u32, i32)]| Late {
            customer: part[0].0,
            paid: part.len(),
            on_time: part.partition_point(|delay| delay.1 <= 0),
            median: part[(part.len() - 1) / 2].1,
        };
        delays.chunk_by(|a, b| a.0 == b.0).map(late).collect()
    }

    /// What all cores counted by customer, and what they picked.
    fn counted(
        &self,
        step: impl Fn(&mut Counted, &Chunk<'_>, &[bool]) + Sync,
    ) -> (Vec<u32>, Vec<(u32, i32)>) {
        let customers = self.columns.customers.ids().len();
        let new = || Counted {
            counts: vec![0; customers],
            delays: Vec::new(),
            customers: Vec::new(),
            close: Vec::new(),
        };
        let parts = scan_picking(self.columns, &self.plan, new, step);
        let (mut counts, mut close) = (vec![0; customers], Vec::new());
        for part in parts {
            let counted = counts.iter_mut().zip(part.counts);
            counted.for_each(|(count, more): (&mut u32, u32)| *count += more);
            close.extend(part.close);
        }
        (counts, close)
    }
}

impl Counted {
    /// Counts the delays later than a day; few are.
    fn count_late(&mut self, chunk: &Chunk<'_>, passes: &[bool], day: i32) {
        chunk.read(Field::Delay, &mut self.delays);
        let (counts, delays) = (&mut self.counts, &self.delays);
        let customers = chunk.block.column(Field::Customer);
        Marks::of(delays.len(), |n| (delays[n] > day) & (delays[n] != NO_DAY)).each(|n| {
            if passes[chunk.shapes[n] as usize] {
                let customer = customers.get_short(chunk.rows[n].into());
                counts[customer.cast_unsigned() as usize] += 1;
            }
        });
    }

    /// Counts and picks the delays of some customers.
    fn count_all(&mut self, chunk: &Chunk<'_>, passes: &[bool], suspects: &Codes) {
        chunk.read(Field::Customer, &mut self.customers);
        let (counts, close, customers) = (&mut self.counts, &mut self.close, &self.customers);
        let delays = chunk.block.column(Field::Delay);
        let suspected = |n: usize| suspects.contains(customers[n].cast_unsigned());
        Marks::of(customers.len(), suspected).each(|n| {
            let delay = delays.get_short(chunk.rows[n].into());
            if passes[chunk.shapes[n] as usize] && delay != NO_DAY {
                let customer = customers[n].cast_unsigned();
                counts[customer as usize] += 1;
                close.push((customer, delay));
            }
        });
    }
}

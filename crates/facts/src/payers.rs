//! The customers who pay latest.

use crate::by_customer::{Dealt, RANGE, Range, each_range, first_of, place};
use crate::columns::{Columns, Field};
use crate::days::NO_DAY;
use crate::plan::Plan;
use crate::scan::{Chunk, scan_picking};
use crate::statistics::Statistics;
use crate::waits::percentile;
use domain::CustomerId;
use std::collections::BTreeMap;

/// Customers with fewer paid documents than this have no habit yet.
pub const PAID_MIN: usize = 5;
/// One in so many delays is later than what is tried first.
const FIRST_SHARE: u64 = 40;
/// One delay in so many is looked at to know where to begin.
const SAMPLE: usize = 64;

/// Bits of a delay in what is dealt out; the customer's place stands above.
const DELAY_BITS: u32 = 20;
const DELAY_MASK: u32 = (1 << DELAY_BITS) - 1;
/// Added to a delay, so that it is not negative: 1,435 years.
const BIAS: i32 = 1 << (DELAY_BITS - 1);

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

/// The delays of the paid documents, by customer.
struct Delays {
    dealt: Vec<Dealt<u32>>,
    /// Customers and delays of more years than fit.
    far: Vec<(u32, i32)>,
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
        let columns = self.columns;
        let delays = Delays::of(columns, &Plan::new(columns, &self.view.of_somebody()));
        let spread = delays.spread();
        let mut share = FIRST_SHARE;
        loop {
            let later_than = match share {
                0 | 1 => i32::MIN,
                share => percentile(&spread, 100 - 100 / share).unwrap_or(i32::MIN),
            };
            let found = delays.later_than(later_than);
            if found.len() >= most || later_than == i32::MIN {
                return named(columns, found, most);
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

/// What one core deals out, with room to work in.
struct Dealer {
    dealt: Dealt<u32>,
    far: Vec<(u32, i32)>,
    customers: Vec<i32>,
    delays: Vec<i32>,
    picked: Vec<(u32, i32)>,
}

impl Dealer {
    fn new(customers: usize) -> Self {
        Self {
            dealt: Dealt::new(customers),
            far: Vec::new(),
            customers: Vec::new(),
            delays: Vec::new(),
            picked: Vec::new(),
        }
    }

    fn take(&mut self, chunk: &Chunk<'_>, passes: &[bool]) {
        chunk.read(Field::Delay, &mut self.delays);
        chunk.read(Field::Customer, &mut self.customers);
        self.picked.resize(self.delays.len(), (0, 0));
        let mut kept = 0;
        let rows = self.delays.iter().zip(&self.customers);
        for (shape, (delay, customer)) in chunk.shapes.iter().zip(rows) {
            // Written whether or not it is kept: no branch to mispredict.
            self.picked[kept] = (customer.cast_unsigned(), *delay);
            kept += usize::from(passes[*shape as usize] & (*delay != NO_DAY));
        }
        for (customer, delay) in &self.picked[..kept] {
            let biased = delay.wrapping_add(BIAS).cast_unsigned();
            match biased <= DELAY_MASK {
                true => self
                    .dealt
                    .deal(*customer, place(*customer) << DELAY_BITS | biased),
                false => self.far.push((*customer, *delay)),
            }
        }
    }
}

/// The delay in what was dealt out.
const fn delay(dealt: u32) -> i32 {
    (dealt & DELAY_MASK).cast_signed() - BIAS
}

impl Delays {
    fn of(columns: &Columns, plan: &Plan) -> Self {
        let customers = columns.customers.ids().len();
        let new = || Dealer::new(customers);
        let parts = scan_picking(columns, plan, new, Dealer::take);
        let (mut dealt, mut far) = (Vec::new(), Vec::new());
        for part in parts {
            dealt.push(part.dealt);
            far.extend(part.far);
        }
        Self { dealt, far }
    }

    /// How the delays are spread, from some of them: only where to begin
    /// depends on it, never the answer.
    fn spread(&self) -> Vec<(i32, u32)> {
        let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
        let some = each_range(&self.dealt, |range| {
            let some = range.all().step_by(SAMPLE);
            some.map(|dealt| delay(*dealt)).collect::<Vec<i32>>()
        });
        for delay in some.into_iter().flatten() {
            *counts.entry(delay).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    /// Every customer with enough paid documents and a median delay later
    /// than a day. With the earliest of all days: every customer with enough.
    fn later_than(&self, day: i32) -> Vec<Late> {
        let found = each_range(&self.dealt, |range| {
            let last = range.first + u32::try_from(RANGE - 1).unwrap_or(0);
            let here = |(customer, _): &&(u32, i32)| (range.first..=last).contains(customer);
            let far: Vec<(u32, i32)> = self.far.iter().filter(here).copied().collect();
            of_range(&range, &far, day)
        });
        found.into_iter().flatten().collect()
    }
}

fn of_range(range: &Range<'_, u32>, far: &[(u32, i32)], day: i32) -> Vec<Late> {
    // How many below, how many of them later above.
    let mut counts = vec![0_u64; RANGE];
    let mut count = |place: u32, delay: i32| {
        counts[place as usize] += 1 + (u64::from(delay > day) << 32);
    };
    let dealt = range
        .all()
        .map(|dealt| (dealt >> DELAY_BITS, delay(*dealt)));
    dealt.for_each(|(place, delay)| count(place, delay));
    far.iter()
        .for_each(|(customer, delay)| count(place(*customer), *delay));
    // The median of n is later only where more than (n - 1) / 2 are.
    let suspect = |counts: &u64| {
        let (all, later) = (counts & u64::from(u32::MAX), counts >> 32);
        all >= PAID_MIN as u64 && later >= all - (all - 1) / 2
    };
    let suspects: Vec<bool> = counts.iter().map(suspect).collect();
    if !suspects.contains(&true) {
        return Vec::new();
    }
    let dealt = range
        .all()
        .filter(|dealt| suspects[(**dealt >> DELAY_BITS) as usize]);
    let near = dealt.map(|dealt| (dealt >> DELAY_BITS, delay(*dealt)));
    let far = far
        .iter()
        .map(|(customer, delay)| (place(*customer), *delay));
    let far = far.filter(|(place, _)| suspects[*place as usize]);
    let mut delays: Vec<(u32, i32)> = near.chain(far).collect();
    delays.sort_unstable();
    let late = |part: &[(u32, i32)]| {
        let median = part[(part.len() - 1) / 2].1;
        (median > day || day == i32::MIN).then(|| Late {
            customer: range.first + part[0].0,
            paid: part.len(),
            on_time: part.partition_point(|delay| delay.1 <= 0),
            median,
        })
    };
    let customers = delays.chunk_by(|a, b| a.0 == b.0);
    customers.filter_map(late).collect()
}

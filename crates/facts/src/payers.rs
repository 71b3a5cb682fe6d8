//! The customers at the end of a list: who owes most, who pays latest.

use crate::columns::{Block, Columns, Field, Sum};
use crate::days::{BankDays, NO_DAY};
use crate::histogram::DayCounts;
use crate::list::clamped;
use crate::names::Codes;
use crate::plan::Plan;
use crate::scan::{Chosen, scan_chosen, scan_summed};
use crate::{Facts, View};
use domain::{Currency, CustomerId};
use rayon::prelude::*;
use std::cmp::Reverse;

/// Customers with fewer paid documents than this have no habit yet.
pub const PAID_MIN: usize = 5;
/// One in so many delays is later than what is tried first.
const FIRST_SHARE: u64 = 40;
/// Delays that have counters of their own.
const DELAYS: std::ops::Range<i32> = -128..512;

/// A customer who owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debtor {
    /// Who.
    pub customer: CustomerId,
    /// How many documents are still to be paid.
    pub documents: u64,
    /// What is still to be paid, in minor units.
    pub outstanding_minor: i64,
}

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

impl Facts {
    /// The customers to whom most is to be paid in one currency, of the
    /// documents that a view means.
    pub fn debtors(&self, view: &View, currency: Currency, most: usize) -> Vec<Debtor> {
        let columns = &self.columns;
        let plan = Plan::new(columns, &view.of_somebody());
        let mut debts = debts(columns, &plan, currency);
        debts.par_sort_unstable_by_key(|debt| debt.0);
        let sum = |part: &[(u32, i64)]| {
            let sum: i128 = part.iter().map(|debt| i128::from(debt.1)).sum();
            (Reverse(sum), part[0].0, part.len() as u64)
        };
        let mut sums: Vec<_> = debts.chunk_by(|a, b| a.0 == b.0).map(sum).collect();
        let id = |code: u32| columns.customers.ids().get(code).copied();
        first(&mut sums, most, |(sum, code, _)| (*sum, id(*code)));
        let debtor = |(Reverse(sum), code, documents): (Reverse<i128>, u32, u64)| {
            Some(Debtor {
                customer: id(code)?,
                documents,
                outstanding_minor: clamped(sum),
            })
        };
        sums.into_iter().filter_map(debtor).collect()
    }

    /// The customers with at least [`PAID_MIN`] paid documents whose median
    /// delay is longest, longest first, of the documents that a view means.
    ///
    /// A median is later than some day only where half of the delays are. So
    /// those that are later than most are counted first, and only customers
    /// with enough of them are looked at more closely; if that leaves too few,
    /// an earlier day is tried.
    pub fn latest_payers(&self, view: &View, most: usize) -> Vec<LatePayer> {
        let columns = &self.columns;
        let plan = Plan::new(columns, &view.of_somebody());
        let spread = spread(columns, &plan);
        let mut share = FIRST_SHARE;
        loop {
            let later_than = match share {
                0 | 1 => i32::MIN,
                share => crate::waits::percentile(&spread, 100 - 100 / share).unwrap_or(i32::MIN),
            };
            let found = payers_later_than(columns, &plan, later_than);
            if found.len() >= most || later_than == i32::MIN {
                return self.named(found, most);
            }
            share /= 4;
        }
    }

    fn named(&self, mut found: Vec<(u32, LateCounts)>, most: usize) -> Vec<LatePayer> {
        let id = |code: u32| self.columns.customers.ids().get(code).copied();
        first(&mut found, most, |(code, counts)| {
            (Reverse(counts.median), id(*code))
        });
        let payer = |(code, counts): (u32, LateCounts)| {
            Some(LatePayer {
                customer: id(code)?,
                paid: counts.paid,
                on_time: counts.on_time,
                median_delay_days: counts.median,
            })
        };
        found.into_iter().filter_map(payer).collect()
    }
}

struct LateCounts {
    paid: usize,
    on_time: usize,
    median: i32,
}

/// Keeps the first so many of an order, in order.
fn first<T, K: Ord>(all: &mut Vec<T>, most: usize, key: impl Fn(&T) -> K) {
    if most < all.len() {
        all.select_nth_unstable_by_key(most, &key);
        all.truncate(most);
    }
    all.sort_unstable_by_key(key);
}

/// Customers with what is to be paid of each document.
fn debts(columns: &Columns, plan: &Plan, currency: Currency) -> Vec<(u32, i64)> {
    let shares = columns.shapes.table(None, |shape| {
        let counts = shape.currency == Some(currency);
        counts.then_some((shape.paid, shape.outstanding))
    });
    let new = || (Vec::new(), Vec::new(), Vec::new());
    type Seen = (Vec<(u32, i64)>, Vec<i32>, Vec<i64>);
    let step = |(debts, customers, amounts): &mut Seen, chosen: &Chosen<'_>| {
        chosen.chunk.read(Field::Customer, customers);
        chosen.chunk.read_whole(Field::Amount, amounts);
        let rows = chosen.chunk.numbers().zip(chosen.shapes);
        for ((row, shape), (customer, amount)) in rows.zip(customers.iter().zip(&*amounts)) {
            if let Some(shares) = shares[*shape as usize] {
                let outstanding = columns.money(row, shares, *amount).1;
                if outstanding != 0 {
                    debts.push((customer.cast_unsigned(), outstanding));
                }
            }
        }
    };
    let parts = scan_chosen(columns, plan, false, new, step);
    parts.into_iter().flat_map(|part| part.0).collect()
}

/// Room to read delays in.
#[derive(Default)]
struct Room {
    due: Vec<i32>,
    paid: Vec<i32>,
    customers: Vec<i32>,
}

impl Room {
    /// The delays of a chunk; [`NO_DAY`] where nothing was paid or nothing was
    /// due.
    fn delays(&mut self, chosen: &Chosen<'_>) -> &[i32] {
        chosen.chunk.read(Field::Due, &mut self.due);
        chosen.chunk.read(Field::Paid, &mut self.paid);
        let bank_days = BankDays::get();
        for (paid, due) in self.paid.iter_mut().zip(&self.due) {
            let delay = paid.wrapping_sub(bank_days.from(*due));
            *paid = match (*paid, *due) {
                (NO_DAY, _) | (_, NO_DAY) => NO_DAY,
                _ => delay,
            };
        }
        &self.paid
    }
}

/// How the delays are spread, from one block in so many: only where to begin
/// depends on it, never the answer.
fn spread(columns: &Columns, plan: &Plan) -> Vec<(i32, u32)> {
    const EVERY: usize = 16;
    type Seen = (DayCounts, Room, usize);
    let new = || (DayCounts::new(1, DELAYS), Room::default(), 0);
    let skip = |(_, _, blocks): &mut Seen, _: &Block, _: &[Sum]| {
        *blocks += 1;
        !(*blocks - 1).is_multiple_of(EVERY)
    };
    let step = |(counts, room, _): &mut Seen, chosen: &Chosen<'_>| {
        let delays = room.delays(chosen).iter();
        let known = delays.filter(|delay| **delay != NO_DAY);
        known.for_each(|delay| counts.add(0, *delay));
    };
    let parts = scan_summed(columns, plan, false, new, skip, step);
    let all = parts
        .into_iter()
        .map(|part| part.0)
        .reduce(|mut all, more| {
            all.join(more);
            all
        });
    all.map(|all| all.of(0)).unwrap_or_default()
}

/// Every customer with enough paid documents and a median delay later than a
/// day. With the earliest of all days: every customer with enough.
fn payers_later_than(columns: &Columns, plan: &Plan, day: i32) -> Vec<(u32, LateCounts)> {
    let suspects = suspects(columns, plan, day);
    let mut delays = delays_of(columns, plan, &suspects);
    delays.par_sort_unstable();
    let settle = |part: &[(u32, i32)]| {
        let median = part[(part.len() - 1) / 2].1;
        let counts = LateCounts {
            paid: part.len(),
            on_time: part.partition_point(|delay| delay.1 <= 0),
            median,
        };
        (part.len() >= PAID_MIN && median > day).then_some((part[0].0, counts))
    };
    let parts = delays.chunk_by(|a, b| a.0 == b.0);
    parts.filter_map(settle).collect()
}

/// Customers whose median delay is later than a day, and some besides.
fn suspects(columns: &Columns, plan: &Plan, day: i32) -> Codes {
    let later = count_delays(columns, plan, |_, delay| delay > day);
    // The median of n is later only where more than (n - 1) / 2 are.
    let enough = |of: usize| (of - (of - 1) / 2) as u64;
    let some = |later: &(u32, u32)| u64::from(later.1) >= enough(PAID_MIN);
    let numbered = (0_u32..).zip(later.iter().copied());
    let some: Codes = numbered.filter(some).map(|(code, _)| code).collect();
    let all = count_delays(columns, plan, |code, _| some.contains(code));
    let counted = (0_u32..).zip(later.into_iter().zip(all));
    let half = |(_, (later, all)): &(u32, (u32, u32))| {
        *all as usize >= PAID_MIN && u64::from(*later) >= enough(*all as usize)
    };
    counted.filter(half).map(|(code, _)| code).collect()
}

/// How many delays of each customer count.
fn count_delays(
    columns: &Columns,
    plan: &Plan,
    counts: impl Fn(u32, i32) -> bool + Sync,
) -> Vec<u32> {
    let customers = columns.customers.ids().len();
    let new = || (vec![0_u32; customers], Room::default());
    let step = |(counted, room): &mut (Vec<u32>, Room), chosen: &Chosen<'_>| {
        let mut codes = std::mem::take(&mut room.customers);
        chosen.chunk.read(Field::Customer, &mut codes);
        for (delay, code) in room.delays(chosen).iter().zip(&codes) {
            let code = code.cast_unsigned();
            if *delay != NO_DAY && counts(code, *delay) {
                counted[code as usize] += 1;
            }
        }
        room.customers = codes;
    };
    let parts = scan_chosen(columns, plan, false, new, step);
    let mut parts = parts.into_iter().map(|part| part.0);
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        let pairs = all.iter_mut().zip(part);
        pairs.for_each(|(all, more)| *all += more);
    }
    all
}

/// The delays of some customers.
fn delays_of(columns: &Columns, plan: &Plan, customers: &Codes) -> Vec<(u32, i32)> {
    let new = || (Vec::new(), Room::default());
    let step = |(found, room): &mut (Vec<(u32, i32)>, Room), chosen: &Chosen<'_>| {
        let mut codes = std::mem::take(&mut room.customers);
        chosen.chunk.read(Field::Customer, &mut codes);
        let delays = room.delays(chosen).iter();
        let meant = codes.iter().map(|code| code.cast_unsigned()).zip(delays);
        let meant = meant.filter(|(code, delay)| customers.contains(*code) && **delay != NO_DAY);
        found.extend(meant.map(|(code, delay)| (code, *delay)));
        room.customers = codes;
    };
    let parts = scan_chosen(columns, plan, false, new, step);
    parts.into_iter().flat_map(|part| part.0).collect()
}

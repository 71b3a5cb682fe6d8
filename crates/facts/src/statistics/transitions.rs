//! Which customers moved from which channel to which.

use super::Statistics;
use crate::GroupKey;
use crate::by_customer::{Dealt, RANGE, Range, each_range, place};
use crate::columns::Field;
use crate::days::{NO_DAY, number};
use crate::plan::{On, Plan, RowTest};
use crate::scan::{Chunk, scan_chosen};
use crate::shape::Shape;
use domain::period::Days;
use domain::{Channel, PaymentChannel};
use std::collections::BTreeMap;

/// What a customer uses a channel for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// How documents reach them, by the day a document was received.
    Distribution,
    /// How they pay, by the day a document was paid.
    Payment,
}

/// The customers that moved from one channel to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The channel of the first period; `None` for customers without
    /// documents in it.
    pub from: Option<GroupKey>,
    /// The channel of the second; `None` for customers without documents in it.
    pub to: Option<GroupKey>,
    /// How many.
    pub customers: u64,
}

/// Every customer of two periods, by the channel most used in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transitions {
    /// The moves that happened, in the order of the channels; staying is one.
    pub moves: Vec<Move>,
    /// How many customers have documents in both periods.
    pub both: u64,
    /// How many of these use another channel in the second.
    pub moved: u64,
}

/// A document on a channel.
#[derive(Clone, Copy)]
struct Use {
    /// The place of its customer in a range.
    place: u16,
    channel: u8,
    /// Whether it is of the first period, and whether of the second.
    periods: [bool; 2],
}

/// What one core deals out, with room to work in.
struct Dealer {
    dealt: Dealt<Use>,
    customers: Vec<i32>,
    days: Vec<i32>,
}

/// Stands for no channel.
const NOTHING: u8 = u8::MAX;

/// First and last day of a span as numbers.
fn ends(days: Days) -> (i32, i32) {
    let from = days.from.map_or(i32::MIN, number);
    (from, days.to.map_or(NO_DAY - 1, number))
}

impl Way {
    const fn field(self) -> Field {
        match self {
            Self::Distribution => Field::ReceivedOn,
            Self::Payment => Field::Paid,
        }
    }

    fn channel(self, shape: &Shape) -> u8 {
        match self {
            Self::Distribution => shape.channel.number(),
            Self::Payment => shape.paid_by.map_or(NOTHING, PaymentChannel::number),
        }
    }

    fn key(self, number: u8) -> Option<GroupKey> {
        match self {
            Self::Distribution => Channel::from_number(number).map(GroupKey::Channel),
            Self::Payment => PaymentChannel::from_number(number).map(GroupKey::PaidBy),
        }
    }
}

impl Statistics<'_> {
    /// Which customers used which channel in a first and in a second period.
    pub fn transitions(&self, way: Way, before: Days, after: Days) -> Transitions {
        let periods = [ends(before), ends(after)];
        let channels = self
            .columns
            .shapes
            .table(NOTHING, |shape| way.channel(shape));
        let known = channels.iter().filter(|channel| **channel != NOTHING);
        let width = known.max().map_or(0, |last| usize::from(*last) + 1);
        let dealt = self.deal(way, &periods, &channels);
        let found = each_range(&dealt, |range| moves(&range, width));
        let mut counts = Moves::new();
        for (pair, customers) in found.into_iter().flatten() {
            *counts.entry(pair).or_default() += customers;
        }
        settle(way, &counts)
    }

    /// Deals the documents of the periods out to their customers.
    fn deal(&self, way: Way, periods: &[(i32, i32); 2], channels: &[u8]) -> Vec<Dealt<Use>> {
        let columns = self.columns;
        let mut plan = Plan::new(columns, &self.view.of_somebody());
        let [before, after] = periods;
        plan.tests.push(RowTest {
            negated: false,
            on: On::Days {
                field: way.field(),
                first: before.0.min(after.0),
                last: before.1.max(after.1),
            },
        });
        let customers = columns.customers.ids().len();
        let new = || Dealer {
            dealt: Dealt::new(customers),
            customers: Vec::new(),
            days: Vec::new(),
        };
        let step = |dealer: &mut Dealer, chunk: &Chunk<'_>| {
            chunk.read(Field::Customer, &mut dealer.customers);
            chunk.read(way.field(), &mut dealer.days);
            let rows = dealer.customers.iter().zip(&dealer.days);
            for (shape, (customer, day)) in chunk.shapes.iter().zip(rows) {
                let (customer, channel) = (customer.cast_unsigned(), channels[*shape as usize]);
                let used = Use {
                    place: u16::try_from(place(customer)).unwrap_or(u16::MAX),
                    channel,
                    periods: periods.map(|(first, last)| (first..=last).contains(day)),
                };
                if channel != NOTHING && used.periods != [false; 2] {
                    dealer.dealt.deal(customer, used);
                }
            }
        };
        let parts = scan_chosen(columns, &plan, false, new, step);
        parts.into_iter().map(|part| part.dealt).collect()
    }
}

/// The channels from which and to which, and how many customers of a range.
type Moves = BTreeMap<(Option<u8>, Option<u8>), u64>;

fn moves(range: &Range<'_, Use>, width: usize) -> Moves {
    // For each customer the documents on each channel, first in the first
    // period and then in the second.
    let mut used = vec![0_u32; RANGE * 2 * width];
    for one in range.all() {
        let first = usize::from(one.place) * 2 * width + usize::from(one.channel);
        used[first] += u32::from(one.periods[0]);
        used[first + width] += u32::from(one.periods[1]);
    }
    let mut moves = Moves::new();
    for customer in used.chunks_exact((2 * width).max(1)) {
        let (before, after) = customer.split_at(width.min(customer.len()));
        let pair = (most(before), most(after));
        if pair != (None, None) {
            *moves.entry(pair).or_default() += 1;
        }
    }
    moves
}

/// The channel of most documents; of several, the first in the list of
/// channels, so that the answer is always the same.
fn most(documents: &[u32]) -> Option<u8> {
    let numbered = (0_u8..).zip(documents).filter(|(_, count)| **count > 0);
    let first_of_most = |(channel, count): &(u8, &u32)| (**count, std::cmp::Reverse(*channel));
    numbered
        .max_by_key(first_of_most)
        .map(|(channel, _)| channel)
}

fn settle(way: Way, counts: &Moves) -> Transitions {
    let both = counts
        .iter()
        .filter(|((from, to), _)| from.is_some() && to.is_some());
    let moved = both.clone().filter(|((from, to), _)| from != to);
    Transitions {
        both: both.map(|(_, count)| count).sum(),
        moved: moved.map(|(_, count)| count).sum(),
        moves: counts
            .iter()
            .map(|((from, to), customers)| Move {
                from: from.and_then(|number| way.key(number)),
                to: to.and_then(|number| way.key(number)),
                customers: *customers,
            })
            .collect(),
    }
}

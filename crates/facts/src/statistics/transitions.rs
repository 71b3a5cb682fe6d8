//! Which customers moved from which channel to which.

use super::Statistics;
use super::grouped::{Answer, Grouping, Seen};
use crate::columns::Field;
use crate::days::{NO_DAY, number};
use crate::{Dimension, GroupKey};
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

/// Documents of one customer by channel, in each of the periods. Few customers
/// use more than two channels.
#[derive(Default)]
struct Used([Vec<(u8, u32)>; 2]);

impl Used {
    fn add(&mut self, period: usize, channel: u8, documents: u32) {
        let list = &mut self.0[period];
        match list.iter_mut().find(|(same, _)| *same == channel) {
            Some((_, count)) => *count += documents,
            None => list.push((channel, documents)),
        }
    }

    /// The channel of most documents; of several, the first in the list of
    /// channels, so that the answer is always the same.
    fn most(&self, period: usize) -> Option<u8> {
        let rank = |(channel, count): &&(u8, u32)| (*count, std::cmp::Reverse(*channel));
        self.0[period]
            .iter()
            .max_by_key(rank)
            .map(|(channel, _)| *channel)
    }
}

impl Answer for Used {
    fn join(&mut self, other: Self) {
        for (period, list) in other.0.into_iter().enumerate() {
            for (channel, count) in list {
                self.add(period, channel, count);
            }
        }
    }
}

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

    fn channel(self, seen: Seen<'_>) -> Option<u8> {
        match self {
            Self::Distribution => Some(seen.shape.channel.number()),
            Self::Payment => seen.shape.paid_by.map(PaymentChannel::number),
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
        let grouping = Grouping::new(self.columns, self.view, &[Dimension::Customer]);
        let customers = grouping.gather(&[way.field()], |used: &mut Used, seen| {
            let (Some(day), Some(channel)) = (seen.get(way.field()), way.channel(seen)) else {
                return;
            };
            for (period, (first, last)) in periods.iter().enumerate() {
                if (first..=last).contains(&&day) {
                    used.add(period, channel, 1);
                }
            }
        });
        let mut counts: BTreeMap<(Option<u8>, Option<u8>), u64> = BTreeMap::new();
        for (_, used) in &customers {
            *counts.entry((used.most(0), used.most(1))).or_default() += 1;
        }
        counts.remove(&(None, None));
        settle(way, &counts)
    }
}

fn settle(way: Way, counts: &BTreeMap<(Option<u8>, Option<u8>), u64>) -> Transitions {
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

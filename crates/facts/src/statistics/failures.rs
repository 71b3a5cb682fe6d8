//! What fails, and whether it got better.

use super::figure::{Estimate, Figure};
use super::grouped::{Answer, Grouping};
use super::measures::count;
use super::{Grouped, Statistics};
use crate::columns::Field;
use crate::days::number;
use crate::{Dimension, GroupKey, Share, View};
use domain::filter::{Key, Test};
use domain::period::{DateSpan, Period, When};
use domain::{Channel, Delivery, Reason};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most days that are looked at on each side of a change.
pub const AROUND_DAYS_MAX: i32 = 90;

/// How many documents were handed to a channel, and how many of them failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FailureShare {
    /// Of those handed to a channel, those that finally failed or came back.
    pub failed: Share,
}

impl Answer for FailureShare {
    fn join(&mut self, other: Self) {
        self.failed = self.failed.and(other.failed);
    }
}

/// How often something went wrong for one reason on one channel, before a day
/// and from it on, over as many days on both sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Improvement {
    /// The channel.
    pub channel: Channel,
    /// Why.
    pub reason: Reason,
    /// Of the documents on the channel received before, those with the reason.
    pub before: Share,
    /// Of those received from the day on, those with the reason.
    pub after: Share,
    /// After less before, with its interval: below nothing it got better.
    /// `None` where either side has too few documents.
    pub difference: Figure<Estimate>,
}

/// What is gathered of one channel.
#[derive(Default)]
struct Sides {
    n: [u64; 2],
    reasons: BTreeMap<Reason, [u64; 2]>,
}

impl Answer for Sides {
    fn join(&mut self, other: Self) {
        for side in [0, 1] {
            self.n[side] += other.n[side];
        }
        for (reason, more) in other.reasons {
            let kept = self.reasons.entry(reason).or_default();
            (kept[0], kept[1]) = (kept[0] + more[0], kept[1] + more[1]);
        }
    }
}

impl Sides {
    fn settle(&self, channel: Channel) -> impl Iterator<Item = Improvement> {
        self.reasons.iter().map(move |(reason, counts)| {
            let [before, after] = [0, 1].map(|side| Share::new(counts[side], self.n[side]));
            let fewest = self.n[0].min(self.n[1]);
            let difference = || {
                let (value, interval) = after.difference(before)?;
                Some(Estimate { value, interval })
            };
            Improvement {
                channel,
                reason: *reason,
                before,
                after,
                difference: Figure::of(fewest, difference),
            }
        })
    }
}

impl Statistics<'_> {
    /// How many documents failed of those handed to a channel, by dimensions.
    /// For reasons, ask for the documents with an error by [`Dimension::Reason`].
    pub fn failures(&self, by: &[Dimension]) -> Vec<Grouped<FailureShare>> {
        let grouping = Grouping::new(self.columns, self.view, by);
        grouping.run(&[], |share: &mut FailureShare, seen| {
            let delivery = seen.shape.delivery;
            let handed_over = !matches!(delivery, Delivery::None | Delivery::Queued);
            count(&mut share.failed, handed_over, delivery.is_failure(), 1);
        })
    }

    /// Whether what went wrong went wrong less often from a day on, by
    /// channel and reason. Looks at the same number of days on both sides, as
    /// many as have passed since and no more than [`AROUND_DAYS_MAX`]; the
    /// days of receipt in the filter do not count. Most frequent first.
    pub fn improvement(&self, on: Date) -> Vec<Improvement> {
        let (day, today) = (number(on), number(self.view.today));
        let days = today.saturating_sub(day).clamp(0, AROUND_DAYS_MAX);
        let view = self.around(on, days);
        let grouping = Grouping::new(self.columns, &view, &[Dimension::Channel]);
        let found = grouping.run(&[Field::ReceivedOn], |sides: &mut Sides, seen| {
            let side = usize::from(seen.get(Field::ReceivedOn).is_some_and(|at| at >= day));
            sides.n[side] += 1;
            if let Some(reason) = seen.shape.reason {
                sides.reasons.entry(reason).or_default()[side] += 1;
            }
        });
        let mut all: Vec<Improvement> = found
            .iter()
            .filter_map(|group| match group.keys.first() {
                Some(GroupKey::Channel(channel)) => Some(group.value.settle(*channel)),
                _ => None,
            })
            .flatten()
            .collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.before.part + one.after.part));
        all
    }

    /// The view of so many days before a day and as many from it on.
    fn around(&self, on: Date, days: i32) -> View {
        let fixed = |day: Date| When::Fixed(Period::Day(day));
        let from = on.saturating_sub(days.days());
        let to = on.saturating_add((days - 1).days());
        let test = match days {
            // On the day itself nothing has come after it yet.
            0 => Test::Received(DateSpan::Before(fixed(Date::MIN))),
            _ => Test::Received(DateSpan::Between(fixed(from), fixed(to))),
        };
        View {
            filter: self.view.filter.without(Key::Received).and(test.yes()),
            ..self.view.clone()
        }
    }
}

//! The same customers before and after they changed channel.

use super::Statistics;
use super::figure::{Estimate, Figure};
use super::grouped::{Answer, Grouping, Seen};
use super::measures::on_time;
use super::step::HORIZON_DAYS;
use crate::columns::Field;
use crate::days::number;
use crate::{Differences, Dimension, View};
use domain::filter::{Key, Test};
use domain::{Channel, PaymentState};

/// Documents issued fewer days ago than this are left aside: all that are
/// compared have been watched as long as the restricted mean goes, so none of
/// them is censored.
pub const SETTLED_DAYS: i32 = HORIZON_DAYS as i32 + 3;

/// What changed for customers who changed from one channel to another.
/// Channels are chosen, not drawn by lot: this is an association.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The channel before.
    pub from: Channel,
    /// The channel after.
    pub to: Channel,
    /// How many customers got documents on the first and later on the second.
    pub customers: u64,
    /// How many of their documents are compared, before and after.
    pub documents: (u64, u64),
    /// Days from the day on the document to its payment, where longer ones and
    /// unpaid ones count as 60.
    pub days: Paired,
    /// The share paid on time.
    pub on_time: Paired,
}

/// The mean over customers, before and after, with the mean of their
/// differences.
#[derive(Debug, Clone, PartialEq)]
pub struct Paired {
    /// The mean over customers before.
    pub before: Figure<f64>,
    /// The mean over the same customers after.
    pub after: Figure<f64>,
    /// After less before, with its interval.
    pub difference: Figure<Estimate>,
}

/// One document of a customer on either channel.
#[derive(Clone, Copy)]
struct One {
    issued: i32,
    is_after: bool,
    days: Option<f64>,
    on_time: Option<bool>,
}

#[derive(Default)]
struct Customer {
    documents: Vec<One>,
}

impl Answer for Customer {
    fn join(&mut self, other: Self) {
        self.documents.extend(other.documents);
    }
}

/// Means of one customer before and after.
#[derive(Default)]
struct Sides {
    sums: [f64; 2],
    counts: [u64; 2],
}

impl Sides {
    fn add(&mut self, side: usize, value: f64) {
        self.sums[side] += value;
        self.counts[side] += 1;
    }

    fn means(&self) -> Option<[f64; 2]> {
        let mean = |side: usize| self.sums[side] / self.counts[side] as f64;
        (self.counts[0] > 0 && self.counts[1] > 0).then(|| [mean(0), mean(1)])
    }
}

#[derive(Default)]
struct Means {
    before: Differences,
    after: Differences,
    difference: Differences,
}

impl Means {
    fn take(&mut self, sides: &Sides) {
        if let Some([before, after]) = sides.means() {
            self.before.add(before);
            self.after.add(after);
            self.difference.add(after - before);
        }
    }

    fn settle(&self) -> Paired {
        let n = self.difference.n;
        Paired {
            before: Figure::of(n, || self.before.mean()),
            after: Figure::of(n, || self.after.mean()),
            difference: Figure::of(n, || {
                Some(Estimate {
                    value: self.difference.mean()?,
                    interval: self.difference.interval()?,
                })
            }),
        }
    }
}

impl Customer {
    fn take(&mut self, seen: Seen<'_>, to: Channel, today: i32) {
        use PaymentState::{Cancelled, Credited, None as Nothing};
        let Some(issued) = seen.get(Field::Issued) else {
            return;
        };
        if matches!(seen.shape.payment, Nothing | Credited | Cancelled) {
            return;
        }
        let paid = seen.get(Field::Paid);
        let longest = HORIZON_DAYS as i32;
        let days = paid.map_or(longest, |paid| {
            paid.saturating_sub(issued).clamp(0, longest)
        });
        let settled = issued.saturating_add(SETTLED_DAYS) <= today;
        self.documents.push(One {
            issued,
            is_after: seen.shape.channel == to,
            days: settled.then_some(f64::from(days)),
            on_time: on_time(seen, today),
        });
    }

    /// The day of the first document on the second channel that came after
    /// one on the first.
    fn changed(&self) -> Option<i32> {
        let first = self.documents.iter().filter(|one| !one.is_after);
        let first = first.map(|one| one.issued).min()?;
        let after = self
            .documents
            .iter()
            .filter(|one| one.is_after && one.issued > first);
        after.map(|one| one.issued).min()
    }
}

impl Statistics<'_> {
    /// Compares the documents of customers who got them on one channel and
    /// later on another, each customer with themselves: those on the first
    /// before the change with those on the second from the change on. The
    /// channels in the filter do not count.
    pub fn change(&self, from: Channel, to: Channel) -> Change {
        let today = number(self.view.today);
        let both = Test::Channel(vec![from, to]).yes();
        let view = View {
            filter: self.view.filter.without(Key::Channel).and(both),
            ..self.view.clone()
        };
        let grouping = Grouping::new(self.columns, &view, &[Dimension::Customer]);
        let fields = [Field::Issued, Field::Due, Field::Paid];
        let mut customers = grouping.gather(&fields, |customer: &mut Customer, seen| {
            customer.take(seen, to, today);
        });
        // Always in the same order: sums of fractions depend on it in their
        // last digits.
        customers.sort_unstable_by_key(|(group, _)| *group);
        let (mut days, mut on_time) = (Means::default(), Means::default());
        let (mut changed, mut documents) = (0, [0; 2]);
        for (_, customer) in &customers {
            let Some(day) = customer.changed() else {
                continue;
            };
            changed += 1;
            let [mut by_days, mut by_time] = [Sides::default(), Sides::default()];
            let compared = |one: &&One| one.is_after == (one.issued >= day);
            for one in customer.documents.iter().filter(compared) {
                let side = usize::from(one.is_after);
                documents[side] += u64::from(one.days.is_some() || one.on_time.is_some());
                one.days
                    .into_iter()
                    .for_each(|days| by_days.add(side, days));
                let on_time = one.on_time.map(|on_time| f64::from(u8::from(on_time)));
                on_time
                    .into_iter()
                    .for_each(|share| by_time.add(side, share));
            }
            days.take(&by_days);
            on_time.take(&by_time);
        }
        Change {
            from,
            to,
            customers: changed,
            documents: (documents[0], documents[1]),
            days: days.settle(),
            on_time: on_time.settle(),
        }
    }
}

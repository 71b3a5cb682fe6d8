//! The customers that matter most today.

use super::Statistics;
use super::behaviour::Behaviour;
use super::grouped::{Answer, Grouping, Seen};
use super::habits::Habit;
use crate::columns::{Columns, Field};
use crate::days::{bank_day, day, number};
use crate::list::clamped;
use crate::{Dimension, GroupKey};
use domain::{Currency, CustomerId};
use jiff::civil::Date;

/// Customers that are listed as pressing, in each currency.
pub const PRESSING_MAX: usize = 100;

/// A customer with money overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pressing {
    /// Who.
    pub customer: CustomerId,
    /// The currency of the sums.
    pub currency: Currency,
    /// How many documents are overdue.
    pub documents: u64,
    /// What is overdue, in minor units.
    pub overdue_minor: i64,
    /// What is overdue times the days since its last day to pay, added up:
    /// the order of the list. A krone that is a hundred days late weighs as
    /// much as a hundred that are one day late; so does the interest lost.
    pub minor_days: i128,
    /// The due date of the oldest of them.
    pub oldest_due_on: Date,
    /// When the customer's documents were paid, as far as the view goes.
    pub behaviour: Behaviour,
    /// How the customer usually pays.
    pub habit: Habit,
}

#[derive(Default)]
struct Tally {
    behaviour: Behaviour,
    overdue: Vec<Overdue>,
}

struct Overdue {
    currency: Currency,
    documents: u64,
    minor: i128,
    minor_days: i128,
    oldest: i32,
}

impl Tally {
    fn take(&mut self, columns: &Columns, seen: Seen<'_>, today: i32) {
        self.behaviour.take(seen, today);
        let shape = seen.shape;
        let (Some(due), Some(currency)) = (seen.get(Field::Due), shape.currency) else {
            return;
        };
        let days = today.saturating_sub(bank_day(due));
        if days <= 0 || !shape.payment.is_outstanding() {
            return;
        }
        let shares = (shape.paid, shape.outstanding);
        let minor = i128::from(columns.money(seen.row(), shares, seen.amount()).1);
        self.add(Overdue {
            currency,
            documents: 1,
            minor,
            minor_days: minor * i128::from(days),
            oldest: due,
        });
    }

    fn add(&mut self, more: Overdue) {
        match self
            .overdue
            .iter_mut()
            .find(|kept| kept.currency == more.currency)
        {
            Some(kept) => {
                kept.documents += more.documents;
                kept.minor += more.minor;
                kept.minor_days += more.minor_days;
                kept.oldest = kept.oldest.min(more.oldest);
            }
            None => self.overdue.push(more),
        }
    }
}

impl Answer for Tally {
    fn join(&mut self, other: Self) {
        self.behaviour.add(&other.behaviour);
        other.overdue.into_iter().for_each(|more| self.add(more));
    }
}

impl Statistics<'_> {
    /// The customers with most overdue, by [`Pressing::minor_days`], at most
    /// [`PRESSING_MAX`] in each currency; the currency of most customers first.
    pub fn pressing(&self) -> Vec<Pressing> {
        let today = number(self.view.today);
        let grouping = Grouping::new(self.columns, self.view, &[Dimension::Customer]);
        let fields = [Field::Due, Field::Paid, Field::Amount];
        let customers = grouping.gather(&fields, |tally: &mut Tally, seen| {
            tally.take(self.columns, seen, today);
        });
        let mut lists: Vec<(Currency, Vec<Pressing>)> = Vec::new();
        for (group, tally) in customers {
            for overdue in &tally.overdue {
                let keys = grouping.keys(group);
                let Some(GroupKey::Customer(customer)) = keys.first() else {
                    continue;
                };
                let one = overdue.of(*customer, &tally.behaviour);
                match lists.iter_mut().find(|(same, _)| *same == overdue.currency) {
                    Some((_, list)) => list.push(one),
                    None => lists.push((overdue.currency, vec![one])),
                }
            }
        }
        lists.sort_by_key(|(currency, list)| (std::cmp::Reverse(list.len()), *currency));
        lists.into_iter().flat_map(|(_, list)| most(list)).collect()
    }
}

/// Those with most, most first.
fn most(mut list: Vec<Pressing>) -> Vec<Pressing> {
    list.sort_by_key(|one| (std::cmp::Reverse(one.minor_days), one.customer));
    list.truncate(PRESSING_MAX);
    list
}

impl Overdue {
    fn of(&self, customer: CustomerId, behaviour: &Behaviour) -> Pressing {
        Pressing {
            customer,
            currency: self.currency,
            documents: self.documents,
            overdue_minor: clamped(self.minor),
            minor_days: self.minor_days,
            oldest_due_on: day(self.oldest),
            behaviour: *behaviour,
            habit: Habit::of(behaviour),
        }
    }
}

//! The customers that matter most today.

use super::behaviour::{Behaviour, FIELDS};
use super::grouped::Grouping;
use super::habits::Habit;
use super::{Debtor, DebtorsBy, Statistics};
use crate::days::number;
use crate::names::Codes;
use crate::{Dimension, GroupKey};
use domain::{Currency, CustomerId};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::HashMap;

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

impl Statistics<'_> {
    /// The customers with most overdue in an order, at most [`PRESSING_MAX`]
    /// in each currency; the currency of most customers first.
    pub fn pressing(&self, by: DebtorsBy) -> Vec<Pressing> {
        let lists = self.currencies().into_iter();
        let lists = lists.map(|currency| self.debtors_of_all(currency, by, PRESSING_MAX));
        let mut lists: Vec<(usize, Vec<Debtor>)> = lists.collect();
        // Stable: currencies of equally many stay in the order of their codes.
        lists.sort_by_key(|(customers, _)| Reverse(*customers));
        let lists: Vec<Debtor> = lists.into_iter().flat_map(|(_, list)| list).collect();
        let behaviours = self.behaviours(lists.iter().map(|one| one.customer));
        let pressing = |one: Debtor| {
            let behaviour = behaviours.get(&one.customer).copied().unwrap_or_default();
            Pressing {
                customer: one.customer,
                currency: one.currency,
                documents: one.documents,
                overdue_minor: one.overdue_minor,
                minor_days: one.minor_days,
                oldest_due_on: one.oldest_due_on,
                behaviour,
                habit: Habit::of(&behaviour),
            }
        };
        lists.into_iter().map(pressing).collect()
    }

    /// The currencies in which anything is to be paid.
    fn currencies(&self) -> Vec<Currency> {
        let owed = self.columns.shapes.all().iter();
        let owed = owed.filter(|shape| shape.payment.is_outstanding());
        let mut all: Vec<Currency> = owed.filter_map(|shape| shape.currency).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// When the documents of some customers were paid, as far as the view
    /// goes.
    fn behaviours(
        &self,
        customers: impl Iterator<Item = CustomerId>,
    ) -> HashMap<CustomerId, Behaviour> {
        let known = self.columns.customers.ids();
        let codes: Codes = customers.filter_map(|id| known.find(&id)).collect();
        let today = number(self.view.today);
        let grouping = Grouping::new(self.columns, self.view, &[Dimension::Customer]);
        let grouping = grouping.of_customers(codes);
        let found = grouping.gather(&FIELDS, |behaviour: &mut Behaviour, seen| {
            behaviour.take(seen, today);
        });
        let named =
            found
                .into_iter()
                .filter_map(|(group, behaviour)| match grouping.keys(group).first() {
                    Some(GroupKey::Customer(customer)) => Some((*customer, behaviour)),
                    _ => None,
                });
        named.collect()
    }
}

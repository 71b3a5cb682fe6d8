//! Customers by habit.

use super::Statistics;
use super::behaviour::{Behaviour, FIELDS};
use super::grouped::{Answer, Grouping, Seen};
use crate::columns::{Columns, Field};
use crate::days::number;
use crate::list::clamped;
use crate::{Dimension, Share};
use domain::Currency;
use std::collections::BTreeMap;

/// Fewer invoices told apart than this are no habit.
pub const HABIT_INVOICES_MIN: u64 = 5;

/// How a customer usually pays: the first of these that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Habit {
    /// Fewer than [`HABIT_INVOICES_MIN`] invoices can be told apart.
    New,
    /// Four in five or more were paid by the payer's bank by itself.
    Automatic,
    /// Half or more were never paid.
    Never,
    /// Four in five or more were paid before the due date.
    Early,
    /// Four in five or more were paid on time.
    OnTime,
    /// Half or more were paid late, or are overdue, or were never paid.
    Late,
    /// None of these.
    Mixed,
}

/// The customers with one habit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HabitGroup {
    /// The habit.
    pub habit: Habit,
    /// How many customers.
    pub customers: u64,
    /// When their documents were paid.
    pub behaviour: Behaviour,
    /// What is still to be paid, in minor units, by currency.
    pub outstanding: Vec<(Currency, i64)>,
}

impl Habit {
    /// Every habit, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Automatic,
        Self::Early,
        Self::OnTime,
        Self::Mixed,
        Self::Late,
        Self::Never,
        Self::New,
    ];

    /// The name in JSON and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Automatic => "automatic",
            Self::Never => "never",
            Self::Early => "early",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Mixed => "mixed",
        }
    }

    /// The habit that shows in when a customer's documents were paid.
    pub fn of(behaviour: &Behaviour) -> Self {
        let decided = behaviour.decided();
        let most = |part: u64| part * 5 >= decided * 4;
        let half = |part: u64| part * 2 >= decided;
        match behaviour {
            _ if decided < HABIT_INVOICES_MIN => Self::New,
            b if most(b.automatic) => Self::Automatic,
            b if half(b.never) => Self::Never,
            b if most(b.early) => Self::Early,
            b if most(b.early + b.on_the_day) => Self::OnTime,
            b if half(b.late + b.overdue + b.never) => Self::Late,
            _ => Self::Mixed,
        }
    }
}

/// What is gathered of one customer.
#[derive(Default)]
pub(super) struct Customer {
    pub(super) behaviour: Behaviour,
    pub(super) outstanding: Vec<(Currency, i128)>,
}

impl Customer {
    pub(super) fn take(&mut self, columns: &Columns, seen: Seen<'_>, today: i32) {
        self.behaviour.take(seen, today);
        let shape = seen.shape;
        let shares = (shape.paid, shape.outstanding);
        let outstanding = columns.money(seen.row(), shares, seen.amount()).1;
        if let Some(currency) = shape.currency.filter(|_| outstanding != 0) {
            self.owe(currency, i128::from(outstanding));
        }
    }

    fn owe(&mut self, currency: Currency, minor: i128) {
        match self
            .outstanding
            .iter_mut()
            .find(|(same, _)| *same == currency)
        {
            Some((_, sum)) => *sum += minor,
            None => self.outstanding.push((currency, minor)),
        }
    }
}

impl Answer for Customer {
    fn join(&mut self, other: Self) {
        self.behaviour.add(&other.behaviour);
        for (currency, minor) in other.outstanding {
            self.owe(currency, minor);
        }
    }
}

impl Statistics<'_> {
    /// The customers of the documents by habit, in the order of
    /// [`Habit::ALL`]; habits that nobody has are left out.
    pub fn habits(&self) -> Vec<HabitGroup> {
        let today = number(self.view.today);
        let grouping = Grouping::new(self.columns, self.view, &[Dimension::Customer]);
        let mut fields = FIELDS.to_vec();
        fields.push(Field::Amount);
        let customers = grouping.gather(&fields, |customer: &mut Customer, seen| {
            customer.take(self.columns, seen, today);
        });
        let mut groups: BTreeMap<Habit, (u64, Customer)> = BTreeMap::new();
        let asked = customers.into_iter().map(|(_, customer)| customer);
        for customer in asked.filter(|customer| customer.behaviour.n > 0) {
            let group = groups.entry(Habit::of(&customer.behaviour)).or_default();
            group.0 += 1;
            group.1.join(customer);
        }
        let group = |habit: Habit| {
            let (customers, all) = groups.remove(&habit)?;
            Some(HabitGroup {
                habit,
                customers,
                behaviour: all.behaviour,
                outstanding: sums(all.outstanding),
            })
        };
        Habit::ALL.into_iter().filter_map(group).collect()
    }
}

/// Sums by currency, in the order of their codes.
fn sums(mut sums: Vec<(Currency, i128)>) -> Vec<(Currency, i64)> {
    sums.sort_unstable_by_key(|(currency, _)| *currency);
    sums.into_iter()
        .map(|(currency, minor)| (currency, clamped(minor)))
        .collect()
}

impl HabitGroup {
    /// The share of their documents that was paid on time.
    pub fn on_time(&self) -> Share {
        self.behaviour.on_time()
    }
}

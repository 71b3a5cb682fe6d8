//! The customers who owe most.

use super::Statistics;
use crate::View;
use crate::by_customer::{Dealt, RANGE, Range, each_range, first_of, place};
use crate::columns::{Columns, Field};
use crate::days::{bank_day, day, number};
use crate::list::clamped;
use crate::plan::{On, Plan, RowTest};
use crate::scan::{Chunk, scan_kept};
use domain::filter::{PaymentWord, Test};
use domain::{Currency, CustomerId};
use jiff::civil::Date;
use std::cmp::Ordering;

/// The order of those who owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DebtorsBy {
    /// What is overdue.
    Overdue,
    /// What is overdue times the days since its last day to pay. A krone that
    /// is a hundred days late weighs as much as a hundred that are one day
    /// late; so does the interest lost.
    OverdueDays,
}

/// A customer with money overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debtor {
    /// Who.
    pub customer: CustomerId,
    /// The currency of the sums.
    pub currency: Currency,
    /// How many documents are overdue.
    pub documents: u64,
    /// What is overdue, in minor units.
    pub overdue_minor: i64,
    /// What is overdue times the days since its last day to pay, added up.
    pub minor_days: i128,
    /// The due date of the oldest of them.
    pub oldest_due_on: Date,
}

/// An overdue document.
#[derive(Clone, Copy)]
struct Debt {
    place: u32,
    due: i32,
    minor: i64,
}

/// What a customer owes.
#[derive(Clone, Copy)]
struct Sum {
    customer: u32,
    documents: u64,
    minor: i128,
    minor_days: i128,
    oldest: i32,
}

/// What one core deals out, with room to work in.
struct Dealer {
    dealt: Dealt<Debt>,
    customers: Vec<i32>,
    due: Vec<i32>,
    amounts: Vec<i64>,
}

/// So many times as many customers as are asked for are looked at first.
const SUSPECTS: usize = 32;

impl Statistics<'_> {
    /// The customers with most overdue in a currency, most first; customers
    /// with equally much in the order of their ids.
    pub fn debtors(&self, currency: Currency, by: DebtorsBy, most: usize) -> Vec<Debtor> {
        let mut plan = self.overdue(currency);
        let owed = &self.columns.owed;
        // Nobody owes more than all that is outstanding: who owes most is
        // among those of whom that is most. Where that does not show, all are
        // looked at who owe as much as the last of those found.
        let mut least = owed.reached_by(most.saturating_mul(SUSPECTS));
        for _ in 0..2 {
            if least == 0 {
                break;
            }
            plan.tests.push(RowTest {
                negated: false,
                on: On::Customer(owed.at_least(least)),
            });
            let (_, sums) = self.ranked(&plan, by, most);
            plan.tests.pop();
            let last = (sums.len() == most).then(|| sums.last()).flatten();
            let Some(last) = last.map(|sum| by.value(sum)) else {
                break;
            };
            let days = self.longest_overdue(by);
            if last >= i128::from(least).saturating_mul(days) {
                return self.named(currency, sums);
            }
            least = u64::try_from(last / days).unwrap_or(0);
        }
        let (_, sums) = self.ranked(&plan, by, most);
        self.named(currency, sums)
    }

    /// The longest that anything can be overdue, where that counts.
    fn longest_overdue(&self, by: DebtorsBy) -> i128 {
        let oldest = || self.columns.zone(Field::Due).map(|zone| zone.first);
        let days = |oldest: i64| i64::from(number(self.view.today)).saturating_sub(oldest);
        match by {
            DebtorsBy::Overdue => 1,
            DebtorsBy::OverdueDays => i128::from(oldest().map_or(1, days).max(1)),
        }
    }

    /// The documents that are overdue.
    fn overdue(&self, currency: Currency) -> Plan {
        let overdue = Test::Payment(vec![PaymentWord::Overdue]).yes();
        let in_currency = Test::Currency(vec![currency]).yes();
        let view = View {
            filter: self.view.filter.and(overdue).and(in_currency),
            ..self.view.clone()
        };
        Plan::new(self.columns, &view.of_somebody())
    }

    /// The same, and how many customers have anything overdue.
    pub(super) fn debtors_of_all(
        &self,
        currency: Currency,
        by: DebtorsBy,
        most: usize,
    ) -> (usize, Vec<Debtor>) {
        let (all, sums) = self.ranked(&self.overdue(currency), by, most);
        (all, self.named(currency, sums))
    }

    /// What the customers owe who owe most, and how many owe anything.
    fn ranked(&self, plan: &Plan, by: DebtorsBy, most: usize) -> (usize, Vec<Sum>) {
        let columns = self.columns;
        let dealt = deal(columns, plan);
        let id = |sum: &Sum| columns.customers.ids().get(sum.customer).copied();
        let order = |a: &Sum, b: &Sum| by.order(a, b).then_with(|| id(a).cmp(&id(b)));
        let today = number(self.view.today);
        let sums = each_range(&dealt, |range| {
            let mut sums = sums(&range, today);
            let all = sums.len();
            first_of(&mut sums, most, order);
            (all, sums)
        });
        let all = sums.iter().map(|(all, _)| all).sum();
        let mut sums: Vec<Sum> = sums.into_iter().flat_map(|(_, sums)| sums).collect();
        first_of(&mut sums, most, order);
        (all, sums)
    }

    fn named(&self, currency: Currency, sums: Vec<Sum>) -> Vec<Debtor> {
        let debtor = |sum: Sum| {
            let customer = self.columns.customers.ids().get(sum.customer)?;
            Some(Debtor {
                customer: *customer,
                currency,
                documents: sum.documents,
                overdue_minor: clamped(sum.minor),
                minor_days: sum.minor_days,
                oldest_due_on: day(sum.oldest),
            })
        };
        sums.into_iter().filter_map(debtor).collect()
    }
}

impl DebtorsBy {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::OverdueDays, Self::Overdue];

    /// The word in URLs and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::OverdueDays => "overdue_days",
        }
    }

    /// The order with this word.
    pub fn from_code(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == word)
    }

    fn order(self, a: &Sum, b: &Sum) -> Ordering {
        self.value(b).cmp(&self.value(a))
    }

    const fn value(self, sum: &Sum) -> i128 {
        match self {
            Self::Overdue => sum.minor,
            Self::OverdueDays => sum.minor_days,
        }
    }
}

/// Deals what is still to be paid of the documents out to their customers.
fn deal(columns: &Columns, plan: &Plan) -> Vec<Dealt<Debt>> {
    let shares = columns
        .shapes
        .table(None, |shape| Some((shape.paid, shape.outstanding)));
    let customers = columns.customers.ids().len();
    let new = || Dealer {
        dealt: Dealt::new(customers),
        customers: Vec::new(),
        due: Vec::new(),
        amounts: Vec::new(),
    };
    let step = |dealer: &mut Dealer, chosen: &Chunk<'_>| {
        chosen.read(Field::Customer, &mut dealer.customers);
        chosen.read(Field::Due, &mut dealer.due);
        chosen.read_whole(Field::Amount, &mut dealer.amounts);
        let money = dealer.due.iter().zip(&dealer.amounts);
        let rows = chosen.numbers().zip(chosen.shapes);
        for ((row, shape), (customer, (due, amount))) in
            rows.zip(dealer.customers.iter().zip(money))
        {
            if !plan.passes(*shape, *due) {
                continue;
            }
            let customer = customer.cast_unsigned();
            if let Some(shares) = shares[*shape as usize] {
                dealer.dealt.deal(
                    customer,
                    Debt {
                        place: place(customer),
                        due: *due,
                        minor: columns.money(row, shares, *amount).1,
                    },
                );
            }
        }
    };
    let parts = scan_kept(columns, plan, &plan.may_pass(), false, new, step);
    parts.into_iter().map(|part| part.dealt).collect()
}

/// What the customers of a range owe.
fn sums(range: &Range<'_, Debt>, today: i32) -> Vec<Sum> {
    const NOWHERE: u16 = u16::MAX;
    let mut places = vec![NOWHERE; RANGE];
    let mut sums: Vec<Sum> = Vec::new();
    for debt in range.all() {
        let days = today.saturating_sub(bank_day(debt.due));
        let minor = i128::from(debt.minor);
        let place = &mut places[debt.place as usize];
        if *place == NOWHERE {
            *place = u16::try_from(sums.len()).unwrap_or(NOWHERE);
            sums.push(Sum {
                customer: range.first + debt.place,
                documents: 0,
                minor: 0,
                minor_days: 0,
                oldest: debt.due,
            });
        }
        let sum = &mut sums[usize::from(*place)];
        sum.documents += 1;
        sum.minor += minor;
        sum.minor_days += minor * i128::from(days);
        sum.oldest = sum.oldest.min(debt.due);
    }
    sums
}

//! What documents cost to send, and how much money waits how long.

use super::grouped::{Answer, Grouping, Seen};
use super::{Grouped, Statistics};
use crate::columns::{Columns, Field};
use crate::days::{bank_day, number};
use crate::list::clamped;
use crate::{Dimension, View};
use domain::{Channel, CompanyId, Currency, Money, PaymentState};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What sending one document on a channel costs from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// The company that pays it; `None` for every company without its own.
    pub company: Option<CompanyId>,
    /// The channel.
    pub channel: Channel,
    /// The first day, by the day a document was received.
    pub from: Date,
    /// The price of one document.
    pub each: Money,
}

/// A price list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prices {
    list: Vec<Price>,
}

impl Prices {
    /// The price list with these prices, in any order.
    pub fn new(mut list: Vec<Price>) -> Self {
        list.sort_by_key(|price| price.from);
        Self { list }
    }

    /// Whether there is no price at all.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What a document costs that a company sends on a channel on a day: the
    /// company's own latest price, failing that the latest for all.
    pub fn of(&self, company: Option<CompanyId>, channel: Channel, on: Date) -> Option<Money> {
        let valid = |price: &&Price| price.channel == channel && price.from <= on;
        let own = |price: &&Price| price.company.is_some() && price.company == company;
        let all = |price: &&Price| price.company.is_none();
        let latest = |who: &dyn Fn(&&Price) -> bool| {
            let fits = |price: &&Price| valid(price) && who(price);
            self.list.iter().rfind(fits).map(|price| price.each)
        };
        latest(&own).or_else(|| latest(&all))
    }
}

/// What some documents cost and bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Economy {
    /// How many documents.
    pub n: u64,
    /// How many of them are fully paid.
    pub paid: u64,
    /// How many have a price.
    pub priced: u64,
    /// What they cost and bind, one entry a currency.
    pub sums: Vec<EconomySum>,
}

/// What documents cost and bind in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EconomySum {
    /// The currency.
    pub currency: Currency,
    /// What sending them cost, in minor units.
    pub cost_minor: i64,
    /// What was asked for, in minor units.
    pub amount_minor: i64,
    /// Minor units times days between the day on the document and its
    /// payment, or today.
    pub waiting_minor_days: i128,
    /// The part of that after the last day to pay.
    pub late_minor_days: i128,
}

impl Economy {
    /// The cost of each document with a price, in minor units and parts of
    /// them; `None` where none has one, or prices are of several currencies.
    pub fn cost_each(&self) -> Option<(Currency, f64)> {
        self.cost_by(self.priced)
    }

    /// The cost of each paid document: what all cost, spread over the paid.
    pub fn cost_per_paid(&self) -> Option<(Currency, f64)> {
        self.cost_by(self.paid)
    }

    fn cost_by(&self, count: u64) -> Option<(Currency, f64)> {
        let mut costly = self.sums.iter().filter(|sum| sum.cost_minor != 0);
        let sum = costly.next()?;
        let alone = costly.next().is_none() && count > 0;
        alone.then(|| (sum.currency, sum.cost_minor as f64 / count as f64))
    }
}

impl EconomySum {
    /// What lending the money cost at a yearly interest, in minor units: a
    /// day costs a 365th of it.
    pub fn interest_minor(&self, percent: f64) -> i64 {
        interest_minor(self.waiting_minor_days, percent)
    }

    /// The part of that after the last day to pay.
    pub fn late_interest_minor(&self, percent: f64) -> i64 {
        interest_minor(self.late_minor_days, percent)
    }

    /// The days that one krone waits on average; `None` of no money.
    pub fn waiting_days(&self) -> Option<f64> {
        let days = self.waiting_minor_days as f64 / self.amount_minor as f64;
        (self.amount_minor > 0).then_some(days)
    }
}

/// Interest on minor units times days, at a yearly percentage.
pub(super) fn interest_minor(minor_days: i128, percent: f64) -> i64 {
    // Rounding is the last thing that happens, and a float that does not fit
    // becomes the nearest number that does.
    (minor_days as f64 * percent / 100.0 / 365.0).round() as i64
}

#[derive(Default)]
struct Tally {
    n: u64,
    paid: u64,
    priced: u64,
    sums: BTreeMap<Currency, Sum>,
}

#[derive(Default)]
struct Sum {
    cost: i128,
    amount: i128,
    waiting: i128,
    late: i128,
}

impl Answer for Tally {
    fn join(&mut self, other: Self) {
        self.n += other.n;
        self.paid += other.paid;
        self.priced += other.priced;
        for (currency, more) in other.sums {
            let sum = self.sums.entry(currency).or_default();
            sum.cost += more.cost;
            sum.amount += more.amount;
            sum.waiting += more.waiting;
            sum.late += more.late;
        }
    }
}

/// Prices looked up once a company, channel and day.
pub(super) struct PriceTable<'a> {
    columns: &'a Columns,
    prices: &'a Prices,
}

impl<'a> PriceTable<'a> {
    pub(super) const fn new(columns: &'a Columns, prices: &'a Prices) -> Self {
        Self { columns, prices }
    }

    /// What a document costs on a channel.
    pub(super) fn of(&self, seen: Seen<'_>, channel: Channel) -> Option<Money> {
        if self.prices.is_empty() {
            return None;
        }
        let company = self
            .columns
            .companies
            .ids()
            .get(seen.shape.company)
            .copied();
        let on = crate::days::day(seen.get(Field::ReceivedOn)?);
        self.prices.of(company, channel, on)
    }
}

impl Tally {
    fn take(&mut self, seen: Seen<'_>, waits: Option<Waits>, price: Option<Money>) {
        self.n += 1;
        let state = seen.shape.payment;
        self.paid += u64::from(matches!(state, PaymentState::Paid | PaymentState::Overpaid));
        if let Some(price) = price {
            self.priced += 1;
            self.sums.entry(price.currency).or_default().cost += i128::from(price.minor);
        }
        if let (Some(waits), Some(currency)) = (waits, seen.shape.currency) {
            let sum = self.sums.entry(currency).or_default();
            sum.amount += i128::from(waits.minor);
            sum.waiting += i128::from(waits.minor) * i128::from(waits.days);
            sum.late += i128::from(waits.minor) * i128::from(waits.late_days);
        }
    }

    fn settle(self) -> Economy {
        let sum = |(currency, sum): (Currency, Sum)| EconomySum {
            currency,
            cost_minor: clamped(sum.cost),
            amount_minor: clamped(sum.amount),
            waiting_minor_days: sum.waiting,
            late_minor_days: sum.late,
        };
        Economy {
            n: self.n,
            paid: self.paid,
            priced: self.priced,
            sums: self.sums.into_iter().map(sum).collect(),
        }
    }
}

/// How much waited how long.
struct Waits {
    minor: i64,
    days: i32,
    late_days: i32,
}

/// What a document binds: its amount from the day on it until it was paid;
/// while it is open, what is still to be paid until today. What was credited
/// or cancelled binds nothing that could be had.
fn waits(columns: &Columns, seen: Seen<'_>, today: i32) -> Option<Waits> {
    use PaymentState::{Cancelled, Credited, None as Nothing};
    let shape = seen.shape;
    if matches!(shape.payment, Nothing | Credited | Cancelled) {
        return None;
    }
    let from = seen
        .get(Field::Issued)
        .or_else(|| seen.get(Field::ReceivedOn))?;
    let paid = seen.get(Field::Paid);
    let until = paid.unwrap_or(today);
    let amount = seen.amount();
    let minor = match paid {
        Some(_) => amount,
        None => {
            columns
                .money(seen.row(), (shape.paid, shape.outstanding), amount)
                .1
        }
    };
    let late = seen
        .get(Field::Due)
        .map_or(0, |due| until.saturating_sub(bank_day(due)));
    Some(Waits {
        minor,
        days: until.saturating_sub(from).max(0),
        late_days: late.max(0),
    })
}

/// The columns that the money of a document is worked out from.
const FIELDS: [Field; 5] = [
    Field::ReceivedOn,
    Field::Issued,
    Field::Due,
    Field::Paid,
    Field::Amount,
];

impl Statistics<'_> {
    /// What the documents cost by this price list, and what they bind, by
    /// dimensions.
    pub fn economy(&self, by: &[Dimension], prices: &Prices) -> Vec<Grouped<Economy>> {
        let today = number(self.view.today);
        let table = PriceTable::new(self.columns, prices);
        let grouping = Grouping::new(self.columns, self.view, by);
        let found = grouping.run(&FIELDS, |tally: &mut Tally, seen| {
            let price = table.of(seen, seen.shape.channel);
            tally.take(seen, waits(self.columns, seen, today), price);
        });
        let settled = found.into_iter().map(|group| Grouped {
            keys: group.keys,
            value: group.value.settle(),
        });
        settled.collect()
    }

    /// What the documents on one channel cost and bind, and what they would
    /// have cost on another.
    pub fn moved(&self, from: Channel, to: Channel, prices: &Prices) -> (Economy, Economy) {
        let today = number(self.view.today);
        let table = PriceTable::new(self.columns, prices);
        let view = View {
            filter: self
                .view
                .filter
                .and(domain::filter::Test::Channel(vec![from]).yes()),
            ..self.view.clone()
        };
        let grouping = Grouping::new(self.columns, &view, &[]);
        let both = grouping.whole(&FIELDS, |(now, then): &mut (Tally, Tally), seen| {
            now.take(seen, waits(self.columns, seen, today), table.of(seen, from));
            then.take(seen, waits(self.columns, seen, today), table.of(seen, to));
        });
        (both.0.settle(), both.1.settle())
    }
}

impl Answer for (Tally, Tally) {
    fn join(&mut self, other: Self) {
        self.0.join(other.0);
        self.1.join(other.1);
    }
}

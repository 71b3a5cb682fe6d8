//! Counting combinations, and reading totals, sums and facets off the counts.

use super::{Facets, Sum};
use crate::columns::Columns;
use crate::plan::{FACETS, OTHER, Plan};
use crate::shape::Shape;
use domain::filter::Key;
use domain::{
    Channel, CompanyId, Currency, Delivery, DocumentKind, PaymentChannel, PaymentState, Reason,
    Recipient,
};
use std::collections::BTreeMap;

/// What was counted of the combinations. Small, because combinations are met
/// in no order and their counts should stay in the cache.
#[derive(Debug, Clone)]
pub(crate) struct Counts {
    cells: Vec<Cell>,
    /// Amounts and documents of the list by currency, wide enough for any
    /// number of any amounts; the first is for documents without one.
    sums: Vec<(i128, u64)>,
}

/// A combination that is or is not overdue.
#[derive(Debug, Clone, Copy)]
struct Cell {
    count: u32,
    /// The place of its currency's sum; [`OUTSIDE`] where the documents of
    /// the combination are not in the list.
    sum: u32,
}

const OUTSIDE: u32 = u32::MAX;

/// The currencies of a plan's combinations, and where each is summed.
pub(crate) struct Currencies {
    all: Vec<Currency>,
    cells: Vec<Cell>,
}

impl Currencies {
    pub(crate) fn new(columns: &Columns, plan: &Plan) -> Self {
        let mut all: Vec<Currency> = Vec::new();
        let place = columns.shapes.table(0, |shape| {
            shape.currency.map_or(0, |currency| {
                let known = all.iter().position(|known| *known == currency);
                let place = known.unwrap_or_else(|| {
                    all.push(currency);
                    all.len() - 1
                });
                u32::try_from(place + 1).unwrap_or(0)
            })
        });
        let cell = |(at, fails): (usize, &u16)| Cell {
            count: 0,
            sum: if *fails == 0 { place[at / 2] } else { OUTSIDE },
        };
        let cells = plan.fails.iter().enumerate().map(cell).collect();
        Self { all, cells }
    }

    /// Nothing counted yet.
    pub(crate) fn counts(&self) -> Counts {
        Counts {
            cells: self.cells.clone(),
            sums: vec![(0, 0); self.all.len() + 1],
        }
    }
}

impl Counts {
    /// Counts a document, and tells whether it is in the list.
    pub(crate) fn count(&mut self, cell: usize) -> bool {
        let cell = &mut self.cells[cell];
        cell.count += 1;
        cell.sum != OUTSIDE
    }

    /// Counts documents of one combination that were added up.
    pub(crate) fn count_many(&mut self, cell: usize, many: &crate::columns::Sum) {
        let cell = &mut self.cells[cell];
        cell.count += many.count;
        if let Some(sum) = self.sums.get_mut(cell.sum as usize) {
            sum.0 += i128::from(many.amount);
            sum.1 += u64::from(many.count);
        }
    }

    /// Adds the amount of a document in the list.
    pub(crate) fn add(&mut self, cell: usize, minor: i64) {
        if let Some(sum) = self.sums.get_mut(self.cells[cell].sum as usize) {
            sum.0 += i128::from(minor);
            sum.1 += 1;
        }
    }

    /// Adds what another part of the pass counted.
    pub(crate) fn join(&mut self, other: &Self) {
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            cell.count += more.count;
        }
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
    }

    /// How many documents are in the list.
    pub(crate) fn total(&self) -> u64 {
        self.sums.iter().map(|(_, count)| count).sum()
    }

    /// The sums of the list by currency.
    pub(crate) fn sums(&self, currencies: &Currencies) -> Vec<Sum> {
        let counted = currencies.all.iter().zip(&self.sums[1..]);
        let sum = |(currency, (minor, count)): (&Currency, &(i128, u64))| Sum {
            currency: *currency,
            minor: clamped(*minor),
            count: *count,
        };
        let mut sums: Vec<Sum> = counted.map(sum).filter(|sum| sum.count > 0).collect();
        sums.sort_by_key(|sum| sum.currency);
        sums
    }
}

/// A sum in 64 bits, or the nearest there is.
pub(crate) fn clamped(minor: i128) -> i64 {
    let nearest = if minor < 0 { i64::MIN } else { i64::MAX };
    i64::try_from(minor).unwrap_or(nearest)
}

fn shape(columns: &Columns, cell: usize) -> Option<&Shape> {
    columns.shapes.get(u32::try_from(cell / 2).ok()?)
}

/// A document counts in a facet where no key but the facet's own fails it.
pub(crate) fn facets(columns: &Columns, plan: &Plan, counted: &Counts) -> Facets {
    let mut words = Words::default();
    for (at, (cell, fails)) in counted.cells.iter().zip(&plan.fails).enumerate() {
        if cell.count == 0 || fails & OTHER != 0 {
            continue;
        }
        let Some(shape) = shape(columns, at) else {
            continue;
        };
        // Either nothing fails and it counts in every facet, or one key does
        // and it counts in that one's.
        match fails.count_ones() {
            0 => FACETS
                .iter()
                .for_each(|key| words.add(*key, shape, at, cell.count)),
            1 => words.add(
                FACETS[fails.trailing_zeros() as usize],
                shape,
                at,
                cell.count,
            ),
            _ => {}
        }
    }
    words.settle(columns)
}

/// More than any number in the vocabularies.
const NUMBERS: usize = 32;

/// Counts by the numbers of words; a thousand times as quick as by word.
#[derive(Default)]
struct Words {
    company: Vec<u64>,
    kind: [u64; NUMBERS],
    channel: [u64; NUMBERS],
    paid_by: [u64; NUMBERS],
    delivery: [u64; NUMBERS],
    recipient: [u64; NUMBERS],
    payment: [u64; NUMBERS],
    overdue: u64,
    reason: [u64; NUMBERS],
    currency: BTreeMap<Currency, u64>,
}

impl Words {
    fn add(&mut self, key: Key, shape: &Shape, cell: usize, count: u32) {
        let count = u64::from(count);
        let (counts, number) = match key {
            Key::Company => return self.add_company(shape.company, count),
            Key::Currency => return self.add_currency(shape.currency, count),
            Key::Kind => (&mut self.kind, shape.kind.number()),
            Key::Channel => (&mut self.channel, shape.channel.number()),
            Key::Delivery => (&mut self.delivery, shape.delivery.number()),
            Key::Recipient => (&mut self.recipient, shape.recipient.number()),
            // No vocabulary with a missing word has a word numbered 0.
            Key::PaidBy => (&mut self.paid_by, shape.paid_by.map_or(0, |w| w.number())),
            Key::Reason => (&mut self.reason, shape.reason.map_or(0, |w| w.number())),
            Key::Payment => {
                let overdue = cell % 2 == 1 && shape.payment.is_outstanding();
                self.overdue += if overdue { count } else { 0 };
                (&mut self.payment, shape.payment.number())
            }
            _ => return,
        };
        if let Some(known) = counts.get_mut(usize::from(number)) {
            *known += count;
        }
    }

    fn add_company(&mut self, company: u32, count: u64) {
        let company = company as usize;
        if self.company.len() <= company {
            self.company.resize(company + 1, 0);
        }
        self.company[company] += count;
    }

    fn add_currency(&mut self, currency: Option<Currency>, count: u64) {
        if let Some(currency) = currency {
            *self.currency.entry(currency).or_default() += count;
        }
    }

    fn settle(self, columns: &Columns) -> Facets {
        let companies = columns.companies.ids().values().iter().copied();
        let companies = companies.zip(self.company).filter(|(_, count)| *count > 0);
        let mut company: Vec<(CompanyId, u64)> = companies.collect();
        company.sort_unstable();
        let payment = worded(PaymentState::ALL, &self.payment, PaymentState::number);
        let outstanding = payment.iter().filter(|(state, _)| state.is_outstanding());
        Facets {
            company,
            kind: worded(DocumentKind::ALL, &self.kind, DocumentKind::number),
            channel: worded(Channel::ALL, &self.channel, Channel::number),
            paid_by: worded(PaymentChannel::ALL, &self.paid_by, PaymentChannel::number),
            delivery: worded(Delivery::ALL, &self.delivery, Delivery::number),
            recipient: worded(Recipient::ALL, &self.recipient, Recipient::number),
            outstanding: outstanding.map(|(_, count)| count).sum(),
            payment,
            overdue: self.overdue,
            reason: worded(Reason::ALL, &self.reason, Reason::number),
            currency: self.currency.into_iter().collect(),
        }
    }
}

fn worded<T: Copy>(all: &[T], counts: &[u64; NUMBERS], number: fn(T) -> u8) -> Vec<(T, u64)> {
    let count = |word: &T| {
        let count = counts.get(usize::from(number(*word))).copied();
        count.filter(|count| *count > 0).map(|count| (*word, count))
    };
    all.iter().filter_map(count).collect()
}

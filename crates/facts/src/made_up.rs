//! Made-up organisations of any size for measuring: the same seed gives the
//! same documents, one after the other, without keeping them.
//!
//! Sixteen months, twelve companies, nine channels, seven ways to pay, one
//! customer for ten documents. A few customers receive very many documents
//! and most a handful (Zipf with exponent 0.6); each has a channel and a habit
//! of paying. Documents that a channel cannot tell of are not opened, failed
//! ones are not paid, mandates are paid on the day, and whatever lies after
//! [`TODAY`] has not happened.

use crate::{CompanyEntry, CustomerEntry, Entry, Facts};
use dice::Dice;
use domain::{CompanyId, Currency, CustomerId, DocumentId, DocumentKind, Head, Money, Seq};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

mod dice;
mod life;

/// The day on which everything is asked.
pub const TODAY: Date = date(2026, 11, 23);
/// Days from the first document received to the last.
const DAYS: u64 = 488;
/// Noon UTC of the first of these days.
const FIRST_SECOND: i64 = 1_753_272_000;
/// How many companies there are.
const COMPANIES: u64 = 12;
/// Documents that the read model is told of at a time.
const TOLD_AT_A_TIME: usize = 10_000;
/// Documents of a batch.
const BATCH: u64 = 2_000;

/// An organisation that does not exist.
#[derive(Debug, Clone)]
pub struct MadeUp {
    seed: u64,
    documents: u64,
    companies: Vec<CompanyId>,
    customers: u64,
}

impl MadeUp {
    /// The organisation of this seed, with so many documents.
    pub fn new(seed: u64, documents: u64) -> Self {
        let company = |number| CompanyId::from_parts(number, Dice::of(seed, number, 1).bytes());
        Self {
            seed,
            documents,
            companies: (0..COMPANIES).map(company).collect(),
            customers: (documents / 10).max(1),
        }
    }

    /// How many documents it has.
    pub const fn documents(&self) -> u64 {
        self.documents
    }

    /// Its companies.
    pub fn companies(&self) -> Vec<CompanyEntry> {
        let numbered = (0_u64..).zip(&self.companies);
        let entry = |(number, id): (u64, &CompanyId)| CompanyEntry {
            id: *id,
            number: format!("{}", 910_000_000 + number),
            name: format!("Company {:02}", number + 1),
        };
        numbered.map(entry).collect()
    }

    /// Its customers, in an order that has nothing to do with their size.
    pub fn customers(&self) -> impl Iterator<Item = CustomerEntry> + '_ {
        (0..self.customers).map(|number| CustomerEntry {
            id: self.customer(number),
            number: Some(format!("{}", 100_000 + number)),
            name: life::name(&mut Dice::of(self.seed, number, 2)),
        })
    }

    /// The read model of it.
    pub fn facts(&self, zone: TimeZone) -> Facts {
        let mut facts = Facts::new(zone);
        facts.apply_companies(&self.companies());
        let mut waiting = Vec::with_capacity(TOLD_AT_A_TIME);
        for entry in self.entries() {
            waiting.push(entry);
            if waiting.len() == TOLD_AT_A_TIME {
                facts.apply(&waiting);
                waiting.clear();
            }
        }
        facts.apply(&waiting);
        facts.apply_customers(&self.customers().collect::<Vec<_>>());
        facts
    }

    /// Its documents in the order in which they were received.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        (0..self.documents).map(|number| self.entry(number))
    }

    /// One of its documents. They are numbered from 0 by when they were
    /// received.
    pub fn entry(&self, number: u64) -> Entry {
        let mut dice = Dice::of(self.seed, number, 3);
        let second = FIRST_SECOND + self.after(number).cast_signed();
        let received_at = Timestamp::from_second(second).unwrap_or_default();
        let customer = self.some_customer(&mut dice);
        let habit = life::Habit::of(self.seed, customer);
        let day = (self.after(number) / 86_400).cast_signed();
        let issued_on = date(2025, 7, 23).saturating_add((day - dice.few(3)).days());
        let kind = match dice.below(100) {
            0..84 => DocumentKind::Invoice,
            84..92 => DocumentKind::Reminder,
            92..96 => DocumentKind::CreditNote,
            _ => DocumentKind::Letter,
        };
        let minor = 5_000 + (dice.below(1_000) * dice.below(1_000)).cast_signed() * 3;
        let amount = (kind != DocumentKind::Letter).then(|| Money::new(minor, Currency::NOK));
        let head = Head {
            id: DocumentId::from_parts(second.cast_unsigned() * 1000, dice.bytes()),
            company: self.companies[dice.skewed(self.companies.len())],
            customer: self.customer(customer),
            kind,
            channel: habit.channel(day, &mut dice),
            number: format!("{}", 20_000_000 + number),
            kid: kind.asks_for_payment().then(|| format!("{:012}0", number)),
            account: None,
            amount,
            issued_on: Some(issued_on),
            due_on: amount.map(|_| issued_on.saturating_add(habit.terms().days())),
            received_at,
            batch: Some(format!("batch-{}", number / BATCH)),
        };
        let standing = life::standing(&head, &habit, &mut dice);
        Entry {
            // Eight events a document, told as they happened.
            seq: Seq(number.cast_signed() * 8 + 8),
            head,
            standing,
        }
    }

    fn after(&self, number: u64) -> u64 {
        number * DAYS * 86_400 / self.documents.max(1)
    }

    fn customer(&self, number: u64) -> CustomerId {
        CustomerId::from_parts(number, Dice::of(self.seed, number, 4).bytes())
    }

    fn some_customer(&self, dice: &mut Dice) -> u64 {
        // Square roots come out the same on every machine; powers need not.
        let share = dice.share();
        let rank = share * share * share.sqrt();
        let rank = (rank * self.customers as f64) as u64;
        // So that size has nothing to do with the order of names and numbers.
        rank.wrapping_mul(7_919) % self.customers
    }
}

//! The answers, worked out by going through the entries one by one.

use crate::world::World;
use domain::filter::{AmountSpan, Has, Key, PaymentWord, Term, Test};
use domain::period::{DateSpan, Period};
use domain::{Currency, DocumentId, Money};
use facts::{
    DateField, Dimension, Entry, Facets, Group, GroupKey, GroupSum, Sort, SortBy, Sum, View,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) struct Naive<'a> {
    pub(crate) world: &'a World,
    pub(crate) entries: &'a [Entry],
    pub(crate) view: &'a View,
    pub(crate) zone: TimeZone,
}

/// What decides an order: a number or a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(i128),
    Text(Vec<usize>),
}

/// Letters by their place in the Norwegian alphabet, the rest before them.
fn alphabetical(text: &str) -> Option<Value> {
    const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyzæøå";
    let place = |c: char| match ALPHABET.chars().position(|letter| letter == c) {
        Some(at) => 200 + at,
        None => c as usize,
    };
    let places: Vec<usize> = text.to_lowercase().chars().map(place).collect();
    (!places.is_empty()).then_some(Value::Text(places))
}

impl Naive<'_> {
    fn meant(&self, aside: Option<Key>) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| {
            let companies = self.view.companies.as_ref();
            let terms = self.view.filter.terms.iter();
            let mut terms = terms.filter(|term| Some(term.test.key()) != aside);
            companies.is_none_or(|c| c.contains(&entry.head.company))
                && terms.all(|term| self.holds(term, entry))
        })
    }

    fn holds(&self, term: &Term, entry: &Entry) -> bool {
        self.test(&term.test, entry) != term.negated
    }

    fn test(&self, test: &Test, entry: &Entry) -> bool {
        let (head, standing) = (&entry.head, &entry.standing);
        match test {
            Test::Text(text) => self.text(text, entry),
            Test::Company(typed) => typed.iter().any(|typed| self.company(typed, entry)),
            Test::Customer(typed) => typed.iter().any(|typed| self.customer(typed, entry)),
            Test::Kind(list) => list.contains(&head.kind),
            Test::Channel(list) => list.contains(&standing.channel),
            Test::PaidBy(list) => standing.paid_by.is_some_and(|by| list.contains(&by)),
            Test::Delivery(list) => list.contains(&standing.delivery),
            Test::Recipient(list) => list.contains(&standing.recipient),
            Test::Payment(list) => list.iter().any(|word| match word {
                PaymentWord::State(state) => standing.payment == *state,
                PaymentWord::Outstanding => standing.payment.is_outstanding(),
                PaymentWord::Overdue => standing.is_overdue(head.due_on, self.view.today),
            }),
            Test::Reason(list) => standing.reason.is_some_and(|reason| list.contains(&reason)),
            Test::Received(span) => self.within(*span, Some(self.received_on(entry))),
            Test::Issued(span) => self.within(*span, head.issued_on),
            Test::Due(span) => self.within(*span, head.due_on),
            Test::Paid(span) => self.within(*span, standing.paid_on),
            Test::Amount(span) => head
                .amount
                .is_some_and(|amount| amount_within(*span, amount)),
            Test::Currency(list) => head.amount.is_some_and(|a| list.contains(&a.currency)),
            Test::Batch(list) => head
                .batch
                .as_ref()
                .is_some_and(|batch| list.contains(batch)),
            Test::Has(list) => list.iter().any(|thing| has(*thing, entry)),
            Test::Processing(list) => list.contains(&standing.processing),
        }
    }

    fn text(&self, text: &str, entry: &Entry) -> bool {
        let needle = text.trim().to_lowercase().replace(char::is_control, " ");
        let compact = needle.replace(' ', "");
        let kid = entry.head.kid.as_deref().unwrap_or_default();
        let customer = self
            .world
            .customers
            .iter()
            .find(|c| c.id == entry.head.customer);
        let by_customer = customer.is_some_and(|customer| {
            let number = customer.number.as_deref().unwrap_or_default();
            number.contains(&needle) || customer.name.to_lowercase().contains(&needle)
        });
        let number = entry.head.number.to_lowercase();
        by_customer
            || number.contains(&needle)
            || (!compact.is_empty() && kid.starts_with(&compact))
    }

    fn company(&self, typed: &str, entry: &Entry) -> bool {
        let all: Vec<_> = self.world.companies.iter().collect();
        let number = typed.replace(' ', "");
        let known = |c: &&facts::CompanyEntry| (c.id.to_string(), c.number.clone(), c.name.clone());
        let meant = meant(typed, &number, &all, known);
        meant.iter().any(|company| company.id == entry.head.company)
    }

    fn customer(&self, typed: &str, entry: &Entry) -> bool {
        let all: Vec<_> = self.world.customers.iter().collect();
        let known = |c: &&facts::CustomerEntry| {
            (
                c.id.to_string(),
                c.number.clone().unwrap_or_default(),
                c.name.clone(),
            )
        };
        let meant = meant(typed, typed, &all, known);
        meant
            .iter()
            .any(|customer| customer.id == entry.head.customer)
    }

    fn within(&self, span: DateSpan, day: Option<Date>) -> bool {
        let days = span.resolve(self.view.today);
        day.is_some_and(|day| days.contains(day))
    }

    fn received_on(&self, entry: &Entry) -> Date {
        entry.head.received_at.to_zoned(self.zone.clone()).date()
    }

    fn value(&self, by: SortBy, entry: &Entry) -> Option<Value> {
        let (head, standing) = (&entry.head, &entry.standing);
        let day = |day: Option<Date>| {
            day.map(|d| Value::Number(i128::from(d.year()) * 400 + i128::from(d.day_of_year())))
        };
        let word = |number: u8| Some(Value::Number(i128::from(number)));
        match by {
            SortBy::Received => {
                let minute = head.received_at.as_second().div_euclid(60);
                Some(Value::Number(i128::from(minute)))
            }
            SortBy::Issued => day(head.issued_on),
            SortBy::Due => day(head.due_on),
            SortBy::Paid => day(standing.paid_on),
            SortBy::Amount => head.amount.map(|amount| Value::Number(major(amount))),
            SortBy::Number => alphabetical(&head.number),
            SortBy::Customer => {
                let customer = self.world.customers.iter().find(|c| c.id == head.customer);
                customer.and_then(|customer| alphabetical(&customer.name))
            }
            SortBy::Company => {
                let company = self.world.companies.iter().find(|c| c.id == head.company);
                company.and_then(|company| alphabetical(&company.name))
            }
            SortBy::Kind => word(head.kind.number()),
            SortBy::Channel => word(standing.channel.number()),
            SortBy::PaidBy => standing.paid_by.and_then(|by| word(by.number())),
            SortBy::Delivery => word(standing.delivery.number()),
            SortBy::Recipient => word(standing.recipient.number()),
            SortBy::Payment => word(standing.payment.number()),
            SortBy::Reason => standing.reason.and_then(|reason| word(reason.number())),
        }
    }

    pub(crate) fn ordered(&self, sort: Sort) -> Vec<DocumentId> {
        let mut found: Vec<&Entry> = self.meant(None).collect();
        found.sort_by(|a, b| {
            let turned = |order: Ordering| {
                if sort.descending {
                    order.reverse()
                } else {
                    order
                }
            };
            let ids = turned(a.head.id.cmp(&b.head.id));
            match (self.value(sort.by, a), self.value(sort.by, b)) {
                (Some(a), Some(b)) => turned(a.cmp(&b)).then(ids),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => ids,
            }
        });
        found.iter().map(|entry| entry.head.id).collect()
    }

    pub(crate) fn sums(&self) -> Vec<Sum> {
        let mut sums: BTreeMap<Currency, (i64, u64)> = BTreeMap::new();
        for amount in self.meant(None).filter_map(|entry| entry.head.amount) {
            let sum = sums.entry(amount.currency).or_default();
            *sum = (sum.0 + amount.minor, sum.1 + 1);
        }
        let sum = |(currency, (minor, count))| Sum {
            currency,
            minor,
            count,
        };
        sums.into_iter().map(sum).collect()
    }

    fn facet<T: Ord>(&self, key: Key, of: impl Fn(&Entry) -> Option<T>) -> Vec<(T, u64)> {
        let mut counts = BTreeMap::new();
        for word in self.meant(Some(key)).filter_map(of) {
            *counts.entry(word).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    pub(crate) fn facets(&self) -> Facets {
        let payment = || self.meant(Some(Key::Payment));
        let outstanding = payment().filter(|e| e.standing.payment.is_outstanding());
        let overdue = payment().filter(|e| e.standing.is_overdue(e.head.due_on, self.view.today));
        Facets {
            company: self.facet(Key::Company, |e| Some(e.head.company)),
            kind: self.facet(Key::Kind, |e| Some(e.head.kind)),
            channel: self.facet(Key::Channel, |e| Some(e.standing.channel)),
            paid_by: self.facet(Key::PaidBy, |e| e.standing.paid_by),
            delivery: self.facet(Key::Delivery, |e| Some(e.standing.delivery)),
            recipient: self.facet(Key::Recipient, |e| Some(e.standing.recipient)),
            payment: self.facet(Key::Payment, |e| Some(e.standing.payment)),
            outstanding: outstanding.count() as u64,
            overdue: overdue.count() as u64,
            reason: self.facet(Key::Reason, |e| e.standing.reason),
            currency: self.facet(Key::Currency, |e| e.head.amount.map(|a| a.currency)),
        }
    }

    fn key(&self, dimension: Dimension, entry: &Entry) -> GroupKey {
        let (head, standing) = (&entry.head, &entry.standing);
        let found = match dimension {
            Dimension::Company => Some(GroupKey::Company(head.company)),
            Dimension::Kind => Some(GroupKey::Kind(head.kind)),
            Dimension::Channel => Some(GroupKey::Channel(standing.channel)),
            Dimension::PaidBy => standing.paid_by.map(GroupKey::PaidBy),
            Dimension::Delivery => Some(GroupKey::Delivery(standing.delivery)),
            Dimension::Recipient => Some(GroupKey::Recipient(standing.recipient)),
            Dimension::Payment => Some(GroupKey::Payment(standing.payment)),
            Dimension::Reason => standing.reason.map(GroupKey::Reason),
            Dimension::Currency => head.amount.map(|a| GroupKey::Currency(a.currency)),
            Dimension::Customer => Some(GroupKey::Customer(head.customer)),
            Dimension::Batch => head.batch.clone().map(GroupKey::Batch),
            Dimension::Processing => Some(GroupKey::Processing(standing.processing)),
            Dimension::Date(field, unit) => {
                let day = match field {
                    DateField::Received => Some(self.received_on(entry)),
                    DateField::Issued => head.issued_on,
                    DateField::Due => head.due_on,
                    DateField::Paid => standing.paid_on,
                };
                day.map(|day| GroupKey::Period(Period::of(day, unit)))
            }
        };
        found.unwrap_or(GroupKey::Missing)
    }

    pub(crate) fn groups(&self, by: &[Dimension]) -> Vec<Group> {
        let mut groups: BTreeMap<Vec<GroupKey>, Vec<&Entry>> = BTreeMap::new();
        for entry in self.meant(None) {
            let keys = by.iter().map(|dimension| self.key(*dimension, entry));
            groups.entry(keys.collect()).or_default().push(entry);
        }
        let group = |(keys, entries): (Vec<GroupKey>, Vec<&Entry>)| Group {
            keys,
            count: entries.len() as u64,
            sums: sums(&entries),
        };
        groups.into_iter().map(group).collect()
    }
}

fn sums(entries: &[&Entry]) -> Vec<GroupSum> {
    let amounts = entries.iter().filter_map(|entry| entry.head.amount);
    let currencies: BTreeSet<Currency> = amounts.map(|amount| amount.currency).collect();
    let sum = |currency| {
        let mut sum = GroupSum {
            currency,
            count: 0,
            amount_minor: 0,
            outstanding_minor: 0,
            paid_minor: 0,
        };
        for entry in entries {
            if let Some(amount) = entry.head.amount.filter(|a| a.currency == currency) {
                sum.count += 1;
                sum.amount_minor += amount.minor;
                sum.outstanding_minor += entry.standing.outstanding_minor(amount.minor);
                sum.paid_minor += entry.standing.paid_minor;
            }
        }
        sum
    };
    currencies.into_iter().map(sum).collect()
}

/// Ten-thousandths of the major unit.
fn major(amount: Money) -> i128 {
    i128::from(amount.minor) * 10_i128.pow(4 - amount.currency.exponent())
}

fn amount_within(span: AmountSpan, amount: Money) -> bool {
    let of = |at: domain::filter::Major| i128::from(at.ten_thousandths());
    let amount = major(amount);
    match span {
        AmountSpan::Exactly(at) => amount == of(at),
        AmountSpan::Above(at) => amount > of(at),
        AmountSpan::AtLeast(at) => amount >= of(at),
        AmountSpan::Below(at) => amount < of(at),
        AmountSpan::AtMost(at) => amount <= of(at),
        AmountSpan::Between(from, to) => of(from) <= amount && amount <= of(to),
    }
}

fn has(thing: Has, entry: &Entry) -> bool {
    let (head, standing) = (&entry.head, &entry.standing);
    match thing {
        Has::Comment => standing.comments > 0,
        Has::Error => standing.reason.is_some(),
        Has::Hold => standing.held,
        Has::Payment => standing.paid_by.is_some(),
        Has::Amount => head.amount.is_some(),
        Has::Issued => head.issued_on.is_some(),
        Has::Due => head.due_on.is_some(),
        Has::Paid => standing.paid_on.is_some(),
        Has::Batch => head.batch.is_some(),
        Has::Kid => head.kid.is_some(),
        Has::Erased => head.is_erased(),
    }
}

/// Id, number and name.
type Known = (String, String, String);
type Way<'a> = dyn Fn(&Known) -> bool + 'a;

/// Id, else number, else the whole name, else part of it.
fn meant<T: Clone>(typed: &str, number: &str, all: &[T], known: impl Fn(&T) -> Known) -> Vec<T> {
    let name = typed.to_lowercase();
    let ways: [&Way; 4] = [
        &|known| known.0 == typed,
        &|known| known.1 == number,
        &|known| known.2.to_lowercase() == name,
        &|known| known.2.to_lowercase().contains(&name),
    ];
    let found =
        |way: &&Way| -> Vec<T> { all.iter().filter(|one| way(&known(one))).cloned().collect() };
    ways.iter()
        .map(found)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

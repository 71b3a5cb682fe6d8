use super::*;
use crate::made_up::{MadeUp, TODAY};
use crate::statistics::{Debtor, DebtorsBy};
use crate::{DateField, Dimension, Entry, GroupKey, LatePayer, WaitFor, percentile};
use domain::calendar::bank_day_from;
use domain::{Channel, Currency, CustomerId, PaymentState};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

#[test]
fn every_question_has_a_filter_that_is_understood_and_an_answer() {
    let made_up = MadeUp::new(1, 20_000);
    let facts = made_up.facts(TimeZone::UTC);
    for question in QUESTIONS {
        assert!(Filter::parse(question.filter).is_ok(), "{}", question.name);
        assert!(!question.ask(&facts).is_empty(), "{}", question.name);
        assert!(question.bytes(&facts) > 0, "{}", question.name);
    }
}

fn entries(made_up: &MadeUp, of: impl Fn(&Entry) -> bool) -> Vec<Entry> {
    made_up.entries().filter(of).collect()
}

/// Days from the last day to pay to the payment.
fn delay(entry: &Entry) -> Option<i32> {
    let last_day = bank_day_from(entry.head.due_on?);
    Some((entry.standing.paid_on? - last_day).get_days())
}

fn by_customer<T>(entries: &[Entry], of: fn(&Entry) -> Option<T>) -> BTreeMap<CustomerId, Vec<T>> {
    let mut all: BTreeMap<CustomerId, Vec<T>> = BTreeMap::new();
    for entry in entries {
        if let Some(value) = of(entry) {
            all.entry(entry.head.customer).or_default().push(value);
        }
    }
    all
}

#[test]
fn the_latest_payers_are_those_of_going_through_all() {
    let made_up = MadeUp::new(3, 40_000);
    let facts = made_up.facts(TimeZone::UTC);
    for (text, most) in [
        ("has:paid", 20),
        ("has:paid", 100_000),
        ("channel:print", 5),
    ] {
        let view = View {
            filter: Filter::parse(text).unwrap(),
            ..View::all(TODAY)
        };
        let print =
            |entry: &Entry| text != "channel:print" || entry.standing.channel == Channel::Print;
        let mut expected: Vec<LatePayer> = Vec::new();
        for (customer, mut delays) in by_customer(&entries(&made_up, print), delay) {
            delays.sort_unstable();
            expected.extend((delays.len() >= crate::PAID_MIN).then(|| LatePayer {
                customer,
                paid: delays.len(),
                on_time: delays.iter().filter(|delay| **delay <= 0).count(),
                median_delay_days: delays[(delays.len() - 1) / 2],
            }));
        }
        expected.sort_by_key(|payer| (-payer.median_delay_days, payer.customer));
        expected.truncate(most);
        assert_eq!(
            facts.statistics(&view, now()).latest_payers(most),
            expected,
            "{text}"
        );
    }
}

#[test]
fn those_who_owe_most_are_those_of_going_through_all() {
    let made_up = MadeUp::new(4, 20_000);
    let facts = made_up.facts(TimeZone::UTC);
    let view = View {
        filter: Filter::parse("payment:overdue").unwrap(),
        ..View::all(TODAY)
    };
    let overdue = |entry: &Entry| entry.standing.is_overdue(entry.head.due_on, TODAY);
    let owed = |entry: &Entry| {
        let minor = entry.head.amount?.minor;
        Some((entry.standing.outstanding_minor(minor), entry.head.due_on?))
    };
    let sums = by_customer(&entries(&made_up, overdue), owed);
    let mut expected: Vec<Debtor> = sums
        .into_iter()
        .map(|(customer, owed)| Debtor {
            customer,
            currency: Currency::NOK,
            documents: owed.len() as u64,
            overdue_minor: owed.iter().map(|(minor, _)| minor).sum(),
            minor_days: owed
                .iter()
                .map(|(minor, due)| {
                    let late = (TODAY - bank_day_from(*due)).get_days();
                    i128::from(*minor) * i128::from(late)
                })
                .sum(),
            oldest_due_on: owed.iter().map(|(_, due)| *due).min().unwrap(),
        })
        .collect();
    for (by, key) in [
        (
            DebtorsBy::Overdue,
            (|d| i128::from(d.overdue_minor)) as fn(&Debtor) -> i128,
        ),
        (DebtorsBy::OverdueDays, |d| d.minor_days),
    ] {
        expected.sort_by_key(|debtor| (std::cmp::Reverse(key(debtor)), debtor.customer));
        let statistics = facts.statistics(&view, now());
        assert_eq!(
            statistics.debtors(Currency::NOK, by, 30),
            expected[..30],
            "{by:?}"
        );
        let all = statistics.debtors(Currency::NOK, by, usize::MAX);
        assert_eq!(all, expected, "{by:?}");
    }
}

#[test]
fn waits_are_those_of_going_through_all() {
    let made_up = MadeUp::new(5, 20_000);
    let facts = made_up.facts(TimeZone::UTC);
    let week = Dimension::Date(DateField::Received, domain::period::Unit::Month);
    let by = [Dimension::Channel, week];
    let view = View::all(TODAY);
    let statistics = facts.statistics(&view, now());
    let groups = statistics.waits(&by, WaitFor::Both).unwrap();
    assert!(groups.len() > 100);
    for group in groups {
        let [GroupKey::Channel(channel), GroupKey::Period(period)] = group.keys[..] else {
            panic!("{:?}", group.keys);
        };
        let waits = group.value;
        let month = domain::period::Period::of;
        let of = |entry: &Entry| {
            let received = entry.head.received_at.to_zoned(TimeZone::UTC).date();
            entry.standing.channel == channel
                && month(received, domain::period::Unit::Month) == period
        };
        let all = entries(&made_up, of);
        let waited =
            |entry: &Entry| Some((entry.standing.paid_on? - entry.head.issued_on?).get_days());
        let mut paid: Vec<i32> = all.iter().filter_map(waited).collect();
        paid.sort_unstable();
        let on_time = all
            .iter()
            .filter(|entry| entry.standing.was_paid_on_time(entry.head.due_on) == Some(true));
        let waiting = all
            .iter()
            .filter(|entry| entry.standing.payment.is_outstanding());
        let closed = |entry: &&Entry| {
            matches!(
                entry.standing.payment,
                PaymentState::Credited | PaymentState::Cancelled
            )
        };
        assert_eq!(waits.count(), all.len() as u64);
        assert_eq!(crate::number_of(&waits.paid()), paid.len() as u64);
        assert_eq!(
            crate::number_of(&waits.paid_on_time),
            on_time.count() as u64
        );
        assert_eq!(crate::number_of(&waits.unpaid), waiting.count() as u64);
        assert_eq!(
            crate::number_of(&waits.closed),
            all.iter().filter(closed).count() as u64
        );
        if !paid.is_empty() {
            let half = paid[(paid.len() - 1) / 2];
            assert_eq!(percentile(&waits.paid(), 50), Some(half));
        }
        let opened = all.iter().filter(|e| e.standing.opened_at.is_some());
        assert_eq!(crate::number_of(&waits.opened), opened.count() as u64);
    }
}

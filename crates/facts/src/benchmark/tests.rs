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
        ("has:paid", 0),
        ("has:paid", 1),
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

fn view_of(text: &str) -> View {
    View {
        filter: Filter::parse(text).unwrap(),
        ..View::all(TODAY)
    }
}

/// What is kept of months and customers, and the same from going through the
/// documents, which a filter on another day asks for.
fn kept_and_gone_through(facts: &Facts) {
    for (text, by) in [
        ("", vec![Dimension::Channel]),
        ("kind:invoice", vec![Dimension::Channel, Dimension::Kind]),
        (
            "received:2025-11-09..2026-10-03 -kind:letter",
            vec![Dimension::Channel],
        ),
        ("company:910000003", vec![Dimension::Channel]),
    ] {
        let waits = |filter: &str| {
            let view = view_of(filter);
            let found = facts.statistics(&view, now()).waits(&by, WaitFor::Both);
            found.unwrap()
        };
        let all = waits(&format!("{text} issued:2000-01-01..2100-01-01"));
        assert!(!all.is_empty());
        assert_eq!(waits(text), all, "{text}");
    }
    for by in DebtorsBy::ALL {
        let view = view_of("");
        let statistics = facts.statistics(&view, now());
        let all = statistics.debtors(Currency::NOK, by, usize::MAX);
        let (count, some) = (all.len(), statistics.debtors(Currency::NOK, by, 7));
        assert!(count > 7);
        assert_eq!(some, all[..7], "{by:?}");
    }
    let (open, sums) = (view_of("payment:outstanding"), view_of(""));
    let by = [Dimension::Payment];
    let open: u64 = facts
        .group(&open, &by)
        .iter()
        .map(|group| group.count)
        .sum();
    let sums = facts.group(&sums, &by);
    let outstanding = sums.iter().filter(
        |group| matches!(group.keys[0], GroupKey::Payment(state) if state.is_outstanding()),
    );
    assert_eq!(open, outstanding.map(|group| group.count).sum::<u64>());
    let listed = facts.count(&view_of(
        "payment:outstanding issued:2000-01-01..2100-01-01",
    ));
    assert_eq!(open, listed);
}

#[test]
fn what_is_kept_is_right_after_every_change() {
    let made_up = MadeUp::new(6, 24_000);
    let mut facts = made_up.facts(TimeZone::UTC);
    kept_and_gone_through(&facts);
    let paid = |n: u64, round: i64| {
        let mut entry = made_up.entry(n);
        entry.seq.0 += round * 1_000_000;
        // Before the day on it, so late that it has no number of its own, or
        // not at all.
        let days = [-40, 3, 700][usize::try_from(n % 3).unwrap()];
        entry.standing.paid_on = match (n.cast_signed() + round) % 4 {
            0 => None,
            _ => entry
                .head
                .due_on
                .map(|due| due.saturating_add(jiff::Span::new().days(days))),
        };
        entry.standing.payment = match entry.standing.paid_on {
            None => PaymentState::Open,
            Some(_) => PaymentState::Paid,
        };
        let amount = entry.head.amount.map_or(0, |amount| amount.minor);
        entry.standing.paid_minor = if entry.standing.paid_on.is_some() {
            amount
        } else {
            0
        };
        entry
    };
    // Many at once, few, and so many that months are counted anew.
    for (round, step) in [(1, 20), (2, 1_000), (3, 2)] {
        let changed: Vec<Entry> = (0..24_000).step_by(step).map(|n| paid(n, round)).collect();
        facts.apply(&changed);
        kept_and_gone_through(&facts);
    }
    let gone: Vec<Entry> = (0..24_000).step_by(9).map(|n| paid(n, 4)).collect();
    let ids: Vec<_> = gone.iter().map(|entry| entry.head.id).collect();
    facts.remove(&ids);
    kept_and_gone_through(&facts);
    facts.apply(&gone[..100]);
    facts.apply(&gone[100..]);
    kept_and_gone_through(&facts);
    let mut bytes = Vec::new();
    facts.write_snapshot(&mut bytes).unwrap();
    let back = Facts::read_snapshot(bytes.as_slice()).unwrap();
    kept_and_gone_through(&back);
    for text in ["", "kind:invoice"] {
        let view = view_of(text);
        let waits = |facts: &Facts| {
            let statistics = facts.statistics(&view, now());
            statistics.waits(&[Dimension::Channel], WaitFor::Both)
        };
        assert_eq!(waits(&facts), waits(&back));
    }
}

//! A world with a known truth: two hundred invoices a day, one in twenty of
//! them never paid. What is said of old invoices and of those of the last
//! weeks must be the same, and right.
#![expect(
    clippy::unwrap_used,
    reason = "all of this is a test: what cannot go on should stop"
)]

use domain::filter::Filter;
use domain::{
    Channel, CompanyId, CustomerId, Delivery, DocumentId, DocumentKind, Head, Money,
    PaymentChannel, PaymentState, Processing, Recipient, Seq, Standing,
};
use facts::statistics::{Curve, MeasureOf, Step};
use facts::{Entry, Facts, View};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

const TODAY: Date = date(2026, 11, 23);
const A_DAY: u64 = 200;
const DAYS: i32 = 180;

/// A small generator of random numbers (splitmix64).
struct Dice(u64);

impl Dice {
    /// Between 0 and 1.
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Days until a payment, `None` for never: half of the payers take days
    /// spread evenly over the first fortnight, the others have a long tail.
    fn days(&mut self) -> Option<i32> {
        let (kind, at) = (self.roll(), self.roll());
        match kind {
            k if k < 0.05 => None,
            k if k < 0.53 => Some((at * 14.99) as i32),
            _ => Some((-(1.0 - at).ln() * 24.0) as i32 + 4),
        }
    }
}

fn entry(number: u64, issued_on: Date, days: Option<i32>) -> Entry {
    let received_at: Timestamp = issued_on
        .at(9, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
        .timestamp();
    let paid_on = days
        .map(|days| issued_on + days.days())
        .filter(|day| *day < TODAY);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&number.to_be_bytes());
    let paid = paid_on.is_some();
    Entry {
        seq: Seq(i64::try_from(number).unwrap() + 1),
        head: Head {
            id: DocumentId::from_parts(number, random),
            company: CompanyId::from_parts(1, [1; 10]),
            customer: CustomerId::from_parts(number % 997, [1; 10]),
            kind: DocumentKind::Invoice,
            channel: Channel::Ehf,
            number: number.to_string(),
            kid: None,
            account: None,
            amount: Some(Money::new(10_000, domain::Currency::NOK)),
            issued_on: Some(issued_on),
            due_on: Some(issued_on + 14.days()),
            received_at,
            batch: None,
        },
        standing: Standing {
            processing: Processing::Validated,
            channel: Channel::Ehf,
            delivery: Delivery::Delivered,
            evidence: None,
            recipient: Recipient::Unknowable,
            payment: if paid {
                PaymentState::Paid
            } else {
                PaymentState::Open
            },
            paid_by: paid.then_some(PaymentChannel::Giro),
            reason: None,
            sent_at: None,
            delivered_at: None,
            opened_at: None,
            paid_on,
            scheduled_on: None,
            paid_minor: if paid { 10_000 } else { 0 },
            credited_minor: 0,
            closed_at: None,
            parts: Vec::new(),
            comments: 0,
            held: false,
            changed_at: received_at,
        },
    }
}

/// The world as it is known today, and the share paid by day 14 if all is
/// waited for.
fn world(seed: u64) -> (Facts, Vec<Entry>, f64) {
    let mut dice = Dice(seed);
    let (mut entries, mut by_14) = (Vec::new(), 0);
    for age in (0..DAYS).rev() {
        for _ in 0..A_DAY {
            let days = dice.days();
            by_14 += u64::from(days.is_some_and(|days| days <= 14));
            entries.push(entry(entries.len() as u64, TODAY - age.days(), days));
        }
    }
    let mut facts = Facts::new(TimeZone::UTC);
    facts.apply(&entries);
    let truth = by_14 as f64 / entries.len() as f64;
    (facts, entries, truth)
}

fn curve(facts: &Facts, issued: &str) -> Curve {
    let view = View {
        filter: Filter::parse(issued).unwrap(),
        ..View::all(TODAY)
    };
    let now = "2026-11-23T12:00Z".parse().unwrap();
    let found = facts
        .statistics(&view, now)
        .measures(&[], &[MeasureOf::Time(Step::Paid)]);
    found[0].value.times[0].1.clone()
}

#[test]
fn fresh_and_old_invoices_tell_the_same_truth() {
    for seed in 1..4 {
        let (facts, _, truth) = world(seed);
        assert!(
            (truth - 0.652).abs() < 0.01,
            "the world is that of the table: {truth}"
        );
        for cohort in [
            // Aged 30 days and 120 days, each a month of them; and the last fortnight.
            "issued:2026-10-25..2026-11-23",
            "issued:2026-07-11..2026-08-10",
            "issued:2026-11-09..2026-11-23",
        ] {
            let paid = curve(&facts, cohort).within(14).value;
            let Some(paid) = paid else {
                // A fortnight has one day of invoices that old: none is enough.
                assert_eq!(cohort, "issued:2026-11-09..2026-11-23");
                continue;
            };
            assert!((paid.value - 0.65).abs() < 0.05, "{cohort}: {paid:?}");
            assert!(paid.interval.low <= truth + 0.02 && truth - 0.02 <= paid.interval.high);
        }
    }
}

#[test]
fn the_mean_of_paid_invoices_would_call_the_newest_the_fastest() {
    let (facts, entries, _) = world(1);
    let mean = |from: Date| {
        let paid = entries.iter().filter_map(|e| {
            let issued = e.head.issued_on.filter(|issued| *issued >= from)?;
            Some(f64::from((e.standing.paid_on? - issued).get_days()))
        });
        let paid: Vec<f64> = paid.collect();
        paid.iter().sum::<f64>() / paid.len() as f64
    };
    let (all, fresh) = (mean(date(2026, 1, 1)), mean(TODAY - 29.days()));
    assert!(
        fresh < all * 0.7,
        "{fresh} days of the last month, {all} of all"
    );
    let median = |issued: &str| curve(&facts, issued).median.value.unwrap().time;
    let (all, fresh) = (median("issued:2026"), median("issued:last30d"));
    assert!(
        all.abs_diff(fresh) <= 1,
        "{fresh} days of the last month, {all} of all"
    );
}

#[test]
fn history_that_was_taken_in_late_does_not_count_survivors_only() {
    // Of invoices issued long before we knew of them only the unpaid were told.
    let (_, entries, truth) = world(5);
    let known_from = TODAY - 20.days();
    let told = entries.into_iter().filter_map(|mut entry| {
        let old = entry.head.issued_on.unwrap() < known_from;
        if old {
            let open = entry.standing.paid_on.is_none_or(|paid| paid >= known_from);
            let moment = known_from.at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
            entry.head.received_at = moment.timestamp();
            return open.then_some(entry);
        }
        Some(entry)
    });
    let mut facts = Facts::new(TimeZone::UTC);
    facts.apply(&told.collect::<Vec<_>>());
    let curve = curve(&facts, "issued:2026");
    let paid = curve.within(14).value.unwrap();
    assert!((paid.value - truth).abs() < 0.05, "{paid:?}, truth {truth}");
    let naive = curve.reached as f64 / curve.n as f64;
    assert!(naive < 0.62, "counting alone would say {naive}");
}

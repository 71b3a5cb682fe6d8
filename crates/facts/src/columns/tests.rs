use super::*;
use domain::{
    Channel, Currency, Delivery, DocumentKind, Head, Money, PaymentState, Processing, Recipient,
    Seq, Standing,
};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;

fn at() -> Timestamp {
    "2026-10-25T00:30:00Z".parse().unwrap()
}

/// An invoice with these minutes from received to sent, delivered, opened.
fn entry(n: u8, minutes: [Option<i64>; 3], payment: PaymentState) -> Entry {
    let after = |minutes: Option<i64>| Some(at().checked_add(minutes?.minutes()).unwrap());
    let is_closed = matches!(payment, PaymentState::Credited | PaymentState::Cancelled);
    Entry {
        seq: Seq(i64::from(n) + 1),
        head: Head {
            id: DocumentId::from_parts(1, [n; 10]),
            company: CompanyId::from_parts(2, [0; 10]),
            customer: CustomerId::from_parts(3, [n % 5; 10]),
            kind: DocumentKind::Invoice,
            channel: Channel::Digipost,
            number: format!("{n}"),
            kid: None,
            account: None,
            amount: Some(Money::new(100 + i64::from(n), Currency::NOK)),
            issued_on: Some(date(2026, 10, 24)),
            due_on: None,
            received_at: at(),
            batch: None,
        },
        standing: Standing {
            processing: Processing::Validated,
            channel: Channel::Digipost,
            delivery: Delivery::Delivered,
            evidence: None,
            recipient: Recipient::NotYet,
            payment,
            paid_by: None,
            reason: None,
            sent_at: after(minutes[0]),
            delivered_at: after(minutes[1]),
            opened_at: after(minutes[2]),
            paid_on: None,
            scheduled_on: None,
            paid_minor: 0,
            credited_minor: 0,
            closed_at: is_closed.then(|| at().checked_add(24.hours()).unwrap()),
            parts: Vec::new(),
            comments: 0,
            held: false,
            changed_at: at(),
        },
    }
}

fn oslo() -> TimeZone {
    TimeZone::get("Europe/Oslo").unwrap()
}

fn minutes() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        2 => Just(None),
        6 => (0_i64..5_000).prop_map(Some),
        1 => (-2_000_000_i64..2_000_000).prop_map(Some),
    ]
}

proptest! {
    #[test]
    fn moments_are_kept_to_the_minute_however_late_or_early(
        told in prop::collection::vec(prop::array::uniform3(minutes()), 1..200),
    ) {
        let mut columns = Columns::default();
        for round in 0..2_usize {
            for (n, _) in told.iter().enumerate() {
                let minutes = told[(n + round) % told.len()];
                let entry = entry(u8::try_from(n).unwrap(), minutes, PaymentState::Open);
                columns.take(&entry, &oslo());
            }
            for (n, _) in told.iter().enumerate() {
                let minutes = told[(n + round) % told.len()];
                let fields = [Field::Sent, Field::Delivered, Field::Opened];
                let kept = fields.map(|field| columns.blocks[0].get(field, n));
                prop_assert_eq!(kept, minutes.map(|minutes| minutes.unwrap_or(NONE)));
            }
        }
    }
}

#[test]
fn days_are_local() {
    let mut columns = Columns::default();
    let states = [
        PaymentState::Open,
        PaymentState::Credited,
        PaymentState::Cancelled,
        PaymentState::Paid,
    ];
    for (n, state) in (0..).zip(states) {
        columns.take(&entry(n, [None; 3], state), &oslo());
    }
    let block = &columns.blocks[0];
    let on = |day: jiff::civil::Date| i64::from(number(day));
    // Half past midnight UTC is half past two in Oslo on the night that
    // summer time ends; a day later is half past one.
    assert_eq!(block.get(Field::ReceivedOn, 0), on(date(2026, 10, 25)));
    let closed = [0, 1, 2, 3].map(|row| block.get(Field::Closed, row));
    let day = on(date(2026, 10, 26));
    assert_eq!(closed, [NONE, day, day, NONE]);
}

#[test]
fn a_removed_document_leaves_no_value_behind() {
    let mut columns = Columns::default();
    let minutes = [Some(1), Some(2), Some(3)];
    columns.take(&entry(7, minutes, PaymentState::Credited), &oslo());
    columns.take(&entry(8, minutes, PaymentState::Credited), &oslo());
    columns.remove(&[DocumentId::from_parts(1, [7; 10])]);
    let block = &columns.blocks[0];
    let codes = [Field::Shape, Field::Customer, Field::Batch, Field::Amount];
    for field in Field::ALL {
        let expected = if codes.contains(&field) { 0 } else { NONE };
        assert_eq!(block.get(field, 0), expected, "{field:?}");
    }
    assert_eq!(block.text.get(0), "");
    assert_eq!(block.get(Field::Amount, 1), 108);
}

/// What is told of a document: which, how late, its minutes, its state, how
/// much of it is paid, and after how many days.
type Telling = (u8, i64, [Option<i64>; 3], PaymentState, i64, Option<i64>);

fn telling() -> impl Strategy<Value = Telling> {
    let states = prop::sample::select(PaymentState::ALL.to_vec());
    let paid = prop_oneof![Just(0), Just(40), 100..200_i64];
    let days = prop::option::of(prop_oneof![-3..30_i64, Just(600)]);
    let minutes = prop::array::uniform3(minutes());
    (0..100_u8, 0..50_i64, minutes, states, paid, days)
}

fn told((n, seq, minutes, payment, paid, days): Telling) -> Entry {
    let mut entry = entry(n, minutes, payment);
    entry.seq = Seq(seq);
    // On some days, so that one batch is about several.
    entry.head.received_at = at().checked_add((i64::from(n % 3) * 24).hours()).unwrap();
    entry.standing.paid_minor = paid;
    entry.standing.paid_on = days.map(|days| date(2026, 10, 24).saturating_add(days.days()));
    entry
}

/// Everything that is kept up to date besides the rows, by combination.
fn kept(columns: &Columns) -> (Vec<String>, Vec<String>, Vec<u64>) {
    let shape = |code: u32| format!("{:?}", columns.shapes.get(code));
    let (mut sums, mut times) = (Vec::new(), Vec::new());
    for (day, summary) in columns.days.iter() {
        summary.each(
            |_| true,
            |sum| {
                let of = (sum.count, sum.amount, sum.paid, sum.outstanding);
                sums.push(format!("{day} {of:?} {}", shape(sum.shape)));
            },
        );
    }
    for (month, days, _) in columns.days.months(|_| true) {
        let mut counts = HashMap::new();
        if let Some(of_month) = columns.times(month, days) {
            of_month.each(|time, count| {
                let kept = counts.entry(format!("{time:?}")).or_insert(0_u32);
                *kept = kept.wrapping_add(count);
            });
        }
        let counted = counts.into_iter().filter(|(_, count)| *count > 0);
        times.extend(counted.map(|(time, count)| format!("{month:?} {time} {count}")));
    }
    sums.sort();
    times.sort();
    let owed = (1..1_000).map(|least| {
        let codes = columns.owed.at_least(least);
        (0..5).filter(|code| codes.contains(*code)).count() as u64
    });
    (sums, times, owed.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn many_at_once_are_told_like_one_by_one(
        first in prop::collection::vec(telling(), 256..400),
        gone in 0..100_u8,
        second in prop::collection::vec(telling(), 256..400),
    ) {
        let (mut one_by_one, mut at_once) = (Columns::default(), Columns::default());
        let gone = DocumentId::from_parts(1, [gone; 10]);
        for tellings in [first, second] {
            let entries: Vec<Entry> = tellings.into_iter().map(told).collect();
            entries.iter().for_each(|entry| one_by_one.take(entry, &oslo()));
            at_once.take_all(&entries, &oslo());
            for columns in [&mut one_by_one, &mut at_once] {
                prop_assert!(columns.len() <= 100);
                // Asked for, so that they are kept up to date from now on.
                kept(columns);
            }
            prop_assert_eq!(kept(&one_by_one), kept(&at_once));
            let rows = one_by_one.rows();
            prop_assert_eq!(rows, at_once.rows());
            for at in 0..rows {
                let row = |columns: &Columns| {
                    let block = &columns.blocks[0];
                    let stored = Field::ALL.map(|field| match field {
                        Field::Shape => 0,
                        field => block.get(field, at),
                    });
                    let row = u32::try_from(at).unwrap();
                    let shape = format!("{:?}", columns.shapes.get(block.shape(at)));
                    let odd = columns.odd.get(row).copied();
                    (block.id(at), stored, shape, block.open.contains(at), odd)
                };
                prop_assert_eq!(row(&one_by_one), row(&at_once));
            }
            one_by_one.remove(&[gone]);
            at_once.remove(&[gone]);
        }
        // What was kept up to date is what counting anew gives.
        let before = kept(&at_once);
        at_once.summarise();
        prop_assert_eq!(before, kept(&at_once));
    }
}

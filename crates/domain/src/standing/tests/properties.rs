//! Whatever is told, in whatever order and however often, the answer is that
//! of the set.

use super::*;
use crate::ImportId;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

/// How many kinds of fact there are.
const KINDS: usize = 32;

fn channel() -> impl Strategy<Value = Channel> {
    // Few, so that facts are about the same attempts.
    prop::sample::select(vec![
        Channel::Efaktura,
        Channel::Ehf,
        Channel::Email,
        Channel::Print,
    ])
}

fn attempt() -> impl Strategy<Value = AttemptKey> {
    (channel(), prop::sample::select(vec!["", "2"]))
        .prop_map(|(channel, name)| named(channel, name))
}

fn problem() -> impl Strategy<Value = Problem> {
    let reason = prop::sample::select(Reason::ALL);
    (reason, prop::option::of("[A-B]")).prop_map(|(reason, code)| Problem {
        code,
        ..Problem::of(reason)
    })
}

fn money() -> impl Strategy<Value = Money> {
    let minor = prop::sample::select(vec![
        1,
        40_000,
        60_000,
        100_000,
        -40_000,
        -100_000,
        i64::MAX,
        i64::MIN,
    ]);
    let currency = prop::sample::select(vec!["NOK", "NOK", "EUR"]);
    (minor, currency).prop_map(|(minor, code)| Money::new(minor, code.parse().unwrap()))
}

fn day() -> impl Strategy<Value = Date> {
    (1_i8..9).prop_map(|day| date(2026, 4, day))
}

fn plain_fact() -> impl Strategy<Value = Fact> {
    let comments = (1_u8..4).prop_map(|n| Fact::Commented {
        comment: comment(n),
    });
    let received = (1_u8..4).prop_map(|n| Fact::PaymentReceived {
        payment: payment(n),
    });
    let mandate = any::<(bool, bool)>().prop_map(|(active, notice)| Fact::MandateChanged {
        kid: "1234".to_owned(),
        account: "86011117947".to_owned(),
        active,
        notice,
    });
    prop_oneof![
        Just(Fact::Received),
        Just(Fact::Validated),
        Just(Fact::Held),
        Just(Fact::Released),
        Just(Fact::Cancelled),
        problem().prop_map(|problem| Fact::Refused { problem }),
        comments,
        received,
        mandate,
        undone_fact(),
    ]
}

/// What is told of payments that are one, and of imports that were undone.
fn undone_fact() -> impl Strategy<Value = Fact> {
    let two = || ((1_u8..4).prop_map(payment), (1_u8..4).prop_map(payment));
    prop_oneof![
        two().prop_map(|(payment, _)| Fact::PaymentToldAgain {
            payment,
            by: SourceKey::new("camt", "1"),
        }),
        two().prop_map(|(payment, gone)| Fact::PaymentsMerged { payment, gone }),
        two().prop_map(|(payment, from)| Fact::PaymentSplit { payment, from }),
        two().prop_map(|(payment, _)| Fact::PaymentWithdrawn { payment }),
        Just(Fact::Withdrawn {
            import: ImportId::from_bytes([7; 16]),
        }),
        (1_i64..12).prop_map(|seq| Fact::Retracted { event: Seq(seq) }),
    ]
}

fn attempt_fact() -> impl Strategy<Value = Fact> {
    let evidence = prop::sample::select(Evidence::ALL);
    let problems = || (attempt(), problem());
    prop_oneof![
        attempt().prop_map(|attempt| Fact::Queued { attempt }),
        (attempt(), any::<bool>()).prop_map(|(attempt, open_receipt)| Fact::Sent {
            attempt,
            open_receipt
        }),
        (attempt(), evidence).prop_map(|(attempt, evidence)| Fact::Delivered { attempt, evidence }),
        problems().prop_map(|(attempt, problem)| Fact::Deferred { attempt, problem }),
        problems().prop_map(|(attempt, problem)| Fact::Failed { attempt, problem }),
        problems().prop_map(|(attempt, problem)| Fact::Returned { attempt, problem }),
        (attempt(), channel()).prop_map(|(attempt, to)| Fact::FellBack { attempt, to }),
        attempt().prop_map(|attempt| Fact::Withdrawn { attempt }),
    ]
}

fn recipient_fact() -> impl Strategy<Value = Fact> {
    let problems = || (channel(), problem());
    prop_oneof![
        channel().prop_map(|channel| Fact::Opened { channel }),
        channel().prop_map(|channel| Fact::Approved { channel }),
        channel().prop_map(|channel| Fact::ApprovalWithdrawn { channel }),
        channel().prop_map(|channel| Fact::Deleted { channel }),
        problems().prop_map(|(channel, problem)| Fact::Disputed { channel, problem }),
        problems().prop_map(|(channel, problem)| Fact::RejectedByRecipient { channel, problem }),
    ]
}

fn money_fact() -> impl Strategy<Value = Fact> {
    let paid_by = prop::sample::select(PaymentChannel::ALL);
    let matched = (1_u8..4, 1_u32..4, money(), day(), paid_by);
    prop_oneof![
        (day(), prop::option::of(money()))
            .prop_map(|(on, amount)| Fact::PaymentScheduled { on, amount }),
        matched.prop_map(
            |(n, round, amount, value_on, paid_by)| Fact::PaymentMatched {
                payment: payment(n),
                round,
                amount,
                value_on,
                paid_by,
            }
        ),
        (1_u8..4, 1_u32..4).prop_map(|(n, round)| Fact::PaymentDetached {
            payment: payment(n),
            round
        }),
        (7_u8..10, money()).prop_map(|(n, amount)| Fact::Credited {
            by: document(n),
            amount
        }),
    ]
}

fn fact() -> impl Strategy<Value = Fact> {
    prop_oneof![plain_fact(), attempt_fact(), recipient_fact(), money_fact()]
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    // Few hours, so that many things happen at the same moment.
    prop::collection::vec((0_i64..12, fact()), 0..25)
        .prop_map(|told| told.into_iter().map(|(at, fact)| event(at, fact)).collect())
}

fn head() -> impl Strategy<Value = Head> {
    let amounts = vec![None, Some(nok(100_000)), Some(nok(0)), Some(nok(i64::MAX))];
    let kind = prop::sample::select(DocumentKind::ALL);
    (kind, channel(), prop::sample::select(amounts)).prop_map(|(kind, channel, amount)| Head {
        kind,
        channel,
        amount,
        ..invoice()
    })
}

/// Some events, and the same shuffled with some of them told again.
fn told_twice() -> impl Strategy<Value = (Vec<Event>, Vec<Event>)> {
    events().prop_flat_map(|events| {
        let again = prop::sample::subsequence(events.clone(), 0..=events.len());
        let all = again.prop_map({
            let events = events.clone();
            move |again| [events.clone(), again].concat()
        });
        (Just(events), all.prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn neither_order_nor_repetition_changes_the_answer(
        head in head(),
        (once, again) in told_twice(),
    ) {
        prop_assert_eq!(fold(&head, &once), fold(&head, &again));
    }

    #[test]
    fn telling_one_thing_once_more_changes_nothing(
        head in head(),
        events in events(),
        which: prop::sample::Index,
    ) {
        prop_assume!(!events.is_empty());
        let mut more = events.clone();
        let mut late = which.get(&events).clone();
        late.learned_at = hour(1000);
        more.push(late);
        prop_assert_eq!(fold(&head, &events), fold(&head, &more));
    }

    #[test]
    fn what_is_said_hangs_together(head in head(), events in events()) {
        let Folded { standing, attempts } = fold(&head, &events);
        let known = attempts.iter().any(|attempt| attempt.delivery == standing.delivery);
        prop_assert!(known || (attempts.is_empty() && standing.delivery == Delivery::None));
        if standing.delivery.has_arrived() {
            prop_assert!(standing.delivered_at.is_some());
        }
        for attempt in &attempts {
            prop_assert_eq!(attempt.delivery.has_arrived(), attempt.delivered_at.is_some());
            if attempt.delivery.is_failure() {
                prop_assert!(attempt.failed_at.is_some());
            }
            if attempt.delivery == Delivery::PresumedDelivered {
                prop_assert!(attempt.failed_at.is_none());
            }
        }
        if standing.payment == PaymentState::Paid {
            prop_assert!(standing.paid_on.is_some() && standing.paid_by.is_some());
        }
        if standing.opened_at.is_some() {
            prop_assert!(!attempts.is_empty());
            prop_assert!(!matches!(standing.recipient, Recipient::Unknowable | Recipient::NotYet));
        }
        if !head.kind.asks_for_payment() {
            prop_assert_eq!(standing.payment, PaymentState::None);
        }
        let amount = head.amount.map_or(0, |amount| amount.minor);
        prop_assert!(standing.outstanding_minor(amount) >= 0);
    }
}

#[test]
fn every_kind_of_fact_is_told_in_these_tests() {
    let mut runner = TestRunner::deterministic();
    let facts = (0..4000).map(|_| fact().new_tree(&mut runner).unwrap().current());
    let names: BTreeSet<&str> = facts.map(|fact| fact.name()).collect();
    assert_eq!(names.len(), KINDS, "{names:?}");
}

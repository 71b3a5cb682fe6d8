//! Stories told by hand, one for each rule.

use super::*;
use crate::Channel::{Avtalegiro, Digipost, Efaktura, Ehf, Email, Portal, Print, Sms};

/// Folds facts that happened an hour apart.
fn told(head: &Head, facts: Vec<Fact>) -> Folded {
    let events: Vec<Event> = (1..).zip(facts).map(|(at, fact)| event(at, fact)).collect();
    fold(head, &events)
}

fn standing(facts: Vec<Fact>) -> Standing {
    told(&invoice(), facts).standing
}

#[test]
fn without_events_a_document_is_received_and_nothing_more() {
    let standing = standing(vec![]);
    assert_eq!(standing.processing, Processing::Received);
    assert_eq!(standing.channel, Efaktura);
    assert_eq!(standing.delivery, Delivery::None);
    assert_eq!(standing.evidence, None);
    assert_eq!(standing.recipient, Recipient::NotYet);
    assert_eq!(standing.payment, PaymentState::Open);
    assert_eq!(standing.changed_at, invoice().received_at);
}

#[test]
fn processing_follows_what_was_decided_last() {
    let refused = || Fact::Refused {
        problem: Problem::of(Reason::InvalidContent),
    };
    let cases = [
        (vec![Fact::Received], Processing::Received),
        (vec![Fact::Validated], Processing::Validated),
        (vec![Fact::Validated, Fact::Held], Processing::Held),
        (vec![Fact::Held, Fact::Released], Processing::Received),
        (
            vec![Fact::Held, Fact::Released, Fact::Held],
            Processing::Held,
        ),
        (
            vec![Fact::Validated, Fact::Held, Fact::Released],
            Processing::Validated,
        ),
        (
            vec![refused(), Fact::Validated, Fact::Held],
            Processing::Rejected,
        ),
    ];
    for (facts, expected) in cases {
        let standing = standing(facts.clone());
        assert_eq!(standing.processing, expected, "{facts:?}");
    }
}

#[test]
fn a_chain_of_fallbacks_ends_where_it_arrived() {
    let folded = told(
        &invoice(),
        vec![
            sent(Efaktura),
            failed(Efaktura, Reason::AgreementMissing),
            fell_back(Efaktura, Email),
            sent(Email),
            failed(Email, Reason::AddressWrong),
            fell_back(Email, Print),
            sent(Print),
            delivered(Print, Evidence::Confirmed),
        ],
    );
    let steps: Vec<_> = folded
        .attempts
        .iter()
        .map(|a| (a.key.channel, a.delivery, a.fell_back_to))
        .collect();
    let expected = [
        (Efaktura, Delivery::FellBack, Some(Email)),
        (Email, Delivery::FellBack, Some(Print)),
        (Print, Delivery::Delivered, None),
    ];
    assert_eq!(steps, expected);
    assert_eq!(folded.standing.channel, Print);
    assert_eq!(folded.standing.delivery, Delivery::Delivered);
    assert_eq!(folded.standing.sent_at, Some(hour(1)));
    assert_eq!(folded.standing.delivered_at, Some(hour(8)));
    assert_eq!(folded.standing.reason, Some(Reason::AddressWrong));
}

type Ending = (&'static str, Vec<Fact>, Delivery, Option<Evidence>);

fn check_endings(cases: Vec<Ending>) {
    for (story, facts, delivery, evidence) in cases {
        let folded = told(&invoice(), facts);
        let attempt = &folded.attempts[0];
        let found = (attempt.delivery, attempt.evidence);
        assert_eq!(found, (delivery, evidence), "{story}");
    }
}

#[test]
fn an_attempt_goes_from_waiting_to_arrived() {
    use Evidence::{Claimed, Confirmed};
    let retry = Reason::TechnicalRetry;
    check_endings(vec![
        ("waiting", vec![queued(Email)], Delivery::Queued, None),
        (
            "handed over",
            vec![queued(Email), sent(Email)],
            Delivery::Sent,
            Some(Claimed),
        ),
        (
            "a passing fault does not fail it",
            vec![sent(Email), deferred(Email, retry)],
            Delivery::Sent,
            Some(Claimed),
        ),
        (
            "a passing fault, then it arrives",
            vec![
                sent(Email),
                deferred(Email, retry),
                delivered(Email, Confirmed),
            ],
            Delivery::Delivered,
            Some(Confirmed),
        ),
    ]);
}

#[test]
fn a_refusal_stands_against_receipts_and_clocks_before_it() {
    use Evidence::{Presumed, TransportReceipt};
    let full = Reason::MailboxFull;
    check_endings(vec![
        (
            "a bounce after the next server took it",
            vec![
                sent(Email),
                delivered(Email, TransportReceipt),
                failed(Email, full),
            ],
            Delivery::Failed,
            Some(TransportReceipt),
        ),
        (
            "a clock ran out",
            vec![sent(Email), delivered(Email, Presumed)],
            Delivery::PresumedDelivered,
            Some(Presumed),
        ),
        (
            "a clock that runs out after a refusal says nothing",
            vec![sent(Email), failed(Email, full), delivered(Email, Presumed)],
            Delivery::Failed,
            Some(Presumed),
        ),
        (
            "a refusal after the clock ran out",
            vec![sent(Print), delivered(Print, Presumed), returned(Print)],
            Delivery::Returned,
            Some(Presumed),
        ),
    ]);
}

#[test]
fn a_second_try_under_the_same_name_starts_anew() {
    use Evidence::{Claimed, Confirmed, TransportReceipt};
    let full = Reason::MailboxFull;
    check_endings(vec![
        (
            "failed, tried again under the same name, arrived",
            vec![
                sent(Email),
                failed(Email, full),
                sent(Email),
                delivered(Email, Confirmed),
            ],
            Delivery::Delivered,
            Some(Confirmed),
        ),
        (
            "failed and tried again under the same name",
            vec![sent(Email), failed(Email, full), sent(Email)],
            Delivery::Sent,
            Some(Claimed),
        ),
        (
            "arrived, bounced, tried again: the first arrival counts no more",
            vec![
                sent(Email),
                delivered(Email, TransportReceipt),
                failed(Email, full),
                sent(Email),
            ],
            Delivery::Sent,
            Some(Claimed),
        ),
        (
            "given up without a word from the channel",
            vec![sent(Email), fell_back(Email, Print)],
            Delivery::FellBack,
            Some(Claimed),
        ),
    ]);
}

#[test]
fn a_claim_that_is_taken_back_is_no_failure_and_may_be_made_again() {
    let recalled = |channel| Fact::Recalled {
        attempt: AttemptKey::on(channel),
    };
    let folded = told(&invoice(), vec![sent(Efaktura), recalled(Efaktura)]);
    assert_eq!(folded.standing.delivery, Delivery::FellBack);
    assert!(!folded.standing.delivery.is_failure());
    assert_eq!(folded.standing.reason, None);
    assert_eq!(folded.standing.payment, PaymentState::Open);
    let elsewhere = standing(vec![sent(Efaktura), recalled(Efaktura), sent(Email)]);
    assert_eq!(elsewhere.channel, Email);
    let again = vec![sent(Efaktura), recalled(Efaktura), sent(Efaktura)];
    assert_eq!(standing(again).delivery, Delivery::Sent);
}

#[test]
fn a_second_try_arrives_when_it_arrives() {
    let standing = standing(vec![
        sent(Email),
        delivered(Email, Evidence::TransportReceipt),
        failed(Email, Reason::MailboxFull),
        sent(Email),
        delivered(Email, Evidence::TransportReceipt),
    ]);
    assert_eq!(standing.delivered_at, Some(hour(5)));
    assert_eq!(standing.sent_at, Some(hour(1)));
}

#[test]
fn two_attempts_on_one_channel_are_told_apart_by_name() {
    let folded = told(
        &invoice(),
        vec![
            Fact::Sent {
                attempt: named(Email, "1"),
                open_receipt: true,
            },
            Fact::Failed {
                attempt: named(Email, "1"),
                problem: Problem::of(Reason::AddressWrong),
            },
            Fact::Sent {
                attempt: named(Email, "2"),
                open_receipt: true,
            },
        ],
    );
    let states: Vec<_> = folded.attempts.iter().map(|a| a.delivery).collect();
    assert_eq!(states, [Delivery::Failed, Delivery::Sent]);
    assert_eq!(folded.standing.delivery, Delivery::Sent);
}

#[test]
fn what_arrived_counts_more_than_what_was_tried_later() {
    let confirmed = delivered(Digipost, Evidence::Confirmed);
    let standing = standing(vec![sent(Digipost), confirmed, sent(Print)]);
    assert_eq!(
        (standing.channel, standing.delivery),
        (Digipost, Delivery::Delivered)
    );
}

#[test]
fn a_reason_stays_with_the_action_that_usually_helps() {
    let folded = told(&invoice(), vec![failed(Email, Reason::AddressWrong)]);
    let problem = folded.attempts[0].problem.as_ref().unwrap();
    assert_eq!(
        (problem.reason, problem.action),
        (Reason::AddressWrong, Action::Fix)
    );
    assert_eq!(folded.standing.reason, Some(Reason::AddressWrong));
    assert_eq!(folded.attempts[0].failed_at, Some(hour(1)));
}

#[test]
fn opening_proves_that_it_arrived() {
    let standing = standing(vec![sent(Email), Fact::Opened { channel: Email }]);
    assert_eq!(standing.delivery, Delivery::Delivered);
    assert_eq!(standing.evidence, Some(Evidence::RecipientAct));
    assert_eq!(standing.delivered_at, Some(hour(2)));
    assert_eq!(standing.opened_at, Some(hour(2)));
    assert_eq!(standing.recipient, Recipient::Opened);
}

#[test]
fn opening_proves_it_even_where_nobody_told_of_sending() {
    let folded = told(&invoice(), vec![Fact::Opened { channel: Digipost }]);
    assert_eq!(folded.attempts.len(), 1);
    assert_eq!(folded.standing.channel, Digipost);
    assert_eq!(folded.standing.delivery, Delivery::Delivered);
    assert_eq!(folded.standing.sent_at, None);
}

#[test]
fn the_link_page_is_no_way_of_its_own_while_another_is_good() {
    let opened = || Fact::Opened { channel: Portal };
    let looked_at = told(&invoice(), vec![sent(Avtalegiro), opened()]);
    assert_eq!(looked_at.attempts.len(), 1);
    assert_eq!(looked_at.standing.channel, Avtalegiro);
    assert_eq!(looked_at.standing.delivery, Delivery::Sent);
    assert_eq!(looked_at.standing.recipient, Recipient::Opened);
    let bounced = failed(Email, Reason::AddressWrong);
    let instead = standing(vec![sent(Email), bounced, opened()]);
    assert_eq!(
        (instead.channel, instead.delivery),
        (Portal, Delivery::Delivered)
    );
    let of_its_own = standing(vec![sent(Digipost), sent(Portal), opened()]);
    assert_eq!(of_its_own.channel, Portal);
}

#[test]
fn an_act_after_a_refusal_undoes_it_however_many_acts_came_before() {
    let opened = || Fact::Opened { channel: Email };
    let undone = [
        vec![failed(Email, Reason::MailboxFull), opened()],
        vec![opened(), failed(Email, Reason::MailboxFull), opened()],
    ];
    for facts in undone {
        let standing = standing(facts.clone());
        assert_eq!(standing.delivery, Delivery::Delivered, "{facts:?}");
    }
    let refused = standing(vec![opened(), failed(Email, Reason::MailboxFull)]);
    assert_eq!(refused.delivery, Delivery::Failed);
}

#[test]
fn opened_is_unknowable_where_no_receipt_can_come() {
    let without_receipt = Fact::Sent {
        attempt: AttemptKey::on(Digipost),
        open_receipt: false,
    };
    let cases = [
        (vec![sent(Print)], Recipient::Unknowable),
        (vec![sent(Sms)], Recipient::Unknowable),
        (vec![sent(Ehf)], Recipient::Unknowable),
        (vec![sent(Digipost)], Recipient::NotYet),
        (vec![without_receipt.clone()], Recipient::Unknowable),
        (
            vec![without_receipt, Fact::Opened { channel: Digipost }],
            Recipient::Opened,
        ),
    ];
    for (facts, expected) in cases {
        assert_eq!(standing(facts.clone()).recipient, expected, "{facts:?}");
    }
}

#[test]
fn what_the_recipient_did_last_holds() {
    let problem = || Problem::of(Reason::Other);
    let opened = Fact::Opened { channel: Efaktura };
    let approved = Fact::Approved { channel: Efaktura };
    let stopped = Fact::ApprovalWithdrawn { channel: Efaktura };
    let deleted = Fact::Deleted { channel: Efaktura };
    let disputed = Fact::Disputed {
        channel: Efaktura,
        problem: problem(),
    };
    let rejected = Fact::RejectedByRecipient {
        channel: Efaktura,
        problem: problem(),
    };
    let cases = [
        (vec![opened.clone()], Recipient::Opened),
        (vec![approved.clone()], Recipient::Approved),
        (vec![approved.clone(), opened], Recipient::Approved),
        (vec![approved.clone(), stopped.clone()], Recipient::Opened),
        (
            vec![approved.clone(), stopped, approved.clone()],
            Recipient::Approved,
        ),
        (vec![approved.clone(), deleted], Recipient::Deleted),
        (vec![disputed, approved], Recipient::Approved),
        (vec![rejected], Recipient::Rejected),
    ];
    for (facts, expected) in cases {
        assert_eq!(standing(facts.clone()).recipient, expected, "{facts:?}");
    }
}

#[test]
fn answers_on_peppol_hold_in_their_own_order_whenever_they_are_dated() {
    let problem = || Problem::of(Reason::Other);
    let opened = Fact::Opened { channel: Ehf };
    let disputed = Fact::Disputed {
        channel: Ehf,
        problem: problem(),
    };
    let rejected = Fact::RejectedByRecipient {
        channel: Ehf,
        problem: problem(),
    };
    let approved = Fact::Approved { channel: Ehf };
    let cases = [
        (vec![rejected.clone(), opened], Recipient::Rejected),
        (
            vec![rejected.clone(), disputed.clone()],
            Recipient::Rejected,
        ),
        (
            vec![rejected.clone(), approved.clone()],
            Recipient::Approved,
        ),
        (vec![approved, rejected, disputed], Recipient::Approved),
    ];
    for (facts, expected) in cases {
        assert_eq!(standing(facts.clone()).recipient, expected, "{facts:?}");
    }
}

#[test]
fn approved_is_not_paid() {
    let standing = standing(vec![Fact::Approved { channel: Efaktura }]);
    assert_eq!(standing.recipient, Recipient::Approved);
    assert_eq!(standing.payment, PaymentState::Open);
    assert_eq!(standing.paid_on, None);
}

fn scheduled(on: Date) -> Fact {
    Fact::PaymentScheduled { on, amount: None }
}

fn day(n: i8) -> Date {
    date(2026, 3, n)
}

fn credit(n: u8, minor: i64) -> Fact {
    Fact::Credited {
        by: document(n),
        amount: nok(minor),
    }
}

fn check_money(cases: Vec<(&str, Vec<Fact>, PaymentState, Option<Date>)>) {
    for (story, facts, payment, paid_on) in cases {
        let standing = standing(facts);
        let found = (standing.payment, standing.paid_on);
        assert_eq!(found, (payment, paid_on), "{story}");
    }
}

#[test]
fn money_stands_where_the_payments_put_it() {
    check_money(vec![
        (
            "scheduled",
            vec![scheduled(day(20))],
            PaymentState::Scheduled,
            None,
        ),
        (
            "stopped after it was scheduled",
            vec![
                scheduled(day(20)),
                Fact::ApprovalWithdrawn { channel: Efaktura },
            ],
            PaymentState::Open,
            None,
        ),
        (
            "part paid",
            vec![paid(1, 40_000, day(5))],
            PaymentState::PartPaid,
            None,
        ),
        (
            "paid in two",
            vec![paid(1, 40_000, day(5)), paid(2, 60_000, day(9))],
            PaymentState::Paid,
            Some(day(9)),
        ),
        (
            "the same payment told twice",
            vec![paid(1, 40_000, day(5)), paid(1, 40_000, day(5))],
            PaymentState::PartPaid,
            None,
        ),
        (
            "overpaid",
            vec![paid(1, 100_001, day(5))],
            PaymentState::Overpaid,
            Some(day(5)),
        ),
        (
            "paid and gone back",
            vec![paid(1, 100_000, day(5)), paid(2, -100_000, day(7))],
            PaymentState::Reversed,
            None,
        ),
        (
            "gone back and paid again",
            vec![
                paid(1, 100_000, day(5)),
                paid(2, -100_000, day(7)),
                paid(3, 100_000, day(12)),
            ],
            PaymentState::Paid,
            Some(day(12)),
        ),
    ]);
}

#[test]
fn credits_and_withdrawal_take_what_is_owed_away() {
    check_money(vec![
        (
            "credited",
            vec![credit(9, 100_000)],
            PaymentState::Credited,
            None,
        ),
        (
            "credited in two",
            vec![credit(8, 1), credit(9, 99_999)],
            PaymentState::Credited,
            None,
        ),
        (
            "credited in part",
            vec![credit(9, 30_000)],
            PaymentState::Open,
            None,
        ),
        (
            "credited in part, the rest paid",
            vec![credit(9, 30_000), paid(1, 70_000, day(5))],
            PaymentState::Paid,
            Some(day(5)),
        ),
        (
            "credited after it was paid",
            vec![paid(1, 100_000, day(5)), credit(9, 30_000)],
            PaymentState::Overpaid,
            Some(day(5)),
        ),
        (
            "withdrawn",
            vec![Fact::Cancelled],
            PaymentState::Cancelled,
            None,
        ),
    ]);
}

#[test]
fn a_payment_can_be_matched_detached_and_matched_again() {
    let matched = |round, minor| Fact::PaymentMatched {
        payment: payment(1),
        round,
        amount: nok(minor),
        value_on: date(2026, 3, 5),
        paid_by: PaymentChannel::Vipps,
    };
    let detached = |round| Fact::PaymentDetached {
        payment: payment(1),
        round,
    };
    let undone = standing(vec![matched(1, 100_000), detached(1)]);
    assert_eq!((undone.payment, undone.paid_minor), (PaymentState::Open, 0));
    assert_eq!((undone.paid_on, undone.paid_by), (None, None));
    let again = standing(vec![matched(1, 100_000), detached(1), matched(2, 100_000)]);
    assert_eq!(
        (again.payment, again.paid_minor),
        (PaymentState::Paid, 100_000)
    );
    assert_eq!(again.paid_by, Some(PaymentChannel::Vipps));
    let late = standing(vec![matched(2, 100_000), detached(1), matched(1, 100_000)]);
    assert_eq!(late.payment, PaymentState::Paid);
}

#[test]
fn money_in_another_currency_is_not_counted() {
    let euros = Money::new(100_000, "EUR".parse().unwrap());
    let standing = standing(vec![
        Fact::PaymentMatched {
            payment: payment(1),
            round: 1,
            amount: euros,
            value_on: date(2026, 3, 5),
            paid_by: PaymentChannel::Giro,
        },
        Fact::Credited {
            by: document(9),
            amount: euros,
        },
    ]);
    assert_eq!(standing.payment, PaymentState::Open);
    assert_eq!((standing.paid_minor, standing.credited_minor), (0, 0));
}

#[test]
fn what_was_settled_in_parts_tells_each() {
    let day = |day| date(2026, 3, day);
    let paid_part = |on, minor| Part::Paid { on, minor };
    let parts = |facts| standing(facts).parts;
    assert_eq!(parts(vec![]), []);
    assert_eq!(parts(vec![paid(1, 100_000, day(5))]), []);
    assert_eq!(
        parts(vec![paid(1, 40_000, day(5))]),
        [paid_part(day(5), 40_000)]
    );
    assert_eq!(
        parts(vec![paid(2, 60_000, day(9)), paid(1, 40_000, day(5))]),
        [paid_part(day(5), 40_000), paid_part(day(9), 60_000)]
    );
    let events = [
        event(3, credit(9, 30_000)),
        event(5, paid(1, 70_000, day(5))),
    ];
    let folded = fold(&invoice(), &events).standing;
    let credited = Part::Credited {
        at: hour(3),
        minor: 30_000,
    };
    assert_eq!(folded.parts, [paid_part(day(5), 70_000), credited]);
    assert_eq!(folded.closed_at, None, "it was paid");
}

#[test]
fn it_is_closed_when_credit_notes_cover_it_or_it_is_cancelled() {
    let in_two = [
        event(4, credit(8, 1)),
        event(7, credit(9, 99_999)),
        // Told again, and something else later.
        event(8, credit(8, 1)),
        event(9, Fact::Validated),
    ];
    let standing = fold(&invoice(), &in_two).standing;
    assert_eq!(standing.closed_at, Some(hour(7)));
    let whole = fold(&invoice(), &in_two[1..]).standing;
    assert_eq!((whole.closed_at, whole.parts.len()), (Some(hour(8)), 2));
    let cancelled = [event(6, Fact::Cancelled), event(5, Fact::Cancelled)];
    let standing = fold(&invoice(), &cancelled).standing;
    assert_eq!(
        (standing.closed_at, standing.parts),
        (Some(hour(5)), vec![])
    );
}

#[test]
fn only_what_asks_for_money_has_a_payment_state() {
    use DocumentKind::{CreditNote, Letter, Payslip, Statement};
    for kind in [CreditNote, Letter, Payslip, Statement] {
        let head = Head { kind, ..invoice() };
        let facts = vec![
            Fact::Cancelled,
            scheduled(date(2026, 3, 20)),
            paid(1, 100_000, date(2026, 3, 5)),
        ];
        let standing = told(&head, facts).standing;
        assert_eq!(
            (standing.payment, standing.paid_on),
            (PaymentState::None, None),
            "{kind}"
        );
    }
    for amount in [None, Some(nok(0)), Some(nok(-100))] {
        let head = Head {
            amount,
            ..invoice()
        };
        assert_eq!(
            told(&head, vec![]).standing.payment,
            PaymentState::None,
            "{amount:?}"
        );
    }
}

#[test]
fn what_is_outstanding_is_what_payments_and_credits_leave() {
    let part = standing(vec![
        paid(1, 40_000, date(2026, 3, 5)),
        Fact::Credited {
            by: document(9),
            amount: nok(10_000),
        },
    ]);
    assert_eq!(part.outstanding_minor(100_000), 50_000);
    let all = standing(vec![paid(1, 100_000, date(2026, 3, 5))]);
    assert_eq!(all.outstanding_minor(100_000), 0);
    let cancelled = standing(vec![Fact::Cancelled]);
    assert_eq!(cancelled.outstanding_minor(100_000), 0);
}

#[test]
fn a_due_date_over_easter_is_over_after_the_first_bank_day() {
    let open = standing(vec![]);
    // Maundy Thursday 2026 to Easter Monday are no bank days.
    for due in [
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 4),
        date(2026, 4, 6),
    ] {
        assert!(!open.is_overdue(Some(due), date(2026, 4, 7)), "{due}");
        assert!(open.is_overdue(Some(due), date(2026, 4, 8)), "{due}");
    }
    // An ordinary Saturday moves to Monday.
    assert!(!open.is_overdue(Some(date(2026, 3, 14)), date(2026, 3, 16)));
    assert!(open.is_overdue(Some(date(2026, 3, 14)), date(2026, 3, 17)));
    assert!(!open.is_overdue(None, date(2026, 4, 8)));
    let settled = standing(vec![paid(1, 100_000, date(2026, 3, 5))]);
    assert!(!settled.is_overdue(Some(date(2026, 3, 3)), date(2026, 4, 8)));
}

#[test]
fn paid_on_time_is_no_later_than_the_bank_day_of_the_due_date() {
    let due = Some(date(2026, 4, 2));
    let paid_on = |day| standing(vec![paid(1, 100_000, day)]).was_paid_on_time(due);
    assert_eq!(paid_on(date(2026, 4, 7)), Some(true));
    assert_eq!(paid_on(date(2026, 4, 8)), Some(false));
    assert_eq!(standing(vec![]).was_paid_on_time(due), None);
}

#[test]
fn a_comment_told_twice_is_one() {
    let written = |n| Fact::Commented {
        comment: comment(n),
    };
    let standing = standing(vec![written(1), written(2), written(1)]);
    assert_eq!(standing.comments, 2);
}

#[test]
fn a_hold_shows_as_held_until_it_is_released() {
    assert!(standing(vec![Fact::Held]).held);
    assert!(!standing(vec![Fact::Held, Fact::Released]).held);
}

#[test]
fn it_changed_when_the_latest_thing_happened() {
    let events = [event(9, Fact::Validated), event(3, sent(Email))];
    assert_eq!(fold(&invoice(), &events).standing.changed_at, hour(9));
}

#[test]
fn a_legal_hold_holds_until_the_last_one_is_released() {
    let (one, other) = (HoldId::from_bytes([1; 16]), HoldId::from_bytes([2; 16]));
    let set = |hold| Fact::LegalHoldSet { hold };
    let released = |hold| Fact::LegalHoldReleased { hold };
    assert!(standing(vec![set(one)]).held);
    assert!(standing(vec![set(one), set(other), released(one)]).held);
    let all = vec![set(one), set(other), released(one), released(other)];
    assert!(!standing(all).held);
    // It holds the document, not the sending of it.
    let processing = standing(vec![Fact::Validated, set(one)]).processing;
    assert_eq!(processing, Processing::Validated);
}

#[test]
fn an_erased_document_stands_where_it_stood() {
    let refused = Fact::Refused {
        problem: Problem::of(Reason::AddressWrong),
    };
    let before = standing(vec![Fact::Received, Fact::Validated, refused]);
    let outcome = Outcome::of(&before);
    let after = standing(vec![
        Fact::DocumentErased { outcome },
        // Told late, of something that is no longer there.
        Fact::Held,
    ]);
    assert_eq!(after, before);
}

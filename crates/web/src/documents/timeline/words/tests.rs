use super::*;
use crate::tests::visit;
use domain::{
    AttemptKey, CommentId, DocumentId, Evidence, FollowUpId, FollowUpOutcome, HoldId,
    PaymentChannel, PaymentId, Problem, Reason, ResendId,
};
use jiff::civil::date;
use render::Language;

/// One of each fact. A new variant has to be added here: the match below does
/// not compile without it.
#[expect(clippy::too_many_lines, reason = "one of every fact, as a list")]
fn every_fact() -> Vec<Fact> {
    let attempt = || AttemptKey::on(Channel::Email);
    let problem = || Problem::of(Reason::AddressWrong);
    let sum = Money::new(12_350, domain::Currency::NOK);
    let (channel, on, id) = (Channel::Vipps, date(2026, 11, 23), [7; 16]);
    vec![
        Fact::Received,
        Fact::Validated,
        Fact::Held,
        Fact::Released,
        Fact::Refused { problem: problem() },
        Fact::Queued { attempt: attempt() },
        Fact::Sent {
            attempt: attempt(),
            open_receipt: true,
        },
        Fact::Sent {
            attempt: attempt(),
            open_receipt: false,
        },
        Fact::Delivered {
            attempt: attempt(),
            evidence: Evidence::Confirmed,
        },
        Fact::Deferred {
            attempt: attempt(),
            problem: problem(),
        },
        Fact::Failed {
            attempt: attempt(),
            problem: problem(),
        },
        Fact::Returned {
            attempt: attempt(),
            problem: problem(),
        },
        Fact::FellBack {
            attempt: attempt(),
            to: Channel::Print,
        },
        Fact::Opened { channel },
        Fact::Opened {
            channel: Channel::Email,
        },
        Fact::Approved { channel },
        Fact::ApprovalWithdrawn { channel },
        Fact::Deleted { channel },
        Fact::Disputed {
            channel,
            problem: problem(),
        },
        Fact::RejectedByRecipient {
            channel,
            problem: problem(),
        },
        Fact::PaymentScheduled {
            on,
            amount: Some(sum),
        },
        Fact::PaymentScheduled { on, amount: None },
        Fact::PaymentMatched {
            payment: PaymentId::from_bytes(id),
            round: 1,
            amount: sum,
            value_on: on,
            paid_by: PaymentChannel::Giro,
        },
        Fact::PaymentMatched {
            payment: PaymentId::from_bytes(id),
            round: 1,
            amount: Money::new(-1, sum.currency),
            value_on: on,
            paid_by: PaymentChannel::Giro,
        },
        Fact::PaymentDetached {
            payment: PaymentId::from_bytes(id),
            round: 1,
        },
        Fact::Credited {
            by: DocumentId::from_bytes(id),
            amount: sum,
        },
        Fact::Cancelled,
        Fact::Commented {
            comment: CommentId::from_bytes(id),
        },
        Fact::LegalHoldSet {
            hold: HoldId::from_bytes(id),
        },
        Fact::LegalHoldReleased {
            hold: HoldId::from_bytes(id),
        },
        Fact::FollowUpOpened {
            follow_up: FollowUpId::from_bytes(id),
        },
        Fact::FollowUpClosed {
            follow_up: FollowUpId::from_bytes(id),
            outcome: FollowUpOutcome::Resolved,
        },
        Fact::ResendAsked {
            resend: ResendId::from_bytes(id),
            channel: None,
        },
        Fact::ResendAsked {
            resend: ResendId::from_bytes(id),
            channel: Some(Channel::Print),
        },
        Fact::Erased,
        Fact::PaymentReceived {
            payment: PaymentId::from_bytes(id),
        },
        Fact::MandateChanged {
            kid: "1".to_owned(),
            account: "2".to_owned(),
            active: true,
            notice: false,
        },
        Fact::MandateChanged {
            kid: "1".to_owned(),
            account: "2".to_owned(),
            active: false,
            notice: false,
        },
    ]
}

#[test]
fn every_fact_is_a_whole_sentence_in_both_languages() {
    for language in Language::ALL {
        let visit = visit(language);
        for fact in every_fact() {
            let sentence = sentence(&visit, &fact);
            assert!(!sentence.contains(['⟦', '{', '$']), "{sentence}");
            assert!(sentence.ends_with('.') && sentence.len() > 8, "{sentence}");
        }
    }
}

#[test]
fn every_fact_is_among_the_samples() {
    let names: std::collections::BTreeSet<&str> = every_fact().iter().map(Fact::name).collect();
    // `Fact` has this many variants; whoever adds one adds a sentence and a
    // sample of it.
    assert_eq!(names.len(), 32);
}

#[test]
fn the_languages_of_channels_are_told_apart_where_they_can_be() {
    assert_eq!(language("Mottaker er ikke registrert"), "nb");
    assert_eq!(
        language("550 5.1.1 The recipient address was rejected"),
        "en"
    );
    assert_eq!(language("E-4711"), "");
}

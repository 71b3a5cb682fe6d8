use super::*;
use crate::Currency;

fn candidate(n: u8, outstanding: i64, due_day: i8) -> Candidate {
    Candidate {
        document: DocumentId::from_bytes([n; 16]),
        amount: Some(Money::new(10_000, Currency::NOK)),
        outstanding_minor: outstanding,
        payment: if outstanding > 0 {
            PaymentState::Open
        } else {
            PaymentState::Paid
        },
        due_on: Some(jiff::civil::date(2026, 11, due_day)),
        same_account: true,
    }
}

fn check(minor: i64, candidates: &[Candidate], expected: Option<u8>) {
    let decided = decide(Money::new(minor, Currency::NOK), candidates);
    assert_eq!(decided, expected.map(|n| DocumentId::from_bytes([n; 16])));
}

#[test]
fn the_only_candidate_is_the_answer_whatever_the_amount() {
    check(1, &[candidate(1, 10_000, 1)], Some(1));
    check(10_000, &[candidate(1, 0, 1)], Some(1));
    check(10_000, &[], None);
}

#[test]
fn of_several_the_one_exactly_paid_and_due_first_is_taken() {
    let three = [
        candidate(1, 0, 1),
        candidate(2, 10_000, 20),
        candidate(3, 10_000, 10),
    ];
    check(10_000, &three, Some(3));
    check(5_000, &three, None);
    check(5_000, &three[..2], Some(2));
}

#[test]
fn the_same_account_comes_before_none() {
    let stated = candidate(1, 10_000, 20);
    let unstated = Candidate {
        same_account: false,
        ..candidate(2, 10_000, 10)
    };
    check(10_000, &[unstated, stated], Some(1));
    check(10_000, &[unstated], Some(2));
}

#[test]
fn money_going_back_follows_the_one_document_it_paid() {
    let two = [candidate(1, 0, 1), candidate(2, 10_000, 20)];
    check(-10_000, &two, Some(1));
    check(-700, &two, None);
}

#[test]
fn currencies_never_meet() {
    let decided = decide(
        Money::new(10_000, "EUR".parse().unwrap()),
        &[candidate(1, 10_000, 1)],
    );
    assert_eq!(decided, None);
}

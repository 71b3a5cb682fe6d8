use super::*;
use crate::Currency;

fn candidate(n: u8, outstanding: i64, due_day: i8) -> Candidate {
    Candidate {
        document: DocumentId::from_bytes([n; 16]),
        amount: Some(Money::new(100_00, Currency::NOK)),
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
    check(1, &[candidate(1, 100_00, 1)], Some(1));
    check(100_00, &[candidate(1, 0, 1)], Some(1));
    check(100_00, &[], None);
}

#[test]
fn of_several_the_one_exactly_paid_and_due_first_is_taken() {
    let three = [
        candidate(1, 0, 1),
        candidate(2, 100_00, 20),
        candidate(3, 100_00, 10),
    ];
    check(100_00, &three, Some(3));
    check(50_00, &three, None);
    check(50_00, &three[..2], Some(2));
}

#[test]
fn the_same_account_comes_before_none() {
    let stated = candidate(1, 100_00, 20);
    let unstated = Candidate {
        same_account: false,
        ..candidate(2, 100_00, 10)
    };
    check(100_00, &[unstated, stated], Some(1));
    check(100_00, &[unstated], Some(2));
}

#[test]
fn money_going_back_follows_the_one_document_it_paid() {
    let two = [candidate(1, 0, 1), candidate(2, 100_00, 20)];
    check(-100_00, &two, Some(1));
    check(-7_00, &two, None);
}

#[test]
fn currencies_never_meet() {
    let decided = decide(
        Money::new(100_00, "EUR".parse().unwrap()),
        &[candidate(1, 100_00, 1)],
    );
    assert_eq!(decided, None);
}

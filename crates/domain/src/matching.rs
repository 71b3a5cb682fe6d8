//! Which document a payment belongs to. KID and account decide; anything
//! else is only a suggestion that a person may follow.

use crate::{DocumentId, Money, PaymentState};
use jiff::civil::Date;

/// A document that carries the payment's KID, and whose account does not
/// contradict the payment's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The document.
    pub document: DocumentId,
    /// Its amount.
    pub amount: Option<Money>,
    /// What is still to be paid of it, in minor units.
    pub outstanding_minor: i64,
    /// Where the money stands.
    pub payment: PaymentState,
    /// When it is due.
    pub due_on: Option<Date>,
    /// Whether its account is the payment's; false where it states none.
    pub same_account: bool,
}

/// Decides which of the candidates a payment of `amount` belongs to.
///
/// Candidates that state the payment's own account come before those that
/// state none. One candidate is the answer. Of several (a KID that a customer
/// keeps from month to month) the one whose outstanding amount is exactly
/// paid, and of several such the one due first; money that goes back follows
/// the one document that has been paid. Anything else is left to a person.
pub fn decide(amount: Money, candidates: &[Candidate]) -> Option<DocumentId> {
    let in_currency = |c: &&Candidate| c.amount.is_some_and(|a| a.currency == amount.currency);
    let usable: Vec<&Candidate> = candidates.iter().filter(in_currency).collect();
    let same_account: Vec<&Candidate> = usable.iter().copied().filter(|c| c.same_account).collect();
    let pool = if same_account.is_empty() {
        usable
    } else {
        same_account
    };
    match pool.as_slice() {
        [] => None,
        [only] => Some(only.document),
        several if amount.minor < 0 => only_one(several, |c| paid_exactly(c, amount)),
        several => several
            .iter()
            .filter(|c| c.outstanding_minor > 0 && c.outstanding_minor == amount.minor)
            .min_by_key(|c| (c.due_on, c.document))
            .map(|c| c.document)
            .or_else(|| only_one(several, |c| c.outstanding_minor > 0)),
    }
}

fn paid_exactly(candidate: &Candidate, amount: Money) -> bool {
    candidate.payment == PaymentState::Paid
        && candidate
            .amount
            .is_some_and(|a| a.minor == amount.minor.saturating_neg())
}

fn only_one(pool: &[&Candidate], wanted: impl Fn(&Candidate) -> bool) -> Option<DocumentId> {
    let mut hits = pool.iter().filter(|c| wanted(c));
    match (hits.next(), hits.next()) {
        (Some(hit), None) => Some(hit.document),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

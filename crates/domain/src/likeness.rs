//! Whether two tellings are of the same payment. The bank tells of one
//! payment in several files (OCR giro and camt), each under a name of its
//! own; counted twice, an invoice would be paid twice over.
//!
//! Only what identifies a payment decides. In doubt two payments stay two,
//! and a person is asked; until then not both of them are taken for money.

use crate::{Money, Payment};
use jiff::civil::Date;

/// How many days the value dates of one payment may lie apart where the
/// bank's own reference is the same: a long weekend with holidays around it.
pub const DAYS_BY_REFERENCE_MAX: i32 = 7;
/// How many days they may lie apart where only the KID is the same, to be
/// taken for a possible twin: Nets' date and the bank's differ over a weekend.
pub const DAYS_IN_DOUBT_MAX: i32 = 4;

/// What a payment is told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks<'a> {
    /// The account that was paid to, normalised.
    pub account: &'a str,
    /// Payment reference.
    pub kid: Option<&'a str>,
    /// How much.
    pub amount: Money,
    /// The day the money counts from.
    pub value_on: Date,
    /// The account it came from.
    pub payer_account: Option<&'a str>,
    /// The bank's archive reference.
    pub bank_reference: Option<&'a str>,
}

/// How two tellings of different systems look beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Two payments.
    Other,
    /// Perhaps the same; a person has to say.
    Doubt,
    /// The same payment.
    Same,
}

impl<'a> From<&'a Payment> for Marks<'a> {
    fn from(payment: &'a Payment) -> Self {
        Self {
            account: &payment.account,
            kid: payment.kid.as_deref(),
            amount: payment.amount,
            value_on: payment.value_on,
            payer_account: payment.payer_account.as_deref(),
            bank_reference: payment.bank_reference.as_deref(),
        }
    }
}

/// Compares two tellings that come from different systems. What one system
/// tells twice under two names is two payments, always.
///
/// The same account and amount are needed for anything. With the same KID,
/// the same day or the same bank reference makes it the same payment; days
/// that lie a little apart make it doubtful. Where the KID is missing on a
/// side, the same day makes it doubtful. A different KID, or another payer's
/// account, makes it another payment.
pub fn likeness(one: &Marks<'_>, other: &Marks<'_>) -> Likeness {
    let contradicts =
        |a: Option<&str>, b: Option<&str>| matches!((a, b), (Some(a), Some(b)) if a != b);
    if one.account != other.account
        || one.amount != other.amount
        || contradicts(filled(one.kid), filled(other.kid))
        || contradicts(filled(one.payer_account), filled(other.payer_account))
    {
        return Likeness::Other;
    }
    let days = days_between(one.value_on, other.value_on);
    match (filled(one.kid), filled(other.kid)) {
        (Some(_), Some(_)) if days == 0 => Likeness::Same,
        (Some(_), Some(_)) if days <= DAYS_BY_REFERENCE_MAX && same_reference(one, other) => {
            Likeness::Same
        }
        (Some(_), Some(_)) if days <= DAYS_IN_DOUBT_MAX => Likeness::Doubt,
        (None, None) if days == 0 && same_reference(one, other) => Likeness::Same,
        (None, _) | (_, None) if days == 0 => Likeness::Doubt,
        _ => Likeness::Other,
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// Files write the same reference with and without leading zeros.
fn same_reference(one: &Marks<'_>, other: &Marks<'_>) -> bool {
    let bare = |marks: &Marks<'_>| {
        let reference = marks.bank_reference.unwrap_or_default().trim();
        reference.trim_start_matches('0').to_lowercase()
    };
    let one = bare(one);
    !one.is_empty() && one == bare(other)
}

fn days_between(one: Date, other: Date) -> i32 {
    let span = one.until(other).map(|span| span.get_days());
    span.unwrap_or(i32::MAX).saturating_abs()
}

#[cfg(test)]
mod tests;

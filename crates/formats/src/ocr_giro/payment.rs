//! OCR giro transactions (service 09) become payments.

use crate::code;
use crate::kid;
use crate::ocr_giro::check;
use crate::ocr_giro::date::Day;
use crate::ocr_giro::layout::{Assignment, Transaction, Transmission};
use domain::intake::{ItemBody, ItemKind, NewPayment};
use domain::{Currency, Finding, Money, PaymentChannel, SourceKey, account};
use jiff::civil::Date;

/// Reads one payment.
pub(crate) fn read(
    transmission: &Transmission<'_>,
    assignment: &Assignment<'_>,
    transaction: &Transaction<'_>,
    findings: &mut Vec<Finding>,
) -> Result<ItemBody, ItemKind> {
    let Some(minor) = minor(assignment, transaction, findings) else {
        return Err(ItemKind::Payment);
    };
    let Some(value_on) = value_on(transmission, assignment, transaction, findings) else {
        let message = "neither the transaction nor its assignment has a date";
        findings.push(code::OCR_NO_DATE.at(transaction.first.place(), message));
        return Err(ItemKind::Payment);
    };
    let first = transaction.first;
    let second = transaction.second;
    let (kid, finding) = kid::read(&first.text(50, 74), &first.place());
    findings.extend(finding);
    let reference = second.and_then(|second| second.filled(26, 34));
    let form = second.and_then(|second| second.filled(16, 25));
    let payer = second.and_then(|second| second.filled(48, 58));
    Ok(ItemBody::Payment(Box::new(NewPayment {
        source: source(assignment, transaction, minor, reference.as_deref()),
        account: assignment.account.clone(),
        kid,
        amount: Money::new(minor, Currency::NOK),
        value_on,
        paid_by: paid_by(first.kind()),
        payer_account: payer.map(|written| account::normalise(&written)),
        payer_name: None,
        text: transaction.text.and_then(|text| text.filled(16, 55)),
        bank_reference: reference.or(form),
    })))
}

fn minor(
    assignment: &Assignment<'_>,
    transaction: &Transaction<'_>,
    findings: &mut Vec<Finding>,
) -> Option<i64> {
    let back = check::has_minus(transaction) || check::is_reversal(assignment, transaction);
    match check::amount(transaction) {
        Ok(amount) => Some(if back { -amount } else { amount }),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

/// The bank's own name for the payment: what the transmission around it says
/// is not part of it, so a payment that is sent again in another one is the
/// same payment.
fn source(
    assignment: &Assignment<'_>,
    transaction: &Transaction<'_>,
    minor: i64,
    reference: Option<&str>,
) -> SourceKey {
    let first = transaction.first;
    let parts = [
        &assignment.account,
        &first.text(16, 21),
        &assignment.number,
        &first.text(9, 15),
        &first.text(50, 74),
        &minor.to_string(),
        reference.unwrap_or_default(),
    ];
    SourceKey::new("ocr", parts.join("/"))
}

/// The day the money counts from: the payer's bank date, else Nets' date of
/// the transaction, else that of the assignment, else of the transmission.
fn value_on(
    transmission: &Transmission<'_>,
    assignment: &Assignment<'_>,
    transaction: &Transaction<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Date> {
    let bank = transaction.second.map(|second| (second, 42));
    let places = [
        bank,
        Some((transaction.first, 16)),
        Some((assignment.end, 42)),
        Some((transmission.end, 42)),
    ];
    places
        .into_iter()
        .flatten()
        .find_map(|(record, from)| match Day::at(record, from) {
            Day::On(date) => Some(date),
            Day::None => None,
            Day::Wrong(text) => {
                let message = format!("'{text}' at position {from} is not a date DDMMYY; left out");
                findings.push(code::OCR_DATE.at(record.place(), message));
                None
            }
        })
}

/// How the payment was made, by type of transaction. Types 18 to 21 are
/// purchases at a terminal and their reversals.
fn paid_by(kind: &[u8]) -> PaymentChannel {
    match kind {
        b"10" | b"12" | b"13" | b"16" => PaymentChannel::Giro,
        b"11" => PaymentChannel::StandingOrder,
        b"14" => PaymentChannel::Counter,
        b"15" => PaymentChannel::Avtalegiro,
        b"17" => PaymentChannel::Cash,
        b"18" | b"19" | b"20" | b"21" => PaymentChannel::Card,
        _ => PaymentChannel::Other,
    }
}

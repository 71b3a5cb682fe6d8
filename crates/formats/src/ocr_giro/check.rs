//! Whether a file's own totals add up.

use crate::code;
use crate::ocr_giro::layout::{Assignment, Service, Transaction, Transmission};
use crate::ocr_giro::record::Record;
use domain::Finding;

/// Types of transaction that give money back.
pub(crate) const REVERSALS: [&[u8]; 2] = [b"18", b"20"];

/// Checks records 88 and 89 against what lies between. The findings are
/// warnings; an error refuses the file.
pub(crate) fn check(transmission: &Transmission<'_>) -> Result<Vec<Finding>, Finding> {
    let mut warnings = Vec::new();
    let mut whole = Sums::default();
    for assignment in &transmission.assignments {
        let sums = sums(assignment)?;
        let records = assignment.end.number - assignment.start.number + 1;
        warnings.extend(compare(assignment.end, "assignment", records, sums)?);
        whole = whole.plus(sums);
    }
    for end in &transmission.not_read {
        // Nothing is known of what is inside, so its own totals are believed.
        whole = whole.plus(Sums::stated(end)?);
        let message = format!(
            "an assignment of service {} is not read and was left out",
            end.text(3, 4)
        );
        warnings.push(code::OCR_SERVICE_NOT_READ.at(end.place(), message));
    }
    let records = transmission.end.number - transmission.start.number + 1;
    warnings.extend(compare(transmission.end, "transmission", records, whole)?);
    Ok(warnings)
}

/// Transactions counted, and their amounts added up in the three ways that
/// files are known to do it.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    transactions: i64,
    /// Amounts with the sign `-` count negative.
    by_sign: i128,
    /// Reversals count negative, whatever their sign.
    by_type: i128,
    /// Everything counts positive, as the manual says of reversals.
    unsigned: i128,
}

impl Sums {
    fn plus(self, other: Self) -> Self {
        Self {
            transactions: self.transactions + other.transactions,
            by_sign: self.by_sign + other.by_sign,
            by_type: self.by_type + other.by_type,
            unsigned: self.unsigned + other.unsigned,
        }
    }

    fn stated(end: &Record) -> Result<Self, Finding> {
        let sum = i128::from(end.number(25, 41, "sum")?);
        Ok(Self {
            transactions: end.number(9, 16, "number of transactions")?,
            by_sign: sum,
            by_type: sum,
            unsigned: sum,
        })
    }
}

fn sums(assignment: &Assignment<'_>) -> Result<Sums, Finding> {
    let mut sums = Sums::default();
    for transaction in &assignment.transactions {
        sums.transactions += 1;
        if transaction.first.record_type() == b"70" {
            continue;
        }
        let amount = i128::from(amount(transaction)?);
        let is_minus = has_minus(transaction);
        let is_reversal = is_reversal(assignment, transaction);
        sums.by_sign += if is_minus { -amount } else { amount };
        sums.by_type += if is_minus || is_reversal {
            -amount
        } else {
            amount
        };
        sums.unsigned += amount;
    }
    Ok(sums)
}

/// The amount in øre, as written without its sign.
pub(crate) fn amount(transaction: &Transaction<'_>) -> Result<i64, Finding> {
    transaction.first.number(33, 49, "amount")
}

/// Whether the sign before the amount is a minus.
pub(crate) fn has_minus(transaction: &Transaction<'_>) -> bool {
    transaction.first.bytes(32, 32) == b"-"
}

/// Whether the transaction gives money back by its type.
pub(crate) fn is_reversal(assignment: &Assignment<'_>, transaction: &Transaction<'_>) -> bool {
    assignment.service == Service::OcrGiro && REVERSALS.contains(&transaction.first.kind())
}

fn compare(
    end: &Record,
    what: &str,
    records: usize,
    found: Sums,
) -> Result<Option<Finding>, Finding> {
    let transactions = end.number(9, 16, "number of transactions")?;
    let stated_records = end.number(17, 24, "number of records")?;
    let sum = i128::from(end.number(25, 41, "sum")?);
    let fault = |which: &str, stated: String, counted: String| {
        let message = format!(
            "the {what} says {which} {stated}, found {counted}; nothing of the file was taken. \
             Fetch it again from the bank"
        );
        code::OCR_TOTALS.at(end.place(), message)
    };
    if transactions != found.transactions {
        let counted = found.transactions.to_string();
        return Err(fault("transactions", transactions.to_string(), counted));
    }
    if i64::try_from(records) != Ok(stated_records) {
        return Err(fault(
            "records",
            stated_records.to_string(),
            records.to_string(),
        ));
    }
    if sum == found.by_sign || sum == found.by_type {
        return Ok(None);
    }
    // The trailer has no room for a sign, so a negative sum can only be told
    // without one.
    if sum == found.unsigned || sum == -found.by_sign || sum == -found.by_type {
        let message = format!(
            "the {what} says the sum {} without regard to signs; with them it is {}",
            kroner(sum),
            kroner(found.by_sign)
        );
        return Ok(Some(code::OCR_UNSIGNED_TOTAL.at(end.place(), message)));
    }
    Err(fault("the sum", kroner(sum), kroner(found.by_sign)))
}

fn kroner(minor: i128) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let minor = minor.unsigned_abs();
    format!("{sign}{}.{:02}", minor / 100, minor % 100)
}

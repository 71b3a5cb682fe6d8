//! What a payer says that a payment is for.

use crate::camt::decimal::Amount;
use crate::kid;
use crate::xml::node::{self, Node};
use domain::kid::{Algorithm, check};

/// Most characters of free text that are kept of one payment; ISO 20022 allows
/// 140 a line, and banks repeat lines.
const TEXT_CHARS_MAX: usize = 2_000;

/// One reference, with the part of the payment that is for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reference {
    /// The reference, as written.
    pub(super) text: String,
    /// The part, where the payer says it.
    pub(super) amount: Option<Amount>,
}

/// The structured references of a transaction, in order. An amount that
/// cannot be read counts as not said: what was booked is what counts.
pub(super) fn structured(transaction: Node<'_, '_>) -> Vec<Reference> {
    let remittance = node::child(transaction, "RmtInf").into_iter();
    let all = remittance.flat_map(|it| node::children(it, "Strd"));
    all.filter_map(|structured| {
        Some(Reference {
            text: node::value_at(structured, &["CdtrRefInf", "Ref"])?,
            amount: part(structured),
        })
    })
    .collect()
}

fn part(structured: Node<'_, '_>) -> Option<Amount> {
    let amounts = node::child(structured, "RfrdDocAmt")?;
    let amount = node::one_of(amounts, &["RmtdAmt", "DuePyblAmt"])?;
    Amount::of(amount).ok()
}

/// The KID in a reference; spaces go.
pub(super) fn kid_of(text: &str) -> Option<String> {
    let kid: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    kid::looks_like_one(&kid).then_some(kid)
}

/// The free text of a transaction, or else what the bank says of it.
pub(super) fn text(entry: Node<'_, '_>, transaction: Option<Node<'_, '_>>) -> Option<String> {
    let remittance = transaction.and_then(|it| node::child(it, "RmtInf"));
    let lines = remittance
        .into_iter()
        .flat_map(|it| node::children(it, "Ustrd"))
        .filter_map(node::filled)
        .collect::<Vec<_>>();
    let text = match lines.is_empty() {
        false => Some(lines.join("\n")),
        true => transaction
            .and_then(|it| node::value(it, "AddtlTxInf"))
            .or_else(|| node::value(entry, "AddtlNtryInf")),
    };
    text.map(|text| text.chars().take(TEXT_CHARS_MAX).collect())
}

/// A KID that the payer wrote as free text: behind the word KID, or alone
/// and with a check digit that is right.
pub(super) fn kid_in_text(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let upper = line.to_ascii_uppercase();
    if let Some(rest) = upper.strip_prefix("KID") {
        let rest = rest.trim_start_matches([':', ' ', '.', '-', '\t']);
        return kid_of(rest);
    }
    kid_of(line).filter(|kid| check(kid, Algorithm::Either).is_ok())
}

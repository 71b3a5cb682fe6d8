//! KID, the customer identification number on a Norwegian payment: 4 to 25
//! positions, kept as text because leading zeros count.

use serde::{Deserialize, Serialize};

/// Fewest positions of a KID.
pub const POSITIONS_MIN: usize = 4;
/// Most positions of a KID.
pub const POSITIONS_MAX: usize = 25;

/// How the last position of a KID is computed. It belongs to the agreement
/// between company and bank, and cannot be told from a KID alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Algorithm {
    /// Weights 2, 1, 2, 1… from the right; digit sums of the products.
    Mod10,
    /// Weights 2 to 7 repeating from the right; 10 is written `-`.
    Mod11,
    /// No agreement is known. Accepts about 18 % of random digits, so a KID
    /// that passes is hardly proven by it.
    Either,
}

/// What is wrong with a KID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KidFault {
    /// Fewer than 4 or more than 25 positions.
    #[error("a KID has 4 to 25 positions")]
    Length,
    /// Something else than digits, or a `-` that is not last.
    #[error("a KID has digits only, except that the last position may be '-'")]
    Characters,
    /// The last position is not what the algorithm gives.
    #[error("the check digit is wrong")]
    CheckDigit,
}

/// Checks a KID against an agreement's algorithm.
///
/// A fault is a reason to warn, never to refuse: the bank has the money.
pub fn check(kid: &str, algorithm: Algorithm) -> Result<(), KidFault> {
    if !(POSITIONS_MIN..=POSITIONS_MAX).contains(&kid.len()) {
        return Err(KidFault::Length);
    }
    let (payload, last) = kid.as_bytes().split_at(kid.len() - 1);
    let last = char::from(last[0]);
    if !payload.iter().all(u8::is_ascii_digit) || !(last.is_ascii_digit() || last == '-') {
        return Err(KidFault::Characters);
    }
    let right = match algorithm {
        Algorithm::Mod10 => mod10(payload) == last,
        Algorithm::Mod11 => mod11(payload) == last,
        Algorithm::Either => mod10(payload) == last || mod11(payload) == last,
    };
    if right {
        Ok(())
    } else {
        Err(KidFault::CheckDigit)
    }
}

/// How a KID fits what a company and its bank agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It is one of an agreement.
    AsItStands,
    /// It is, written with more or fewer zeros before it.
    Written(String),
    /// It is not, or could be several.
    Not,
}

/// Holds a KID to agreements, each the positions of its KIDs and how the last
/// is computed. Files write KIDs with the zeros of their columns before them,
/// and spreadsheets leave out those that belong there.
pub fn fit(kid: &str, agreements: &[(usize, Algorithm)]) -> Fit {
    let is_one = |kid: &str, &(length, algorithm): &(usize, Algorithm)| {
        kid.len() == length && check(kid, algorithm).is_ok()
    };
    if agreements.iter().any(|agreement| is_one(kid, agreement)) {
        return Fit::AsItStands;
    }
    let bare = kid.trim_start_matches('0');
    let mut found: Option<String> = None;
    for agreement in agreements {
        let written = format!("{bare:0>width$}", width = agreement.0);
        if !is_one(&written, agreement) {
            continue;
        }
        if found.as_ref().is_some_and(|found| *found != written) {
            return Fit::Not;
        }
        found = Some(written);
    }
    // Of zeros alone nothing is left that anybody agreed on.
    let found = found.filter(|_| !bare.is_empty());
    found.map_or(Fit::Not, Fit::Written)
}

/// Appends the mod10 check digit to a payload of digits.
pub fn with_mod10(payload: &str) -> String {
    format!("{payload}{}", mod10(payload.as_bytes()))
}

fn mod10(payload: &[u8]) -> char {
    let sum: u32 = payload
        .iter()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    digit((10 - sum % 10) % 10)
}

fn mod11(payload: &[u8]) -> char {
    let sum: u32 = payload
        .iter()
        .rev()
        .zip((2..=7).cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match sum % 11 {
        0 => '0',
        1 => '-',
        rest => digit(11 - rest),
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('?')
}

#[cfg(test)]
mod tests;

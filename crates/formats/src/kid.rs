//! Payment references as files write them.

use crate::code;
use domain::Finding;
use domain::kid::{Algorithm, KidFault, POSITIONS_MAX, check};

/// Fewest positions that are taken for a KID. The bank's own minimum is 4; a
/// shorter one is kept, because a payment may carry the same.
const POSITIONS_TAKEN_MIN: usize = 2;

/// Whether this may be a KID: digits, and nothing else but `-`.
pub(crate) fn looks_like_one(text: &str) -> bool {
    (POSITIONS_TAKEN_MIN..=POSITIONS_MAX).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && text.bytes().any(|b| b.is_ascii_digit())
}

/// What is odd about a KID where no agreement is known. Always a warning: the
/// bank has the money, whatever the check digit says.
pub(crate) fn warning(kid: &str, place: &str) -> Option<Finding> {
    let fault = check(kid, Algorithm::Either).err()?;
    let (code, advice) = match fault {
        KidFault::CheckDigit => (
            code::KID_CHECK_DIGIT,
            "neither mod10 nor mod11 gives it; check the agreement or the sender's settings",
        ),
        KidFault::Length => (code::KID_LENGTH, "kept as written"),
        KidFault::Characters => (code::KID_CHARACTERS, "kept as written"),
    };
    Some(code.at(place, format!("KID {kid}: {fault}; {advice}")))
}

/// Reads a KID from a cell or field that holds nothing else. Spaces go; what
/// cannot be a KID is left out with a warning.
pub(crate) fn read(written: &str, place: &str) -> (Option<String>, Option<Finding>) {
    let kid: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    if kid.is_empty() {
        return (None, None);
    }
    if !looks_like_one(&kid) {
        let message = format!(
            "'{written}' is left out: a KID has up to {POSITIONS_MAX} digits, and a '-' only last; \
             spreadsheets spoil long numbers unless the column is text"
        );
        return (None, Some(code::KID_CHARACTERS.at(place, message)));
    }
    let finding = warning(&kid, place);
    (Some(kid), finding)
}

#[cfg(test)]
mod tests;

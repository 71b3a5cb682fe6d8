//! What opens a link: which organisation it is of, and letters that nobody
//! can guess. Lower-case letters and digits only: programs that make text
//! into links cut others off at the end, and gateways change their case.

use crate::App;
use data_encoding::BASE32_NOPAD;
use domain::{ContentHash, OrganisationId};

/// Bytes of the organisation's id.
const ORGANISATION_BYTES: usize = 16;
/// Random bytes: 136 bits.
const RANDOM_BYTES: usize = 17;
/// Letters of all of them.
const LETTERS: usize = 53;

/// A new one.
pub(super) fn make(app: &App, organisation: OrganisationId) -> String {
    let mut random = [0; RANDOM_BYTES];
    app.random.fill(&mut random);
    let bytes = [organisation.as_bytes().as_slice(), random.as_slice()].concat();
    BASE32_NOPAD.encode(&bytes).to_lowercase()
}

/// The organisation that one names, if it is written as one of ours.
pub(super) fn organisation(token: &str) -> Option<OrganisationId> {
    let is_ours = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if token.len() != LETTERS || !token.bytes().all(is_ours) {
        return None;
    }
    let bytes = BASE32_NOPAD.decode(token.to_uppercase().as_bytes()).ok()?;
    let organisation = bytes.first_chunk::<ORGANISATION_BYTES>()?;
    Some(OrganisationId::from_bytes(*organisation))
}

/// What the record holds of it.
pub(super) fn hash(token: &str) -> ContentHash {
    ContentHash::of(token.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_by_us_names_nobody() {
        let ours = "a".repeat(LETTERS);
        assert!(organisation(&ours).is_some());
        for other in ["", "a", &"a".repeat(LETTERS + 1), &"A".repeat(LETTERS)] {
            assert_eq!(organisation(other), None, "{other}");
        }
        let digits = format!("{}1", "a".repeat(LETTERS - 1));
        assert_eq!(organisation(&digits), None, "no letter of base 32");
        assert_eq!(organisation(&"å".repeat(LETTERS / 2)), None);
    }
}

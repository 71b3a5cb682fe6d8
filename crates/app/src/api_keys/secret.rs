use crate::App;
use data_encoding::BASE32_NOPAD;
use domain::{ContentHash, OrganisationId};

/// What every secret begins with.
const PREFIX: &str = "utsyn_";
/// What every token begins with; no secret of a key does.
const TOKEN_PREFIX: &str = "utsyn_t_";
/// Bytes of the organisation's id.
const ORGANISATION_BYTES: usize = 16;
/// Random bytes: 160 bits, far beyond guessing.
const RANDOM_BYTES: usize = 20;
/// Bytes of the checksum.
const CHECK_BYTES: usize = 4;

/// A new secret of an organisation.
pub(super) fn make(app: &App, organisation: OrganisationId) -> String {
    format!("{PREFIX}{}", letters(app, organisation))
}

/// A new token of an organisation.
pub(super) fn make_token(app: &App, organisation: OrganisationId) -> String {
    format!("{TOKEN_PREFIX}{}", letters(app, organisation))
}

fn letters(app: &App, organisation: OrganisationId) -> String {
    let mut random = [0; RANDOM_BYTES];
    app.random.fill(&mut random);
    let mut bytes = organisation.as_bytes().to_vec();
    bytes.extend(random);
    bytes.extend(check(&bytes));
    BASE32_NOPAD.encode(&bytes).to_lowercase()
}

/// The organisation that a secret names, if it is written as one of ours.
pub(super) fn read(secret: &str) -> Option<OrganisationId> {
    named_by(secret.strip_prefix(PREFIX)?)
}

/// The organisation that a token names, if it is written as one of ours.
pub(super) fn read_token(token: &str) -> Option<OrganisationId> {
    named_by(token.strip_prefix(TOKEN_PREFIX)?)
}

fn named_by(letters: &str) -> Option<OrganisationId> {
    let is_ours = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !letters.chars().all(is_ours) {
        return None;
    }
    let bytes = BASE32_NOPAD
        .decode(letters.to_uppercase().as_bytes())
        .ok()?;
    if bytes.len() != ORGANISATION_BYTES + RANDOM_BYTES + CHECK_BYTES {
        return None;
    }
    let (named, checked) = bytes.split_at(ORGANISATION_BYTES + RANDOM_BYTES);
    let organisation = named.first_chunk::<ORGANISATION_BYTES>()?;
    (checked == check(named)).then(|| OrganisationId::from_bytes(*organisation))
}

fn check(bytes: &[u8]) -> [u8; CHECK_BYTES] {
    let hash = ContentHash::of(bytes);
    *hash
        .as_bytes()
        .first_chunk()
        .expect("a hash is longer than its first bytes")
}

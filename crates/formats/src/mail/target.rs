//! Which document a mail is about, by the first of these that the mail which
//! comes back, or is answered, has:
//!
//! 1. `X-Utsyn-Document`: our id of the document;
//! 2. a Message-ID of ours, `utsyn.<our id>.<anything>@<host>`;
//! 3. `X-Utsyn-Source` and `X-Utsyn-Source-Id`: the sender's key;
//! 4. `X-Utsyn-Number`, or `X-Utsyn-Kid`: number or KID;
//! 5. its Message-ID, as the key `message-id` of whatever was told under it:
//!    a document, or the event that it was sent;
//! 6. failing all, the recipient's address, as the key `mail-recipient`. It
//!    finds nothing unless the sender told its sending under that name, and so
//!    the report waits, with the recipient in view.

use crate::code;
use crate::mail::original::Original;
use domain::intake::Target;
use domain::{DocumentId, Finding, SourceKey};

/// The system under which Message-IDs are known as keys.
pub(crate) const MESSAGE_ID: &str = "message-id";
/// The system under which recipients are known as keys.
const RECIPIENT: &str = "mail-recipient";

/// The document, and what is odd about finding it.
pub(super) fn of(original: &Original, recipient: &str, place: &str) -> (Target, Option<Finding>) {
    let header = |name: &str| original.header(name).map(str::to_owned);
    let key = header("x-utsyn-source").zip(header("x-utsyn-source-id"));
    let by_header = header("x-utsyn-document")
        .and_then(|written| written.parse().ok())
        .map(Target::Document)
        .or_else(|| of_message_id(&original.message_id()?))
        .or_else(|| key.map(|(source, id)| Target::Source(SourceKey::new(source, id))))
        .or_else(|| header("x-utsyn-number").map(Target::Number))
        .or_else(|| header("x-utsyn-kid").map(|kid| Target::Kid { kid, account: None }));
    if let Some(target) = by_header {
        return (target, None);
    }
    if let Some(id) = original.message_id() {
        return (Target::Source(SourceKey::new(MESSAGE_ID, id)), None);
    }
    let message = format!(
        "the report does not say which mail it is about; it waits under the recipient {recipient}"
    );
    let finding = code::MAIL_NO_ORIGINAL.at(place, message);
    (
        Target::Source(SourceKey::new(RECIPIENT, recipient)),
        Some(finding),
    )
}

/// The document that a Message-ID of ours names.
pub(crate) fn of_message_id(id: &str) -> Option<Target> {
    let rest = id.strip_prefix("utsyn.")?;
    let document: DocumentId = rest.split(['.', '@']).next()?.parse().ok()?;
    Some(Target::Document(document))
}

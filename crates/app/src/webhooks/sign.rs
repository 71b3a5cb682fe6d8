//! Secrets, signatures and names of messages, as the Standard Webhooks
//! specification (version 1.0.0) has them.

use data_encoding::{BASE32_NOPAD, BASE64};
use domain::{ContentHash, OrganisationId, Seq, WebhookId};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;
use store::port::Webhook;

/// What a secret begins with.
const PREFIX: &str = "whsec_";
/// Bytes of a secret; the specification wants 24 to 64.
pub(super) const SECRET_BYTES: usize = 32;
/// Bytes of the hash in the name of a message: nobody finds two alike.
const NAME_BYTES: usize = 20;

/// A secret as a person copies it.
pub(super) fn written(secret: &[u8]) -> String {
    format!("{PREFIX}{}", BASE64.encode(secret))
}

/// The name of a message: the same for every attempt, and when it is sent
/// again, so that the receiver knows it.
pub(super) fn name(
    organisation: OrganisationId,
    webhook: WebhookId,
    (seq, part): (Seq, u8),
) -> String {
    let hash = ContentHash::of(format!("{organisation}/{webhook}/{seq}/{part}").as_bytes());
    let bytes = &hash.as_bytes()[..NAME_BYTES];
    format!("msg_{}", BASE32_NOPAD.encode(bytes).to_lowercase())
}

/// The value of `webhook-signature`: one signature, and another with the
/// secret before as long as that is used.
pub(super) fn signatures(webhook: &Webhook, name: &str, at: Timestamp, body: &str) -> String {
    let signed = signature(&webhook.secret, name, at, body);
    match &webhook.old_secret {
        Some((old, until)) if at < *until => {
            format!("{signed} {}", signature(old, name, at, body))
        }
        _ => signed,
    }
}

fn signature(secret: &[u8], name: &str, at: Timestamp, body: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(format!("{name}.{}.{body}", at.as_second()).as_bytes());
    format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()))
}

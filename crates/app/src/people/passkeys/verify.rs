//! Whether what a device says is an answer to what it was asked (Web
//! Authentication, level 3, 7.1 and 7.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ContentHash;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use serde::{Deserialize, Serialize};

/// Ways of signing, by their numbers (RFC 9053): ES256, EdDSA, RS256.
pub(super) const ALGORITHMS: [i64; 3] = [-7, -8, -257];

/// What lies before the key itself in the form in which browsers hand it over
/// (RFC 5280, SubjectPublicKeyInfo): of P-256, of Ed25519, of RSA with 2048 bits.
const P256: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";
const ED25519_KEY: &[u8] = b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";
const RSA_2048: &[u8] = b"\x30\x82\x01\x22\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x03\x82\x01\x0f\x00";

/// Flags of what a device says: somebody was there, it made sure who, and a
/// new key comes with it.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// What an answer must be an answer to.
pub(super) struct Expected<'a> {
    pub(super) challenge: &'a str,
    pub(super) origin: &'a str,
    pub(super) host: &'a str,
}

/// What is kept of a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    algorithm: i64,
    /// The key as browsers hand it over, in base64url.
    public: String,
    /// How often it was used, where the device counts.
    count: u32,
}

/// A new passkey, as a browser tells it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Made {
    raw_id: String,
    response: MadeResponse,
}

#[derive(Debug, Deserialize)]
struct MadeResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    #[serde(rename = "authenticatorData")]
    device_data: String,
    #[serde(rename = "publicKey")]
    public_key: String,
    #[serde(rename = "publicKeyAlgorithm")]
    algorithm: i64,
}

/// A passkey that was used, as a browser tells it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answered {
    pub(super) raw_id: String,
    response: AnsweredResponse,
}

#[derive(Debug, Deserialize)]
struct AnsweredResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    #[serde(rename = "authenticatorData")]
    device_data: String,
    signature: String,
    #[serde(rename = "userHandle")]
    user: Option<String>,
}

/// What the browser says of where it was.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    cross_origin: Option<bool>,
}

/// What the device says.
struct DeviceData<'a> {
    flags: u8,
    count: u32,
    rest: &'a [u8],
}

/// The name and the key of a new passkey, if it is one.
pub(super) fn made(made: &Made, expected: &Expected<'_>) -> Option<(Vec<u8>, Key)> {
    let response = &made.response;
    client_data(&response.client_data, "webauthn.create", expected)?;
    let device = decoded(&response.device_data)?;
    let device = device_data(&device, expected)?;
    let credential = decoded(&made.raw_id)?;
    let named = named(&device)?;
    let key = Key {
        algorithm: response.algorithm,
        public: response.public_key.clone(),
        count: device.count,
    };
    parts(&key)?;
    (named == credential).then_some((credential, key))
}

/// What is to be kept of a passkey that made an answer, if it did.
pub(super) fn answered(
    answered: &Answered,
    key: &Key,
    user: &[u8; 16],
    expected: &Expected<'_>,
) -> Option<Key> {
    let response = &answered.response;
    let client = client_data(&response.client_data, "webauthn.get", expected)?;
    let bytes = decoded(&response.device_data)?;
    let device = device_data(&bytes, expected)?;
    if decoded(response.user.as_deref()?)? != user {
        return None;
    }
    let (algorithm, public) = parts(key)?;
    let signed = [bytes.as_slice(), client.as_bytes()].concat();
    UnparsedPublicKey::new(algorithm, public)
        .verify(&signed, &decoded(&response.signature)?)
        .ok()?;
    // A count that does not grow is told by a copy of the key.
    let counts = device.count != 0 || key.count != 0;
    if counts && device.count <= key.count {
        return None;
    }
    Some(Key {
        count: device.count,
        ..key.clone()
    })
}

/// The hash of what the browser says, if it was asked by us and was on a page
/// of ours.
fn client_data(written: &str, kind: &str, expected: &Expected<'_>) -> Option<ContentHash> {
    let bytes = decoded(written)?;
    let data: ClientData = serde_json::from_slice(&bytes).ok()?;
    let is_ours = data.kind == kind
        && data.challenge == expected.challenge
        && data.origin == expected.origin
        && data.cross_origin != Some(true);
    is_ours.then(|| ContentHash::of(&bytes))
}

/// What a device says, if it speaks to our host and made sure that its owner
/// was there.
fn device_data<'a>(bytes: &'a [u8], expected: &Expected<'_>) -> Option<DeviceData<'a>> {
    let (host, rest) = bytes.split_at_checked(32)?;
    let (flags, rest) = rest.split_first()?;
    let (count, rest) = rest.split_first_chunk::<4>()?;
    let is_ours = host == ContentHash::of(expected.host.as_bytes()).as_bytes();
    let is_there = flags & (PRESENT | VERIFIED) == PRESENT | VERIFIED;
    (is_ours && is_there).then_some(DeviceData {
        flags: *flags,
        count: u32::from_be_bytes(*count),
        rest,
    })
}

/// What a device calls the new key that comes with what it says: after the
/// make of the device (16 bytes), its length and it.
fn named(device: &DeviceData<'_>) -> Option<Vec<u8>> {
    if device.flags & WITH_KEY == 0 {
        return None;
    }
    let (_, rest) = device.rest.split_at_checked(16)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (name, _) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    Some(name.to_vec())
}

/// The way of signing and the key itself, where both are known here.
fn parts(key: &Key) -> Option<(&'static dyn VerificationAlgorithm, Vec<u8>)> {
    let public = decoded(&key.public)?;
    let after = |prefix: &[u8]| public.strip_prefix(prefix).map(<[u8]>::to_vec);
    let (algorithm, public): (&'static dyn VerificationAlgorithm, _) = match key.algorithm {
        -7 => (&ECDSA_P256_SHA256_ASN1, after(P256)?),
        -8 => (&ED25519, after(ED25519_KEY)?),
        -257 => (&RSA_PKCS1_2048_8192_SHA256, after(RSA_2048)?),
        _ => return None,
    };
    Some((algorithm, public))
}

fn decoded(written: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(written).ok()
}

//! The token in which a provider says who somebody is: signed with one of its
//! keys (RFC 7515, RFC 7518), for us, for this sign-in, and for now.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;

/// How far the provider's clock may be from ours, in seconds.
const CLOCKS_APART_S: i64 = 60;
/// How old a token may be, in seconds.
const AGE_S_MAX: i64 = 10 * 60;
/// Longest token that is read.
const TOKEN_BYTES_MAX: usize = 64 * 1024;
/// Longest name of somebody at a provider (OpenID Connect Core 1.0, 2).
const SUBJECT_BYTES_MAX: usize = 255;

/// What a token must say to be taken.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Timestamp,
}

/// What the provider says of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// What it calls them, for ever.
    pub(super) subject: String,
    /// Their address in lower case, where it has made sure of it.
    pub(super) verified_email: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
    email: Option<String>,
    email_verified: Option<Flag>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// Some providers write flags as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Flag {
    Flag(bool),
    Text(String),
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    used_for: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// Reads a token; otherwise says why it is not taken.
pub(super) fn read(
    token: &str,
    keys: &[u8],
    expected: &Expected<'_>,
) -> Result<Told, &'static str> {
    if token.len() > TOKEN_BYTES_MAX {
        return Err("the token is too long");
    }
    let (signed, signature) = token.rsplit_once('.').ok_or("no token")?;
    let (header, claims) = signed.split_once('.').ok_or("no token")?;
    let header: Header = part(header)?;
    let signature = decoded(signature).ok_or("the signature is no text of its kind")?;
    if !is_signed(&header, keys, signed.as_bytes(), &signature)? {
        return Err("the signature is not one of the provider's");
    }
    told(part(claims)?, expected)
}

fn part<T: for<'a> Deserialize<'a>>(written: &str) -> Result<T, &'static str> {
    let bytes = decoded(written).ok_or("a part of the token is no text of its kind")?;
    serde_json::from_slice(&bytes).map_err(|_| "a part of the token cannot be read")
}

fn decoded(written: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(written).ok()
}

/// Whether one of the provider's keys made this signature. Which way of
/// signing is meant follows from the key as well as from the token, so that no
/// token chooses a weaker one; `none` and shared secrets are no ways at all.
fn is_signed(
    header: &Header,
    keys: &[u8],
    signed: &[u8],
    signature: &[u8],
) -> Result<bool, &'static str> {
    let keys: Keys =
        serde_json::from_slice(keys).map_err(|_| "the provider's keys cannot be read")?;
    // Keys of kinds that are not known here are none of ours.
    let keys = keys
        .keys
        .into_iter()
        .filter_map(|key| serde_json::from_value::<Key>(key).ok());
    let mut keys = keys
        .filter(|key| key.used_for.as_deref().is_none_or(|what| what == "sig"))
        .filter(|key| header.kid.is_none() || key.kid == header.kid);
    Ok(keys.any(|key| key.verifies(&header.alg, signed, signature) == Some(true)))
}

impl Key {
    fn verifies(&self, algorithm: &str, signed: &[u8], signature: &[u8]) -> Option<bool> {
        let number = |field: &Option<String>| decoded(field.as_deref()?);
        let curve = self.crv.as_deref().unwrap_or_default();
        let verified = match (algorithm, self.kty.as_str(), curve) {
            ("RS256" | "PS256", "RSA", _) => {
                let key = RsaPublicKeyComponents {
                    n: number(&self.n)?,
                    e: number(&self.e)?,
                };
                match algorithm {
                    "RS256" => key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature),
                    _ => key.verify(&RSA_PSS_2048_8192_SHA256, signed, signature),
                }
            }
            ("ES256", "EC", "P-256") => {
                let point = [vec![4], number(&self.x)?, number(&self.y)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature)
            }
            ("EdDSA", "OKP", "Ed25519") => {
                UnparsedPublicKey::new(&ED25519, number(&self.x)?).verify(signed, signature)
            }
            _ => return None,
        };
        Some(verified.is_ok())
    }
}

/// What the claims say, if they are meant for this sign-in (OpenID Connect
/// Core 1.0, 3.1.3.7).
fn told(claims: Claims, expected: &Expected<'_>) -> Result<Told, &'static str> {
    let now = expected.now.as_second();
    let (is_ours, is_only_ours) = match &claims.aud {
        Audience::One(one) => (one == expected.client, true),
        Audience::Several(all) => (all.iter().any(|one| one == expected.client), all.len() == 1),
    };
    let is_for_us = claims
        .azp
        .as_deref()
        .map_or(is_only_ours, |azp| azp == expected.client);
    match () {
        () if claims.iss != expected.issuer => Err("another provider made the token"),
        () if !is_ours || !is_for_us => Err("the token is for somebody else"),
        () if claims.nonce.as_deref() != Some(expected.nonce) => {
            Err("the token is of another sign-in")
        }
        () if claims.exp <= now - CLOCKS_APART_S => Err("the token has expired"),
        () if claims.iat > now + CLOCKS_APART_S => Err("the token is of a later time"),
        () if claims.iat < now - AGE_S_MAX => Err("the token is too old"),
        () if claims.sub.is_empty() || claims.sub.len() > SUBJECT_BYTES_MAX => {
            Err("the token names nobody")
        }
        () => Ok(Told {
            subject: claims.sub,
            verified_email: claims
                .email
                .filter(|_| claims.email_verified.is_some_and(|flag| flag.is_set()))
                .map(|email| email.trim().to_lowercase()),
        }),
    }
}

impl Flag {
    fn is_set(&self) -> bool {
        match self {
            Self::Flag(flag) => *flag,
            Self::Text(text) => text == "true",
        }
    }
}

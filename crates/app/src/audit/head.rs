//! The head of the chain, signed: whoever keeps one elsewhere can show later
//! that nothing before it was changed or taken away.

use super::{Act, SignedHead, note, subject};
use crate::{App, Ctx, Error, Random, Result};
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use domain::audit::ChainHead;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Names what a head's JSON is.
const FORMAT: &str = "utsyn-audit-head-1";
/// The key can be read by whoever runs the installation and by nobody else.
const KEY_MODE: u32 = 0o600;

/// Where the key lies that heads are signed with.
#[derive(Debug, Clone)]
pub enum Signer {
    /// Nowhere: heads are not signed.
    Nobody,
    /// In a file, which is made when a head is first signed: 64 hexadecimal
    /// digits, the seed of an Ed25519 key (RFC 8032).
    File(PathBuf),
}

impl Signer {
    /// The key; made where there is none. `None` where nothing is signed.
    fn key(&self, random: &dyn Random) -> Result<Option<Ed25519KeyPair>> {
        let Self::File(path) = self else {
            return Ok(None);
        };
        let seed = match fs::read_to_string(path) {
            Ok(text) => seed(&text).ok_or_else(|| {
                Error::internal(format!("'{}' is not a signing key", path.display()))
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path, random)?,
            Err(error) => return Err(Error::internal(error)),
        };
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed);
        let pair = pair.map_err(|error| Error::internal(error.to_string()))?;
        Ok(Some(pair))
    }
}

fn seed(text: &str) -> Option<[u8; 32]> {
    let bytes = HEX.decode(text.trim().as_bytes()).ok()?;
    bytes.try_into().ok()
}

/// Makes a key. It is on disk before anything is signed with it.
fn make(path: &Path, random: &dyn Random) -> Result<[u8; 32]> {
    let mut seed = [0; 32];
    random.fill(&mut seed);
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).map_err(Error::internal)?;
    }
    let made = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(KEY_MODE)
        .open(path);
    let mut file = made.map_err(Error::internal)?;
    writeln!(file, "{}", HEX.encode(&seed)).map_err(Error::internal)?;
    file.sync_all().map_err(Error::internal)?;
    if let Some(directory) = path.parent() {
        let directory = fs::File::open(directory).map_err(Error::internal)?;
        directory.sync_all().map_err(Error::internal)?;
    }
    Ok(seed)
}

/// Signs how far the chain has come, and keeps that. `None` where there is
/// nothing new to sign, or no key to sign with.
pub async fn sign(app: &App, ctx: &Ctx) -> Result<Option<SignedHead>> {
    let organisation = ctx.organisation;
    let Some((number, link)) = app.store.lookup_audit_end(organisation).await? else {
        return Ok(None);
    };
    let signed = app.store.list_audit_heads(organisation, 1).await?;
    // The note of the last signing is no news.
    if signed
        .first()
        .is_some_and(|last| number <= last.head.number + 1)
    {
        return Ok(None);
    }
    let signer = app.signer.clone();
    let Some(pair) = signer.key(app.random.as_ref())? else {
        return Ok(None);
    };
    let head = ChainHead {
        organisation,
        number,
        link,
        at: ctx.now,
    };
    let signature = pair.sign(&head.signed_bytes());
    let wrong = |_| Error::internal("an Ed25519 key or signature of another length");
    let head = SignedHead {
        head,
        public_key: pair.public_key().as_ref().try_into().map_err(wrong)?,
        signature: signature.as_ref().try_into().map_err(wrong)?,
    };
    app.store.add_audit_head(organisation, head.clone()).await?;
    let about = subject("entry", number);
    note(app, ctx, Act::AUDIT_SIGNED, &about).await?;
    Ok(Some(head))
}

/// Whether the signature of a head is that of its key.
pub fn is_signed(head: &SignedHead) -> bool {
    UnparsedPublicKey::new(&ED25519, head.public_key)
        .verify(&head.head.signed_bytes(), &head.signature)
        .is_ok()
}

/// A head as JSON, to be kept elsewhere.
pub fn head_json(signed: &SignedHead) -> Value {
    json!({
        "format": FORMAT,
        "organisation": signed.head.organisation,
        "number": signed.head.number,
        "link": signed.head.link,
        "signed_at": signed.head.at,
        "public_key": HEX.encode(&signed.public_key),
        "signature": HEX.encode(&signed.signature),
    })
}

/// A head out of JSON.
pub fn head_from_json(text: &str) -> Result<SignedHead> {
    let read = || {
        let value: Value = serde_json::from_str(text).ok()?;
        if value["format"] != FORMAT {
            return None;
        }
        let field = |name: &str| value[name].as_str();
        let bytes = |name: &str| HEX.decode(field(name)?.as_bytes()).ok();
        Some(SignedHead {
            head: ChainHead {
                organisation: field("organisation")?.parse().ok()?,
                number: value["number"].as_u64()?,
                link: field("link")?.parse().ok()?,
                at: field("signed_at")?.parse().ok()?,
            },
            public_key: bytes("public_key")?.try_into().ok()?,
            signature: bytes("signature")?.try_into().ok()?,
        })
    };
    read().ok_or_else(|| {
        Error::invalid(
            "audit.head",
            "head",
            "this is not a signed head of an audit log; 'utsyn audit head' writes one",
        )
    })
}

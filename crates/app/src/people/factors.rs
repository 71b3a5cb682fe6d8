//! What people prove themselves with besides a password: codes from an
//! authenticator, and codes of recovery for the day it is lost.

use super::SignedIn;
use super::profile::telling;
use crate::{App, Error, Result};
use data_encoding::BASE32_NOPAD;
use domain::{ContentHash, OrganisationId, UserId};
use jiff::Timestamp;
use store::port::Passkey;
use totp_rs::{Builder, Secret, Totp};

/// Bytes of what codes are made of: as many as the hash has (RFC 4226).
const SECRET_BYTES: usize = 20;
/// How many codes of recovery there are.
const RECOVERY_CODES: usize = 10;
/// Bytes of a code of recovery: 120 bits. From 112 on a plain hash of it may
/// be kept (ASVS 5.0, 6.5.2).
const RECOVERY_BYTES: usize = 15;
/// What an authenticator calls us.
const ISSUER: &str = "Utsyn";

/// What a person can prove themselves with.
#[derive(Debug, Clone)]
pub struct Factors {
    /// Since when codes from an authenticator are asked for.
    pub totp_since: Option<Timestamp>,
    /// Codes of recovery that are left.
    pub recovery_codes: u64,
    /// Keys of devices.
    pub passkeys: Vec<Passkey>,
}

/// An authenticator to set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// What is typed into the authenticator.
    pub secret: String,
    /// What it reads from a picture.
    pub url: String,
}

/// What the person who asks can prove themselves with.
pub async fn factors(app: &App, person: &SignedIn) -> Result<Factors> {
    let (organisation, user) = (person.ctx.organisation, person.person.id);
    let totp = app.store.lookup_totp(organisation, user).await?;
    Ok(Factors {
        totp_since: totp.and_then(|totp| totp.confirmed_at),
        recovery_codes: app.store.count_recovery_codes(organisation, user).await?,
        passkeys: app.store.list_passkeys(organisation, user).await?,
    })
}

/// Begins to set up an authenticator. Who has something to prove themselves
/// with must have used it: a stolen password does not lead to more.
pub async fn begin_totp(app: &App, person: &SignedIn) -> Result<Setup> {
    may_add(app, person).await?;
    let (organisation, user) = (person.ctx.organisation, person.person.id);
    if has_totp(app, organisation, user).await? {
        return Err(Error::conflict(
            "factor.there",
            "there is an authenticator already; remove it first",
        ));
    }
    let mut secret = vec![0; SECRET_BYTES];
    app.random.fill(&mut secret);
    let setup = described(&secret, &person.person.email);
    app.store.put_totp(organisation, user, secret).await?;
    Ok(setup)
}

/// The authenticator that is being set up, to be shown again.
pub async fn unconfirmed_totp(app: &App, person: &SignedIn) -> Result<Option<Setup>> {
    let (organisation, user) = (person.ctx.organisation, person.person.id);
    let totp = app.store.lookup_totp(organisation, user).await?;
    let waiting = totp.filter(|totp| totp.confirmed_at.is_none());
    Ok(waiting.map(|totp| described(&totp.secret, &person.person.email)))
}

/// Confirms an authenticator with a first code of it. Answers the codes of
/// recovery, shown this once; `None` where the code is wrong.
pub async fn confirm_totp(app: &App, person: &SignedIn, code: &str) -> Result<Option<Vec<String>>> {
    may_add(app, person).await?;
    let (organisation, user) = (person.ctx.organisation, person.person.id);
    let totp = app.store.lookup_totp(organisation, user).await?;
    let Some(totp) = totp.filter(|totp| totp.confirmed_at.is_none()) else {
        return Ok(None);
    };
    if !takes_step(app, organisation, user, &totp.secret, code).await? {
        return Ok(None);
    }
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(app)).collect();
    let hashes = codes.iter().map(|code| hash_of(code)).collect();
    let now = person.ctx.now;
    telling(app, person, "authenticator.added")
        .confirm_totp(organisation, user, now, hashes)
        .await?;
    app.store
        .prove_session(organisation, person.session, now, true)
        .await?;
    Ok(Some(codes))
}

/// Takes the authenticator of the person who asks away.
pub async fn remove_totp(app: &App, person: &SignedIn) -> Result<()> {
    let settings = app
        .store
        .lookup_organisation_settings(person.ctx.organisation);
    if settings.await?.requires_second_factor {
        return Err(Error::conflict(
            "factor.required",
            "the organisation asks for a second factor; set up another one first",
        ));
    }
    must_be_strong(app, person).await?;
    let (organisation, user) = (person.ctx.organisation, person.person.id);
    telling(app, person, "authenticator.removed")
        .delete_totp(organisation, user)
        .await?;
    Ok(())
}

/// Refuses somebody who came by a password alone although there is more.
pub(super) async fn may_add(app: &App, person: &SignedIn) -> Result<()> {
    must_be_strong(app, person).await
}

async fn must_be_strong(app: &App, person: &SignedIn) -> Result<()> {
    let (organisation, user) = (person.ctx.organisation, person.person.id);
    if person.is_strong || !has_any(app, organisation, user).await? {
        return Ok(());
    }
    Err(Error::conflict(
        "factor.not_used",
        "sign in with your authenticator or your passkey first; a password alone is not enough here",
    ))
}

/// Whether a person has something besides a password.
pub(super) async fn has_any(app: &App, organisation: OrganisationId, user: UserId) -> Result<bool> {
    Ok(has_totp(app, organisation, user).await?
        || !app
            .store
            .list_passkeys(organisation, user)
            .await?
            .is_empty())
}

/// Whether a person is asked for codes.
pub(super) async fn has_totp(
    app: &App,
    organisation: OrganisationId,
    user: UserId,
) -> Result<bool> {
    let totp = app.store.lookup_totp(organisation, user).await?;
    Ok(totp.is_some_and(|totp| totp.confirmed_at.is_some()))
}

/// Takes a code, from the authenticator or of recovery, if it is right and
/// was never taken.
pub(super) async fn takes_code(
    app: &App,
    organisation: OrganisationId,
    user: UserId,
    code: &str,
) -> Result<bool> {
    let totp = app.store.lookup_totp(organisation, user).await?;
    let Some(totp) = totp.filter(|totp| totp.confirmed_at.is_some()) else {
        return Ok(false);
    };
    if takes_step(app, organisation, user, &totp.secret, code).await? {
        return Ok(true);
    }
    let code = hash_of(code);
    Ok(app
        .store
        .take_recovery_code(organisation, user, code)
        .await?)
}

async fn takes_step(
    app: &App,
    organisation: OrganisationId,
    user: UserId,
    secret: &[u8],
    code: &str,
) -> Result<bool> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(app.now().as_second()).map_err(Error::internal)?;
    let Some(step) = codes(secret)?.check(&digits, seconds) else {
        return Ok(false);
    };
    let step = i64::try_from(step).map_err(Error::internal)?;
    Ok(app.store.take_totp_step(organisation, user, step).await?)
}

/// Six digits that change every half minute, the one before and the one after
/// being good too, as every authenticator has them.
fn codes(secret: &[u8]) -> Result<Totp> {
    Builder::new()
        .with_secret(Secret::from(secret))
        .build()
        .map_err(Error::internal)
}

fn described(secret: &[u8], email: &str) -> Setup {
    let secret = BASE32_NOPAD.encode(secret);
    let account = email
        .replace('%', "%25")
        .replace('@', "%40")
        .replace('+', "%2B");
    Setup {
        url: format!("otpauth://totp/{ISSUER}:{account}?secret={secret}&issuer={ISSUER}"),
        secret,
    }
}

/// A code of recovery: six groups of four letters and digits.
fn recovery_code(app: &App) -> String {
    let mut random = [0; RECOVERY_BYTES];
    app.random.fill(&mut random);
    let letters = BASE32_NOPAD.encode(&random).to_lowercase();
    let groups = letters.as_bytes().chunks(4);
    let groups: Vec<String> = groups
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    groups.join("-")
}

fn hash_of(code: &str) -> ContentHash {
    let plain = code.chars().filter(|c| c.is_ascii_alphanumeric());
    let plain: String = plain.map(|c| c.to_ascii_lowercase()).collect();
    ContentHash::of(plain.as_bytes())
}

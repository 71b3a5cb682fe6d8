//! Passkeys (Web Authentication, level 3): keys of devices that sign in
//! without a password, and count as more than one.
//!
//! No attestation is asked for: which make of device it is does not matter
//! here, only that the same one comes back, that its owner was there, and that
//! the browser was on a page of ours.

mod verify;

use super::door::{self, Door, Origin};
use super::factors;
use super::profile::telling;
use super::step::{self, Place, Step};
use super::{Entry, SignedIn, random_hash, session};
use crate::{App, Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::OrganisationId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::port::Passkey;
use verify::{Answered, Expected, Key, Made};

/// How long a device may take, in milliseconds.
const DEVICE_MS_MAX: u32 = 5 * 60 * 1000;
/// Longest name of a passkey, in characters.
const NAME_CHARACTERS_MAX: usize = 60;
/// The most passkeys of a person.
const PASSKEYS_MAX: usize = 20;
/// Longest answer of a device.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// A question to a device.
#[derive(Debug, Clone)]
pub struct Ceremony {
    /// What the browser sends back with the answer.
    pub secret: String,
    /// What it asks the device, as the browser reads it.
    pub options: Value,
}

/// A passkey that is being added.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Adding {
    place: Place,
    challenge: String,
}

/// Asks a device to make a passkey for the person who asks.
pub async fn begin_passkey(app: &App, person: &SignedIn) -> Result<Ceremony> {
    factors::may_add(app, person).await?;
    let place = place_of(person);
    let challenge = challenge(app);
    let known = app.store.list_passkeys(place.organisation, place.user);
    let known: Vec<Value> = known
        .await?
        .iter()
        .map(|key| json!({"type": "public-key", "id": URL_SAFE_NO_PAD.encode(&key.credential)}))
        .collect();
    let kinds = verify::ALGORITHMS.map(|alg| json!({"type": "public-key", "alg": alg}));
    let options = json!({
        "rp": {"id": host(app), "name": "Utsyn"},
        "user": {
            "id": URL_SAFE_NO_PAD.encode(place.user.as_bytes()),
            "name": person.person.email,
            "displayName": person.person.name,
        },
        "challenge": challenge,
        "pubKeyCredParams": kinds,
        "timeout": DEVICE_MS_MAX,
        "excludeCredentials": known,
        "authenticatorSelection": {
            "residentKey": "required", "requireResidentKey": true, "userVerification": "required",
        },
        "attestation": "none",
    });
    let secret = step::keep(app, &Step::AddPasskey(Adding { place, challenge })).await?;
    Ok(Ceremony { secret, options })
}

/// Adds the passkey that a device made. `None` where the answer is not one to
/// the question that was asked.
pub async fn add_passkey(
    app: &App,
    person: &SignedIn,
    secret: &str,
    name: &str,
    answer: &str,
) -> Result<Option<()>> {
    factors::may_add(app, person).await?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Error::invalid(
            "passkey.name",
            "name",
            format!("a passkey needs a name of at most {NAME_CHARACTERS_MAX} characters"),
        ));
    }
    let place = place_of(person);
    let Some(Step::AddPasskey(adding)) = step::take(app, secret).await? else {
        return Ok(None);
    };
    let (origin, host) = (app.portal_url(""), host(app));
    let expected = Expected {
        challenge: &adding.challenge,
        origin: &origin,
        host: &host,
    };
    let made: Option<Made> = read(answer);
    let made = made.and_then(|made| verify::made(&made, &expected));
    let Some((credential, key)) = made.filter(|_| adding.place == place) else {
        return Ok(None);
    };
    let others = app.store.list_passkeys(place.organisation, place.user);
    if others.await?.len() >= PASSKEYS_MAX {
        return Err(Error::conflict(
            "passkey.too_many",
            format!("a person has at most {PASSKEYS_MAX} passkeys; remove one first"),
        ));
    }
    let passkey = Passkey {
        credential,
        user: place.user,
        name: name.to_owned(),
        content: serde_json::to_string(&key).map_err(Error::internal)?,
        created_at: person.ctx.now,
        used_at: None,
    };
    telling(app, person, "passkey.added")
        .add_passkey(place.organisation, passkey)
        .await?;
    app.store
        .prove_session(place.organisation, person.session, person.ctx.now, true)
        .await?;
    Ok(Some(()))
}

/// Takes a passkey of the person who asks away. `None` where they have none
/// such.
pub async fn remove_passkey(app: &App, person: &SignedIn, credential: &str) -> Result<Option<()>> {
    factors::may_add(app, person).await?;
    let place = place_of(person);
    let Ok(credential) = URL_SAFE_NO_PAD.decode(credential) else {
        return Ok(None);
    };
    let deleted = telling(app, person, "passkey.removed")
        .delete_passkey(place.organisation, place.user, &credential)
        .await?;
    if !deleted {
        return Ok(None);
    }
    Ok(Some(()))
}

/// What a passkey is called in the address of a page.
pub fn passkey_code(passkey: &Passkey) -> String {
    URL_SAFE_NO_PAD.encode(&passkey.credential)
}

/// Asks whatever device has a passkey of ours to sign in.
pub async fn ask_passkey(app: &App) -> Result<Ceremony> {
    let challenge = challenge(app);
    let options = json!({
        "challenge": challenge,
        "timeout": DEVICE_MS_MAX,
        "rpId": host(app),
        "allowCredentials": [],
        "userVerification": "required",
    });
    let secret = step::keep(app, &Step::Passkey { challenge }).await?;
    Ok(Ceremony { secret, options })
}

/// Signs in by what a device answered.
pub async fn sign_in_with_passkey(
    app: &App,
    origin: &Origin,
    secret: &str,
    answer: &str,
) -> Result<Entry> {
    if let Some(until) = door::knock(app, Door::Code, secret, origin).await? {
        return Ok(Entry::TooOften(until));
    }
    let Some(Step::Passkey { challenge }) = step::take(app, secret).await? else {
        return Ok(Entry::Refused);
    };
    let Some(answered) = read::<Answered>(answer) else {
        return Ok(Entry::Refused);
    };
    let Ok(credential) = URL_SAFE_NO_PAD.decode(&answered.raw_id) else {
        return Ok(Entry::Refused);
    };
    let (page, host) = (app.portal_url(""), host(app));
    let expected = Expected {
        challenge: &challenge,
        origin: &page,
        host: &host,
    };
    for (organisation, passkey) in app.store.find_passkeys_across_tenants(&credential).await? {
        if used(app, organisation, &passkey, &answered, &expected).await? {
            let user = passkey.user;
            let secret = session::begin(app, organisation, user, true, origin).await?;
            return Ok(Entry::In(secret));
        }
    }
    Ok(Entry::Refused)
}

/// Whether an answer was made with a passkey; notes that it was used.
async fn used(
    app: &App,
    organisation: OrganisationId,
    passkey: &Passkey,
    answered: &Answered,
    expected: &Expected<'_>,
) -> Result<bool> {
    let key: Key = serde_json::from_str(&passkey.content).map_err(Error::internal)?;
    let Some(key) = verify::answered(answered, &key, passkey.user.as_bytes(), expected) else {
        return Ok(false);
    };
    let content = serde_json::to_string(&key).map_err(Error::internal)?;
    app.store
        .note_passkey_used(organisation, &passkey.credential, &content, app.now())
        .await?;
    Ok(true)
}

fn place_of(person: &SignedIn) -> Place {
    Place {
        organisation: person.ctx.organisation,
        user: person.person.id,
    }
}

fn challenge(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(random_hash(app).as_bytes())
}

fn read<T: for<'a> Deserialize<'a>>(answer: &str) -> Option<T> {
    let fits = answer.len() <= ANSWER_BYTES_MAX;
    fits.then(|| serde_json::from_str(answer).ok()).flatten()
}

/// The name of the host of the portal, to which passkeys belong.
fn host(app: &App) -> String {
    let portal = app.portal_url("");
    let rest = portal
        .split_once("://")
        .map_or(portal.as_str(), |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default().to_owned()
}

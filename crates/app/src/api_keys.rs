//! Keys with which other systems ask: made once, shown once, kept as a hash.
//!
//! A secret is `utsyn_` and 64 letters and digits: the organisation, 20 random
//! bytes, and a checksum, so that a program that looks for leaked secrets can
//! tell one from a word, and a slip of the keyboard is refused unasked.

mod secret;

use crate::audit::{self, Act};
use crate::organisations::time_zone;
use crate::{Actor, App, Ctx, Error, Result};
use domain::{ApiKeyId, CompanyId, ContentHash, OrganisationId, Right, Rights, Scope};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use store::port::AccessToken;

pub use store::port::ApiKey;

/// Uses of a key are noted at most this often, so that not every request
/// writes.
const NOTE_USE_AFTER: SignedDuration = SignedDuration::from_mins(1);
/// How long a token stands for its key.
const TOKEN_LASTS: SignedDuration = SignedDuration::from_hours(1);
/// Longest name of a key, in characters.
const NAME_CHARACTERS_MAX: usize = 100;

/// A key to make.
#[derive(Debug, Clone)]
pub struct NewApiKey {
    /// What people call it.
    pub name: String,
    /// What it may do; at least one thing.
    pub scopes: Vec<Scope>,
    /// The companies it may see; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
    /// From when on it opens nothing.
    pub expires_at: Option<Timestamp>,
}

/// A key that was just made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The key.
    pub key: ApiKey,
    /// Its secret, shown this once.
    pub secret: String,
}

/// What a key opens.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Whose organisation, which companies, and when.
    pub ctx: Ctx,
    /// What the key may do.
    pub scopes: Vec<Scope>,
    /// The key's id.
    pub id: ApiKeyId,
    /// The key's name.
    pub name: String,
}

/// A token that was just granted.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The token, shown this once.
    pub token: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// How long it opens anything.
    pub lasts: SignedDuration,
}

/// Makes a key. Another key can make none that may do or see more than it.
pub async fn add(app: &App, ctx: &Ctx, new: NewApiKey) -> Result<Made> {
    ctx.require(Right::ManageKeys)?;
    let new = within(app, ctx, new).await?;
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Error::invalid(
            "api_key.name",
            "name",
            format!("a key needs a name of at most {NAME_CHARACTERS_MAX} characters"),
        ));
    }
    if new.scopes.is_empty() {
        return Err(Error::invalid(
            "api_key.scopes",
            "scopes",
            "a key that may do nothing opens nothing; choose at least one scope",
        ));
    }
    if new.expires_at.is_some_and(|at| at <= ctx.now) {
        return Err(Error::invalid(
            "api_key.expires",
            "expires",
            "the key would have expired already; choose a later moment",
        ));
    }
    let secret = secret::make(app, ctx.organisation);
    let key = ApiKey {
        id: app.id(ApiKeyId::from_parts),
        name,
        token: ContentHash::of(secret.as_bytes()),
        scopes: new.scopes,
        companies: new.companies,
        created_by: ctx.person(),
        created_at: ctx.now,
        expires_at: new.expires_at,
        revoked_at: None,
        last_used_at: None,
    };
    let content = json!({"name": key.name, "scopes": key.scopes});
    let subject = audit::subject("key", key.id);
    audit::telling_with(app, ctx, Act::KEY_ADDED, &subject, content)
        .add_api_key(ctx.organisation, key.clone())
        .await?;
    Ok(Made { key, secret })
}

/// Holds a key that makes another to what it may do and see itself.
async fn within(app: &App, ctx: &Ctx, mut new: NewApiKey) -> Result<NewApiKey> {
    let Actor::Key { id, .. } = ctx.actor else {
        return Ok(new);
    };
    let own = app.store.lookup_api_key(ctx.organisation, id).await?;
    let own = own.map(|key| key.scopes).unwrap_or_default();
    // A token may do less than its key.
    let has =
        |scope: &Scope| own.contains(scope) && scope.rights().and(ctx.rights) == scope.rights();
    if let Some(beyond) = new.scopes.iter().find(|scope| !has(scope)) {
        let message = format!("this key may not do '{beyond}' itself");
        return Err(Error::invalid("api_key.scopes", "scopes", message));
    }
    new.companies = match (new.companies, &ctx.companies) {
        (None, seen) => seen.clone(),
        (Some(named), _) => Some(named.into_iter().filter(|id| ctx.may_see(*id)).collect()),
    };
    Ok(new)
}

/// Every key, newest first, revoked and expired ones included.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<ApiKey>> {
    ctx.require(Right::ManageKeys)?;
    Ok(app.store.list_api_keys(ctx.organisation).await?)
}

/// A key by id.
pub async fn show(app: &App, ctx: &Ctx, id: ApiKeyId) -> Result<Option<ApiKey>> {
    ctx.require(Right::ManageKeys)?;
    Ok(app.store.lookup_api_key(ctx.organisation, id).await?)
}

/// Revokes a key for good; it fails from the next request on. `None` where
/// there is no such key.
pub async fn revoke(app: &App, ctx: &Ctx, id: ApiKeyId) -> Result<Option<()>> {
    ctx.require(Right::ManageKeys)?;
    let subject = audit::subject("key", id);
    let revoked = audit::telling(app, ctx, Act::KEY_REVOKED, &subject)
        .revoke_api_key(ctx.organisation, id, ctx.now)
        .await?;
    Ok(revoked.then_some(()))
}

/// Makes a new key that may do the same, and lets the old one go on for a
/// while, so that the other system can change over without a gap. `None`
/// where there is no such key that still opens anything.
pub async fn rotate(
    app: &App,
    ctx: &Ctx,
    id: ApiKeyId,
    overlap: SignedDuration,
) -> Result<Option<Made>> {
    ctx.require(Right::ManageKeys)?;
    let keys = list(app, ctx).await?;
    let Some(old) = keys
        .into_iter()
        .find(|key| key.id == id && opens(key, ctx.now))
    else {
        return Ok(None);
    };
    let until = ctx.now.checked_add(overlap).map_err(Error::internal)?;
    let new = NewApiKey {
        name: old.name,
        scopes: old.scopes,
        companies: old.companies,
        expires_at: old.expires_at,
    };
    let made = add(app, ctx, new).await?;
    let subject = audit::subject("key", id);
    audit::telling(app, ctx, Act::KEY_ROTATED, &subject)
        .expire_api_key(ctx.organisation, id, until)
        .await?;
    Ok(Some(made))
}

/// Grants a token that stands for a key for an hour, for a client that knows
/// the key's id and secret; with `scopes`, for those of the key's that are
/// among them. `None` where the two open nothing.
pub async fn grant(
    app: &App,
    id: &str,
    secret: &str,
    scopes: Option<&[Scope]>,
) -> Result<Option<Granted>> {
    let opened = match secret::read(secret) {
        Some(_) => open(app, secret).await?,
        // A token does not get another token.
        None => None,
    };
    let Some(opened) = opened.filter(|opened| opened.id.to_string() == id) else {
        return Ok(None);
    };
    let wanted = |scope: &Scope| scopes.is_none_or(|scopes| scopes.contains(scope));
    let scopes: Vec<Scope> = opened.scopes.into_iter().filter(wanted).collect();
    let (now, organisation) = (app.now(), opened.ctx.organisation);
    let token = secret::make_token(app, organisation);
    let granted = AccessToken {
        token: ContentHash::of(token.as_bytes()),
        key: opened.id,
        scopes: scopes.clone(),
        expires_at: now.checked_add(TOKEN_LASTS).map_err(Error::internal)?,
    };
    app.store
        .add_access_token(organisation, granted, now)
        .await?;
    Ok(Some(Granted {
        token,
        scopes,
        lasts: TOKEN_LASTS,
    }))
}

/// The key that a secret or a token opens, with what it may do.
async fn find(app: &App, secret: &str, now: Timestamp) -> Result<Option<(OrganisationId, ApiKey)>> {
    let hash = ContentHash::of(secret.as_bytes());
    if let Some(organisation) = secret::read(secret) {
        let key = app.store.find_api_key_by_token(organisation, hash).await?;
        return Ok(key.map(|key| (organisation, key)));
    }
    let Some(organisation) = secret::read_token(secret) else {
        return Ok(None);
    };
    let found = app.store.lookup_access_token(organisation, hash).await?;
    let found = found.filter(|(token, _)| now < token.expires_at);
    Ok(found.map(|(token, mut key)| {
        key.scopes.retain(|scope| token.scopes.contains(scope));
        (organisation, key)
    }))
}

/// What a secret or a token opens; `None` where it opens nothing, whatever
/// the reason.
pub async fn open(app: &App, secret: &str) -> Result<Option<Opened>> {
    let now = app.now();
    let found = find(app, secret, now).await?;
    let Some((organisation, key)) = found.filter(|(_, key)| opens(key, now)) else {
        return Ok(None);
    };
    let organisation = app.store.lookup_organisation(organisation).await?;
    let Some(organisation) = organisation else {
        return Ok(None);
    };
    let is_stale = |noted: Timestamp| now.duration_since(noted) >= NOTE_USE_AFTER;
    if key.last_used_at.is_none_or(is_stale) {
        app.store
            .note_api_key_used(organisation.id, key.id, now)
            .await?;
    }
    let rights = rights_of(&key);
    Ok(Some(Opened {
        ctx: Ctx {
            organisation: organisation.id,
            companies: key.companies,
            actor: Actor::Key {
                id: key.id,
                name: key.name.clone(),
            },
            rights,
            now,
            time_zone: time_zone(&organisation),
        },
        scopes: key.scopes,
        id: key.id,
        name: key.name,
    }))
}

/// What a key may do; limited to companies, nothing of the whole.
fn rights_of(key: &ApiKey) -> Rights {
    let rights: Rights = key.scopes.iter().map(|scope| scope.rights()).collect();
    match &key.companies {
        None => rights,
        Some(_) => rights.without(Rights::OVER_ALL),
    }
}

/// A key as the asker of what is done later, with what it may do then; `None`
/// where it opens nothing any more.
pub(crate) async fn acting(app: &App, ctx: &Ctx, id: ApiKeyId) -> Result<Option<Ctx>> {
    let key = app.store.lookup_api_key(ctx.organisation, id).await?;
    let key = key.filter(|key| opens(key, ctx.now));
    Ok(key.map(|key| Ctx {
        rights: rights_of(&key),
        companies: key.companies,
        actor: Actor::Key {
            id: key.id,
            name: key.name,
        },
        ..ctx.clone()
    }))
}

/// Whether a key opens anything at a moment.
pub fn opens(key: &ApiKey, now: Timestamp) -> bool {
    key.revoked_at.is_none() && key.expires_at.is_none_or(|at| now < at)
}

//! Sessions: a browser that stays signed in while it is used.

use super::{Origin, Person, SignedIn, User, make_secret, read_secret, rights_of};
use crate::audit::{self, Act};
use crate::organisations::time_zone;
use crate::{Actor, App, Ctx, Error, Result};
use domain::{ContentHash, OrganisationId, Right, Role, UserId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::sync::Arc;
use store::Store;
use store::port::{Organisation, Session};

/// How long a session lasts after it was last used.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(12);
/// How long a session lasts however much it is used (ASVS 5.0, 7.3.2).
pub const SESSION_LASTS_MAX: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How much of a session must have passed before it is extended, so that not
/// every request writes.
const EXTEND_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// Most characters of what a browser calls itself that are kept.
const AGENT_CHARACTERS_MAX: usize = 200;

/// The person behind a cookie, if the session still lasts.
pub async fn resume(app: &App, secret: &str) -> Result<Option<SignedIn>> {
    let Some((organisation, token)) = read_secret(secret) else {
        return Ok(None);
    };
    let now = app.now();
    let Some(mut session) = app.store.lookup_session(organisation, token).await? else {
        return Ok(None);
    };
    if session.expires_at <= now {
        app.store.delete_session(organisation, token).await?;
        return Ok(None);
    }
    let until = expiry(now, session.created_at)?;
    if until.duration_since(session.expires_at) > EXTEND_AFTER {
        app.store
            .extend_session(organisation, token, now, until)
            .await?;
        session.expires_at = until;
    }
    let user = app.store.lookup_user(organisation, session.user).await?;
    let organisation = app.store.lookup_organisation(organisation).await?;
    let Some((organisation, user)) = organisation.zip(user) else {
        return Ok(None);
    };
    let must_set_up = must_set_up(app, organisation.id, &session).await?;
    let signed_in = signed_in(now, organisation, user, secret, &session);
    Ok(Some(SignedIn {
        must_set_up,
        ..signed_in
    }))
}

/// Whether the organisation asks for more than this session was begun with.
async fn must_set_up(app: &App, organisation: OrganisationId, session: &Session) -> Result<bool> {
    if session.is_strong {
        return Ok(false);
    }
    let settings = app.store.lookup_organisation_settings(organisation).await?;
    Ok(settings.requires_second_factor)
}

/// Ends the session behind a cookie.
pub async fn sign_out(app: &App, secret: &str) -> Result<()> {
    let Some((organisation, token)) = read_secret(secret) else {
        return Ok(());
    };
    let Some(session) = app.store.lookup_session(organisation, token).await? else {
        return Ok(());
    };
    telling(app, organisation, session.user, Act::SESSION_ENDED)
        .await?
        .delete_session(organisation, token)
        .await?;
    Ok(())
}

/// Lets an administrator look at the portal through another role; `None` for
/// the own again.
pub async fn see_as(app: &App, person: &SignedIn, role: Option<Role>) -> Result<()> {
    let own = rights_of(person.person.role, person.person.companies.is_some());
    if !own.include(Right::ManagePeople) {
        return Err(Error::Forbidden {
            right: Right::ManagePeople,
        });
    }
    let role = role.filter(|role| *role != person.person.role);
    super::profile::telling(app, person, "role.seen_as")
        .see_as(person.ctx.organisation, person.session, role)
        .await?;
    Ok(())
}

/// Begins a session; the answer is the secret for the cookie.
pub(super) async fn begin(
    app: &App,
    organisation: OrganisationId,
    user: UserId,
    is_strong: bool,
    origin: &Origin,
) -> Result<String> {
    let secret = make_secret(app, organisation);
    let now = app.now();
    let agent = origin.agent.as_ref().map(|agent| {
        let plain = agent.chars().filter(|c| !c.is_control());
        plain.take(AGENT_CHARACTERS_MAX).collect()
    });
    let session = Session {
        token: ContentHash::of(secret.as_bytes()),
        user,
        created_at: now,
        expires_at: expiry(now, now)?,
        seen_at: now,
        proven_at: now,
        is_strong,
        agent,
        address: origin.address.clone(),
        seen_as: None,
    };
    telling(app, organisation, user, Act::SESSION_BEGUN)
        .await?
        .add_session(organisation, session)
        .await?;
    Ok(secret)
}

/// The record, which tells that somebody comes in or goes.
async fn telling(
    app: &App,
    organisation: OrganisationId,
    user: UserId,
    act: Act,
) -> Result<Arc<dyn Store>> {
    let known = app.store.lookup_user(organisation, user).await?;
    let content = json!({ "actor": known.map(|user| user.name) });
    let actor = audit::subject("person", user);
    Ok(audit::telling_at_the_door(app, &actor, act, content))
}

fn expiry(now: Timestamp, began_at: Timestamp) -> Result<Timestamp> {
    let idle = now.checked_add(SESSION_LASTS).map_err(Error::internal)?;
    let most = began_at.checked_add(SESSION_LASTS_MAX);
    Ok(idle.min(most.map_err(Error::internal)?))
}

fn signed_in(
    now: Timestamp,
    organisation: Organisation,
    user: User,
    secret: &str,
    session: &Session,
) -> SignedIn {
    let own = rights_of(user.role, user.companies.is_some());
    let rights = session.seen_as.map_or(own, |role| own.and(role.rights()));
    let ctx = Ctx {
        organisation: organisation.id,
        companies: user.companies.clone(),
        actor: Actor::Person {
            id: user.id,
            name: user.name.clone(),
        },
        rights,
        now,
        time_zone: time_zone(&organisation),
    };
    SignedIn {
        ctx,
        organisation,
        form_token: ContentHash::of(format!("form token of {secret}").as_bytes()).to_string(),
        session: session.token,
        proven_at: session.proven_at,
        is_strong: session.is_strong,
        ends_at: session.expires_at,
        seen_as: session.seen_as,
        must_set_up: false,
        person: Person {
            id: user.id,
            has_password: !user.password_hash.is_empty(),
            email: user.email,
            name: user.name,
            language: user.language,
            role: user.role,
            companies: user.companies,
            keys_off: user.keys_off,
            is_platform: user.is_platform,
        },
    }
}

//! Signing in: one or more steps, each of them counted before it is looked at.

use super::door::{self, Door, Origin};
use super::step::{self, Place, Step};
use super::{PASSWORD_CHARACTERS_MAX, SignedIn, factors, password, session};
use crate::audit::{self, Act};
use crate::{App, Result};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use serde_json::json;
use store::port::Organisation;

/// Longest address that is looked at.
const EMAIL_BYTES_MAX: usize = 254;

/// How far somebody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// In; this is the secret for the cookie.
    In(String),
    /// The password was right; a code is asked for next, with this secret.
    Code(String),
    /// The password was right in several organisations; one is to be chosen,
    /// with this secret.
    Choose(String, Vec<Organisation>),
    /// Not in. What was wrong cannot be told from it.
    Refused,
    /// Nothing was looked at: it was tried too often. Until when.
    TooOften(Timestamp),
}

/// Whether somebody proved again who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// They did.
    Right,
    /// They did not.
    Wrong,
    /// Nothing was looked at: it was tried too often. Until when.
    TooOften(Timestamp),
}

/// Signs in with an address and a password. Whether the address or the
/// password was wrong cannot be told from the answer, nor from the time.
pub async fn sign_in(app: &App, origin: &Origin, email: &str, secret: &str) -> Result<Entry> {
    let email = email.trim().to_lowercase();
    if secret.chars().count() > PASSWORD_CHARACTERS_MAX || email.len() > EMAIL_BYTES_MAX {
        return Ok(Entry::Refused);
    }
    if let Some(until) = door::knock(app, Door::SignIn, &email, origin).await? {
        return Ok(Entry::TooOften(until));
    }
    let users = app.store.find_users_by_email_across_tenants(&email).await?;
    if users.is_empty() {
        password::verify(secret, "").await?;
    }
    let mut places = Vec::new();
    for (organisation, user) in &users {
        if password::verify(secret, &user.password_hash).await? {
            places.push(Place {
                organisation: *organisation,
                user: user.id,
            });
        }
    }
    if !places.is_empty() {
        door::welcome(app, Door::SignIn, &email, origin).await?;
    }
    match places.as_slice() {
        [] => {
            for (organisation, _) in &users {
                note_refused(app, *organisation, &email);
            }
            Ok(Entry::Refused)
        }
        [place] => with_password(app, *place, origin).await,
        _ => several(app, places).await,
    }
}

/// Notes that somebody was refused, and what they called themselves. Nobody
/// waits for it: of an address that nobody has there is no log to note it in,
/// and the time that an answer takes would tell which addresses those are.
fn note_refused(app: &App, organisation: OrganisationId, called: &str) {
    let content = json!({ "email": called });
    let act = Act::SESSION_REFUSED;
    let noting = audit::apart(app, organisation, audit::NOBODY, act, content);
    tokio::spawn(async move {
        if let Err(error) = noting.await {
            tracing::error!(%error, "a refused sign-in could not be noted");
        }
    });
}

async fn several(app: &App, places: Vec<Place>) -> Result<Entry> {
    let mut organisations = Vec::new();
    for place in &places {
        organisations.extend(app.store.lookup_organisation(place.organisation).await?);
    }
    let secret = step::keep(app, &Step::Choose(places)).await?;
    Ok(Entry::Choose(secret, organisations))
}

/// Goes on in one of the organisations where the password was right.
pub async fn choose(app: &App, origin: &Origin, secret: &str, slug: &str) -> Result<Entry> {
    let Some(Step::Choose(places)) = step::take(app, secret).await? else {
        return Ok(Entry::Refused);
    };
    for place in places {
        let organisation = app.store.lookup_organisation(place.organisation).await?;
        if organisation.is_some_and(|organisation| organisation.slug == slug) {
            return with_password(app, place, origin).await;
        }
    }
    Ok(Entry::Refused)
}

/// Goes on from a password that was right: a person with an authenticator is
/// asked for a code.
async fn with_password(app: &App, place: Place, origin: &Origin) -> Result<Entry> {
    if factors::has_totp(app, place.organisation, place.user).await? {
        return Ok(Entry::Code(step::keep(app, &Step::Code(place)).await?));
    }
    let secret = session::begin(app, place.organisation, place.user, false, origin).await?;
    Ok(Entry::In(secret))
}

/// Goes on with a code from the authenticator, or one of recovery. A wrong
/// one may be mended with the same secret.
pub async fn sign_in_with_code(
    app: &App,
    origin: &Origin,
    secret: &str,
    code: &str,
) -> Result<Entry> {
    let Some(Step::Code(place)) = step::look(app, secret).await? else {
        return Ok(Entry::Refused);
    };
    if let Some(until) = door::knock(app, Door::Code, &account(place), origin).await? {
        return Ok(Entry::TooOften(until));
    }
    if !factors::takes_code(app, place.organisation, place.user, code).await? {
        let account = audit::subject("person", place.user);
        note_refused(app, place.organisation, &account);
        return Ok(Entry::Code(secret.to_owned()));
    }
    if step::take(app, secret).await?.is_none() {
        return Ok(Entry::Refused);
    }
    door::welcome(app, Door::Code, &account(place), origin).await?;
    let secret = session::begin(app, place.organisation, place.user, true, origin).await?;
    Ok(Entry::In(secret))
}

/// Proves again who is signed in, with the password or, where there is an
/// authenticator, a code of it.
pub async fn prove(app: &App, origin: &Origin, person: &SignedIn, secret: &str) -> Result<Proof> {
    let place = Place {
        organisation: person.ctx.organisation,
        user: person.person.id,
    };
    if secret.chars().count() > PASSWORD_CHARACTERS_MAX {
        return Ok(Proof::Wrong);
    }
    if let Some(until) = door::knock(app, Door::Code, &account(place), origin).await? {
        return Ok(Proof::TooOften(until));
    }
    let user = app
        .store
        .lookup_user(place.organisation, place.user)
        .await?;
    let hash = user.map(|user| user.password_hash).unwrap_or_default();
    let is_code = factors::takes_code(app, place.organisation, place.user, secret).await?;
    if !is_code && !password::verify(secret, &hash).await? {
        return Ok(Proof::Wrong);
    }
    door::welcome(app, Door::Code, &account(place), origin).await?;
    app.store
        .prove_session(place.organisation, person.session, person.ctx.now, is_code)
        .await?;
    Ok(Proof::Right)
}

fn account(place: Place) -> String {
    let Place { organisation, user } = place;
    ContentHash::of(format!("{organisation} {user}").as_bytes()).to_string()
}

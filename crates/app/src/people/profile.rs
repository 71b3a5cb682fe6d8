//! What people set for themselves.

use super::{PASSWORD_CHARACTERS_MAX, SignedIn, checked_name, password};
use crate::audit::{self, Act};
use crate::{App, Error, Result};
use domain::ContentHash;
use std::sync::Arc;
use store::Store;
use store::port::Session;

/// Sets the name of the person who asks, and whether keys that act alone are
/// switched off.
pub async fn set_profile(app: &App, person: &SignedIn, name: &str, keys_off: bool) -> Result<()> {
    let name = checked_name(name)?;
    app.store
        .set_profile(person.ctx.organisation, person.person.id, &name, keys_off)
        .await?;
    Ok(())
}

/// Gives the person who asks a new password, and ends their other sessions.
/// The old one is asked for, where there is one, and counted like signing in.
pub async fn change_password(app: &App, person: &SignedIn, old: &str, new: &str) -> Result<()> {
    let (organisation, id) = (person.ctx.organisation, person.person.id);
    let user = app.store.lookup_user(organisation, id).await?;
    let hash = user.map(|user| user.password_hash).unwrap_or_default();
    let fits = old.chars().count() <= PASSWORD_CHARACTERS_MAX;
    let is_known = match hash.is_empty() && person.is_fresh() {
        true => true,
        false => fits && password::verify(old, &hash).await?,
    };
    if !is_known {
        return Err(Error::invalid(
            "person.old_password",
            "old",
            "that is not your present password",
        ));
    }
    let about = [
        person.person.email.as_str(),
        person.person.name.as_str(),
        person.organisation.name.as_str(),
    ];
    password::check(new, &about)?;
    let hash = password::hash(new.to_owned()).await?;
    telling(app, person, "person.password_changed")
        .set_password(organisation, id, &hash, Some(person.session))
        .await?;
    Ok(())
}

/// The record, which tells of what the person who asks changes for themselves.
pub(super) fn telling(app: &App, person: &SignedIn, act: &'static str) -> Arc<dyn Store> {
    let subject = audit::subject("person", person.person.id);
    audit::telling(app, &person.ctx, Act::named(act), &subject)
}

/// The sessions of the person who asks, the last used first.
pub async fn sessions(app: &App, person: &SignedIn) -> Result<Vec<Session>> {
    let (organisation, id) = (person.ctx.organisation, person.person.id);
    let mut sessions = app.store.list_sessions(organisation, id).await?;
    sessions.retain(|session| person.ctx.now < session.expires_at);
    Ok(sessions)
}

/// Ends a session of the person who asks. `None` where they have no such one.
pub async fn end_session(app: &App, person: &SignedIn, session: ContentHash) -> Result<Option<()>> {
    let own = sessions(app, person).await?;
    if !own.iter().any(|own| own.token == session) {
        return Ok(None);
    }
    let organisation = person.ctx.organisation;
    Ok(Some(app.store.delete_session(organisation, session).await?))
}

/// Ends all sessions of the person who asks but this one.
pub async fn end_other_sessions(app: &App, person: &SignedIn) -> Result<()> {
    for session in sessions(app, person).await? {
        if session.token != person.session {
            app.store
                .delete_session(person.ctx.organisation, session.token)
                .await?;
        }
    }
    Ok(())
}

//! Letters that let somebody in once: invitations, and new passwords.

mod words;

pub(super) use words::language_of;

use super::door::{self, Door, Origin};
use super::{User, make_secret, password, read_secret};
use crate::audit::{self, Act};
use crate::{App, Error, Result, mail};
use domain::{ContentHash, OrganisationId};
use jiff::{SignedDuration, Timestamp};
use store::port::{Organisation, TokenPurpose, UserToken};

/// How long an invitation lets somebody in.
pub(super) const INVITATION_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a new password can be chosen (ASVS 5.0, 6.4.1 asks for a short time).
const RESET_LASTS: SignedDuration = SignedDuration::from_mins(60);
/// Longest secret that is looked up.
const SECRET_BYTES_MAX: usize = 256;

/// A letter that still lets somebody in.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What for.
    pub purpose: TokenPurpose,
    /// Whom.
    pub user: User,
    /// Where.
    pub organisation: Organisation,
}

/// What became of somebody who came with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redeemed {
    /// The password is set; the address to sign in with.
    Done(String),
    /// The letter lets nobody in, or no longer.
    Unknown,
    /// Nothing was looked at: it was tried too often. Until when.
    TooOften(Timestamp),
}

/// Sends a letter to choose a new password with, to everybody with this
/// address. Nothing in the answer tells whether there is anybody; that it was
/// asked too often is told for every address alike.
pub async fn ask_reset(app: &App, origin: &Origin, email: &str) -> Result<Option<Timestamp>> {
    let email = email.trim().to_lowercase();
    if let Some(until) = door::knock(app, Door::AskLetter, &email, origin).await? {
        return Ok(Some(until));
    }
    let users = app.store.find_users_by_email_across_tenants(&email).await?;
    for (organisation, user) in users {
        match user.joined_at {
            Some(_) => write_reset(app, organisation, &user).await?,
            None => {
                let purpose = TokenPurpose::Invitation;
                write(app, organisation, &user, purpose, INVITATION_LASTS).await?
            }
        };
    }
    Ok(None)
}

/// The letter with this secret, if it still lets somebody in.
pub async fn look_at_letter(app: &App, secret: &str) -> Result<Option<Letter>> {
    let Some((organisation, token)) = readable(secret) else {
        return Ok(None);
    };
    let token = app.store.lookup_user_token(organisation, token).await?;
    let Some(token) = token.filter(|token| app.now() < token.expires_at) else {
        return Ok(None);
    };
    let user = app.store.lookup_user(organisation, token.user).await?;
    let organisation = app.store.lookup_organisation(organisation).await?;
    Ok(user.zip(organisation).map(|(user, organisation)| Letter {
        purpose: token.purpose,
        user,
        organisation,
    }))
}

/// Uses a letter up: sets the password, and ends every session there was.
pub async fn redeem_letter(
    app: &App,
    origin: &Origin,
    secret: &str,
    new: &str,
) -> Result<Redeemed> {
    let Some((organisation, token)) = readable(secret) else {
        return Ok(Redeemed::Unknown);
    };
    if let Some(until) = door::knock(app, Door::Letter, &token.to_string(), origin).await? {
        return Ok(Redeemed::TooOften(until));
    }
    let Some(letter) = look_at_letter(app, secret).await? else {
        return Ok(Redeemed::Unknown);
    };
    let about = [
        letter.user.email.as_str(),
        letter.user.name.as_str(),
        letter.organisation.name.as_str(),
    ];
    password::check(new, &about)?;
    let hash = password::hash(new.to_owned()).await?;
    let actor = audit::subject("person", letter.user.id);
    let act = Act::named("person.letter_redeemed");
    let content = serde_json::json!({ "actor": letter.user.name });
    let redeemed = audit::telling_at_the_door(app, &actor, act, content)
        .redeem_user_token(organisation, token, &hash, app.now())
        .await?;
    Ok(match redeemed {
        Some(_) => Redeemed::Done(letter.user.email),
        None => Redeemed::Unknown,
    })
}

/// Writes a letter to choose a new password with; the answer is its secret.
pub(super) async fn write_reset(
    app: &App,
    organisation: OrganisationId,
    user: &User,
) -> Result<String> {
    write(app, organisation, user, TokenPurpose::Reset, RESET_LASTS).await
}

/// Writes a letter; the answer is its secret.
pub(super) async fn write(
    app: &App,
    organisation: OrganisationId,
    user: &User,
    purpose: TokenPurpose,
    lasts: SignedDuration,
) -> Result<String> {
    let secret = make_secret(app, organisation);
    let now = app.now();
    let token = UserToken {
        token: ContentHash::of(secret.as_bytes()),
        user: user.id,
        purpose,
        created_at: now,
        expires_at: now.checked_add(lasts).map_err(Error::internal)?,
    };
    let hash = token.token;
    app.store.add_user_token(organisation, token).await?;
    if let Some(organisation) = app.store.lookup_organisation(organisation).await? {
        let language = words::language_of(user, &organisation);
        let link = app.portal_url(&format!("/letter?lang={language}&code={secret}"));
        let letter = words::letter(purpose, user, &organisation, hash, &link);
        mail::queue(app, organisation.id, letter).await?;
    }
    Ok(secret)
}

fn readable(secret: &str) -> Option<(OrganisationId, ContentHash)> {
    match secret.len() <= SECRET_BYTES_MAX {
        true => read_secret(secret.trim()),
        false => None,
    }
}

//! People: who belongs to an organisation, what they may do in it, and how
//! they prove who they are.
//!
//! A person signs in with a password, a passkey, or what the organisation's
//! own sign-in says; with a second factor where there is one. What tries at a
//! door is counted in the record, so that it holds over all nodes, and no
//! answer tells whether somebody is known here.

mod colleagues;
mod door;
mod factors;
mod letters;
mod manage;
mod oidc;
mod passkeys;
mod password;
mod profile;
mod session;
mod sign_in;
mod step;

pub use colleagues::Colleague;
pub(crate) use colleagues::those_who;
pub use door::Origin;
pub use factors::{
    Factors, Setup, begin_totp, confirm_totp, factors, remove_totp, unconfirmed_totp,
};
pub use letters::{Letter, Redeemed, ask_reset, look_at_letter, redeem_letter};
pub use manage::{
    Invited, Listed, NewInvitation, change, end_session_of, end_sessions_of, invite, list, remove,
    reset, send_again, sessions_of, set_platform_across_tenants, show,
};
pub use oidc::{Departure, RETURN as PROVIDER_RETURN, come_back, depart};
pub use passkeys::{
    Ceremony, add_passkey, ask_passkey, begin_passkey, passkey_code, remove_passkey,
    sign_in_with_passkey,
};
pub use password::{PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN};
pub use profile::{change_password, end_other_sessions, end_session, sessions, set_profile};
pub use session::{SESSION_LASTS, SESSION_LASTS_MAX, resume, see_as, sign_out};
pub use sign_in::{Entry, Proof, choose, prove, sign_in, sign_in_with_code};
pub use store::port::{Passkey, Session, TokenPurpose, User};

use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, ContentHash, OrganisationId, Rights, Role, UserId};
use jiff::{SignedDuration, Timestamp};
use store::port::Organisation;

/// Longest name of a person, in characters.
pub const NAME_CHARACTERS_MAX: usize = 100;
/// How long somebody who has just proved who they are need not do so again
/// before what is dangerous (ASVS 5.0, 7.5.1).
pub const PROOF_LASTS: SignedDuration = SignedDuration::from_mins(15);

/// A person to add.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Password; made up and told once where none is given.
    pub password: Option<String>,
}

/// A person who is signed in, with the secrets of the session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Whose organisation, who, and when.
    pub ctx: Ctx,
    /// The organisation.
    pub organisation: Organisation,
    /// The person.
    pub person: Person,
    /// The value that every form of this session carries and must send back.
    pub form_token: String,
    /// Tells the session from the person's others.
    pub session: ContentHash,
    /// When the person last proved who they are.
    pub proven_at: Timestamp,
    /// Whether more than a password was asked for.
    pub is_strong: bool,
    /// When the session ends unless it is used.
    pub ends_at: Timestamp,
    /// The role that an administrator looks through.
    pub seen_as: Option<Role>,
    /// Whether the organisation asks for a second factor that the person has
    /// yet to set up.
    pub must_set_up: bool,
}

impl SignedIn {
    /// Whether the person has proved who they are a moment ago.
    pub fn is_fresh(&self) -> bool {
        self.ctx.now.duration_since(self.proven_at) < PROOF_LASTS
    }
}

/// What a door may know of a person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The person's id.
    pub id: UserId,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language of the person's choice.
    pub language: Option<String>,
    /// What the person is in the organisation.
    pub role: Role,
    /// The companies that the role is limited to; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
    /// Whether keys that act alone are switched off.
    pub keys_off: bool,
    /// Whether the person runs the installation.
    pub is_platform: bool,
    /// Whether there is a password to ask for.
    pub has_password: bool,
}

pub(crate) use oidc::is_there as provider_is_there;

/// What a person may do: by the role, within its companies.
pub(crate) const fn rights_of(role: Role, is_limited: bool) -> Rights {
    match is_limited {
        true => role.rights_within_companies(),
        false => role.rights(),
    }
}

/// Sets the language of the person who asks.
pub async fn set_language(app: &App, ctx: &Ctx, language: &str) -> Result<()> {
    if let Some(person) = ctx.person() {
        app.store
            .set_language(ctx.organisation, person, language)
            .await?;
    }
    Ok(())
}

/// An administrator who can sign in at once, with the password that was made
/// up where none was given.
pub(crate) async fn prepare(app: &App, new: NewPerson) -> Result<(User, Option<String>)> {
    let email = checked_email(&new.email)?;
    let made_up = new.password.is_none().then(|| password::make(app));
    let secret = new.password.or_else(|| made_up.clone()).unwrap_or_default();
    password::check(&secret, &[&email, &new.name])?;
    let user = User {
        id: app.id(UserId::from_parts),
        email,
        name: new.name,
        password_hash: password::hash(secret).await?,
        language: None,
        role: Role::Administrator,
        companies: None,
        keys_off: false,
        is_platform: false,
        joined_at: Some(app.now()),
        subject: None,
    };
    Ok((user, made_up))
}

fn checked_email(written: &str) -> Result<String> {
    let email = written.trim().to_lowercase();
    let is_address = email.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@')
    });
    if !is_address
        || email.len() > 254
        || email.contains(|c: char| c.is_whitespace() || c.is_control())
    {
        return Err(Error::invalid(
            "person.email",
            "email",
            format!("'{written}' is not an e-mail address"),
        ));
    }
    Ok(email)
}

fn checked_name(written: &str) -> Result<String> {
    let name = written.trim();
    let is_sound = !name.is_empty()
        && name.chars().count() <= NAME_CHARACTERS_MAX
        && !name.contains(char::is_control);
    match is_sound {
        true => Ok(name.to_owned()),
        false => Err(Error::invalid(
            "person.name",
            "name",
            format!("a person needs a name of at most {NAME_CHARACTERS_MAX} characters"),
        )),
    }
}

/// A secret that names its organisation, so that it is looked up inside one
/// tenant: `<organisation>.<64 hexadecimal digits>`.
fn make_secret(app: &App, organisation: OrganisationId) -> String {
    format!("{organisation}.{}", random_hash(app))
}

fn random_hash(app: &App) -> ContentHash {
    let mut random = [0; 32];
    app.random.fill(&mut random);
    ContentHash::from_bytes(random)
}

/// The organisation that a secret names, and what it is looked up by.
fn read_secret(secret: &str) -> Option<(OrganisationId, ContentHash)> {
    let (organisation, _) = secret.split_once('.')?;
    let organisation = organisation.parse().ok()?;
    Some((organisation, ContentHash::of(secret.as_bytes())))
}

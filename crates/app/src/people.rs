//! People: signing in and out. Roles come with a later capability; until
//! then everyone who can sign in can do everything in their organisation.

use crate::audit::{self, Act};
use crate::organisations::time_zone;
use crate::{Actor, App, Ctx, Error, Result};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, PasswordHash};
use domain::{ContentHash, OrganisationId, UserId};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::sync::LazyLock;
use store::port::{Organisation, Session, User};
use tokio::sync::Semaphore;

/// How long a session lasts after it was last used.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(12);
/// How much of a session must have passed before it is extended, so that not
/// every request writes.
const EXTEND_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// The fewest characters of a password (ASVS 5.0, 6.2.1 asks for 8).
pub const PASSWORD_CHARACTERS_MIN: usize = 12;
/// The most, so that hashing stays bounded.
pub const PASSWORD_CHARACTERS_MAX: usize = 256;

/// Hashing takes 19 MiB each time; more than this at once would let a crowd
/// at the door exhaust the memory.
static HASHING: Semaphore = Semaphore::const_new(4);

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
}

/// Signs in with an address and a password. Answers the secret for the
/// cookie, or `None`: whether the address or the password was wrong cannot be
/// told from the answer, nor from the time it takes.
pub async fn sign_in(app: &App, email: &str, password: &str) -> Result<Option<String>> {
    if password.chars().count() > PASSWORD_CHARACTERS_MAX {
        return Ok(None);
    }
    let email = email.trim().to_lowercase();
    let users = app.store.find_users_by_email_across_tenants(&email).await?;
    if users.is_empty() {
        verify(password, &NOBODYS_HASH).await?;
    }
    for (organisation, user) in &users {
        if verify(password, &user.password_hash).await? {
            let secret = begin_session(app, *organisation, user.id).await?;
            let actor = audit::subject("person", user.id);
            let content = json!({ "actor": user.name });
            audit::note_at_the_door(app, *organisation, &actor, Act::SESSION_BEGUN, content)
                .await?;
            return Ok(Some(secret));
        }
    }
    for (organisation, user) in &users {
        note_refused(app, *organisation, user);
    }
    Ok(None)
}

/// The person behind a cookie, if the session still lasts.
pub async fn resume(app: &App, secret: &str) -> Result<Option<SignedIn>> {
    let Some((organisation, token)) = read_secret(secret) else {
        return Ok(None);
    };
    let now = app.now();
    let Some(session) = app.store.lookup_session(organisation, token).await? else {
        return Ok(None);
    };
    if session.expires_at <= now {
        app.store.delete_session(organisation, token).await?;
        return Ok(None);
    }
    if session.expires_at.duration_since(now) < SESSION_LASTS - EXTEND_AFTER {
        let until = expiry(now)?;
        app.store.extend_session(organisation, token, until).await?;
    }
    let user = app.store.lookup_user(organisation, session.user).await?;
    let organisation = app.store.lookup_organisation(organisation).await?;
    Ok(organisation
        .zip(user)
        .map(|(organisation, user)| signed_in(now, organisation, user, secret)))
}

/// Ends the session behind a cookie.
pub async fn sign_out(app: &App, secret: &str) -> Result<()> {
    let Some(signed_in) = resume(app, secret).await? else {
        return Ok(());
    };
    if let Some((organisation, token)) = read_secret(secret) {
        app.store.delete_session(organisation, token).await?;
        audit::note(app, &signed_in.ctx, Act::SESSION_ENDED, "").await?;
    }
    Ok(())
}

/// Notes that somebody was refused. Nobody waits for it: of an address that
/// nobody has there is no log to note it in, and the time that an answer takes
/// would tell which addresses those are.
fn note_refused(app: &App, organisation: OrganisationId, user: &User) {
    let content = json!({ "email": user.email });
    let noting = audit::apart(
        app,
        organisation,
        audit::NOBODY,
        Act::SESSION_REFUSED,
        content,
    );
    tokio::spawn(async move {
        if let Err(error) = noting.await {
            tracing::error!(%error, "a refused sign-in could not be noted");
        }
    });
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

pub(crate) async fn prepare(app: &App, new: NewPerson) -> Result<(User, Option<String>)> {
    let email = new.email.trim().to_lowercase();
    if !email.contains('@') || email.len() > 254 || email.contains(char::is_whitespace) {
        return Err(Error::invalid(
            "person.email",
            "email",
            format!("'{}' is not an e-mail address", new.email),
        ));
    }
    let made_up = new.password.is_none().then(|| make_password(app));
    let password = new.password.or_else(|| made_up.clone()).unwrap_or_default();
    let user = User {
        id: app.id(UserId::from_parts),
        email,
        name: new.name,
        password_hash: hash(password).await?,
        language: None,
    };
    Ok((user, made_up))
}

async fn begin_session(app: &App, organisation: OrganisationId, user: UserId) -> Result<String> {
    let mut random = [0; 32];
    app.random.fill(&mut random);
    let secret = format!("{organisation}.{}", ContentHash::from_bytes(random));
    let session = Session {
        token: ContentHash::of(secret.as_bytes()),
        user,
        created_at: app.now(),
        expires_at: expiry(app.now())?,
    };
    app.store.add_session(organisation, session).await?;
    Ok(secret)
}

fn signed_in(now: Timestamp, organisation: Organisation, user: User, secret: &str) -> SignedIn {
    let ctx = Ctx {
        organisation: organisation.id,
        companies: None,
        actor: Actor::Person {
            id: user.id,
            name: user.name.clone(),
        },
        rights: domain::Role::Administrator.rights(),
        now,
        time_zone: time_zone(&organisation),
    };
    SignedIn {
        ctx,
        organisation,
        person: Person {
            id: user.id,
            email: user.email,
            name: user.name,
            language: user.language,
        },
        form_token: ContentHash::of(format!("form token of {secret}").as_bytes()).to_string(),
    }
}

/// A cookie names its organisation, so that even sessions are looked up
/// inside one tenant: `<organisation>.<64 hexadecimal digits>`.
fn read_secret(secret: &str) -> Option<(OrganisationId, ContentHash)> {
    let (organisation, _) = secret.split_once('.')?;
    let organisation = organisation.parse().ok()?;
    Some((organisation, ContentHash::of(secret.as_bytes())))
}

fn expiry(now: Timestamp) -> Result<Timestamp> {
    now.checked_add(SESSION_LASTS).map_err(Error::internal)
}

/// A password that is easy to read out and hard to guess: 20 letters and
/// digits without look-alikes, 98 bits.
fn make_password(app: &App) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut random = [0; 20];
    app.random.fill(&mut random);
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    let letters: Vec<char> = random.iter().map(letter).collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// The hash of a password that nobody has, so that an unknown address costs
/// the same time as a wrong password.
static NOBODYS_HASH: LazyLock<String> = LazyLock::new(|| {
    Argon2::default()
        .hash_password(b"nobody has this password")
        .map(|hash| hash.to_string())
        .unwrap_or_default()
});

async fn hash(password: String) -> Result<String> {
    let count = password.chars().count();
    if !(PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX).contains(&count) {
        return Err(Error::invalid(
            "person.password",
            "password",
            format!(
                "a password has {PASSWORD_CHARACTERS_MIN} to {PASSWORD_CHARACTERS_MAX} characters"
            ),
        ));
    }
    off_the_loop(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| Error::internal(error.to_string()))
    })
    .await?
}

async fn verify(password: &str, hash: &str) -> Result<bool> {
    let (password, hash) = (password.to_owned(), hash.to_owned());
    off_the_loop(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    })
    .await
}

/// Hashing keeps a core busy for tens of milliseconds, so it happens on a
/// thread of its own and never more than a few at a time.
async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _turn = HASHING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)
}

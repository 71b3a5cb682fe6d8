//! The people of an organisation, as those see and change them who may.

use super::letters::{self, INVITATION_LASTS};
use super::{Session, User, checked_email, checked_name};
use crate::audit::{self, Act};
use crate::{App, Ctx, Error, Result};
use domain::{CompanyId, ContentHash, Right, Role, UserId};
use serde_json::{Value, json};
use std::sync::Arc;
use store::Store;
use store::port::{TokenPurpose, UserChange, UserOutcome};

/// The most people of an organisation.
const PEOPLE_MAX: usize = 10_000;

/// Somebody to invite.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// What they are to be.
    pub role: Role,
    /// The companies that the role is limited to; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
}

/// Somebody who was invited.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Who.
    pub id: UserId,
    /// What the letter lets them in with.
    pub secret: String,
}

/// A person in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The person.
    pub user: User,
    /// Sessions that last.
    pub sessions: usize,
    /// Whether the person is asked for more than a password.
    pub has_second_factor: bool,
}

/// Every person of the organisation, by name.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Listed>> {
    ctx.require(Right::ManagePeople)?;
    let mut listed = Vec::new();
    for user in app.store.list_users(ctx.organisation).await? {
        listed.push(look_at(app, ctx, user).await?);
    }
    Ok(listed)
}

/// A person of the organisation; `None` where there is no such one.
pub async fn show(app: &App, ctx: &Ctx, id: UserId) -> Result<Option<Listed>> {
    ctx.require(Right::ManagePeople)?;
    match app.store.lookup_user(ctx.organisation, id).await? {
        Some(user) => Ok(Some(look_at(app, ctx, user).await?)),
        None => Ok(None),
    }
}

async fn look_at(app: &App, ctx: &Ctx, user: User) -> Result<Listed> {
    let sessions = lasting(app, ctx, user.id).await?.len();
    let has_second_factor = super::factors::has_any(app, ctx.organisation, user.id).await?;
    Ok(Listed {
        user,
        sessions,
        has_second_factor,
    })
}

async fn lasting(app: &App, ctx: &Ctx, id: UserId) -> Result<Vec<Session>> {
    let mut sessions = app.store.list_sessions(ctx.organisation, id).await?;
    sessions.retain(|session| ctx.now < session.expires_at);
    Ok(sessions)
}

/// Invites somebody, by a letter that lets them choose a password once.
pub async fn invite(app: &App, ctx: &Ctx, new: NewInvitation) -> Result<Invited> {
    ctx.require(Right::ManagePeople)?;
    let companies = checked_companies(app, ctx, new.companies).await?;
    let user = User {
        id: app.id(UserId::from_parts),
        email: checked_email(&new.email)?,
        name: checked_name(&new.name)?,
        password_hash: String::new(),
        language: None,
        role: new.role,
        companies,
        keys_off: false,
        is_platform: false,
        joined_at: None,
        subject: None,
    };
    if app.store.list_users(ctx.organisation).await?.len() >= PEOPLE_MAX {
        return Err(Error::conflict(
            "person.too_many",
            format!("an organisation has at most {PEOPLE_MAX} people; remove some first"),
        ));
    }
    let added = telling(app, ctx, "person.invited", user.id, described(&user))
        .add_user(ctx.organisation, user.clone())
        .await;
    added.map_err(|error| match error {
        store::Error::Conflict { .. } => Error::invalid(
            "person.exists",
            "email",
            format!(
                "{} is here already; change the role in the list",
                user.email
            ),
        ),
        other => other.into(),
    })?;
    write_invitation(app, ctx, &user).await
}

/// What is noted of a person.
fn described(user: &User) -> Value {
    json!({
        "email": user.email, "name": user.name, "role": user.role, "companies": user.companies,
    })
}

/// The record, which tells of a change of this person.
fn telling(app: &App, ctx: &Ctx, act: &'static str, id: UserId, content: Value) -> Arc<dyn Store> {
    let subject = audit::subject("person", id);
    audit::telling_with(app, ctx, Act::named(act), &subject, content)
}

async fn write_invitation(app: &App, ctx: &Ctx, user: &User) -> Result<Invited> {
    let secret = letters::write(
        app,
        ctx.organisation,
        user,
        TokenPurpose::Invitation,
        INVITATION_LASTS,
    );
    Ok(Invited {
        id: user.id,
        secret: secret.await?,
    })
}

/// Writes the invitation anew to somebody who has not come yet. `None` where
/// there is no such person, or they have come.
pub async fn send_again(app: &App, ctx: &Ctx, id: UserId) -> Result<Option<Invited>> {
    ctx.require(Right::ManagePeople)?;
    let user = app.store.lookup_user(ctx.organisation, id).await?;
    match user.filter(|user| user.joined_at.is_none()) {
        Some(user) => Ok(Some(write_invitation(app, ctx, &user).await?)),
        None => Ok(None),
    }
}

/// Sends a person a letter to choose a new password with. `None` where there
/// is no such person.
pub async fn reset(app: &App, ctx: &Ctx, id: UserId) -> Result<Option<Invited>> {
    ctx.require(Right::ManagePeople)?;
    let Some(user) = app.store.lookup_user(ctx.organisation, id).await? else {
        return Ok(None);
    };
    if user.joined_at.is_none() {
        return Ok(Some(write_invitation(app, ctx, &user).await?));
    }
    let secret = letters::write_reset(app, ctx.organisation, &user).await?;
    let subject = audit::subject("person", id);
    audit::note(app, ctx, Act::named("person.reset"), &subject).await?;
    Ok(Some(Invited { id, secret }))
}

/// Changes what somebody is. `None` where there is no such person.
pub async fn change(
    app: &App,
    ctx: &Ctx,
    id: UserId,
    name: &str,
    role: Role,
    companies: Option<Vec<CompanyId>>,
) -> Result<Option<()>> {
    ctx.require(Right::ManagePeople)?;
    let change = UserChange {
        name: checked_name(name)?,
        role,
        companies: checked_companies(app, ctx, companies).await?,
    };
    let before = app.store.lookup_user(ctx.organisation, id).await?;
    let after = json!({"name": change.name, "role": role, "companies": change.companies});
    let content = json!({"before": before.as_ref().map(described), "after": after});
    let outcome = telling(app, ctx, "person.changed", id, content)
        .change_user(ctx.organisation, id, change)
        .await?;
    answered(outcome)
}

/// Takes a person away. What they did stays, under their name. `None` where
/// there is no such person.
pub async fn remove(app: &App, ctx: &Ctx, id: UserId) -> Result<Option<()>> {
    ctx.require(Right::ManagePeople)?;
    if ctx.person() == Some(id) {
        return Err(Error::conflict(
            "person.oneself",
            "nobody removes themselves; ask another administrator",
        ));
    }
    let Some(user) = app.store.lookup_user(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let outcome = telling(app, ctx, "person.removed", id, described(&user))
        .delete_user(ctx.organisation, id)
        .await?;
    answered(outcome)
}

fn answered(outcome: UserOutcome) -> Result<Option<()>> {
    match outcome {
        UserOutcome::Done => Ok(Some(())),
        UserOutcome::Unknown => Ok(None),
        UserOutcome::LastAdministrator => Err(Error::conflict(
            "person.last_administrator",
            "the organisation would have no administrator left; make somebody else one first",
        )),
    }
}

/// The sessions of a person; `None` where there is no such person.
pub async fn sessions_of(app: &App, ctx: &Ctx, id: UserId) -> Result<Option<Vec<Session>>> {
    ctx.require(Right::ManagePeople)?;
    match app.store.lookup_user(ctx.organisation, id).await? {
        Some(_) => Ok(Some(lasting(app, ctx, id).await?)),
        None => Ok(None),
    }
}

/// Ends a session of a person; `None` where there is no such one.
pub async fn end_session_of(
    app: &App,
    ctx: &Ctx,
    id: UserId,
    session: ContentHash,
) -> Result<Option<()>> {
    let sessions = sessions_of(app, ctx, id).await?.unwrap_or_default();
    if !sessions.iter().any(|one| one.token == session) {
        return Ok(None);
    }
    telling(app, ctx, "session.revoked", id, json!({}))
        .delete_session(ctx.organisation, session)
        .await?;
    Ok(Some(()))
}

/// Ends every session of a person; `None` where there is no such person.
pub async fn end_sessions_of(app: &App, ctx: &Ctx, id: UserId) -> Result<Option<()>> {
    if sessions_of(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    telling(app, ctx, "session.revoked", id, json!({"all": true}))
        .delete_sessions(ctx.organisation, id)
        .await?;
    Ok(Some(()))
}

/// Says whether the people with this address run the installation. Answers
/// how many there are. For the command line only: no door calls it.
pub async fn set_platform_across_tenants(
    app: &App,
    email: &str,
    is_platform: bool,
) -> Result<usize> {
    let email = checked_email(email)?;
    let users = app.store.find_users_by_email_across_tenants(&email).await?;
    for (organisation, user) in &users {
        app.store
            .set_platform(*organisation, user.id, is_platform)
            .await?;
    }
    Ok(users.len())
}

async fn checked_companies(
    app: &App,
    ctx: &Ctx,
    companies: Option<Vec<CompanyId>>,
) -> Result<Option<Vec<CompanyId>>> {
    let Some(mut companies) = companies else {
        return Ok(None);
    };
    companies.sort_unstable();
    companies.dedup();
    let known = app.store.list_companies(ctx.organisation).await?;
    let is_known = |id: &CompanyId| known.iter().any(|company| company.id == *id);
    if companies.is_empty() || !companies.iter().all(is_known) {
        return Err(Error::invalid(
            "person.companies",
            "companies",
            "choose at least one of the organisation's companies, or all of them",
        ));
    }
    Ok(Some(companies))
}

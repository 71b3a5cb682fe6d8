use super::Record;
use super::view;
use super::words::{words, written};
use crate::Result;
use crate::engine::Scope;
use crate::port::{People, Session, TokenPurpose, User, UserChange, UserOutcome, UserToken};
use crate::queries::{
    PASSKEY_DELETE_OF_USER, RECOVERY_CODE_DELETE_OF_USER, SESSION_ADD, SESSION_DELETE,
    SESSION_DELETE_EXPIRED, SESSION_DELETE_OF_USER, SESSION_DELETE_OTHERS, SESSION_EXTEND,
    SESSION_LIST_OF_USER, SESSION_LOOKUP, SESSION_PROVE, SESSION_SEE_AS, TOTP_DELETE, USER_ADD,
    USER_CHANGE, USER_COUNT_ADMINISTRATORS, USER_DELETE, USER_FIND_BY_EMAIL, USER_FIND_BY_SUBJECT,
    USER_JOIN, USER_LIST, USER_LOOKUP, USER_SET_LANGUAGE, USER_SET_PASSWORD, USER_SET_PLATFORM,
    USER_SET_PROFILE, USER_SET_SUBJECT, USER_TOKEN_ADD, USER_TOKEN_DELETE_OF_USER,
    USER_TOKEN_LOOKUP,
};
use crate::sql::Columns;
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::{CompanyId, ContentHash, OrganisationId, Role, UserId};
use jiff::Timestamp;

const USERS: &str = "users";
const SESSIONS: &str = "sessions";
const TOKENS: &str = "user_tokens";

/// The most tenants in which one address is looked for.
const SAME_EMAIL_MAX: i64 = 10;

fn read_user(columns: &mut Columns<'_>) -> Result<User> {
    Ok(User {
        id: columns.id("user_id", UserId::from_bytes)?,
        email: columns.text("email")?,
        name: columns.text("name")?,
        password_hash: columns.text("password_hash")?,
        language: columns.optional_text("language")?,
        role: {
            let role = columns.text("role")?;
            columns.known("role", role.parse::<Role>().ok())?
        },
        companies: {
            let companies = columns.optional_text("companies")?;
            let companies = companies.map(|companies| words::<CompanyId>(&companies));
            match companies {
                None => None,
                Some(companies) => Some(columns.known("companies", companies)?),
            }
        },
        keys_off: columns.flag("keys_off")?,
        is_platform: columns.flag("is_platform")?,
        joined_at: columns.optional_moment("joined_at")?,
        subject: columns.optional_text("subject")?,
    })
}

fn read_session(columns: &mut Columns<'_>) -> Result<Session> {
    Ok(Session {
        token: columns.hash("token")?,
        user: columns.id("user_id", UserId::from_bytes)?,
        created_at: columns.moment("created_at")?,
        expires_at: columns.moment("expires_at")?,
        seen_at: columns.moment("seen_at")?,
        proven_at: columns.moment("proven_at")?,
        is_strong: columns.flag("is_strong")?,
        agent: columns.optional_text("agent")?,
        address: columns.optional_text("address")?,
        seen_as: {
            let role = columns.optional_text("seen_as")?;
            match role.map(|role| role.parse::<Role>().ok()) {
                None => None,
                Some(role) => Some(columns.known("seen_as", role)?),
            }
        },
    })
}

const fn purpose(purpose: TokenPurpose) -> &'static str {
    match purpose {
        TokenPurpose::Invitation => "invitation",
        TokenPurpose::Reset => "reset",
    }
}

fn read_token(columns: &mut Columns<'_>) -> Result<UserToken> {
    Ok(UserToken {
        token: columns.hash("token")?,
        user: columns.id("user_id", UserId::from_bytes)?,
        purpose: {
            let word = columns.text("purpose")?;
            let all = [TokenPurpose::Invitation, TokenPurpose::Reset];
            let known = all.into_iter().find(|one| purpose(*one) == word);
            columns.known("purpose", known)?
        },
        created_at: columns.moment("created_at")?,
        expires_at: columns.moment("expires_at")?,
    })
}

fn add_user(connection: &dyn Connection, organisation: OrganisationId, user: &User) -> Result<()> {
    let params = params![
        organisation.as_bytes(),
        user.id.as_bytes(),
        user.email,
        user.name,
        user.password_hash,
        user.language,
        user.role.code(),
        user.companies.as_deref().map(written),
        user.keys_off,
        user.is_platform,
        user.joined_at.map(micros),
        user.subject,
    ];
    row::queue(connection, USER_ADD, params)
}

pub(super) fn lookup_user(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: UserId,
) -> Result<Option<User>> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, USERS, USER_LOOKUP, params, read_user)
}

/// Whether somebody besides this person can run the organisation.
fn has_others(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: UserId,
) -> Result<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    let count = row::one(
        connection,
        USERS,
        USER_COUNT_ADMINISTRATORS,
        params,
        |columns| columns.count("count"),
    )?;
    Ok(count.unwrap_or_default() > 0)
}

const fn runs_it(role: Role, companies: Option<&Vec<CompanyId>>, user: &User) -> bool {
    matches!(role, Role::Administrator) && companies.is_none() && user.joined_at.is_some()
}

fn change_user(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: UserId,
    change: &UserChange,
) -> Result<UserOutcome> {
    let Some(user) = lookup_user(connection, organisation, id)? else {
        return Ok(UserOutcome::Unknown);
    };
    let ran = runs_it(user.role, user.companies.as_ref(), &user);
    let runs = runs_it(change.role, change.companies.as_ref(), &user);
    if ran && !runs && !has_others(connection, organisation, id)? {
        return Ok(UserOutcome::LastAdministrator);
    }
    let params = params![
        organisation.as_bytes(),
        id.as_bytes(),
        change.name,
        change.role.code(),
        change.companies.as_deref().map(written),
    ];
    row::queue(connection, USER_CHANGE, params)?;
    Ok(UserOutcome::Done)
}

fn delete_user(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: UserId,
) -> Result<UserOutcome> {
    let Some(user) = lookup_user(connection, organisation, id)? else {
        return Ok(UserOutcome::Unknown);
    };
    let ran = runs_it(user.role, user.companies.as_ref(), &user);
    if ran && !has_others(connection, organisation, id)? {
        return Ok(UserOutcome::LastAdministrator);
    }
    view::delete_of_person(connection, organisation, id)?;
    let of_user = params![organisation.as_bytes(), id.as_bytes()];
    for query in [
        SESSION_DELETE_OF_USER,
        USER_TOKEN_DELETE_OF_USER,
        RECOVERY_CODE_DELETE_OF_USER,
        TOTP_DELETE,
        PASSKEY_DELETE_OF_USER,
        USER_DELETE,
    ] {
        row::queue(connection, query, of_user)?;
    }
    Ok(UserOutcome::Done)
}

fn set_password(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: UserId,
    password_hash: &str,
    keep: Option<ContentHash>,
) -> Result<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes(), password_hash];
    let is_known = row::run(connection, USER_SET_PASSWORD, params)? == 1;
    let of_user = params![organisation.as_bytes(), id.as_bytes()];
    match keep {
        Some(keep) => {
            let others = params![organisation.as_bytes(), id.as_bytes(), keep.as_bytes()];
            row::queue(connection, SESSION_DELETE_OTHERS, others)?;
        }
        None => row::queue(connection, SESSION_DELETE_OF_USER, of_user)?,
    }
    row::queue(connection, USER_TOKEN_DELETE_OF_USER, of_user)?;
    Ok(is_known)
}

fn add_token(
    connection: &dyn Connection,
    organisation: OrganisationId,
    token: &UserToken,
) -> Result<()> {
    let of_user = params![organisation.as_bytes(), token.user.as_bytes()];
    row::queue(connection, USER_TOKEN_DELETE_OF_USER, of_user)?;
    let params = params![
        organisation.as_bytes(),
        token.token.as_bytes(),
        token.user.as_bytes(),
        purpose(token.purpose),
        micros(token.created_at),
        micros(token.expires_at),
    ];
    row::queue(connection, USER_TOKEN_ADD, params)
}

fn lookup_token(
    connection: &dyn Connection,
    organisation: OrganisationId,
    token: ContentHash,
) -> Result<Option<UserToken>> {
    let params = params![organisation.as_bytes(), token.as_bytes()];
    row::one(connection, TOKENS, USER_TOKEN_LOOKUP, params, read_token)
}

fn redeem_token(
    connection: &dyn Connection,
    organisation: OrganisationId,
    token: ContentHash,
    password_hash: &str,
    now: Timestamp,
) -> Result<Option<UserId>> {
    let found = lookup_token(connection, organisation, token)?;
    let Some(token) = found.filter(|token| now < token.expires_at) else {
        return Ok(None);
    };
    let joined = params![organisation.as_bytes(), token.user.as_bytes(), micros(now)];
    row::queue(connection, USER_JOIN, joined)?;
    set_password(connection, organisation, token.user, password_hash, None)?;
    Ok(Some(token.user))
}

/// Adds a session, and clears away those that were over when it began.
fn add_session(
    connection: &dyn Connection,
    organisation: OrganisationId,
    session: &Session,
) -> Result<()> {
    let over = params![organisation.as_bytes(), micros(session.created_at)];
    row::queue(connection, SESSION_DELETE_EXPIRED, over)?;
    let params = params![
        organisation.as_bytes(),
        session.token.as_bytes(),
        session.user.as_bytes(),
        micros(session.created_at),
        micros(session.expires_at),
        micros(session.seen_at),
        micros(session.proven_at),
        session.is_strong,
        session.agent,
        session.address,
        session.seen_as.map(Role::code),
    ];
    row::queue(connection, SESSION_ADD, params)
}

#[async_trait::async_trait]
impl People for Record {
    async fn add_user(&self, organisation: OrganisationId, user: User) -> Result<()> {
        self.effect(organisation, move |connection| {
            add_user(connection, organisation, &user)
        })
        .await
    }

    async fn lookup_user(&self, organisation: OrganisationId, id: UserId) -> Result<Option<User>> {
        self.read(organisation, move |connection| {
            lookup_user(connection, organisation, id)
        })
        .await
    }

    async fn list_users(&self, organisation: OrganisationId) -> Result<Vec<User>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, USERS, USER_LIST, params, read_user)
        })
        .await
    }

    async fn find_user_by_subject(
        &self,
        organisation: OrganisationId,
        subject: &str,
    ) -> Result<Option<User>> {
        let subject = subject.to_owned();
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), subject];
            row::one(connection, USERS, USER_FIND_BY_SUBJECT, params, read_user)
        })
        .await
    }

    async fn find_users_by_email_across_tenants(
        &self,
        email: &str,
    ) -> Result<Vec<(OrganisationId, User)>> {
        let email = email.to_owned();
        self.read(Scope::AcrossTenants, move |connection| {
            let params = params![email, SAME_EMAIL_MAX];
            row::all(connection, USERS, USER_FIND_BY_EMAIL, params, |columns| {
                let organisation = columns.id("organisation_id", OrganisationId::from_bytes)?;
                Ok((organisation, read_user(columns)?))
            })
        })
        .await
    }

    async fn change_user(
        &self,
        organisation: OrganisationId,
        id: UserId,
        change: UserChange,
    ) -> Result<UserOutcome> {
        self.effect(organisation, move |connection| {
            change_user(connection, organisation, id, &change)
        })
        .await
    }

    async fn delete_user(&self, organisation: OrganisationId, id: UserId) -> Result<UserOutcome> {
        self.effect(organisation, move |connection| {
            delete_user(connection, organisation, id)
        })
        .await
    }

    async fn set_profile(
        &self,
        organisation: OrganisationId,
        id: UserId,
        name: &str,
        keys_off: bool,
    ) -> Result<bool> {
        let name = name.to_owned();
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), name, keys_off];
            Ok(row::run(connection, USER_SET_PROFILE, params)? == 1)
        })
        .await
    }

    async fn set_password(
        &self,
        organisation: OrganisationId,
        id: UserId,
        password_hash: &str,
        keep: Option<ContentHash>,
    ) -> Result<bool> {
        let hash = password_hash.to_owned();
        self.effect(organisation, move |connection| {
            set_password(connection, organisation, id, &hash, keep)
        })
        .await
    }

    async fn set_language(
        &self,
        organisation: OrganisationId,
        id: UserId,
        language: &str,
    ) -> Result<bool> {
        let language = language.to_owned();
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), language];
            Ok(row::run(connection, USER_SET_LANGUAGE, params)? == 1)
        })
        .await
    }

    async fn set_subject(
        &self,
        organisation: OrganisationId,
        id: UserId,
        subject: &str,
        joined_at: Timestamp,
    ) -> Result<bool> {
        let subject = subject.to_owned();
        self.write(organisation, move |connection| {
            let joined = params![organisation.as_bytes(), id.as_bytes(), micros(joined_at)];
            row::queue(connection, USER_JOIN, joined)?;
            let params = params![organisation.as_bytes(), id.as_bytes(), subject];
            Ok(row::run(connection, USER_SET_SUBJECT, params)? == 1)
        })
        .await
    }

    async fn set_platform(
        &self,
        organisation: OrganisationId,
        id: UserId,
        is_platform: bool,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), is_platform];
            Ok(row::run(connection, USER_SET_PLATFORM, params)? == 1)
        })
        .await
    }

    async fn add_user_token(&self, organisation: OrganisationId, token: UserToken) -> Result<()> {
        self.write(organisation, move |connection| {
            add_token(connection, organisation, &token)
        })
        .await
    }

    async fn lookup_user_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<UserToken>> {
        self.read(organisation, move |connection| {
            lookup_token(connection, organisation, token)
        })
        .await
    }

    async fn redeem_user_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        password_hash: &str,
        now: Timestamp,
    ) -> Result<Option<UserId>> {
        let hash = password_hash.to_owned();
        self.effect(organisation, move |connection| {
            redeem_token(connection, organisation, token, &hash, now)
        })
        .await
    }

    async fn add_session(&self, organisation: OrganisationId, session: Session) -> Result<()> {
        self.effect(organisation, move |connection| {
            add_session(connection, organisation, &session)
        })
        .await
    }

    async fn lookup_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Session>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            row::one(connection, SESSIONS, SESSION_LOOKUP, params, read_session)
        })
        .await
    }

    async fn list_sessions(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<Vec<Session>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes()];
            row::all(
                connection,
                SESSIONS,
                SESSION_LIST_OF_USER,
                params,
                read_session,
            )
        })
        .await
    }

    async fn extend_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        seen_at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                token.as_bytes(),
                micros(expires_at),
                micros(seen_at),
            ];
            row::queue(connection, SESSION_EXTEND, params)
        })
        .await
    }

    async fn prove_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        at: Timestamp,
        is_strong: bool,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                token.as_bytes(),
                micros(at),
                is_strong,
            ];
            row::queue(connection, SESSION_PROVE, params)
        })
        .await
    }

    async fn see_as(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        role: Option<Role>,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                token.as_bytes(),
                role.map(Role::code),
            ];
            row::queue(connection, SESSION_SEE_AS, params)
        })
        .await
    }

    async fn delete_expired_sessions(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let over = params![organisation.as_bytes(), micros(now)];
            row::queue(connection, SESSION_DELETE_EXPIRED, over)
        })
        .await
    }

    async fn delete_session(&self, organisation: OrganisationId, token: ContentHash) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            row::queue(connection, SESSION_DELETE, params)
        })
        .await
    }

    async fn delete_sessions(&self, organisation: OrganisationId, user: UserId) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes()];
            row::queue(connection, SESSION_DELETE_OF_USER, params)
        })
        .await
    }
}

use super::Record;
use crate::Result;
use crate::engine::Scope;
use crate::port::{People, Session, User};
use crate::queries::{
    SESSION_ADD, SESSION_DELETE, SESSION_DELETE_EXPIRED, SESSION_DELETE_OF_USER, SESSION_EXTEND,
    SESSION_LOOKUP, USER_ADD, USER_FIND_BY_EMAIL, USER_LOOKUP, USER_SET_LANGUAGE,
    USER_SET_PASSWORD,
};
use crate::sql::Columns;
use crate::sql::row::{self, micros};
use crate::sql::{Connection, params};
use domain::{ContentHash, OrganisationId, UserId};
use jiff::Timestamp;

const USERS: &str = "users";
const SESSIONS: &str = "sessions";

/// The most tenants in which one address is looked for.
const SAME_EMAIL_MAX: i64 = 10;

fn read_user(columns: &mut Columns<'_>) -> Result<User> {
    Ok(User {
        id: columns.id("user_id", UserId::from_bytes)?,
        email: columns.text("email")?,
        name: columns.text("name")?,
        password_hash: columns.text("password_hash")?,
        language: columns.optional_text("language")?,
    })
}

fn read_session(columns: &mut Columns<'_>) -> Result<Session> {
    Ok(Session {
        token: columns.hash("token")?,
        user: columns.id("user_id", UserId::from_bytes)?,
        created_at: columns.moment("created_at")?,
        expires_at: columns.moment("expires_at")?,
    })
}

fn set_password(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: UserId,
    password_hash: &str,
) -> Result<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes(), password_hash];
    let is_known = row::run(connection, USER_SET_PASSWORD, params)? == 1;
    let of_user = params![organisation.as_bytes(), id.as_bytes()];
    row::queue(connection, SESSION_DELETE_OF_USER, of_user)?;
    Ok(is_known)
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
    ];
    row::queue(connection, SESSION_ADD, params)
}

#[async_trait::async_trait]
impl People for Record {
    async fn add_user(&self, organisation: OrganisationId, user: User) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                user.id.as_bytes(),
                user.email,
                user.name,
                user.password_hash,
                user.language,
            ];
            row::queue(connection, USER_ADD, params)
        })
        .await
    }

    async fn lookup_user(&self, organisation: OrganisationId, id: UserId) -> Result<Option<User>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes()];
            row::one(connection, USERS, USER_LOOKUP, params, read_user)
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

    async fn set_password(
        &self,
        organisation: OrganisationId,
        id: UserId,
        password_hash: &str,
    ) -> Result<bool> {
        let hash = password_hash.to_owned();
        self.write(organisation, move |connection| {
            set_password(connection, organisation, id, &hash)
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

    async fn add_session(&self, organisation: OrganisationId, session: Session) -> Result<()> {
        self.write(organisation, move |connection| {
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

    async fn extend_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        expires_at: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                token.as_bytes(),
                micros(expires_at)
            ];
            row::queue(connection, SESSION_EXTEND, params)
        })
        .await
    }

    async fn delete_session(&self, organisation: OrganisationId, token: ContentHash) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            row::queue(connection, SESSION_DELETE, params)
        })
        .await
    }
}

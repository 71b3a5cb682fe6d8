use super::SqliteStore;
use super::fault::Sql;
use super::row::{self, Columns, micros};
use crate::Result;
use crate::port::{People, Session, User};
use crate::queries::{
    SESSION_ADD, SESSION_DELETE, SESSION_DELETE_EXPIRED, SESSION_DELETE_OF_USER, SESSION_EXTEND,
    SESSION_LOOKUP, USER_ADD, USER_FIND_BY_EMAIL, USER_LOOKUP, USER_SET_LANGUAGE,
    USER_SET_PASSWORD,
};
use domain::{ContentHash, OrganisationId, UserId};
use jiff::Timestamp;
use rusqlite::{Connection, params};

const USERS: &str = "users";
const SESSIONS: &str = "sessions";

/// The most tenants in which one address is looked for.
const SAME_EMAIL_MAX: i64 = 10;

fn read_user(columns: &mut Columns<'_>) -> Sql<User> {
    Ok(User {
        id: columns.id("user_id", UserId::from_bytes)?,
        email: columns.text("email")?,
        name: columns.text("name")?,
        password_hash: columns.text("password_hash")?,
        language: columns.optional_text("language")?,
    })
}

fn read_session(columns: &mut Columns<'_>) -> Sql<Session> {
    Ok(Session {
        token: columns.hash("token")?,
        user: columns.id("user_id", UserId::from_bytes)?,
        created_at: columns.moment("created_at")?,
        expires_at: columns.moment("expires_at")?,
    })
}

fn set_password(
    connection: &Connection,
    organisation: OrganisationId,
    id: UserId,
    password_hash: &str,
) -> Sql<bool> {
    let params = params![organisation.as_bytes(), id.as_bytes(), password_hash];
    let is_known = row::run(connection, USER_SET_PASSWORD, params)? == 1;
    let of_user = params![organisation.as_bytes(), id.as_bytes()];
    row::run(connection, SESSION_DELETE_OF_USER, of_user)?;
    Ok(is_known)
}

/// Adds a session, and clears away those that were over when it began.
fn add_session(
    connection: &Connection,
    organisation: OrganisationId,
    session: &Session,
) -> Sql<()> {
    let over = params![organisation.as_bytes(), micros(session.created_at)];
    row::run(connection, SESSION_DELETE_EXPIRED, over)?;
    let params = params![
        organisation.as_bytes(),
        session.token.as_bytes(),
        session.user.as_bytes(),
        micros(session.created_at),
        micros(session.expires_at),
    ];
    row::run(connection, SESSION_ADD, params).map(drop)
}

#[async_trait::async_trait]
impl People for SqliteStore {
    async fn add_user(&self, organisation: OrganisationId, user: User) -> Result<()> {
        self.write(move |connection| {
            let params = params![
                organisation.as_bytes(),
                user.id.as_bytes(),
                user.email,
                user.name,
                user.password_hash,
                user.language,
            ];
            row::run(connection, USER_ADD, params).map(drop)
        })
        .await
    }

    async fn lookup_user(&self, organisation: OrganisationId, id: UserId) -> Result<Option<User>> {
        self.read(move |connection| {
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
        self.read(move |connection| {
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
        self.write(move |connection| set_password(connection, organisation, id, &hash))
            .await
    }

    async fn set_language(
        &self,
        organisation: OrganisationId,
        id: UserId,
        language: &str,
    ) -> Result<bool> {
        let language = language.to_owned();
        self.write(move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), language];
            Ok(row::run(connection, USER_SET_LANGUAGE, params)? == 1)
        })
        .await
    }

    async fn add_session(&self, organisation: OrganisationId, session: Session) -> Result<()> {
        self.write(move |connection| add_session(connection, organisation, &session))
            .await
    }

    async fn lookup_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Session>> {
        self.read(move |connection| {
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
        self.write(move |connection| {
            let params = params![
                organisation.as_bytes(),
                token.as_bytes(),
                micros(expires_at)
            ];
            row::run(connection, SESSION_EXTEND, params).map(drop)
        })
        .await
    }

    async fn delete_session(&self, organisation: OrganisationId, token: ContentHash) -> Result<()> {
        self.write(move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            row::run(connection, SESSION_DELETE, params).map(drop)
        })
        .await
    }
}

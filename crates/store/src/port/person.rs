use crate::Result;
use domain::{ContentHash, OrganisationId, UserId};
use jiff::Timestamp;

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The person's id.
    pub id: UserId,
    /// E-mail address, lower case, unique in the organisation.
    pub email: String,
    /// Name.
    pub name: String,
    /// Argon2id hash of the password, in PHC form.
    pub password_hash: String,
    /// Language of the person's choice: `nb` or `en`.
    pub language: Option<String>,
}

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the secret half of the cookie.
    pub token: ContentHash,
    /// Who is signed in.
    pub user: UserId,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// After this it is worth nothing.
    pub expires_at: Timestamp,
}

/// People and their sessions.
#[async_trait::async_trait]
pub trait People {
    /// Adds a person. `Conflict` where the address is taken in the organisation.
    async fn add_user(&self, organisation: OrganisationId, user: User) -> Result<()>;
    /// A person by id.
    async fn lookup_user(&self, organisation: OrganisationId, id: UserId) -> Result<Option<User>>;
    /// The people with this address, over all tenants: signing in knows only
    /// the address. At most ten.
    async fn find_users_by_email_across_tenants(
        &self,
        email: &str,
    ) -> Result<Vec<(OrganisationId, User)>>;
    /// Sets a person's password and ends all of the person's sessions.
    async fn set_password(
        &self,
        organisation: OrganisationId,
        id: UserId,
        password_hash: &str,
    ) -> Result<bool>;
    /// Sets a person's language.
    async fn set_language(
        &self,
        organisation: OrganisationId,
        id: UserId,
        language: &str,
    ) -> Result<bool>;
    /// Adds a session.
    async fn add_session(&self, organisation: OrganisationId, session: Session) -> Result<()>;
    /// The session with this token hash, expired or not.
    async fn lookup_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Session>>;
    /// Moves the end of a session.
    async fn extend_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        expires_at: Timestamp,
    ) -> Result<()>;
    /// Takes away the sessions that are over at this moment.
    async fn delete_expired_sessions(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<()>;
    /// Ends a session.
    async fn delete_session(&self, organisation: OrganisationId, token: ContentHash) -> Result<()>;
}

use crate::Result;
use domain::{CompanyId, ContentHash, OrganisationId, Role, UserId};
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
    /// Argon2id hash of the password, in PHC form; empty where the person has
    /// none.
    pub password_hash: String,
    /// Language of the person's choice: `nb` or `en`.
    pub language: Option<String>,
    /// What the person is in the organisation.
    pub role: Role,
    /// The companies that the role is limited to; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
    /// Whether keys that act alone are switched off.
    pub keys_off: bool,
    /// Whether the person runs the installation with all its organisations.
    pub is_platform: bool,
    /// When the person first came; `None` for somebody who is invited.
    pub joined_at: Option<Timestamp>,
    /// What the organisation's own sign-in calls the person.
    pub subject: Option<String>,
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
    /// When it was last used, to within the time between two notes of it.
    pub seen_at: Timestamp,
    /// When the person last proved who they are.
    pub proven_at: Timestamp,
    /// Whether more than a password was asked for.
    pub is_strong: bool,
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// The address it came from.
    pub address: Option<String>,
    /// The role that an administrator looks through.
    pub seen_as: Option<Role>,
}

/// What a person in an organisation may be changed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserChange {
    /// Name.
    pub name: String,
    /// What the person is in the organisation.
    pub role: Role,
    /// The companies that the role is limited to; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
}

/// What became of a change to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum UserOutcome {
    /// It is done.
    Done,
    /// There is no such person.
    Unknown,
    /// It would leave the organisation without an administrator who can sign in.
    LastAdministrator,
}

/// What a letter that lets somebody in once is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPurpose {
    /// Becoming one of the organisation's people.
    Invitation,
    /// Choosing a new password.
    Reset,
}

/// A letter that lets somebody in once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserToken {
    /// SHA-256 of the secret in the letter.
    pub token: ContentHash,
    /// Whom it lets in.
    pub user: UserId,
    /// What for.
    pub purpose: TokenPurpose,
    /// When it was written.
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
    /// Every person, by name.
    async fn list_users(&self, organisation: OrganisationId) -> Result<Vec<User>>;
    /// The person whom the organisation's own sign-in calls this.
    async fn find_user_by_subject(
        &self,
        organisation: OrganisationId,
        subject: &str,
    ) -> Result<Option<User>>;
    /// The people with this address, over all tenants: signing in knows only
    /// the address. At most ten.
    async fn find_users_by_email_across_tenants(
        &self,
        email: &str,
    ) -> Result<Vec<(OrganisationId, User)>>;
    /// Changes a person, unless that would leave no administrator.
    async fn change_user(
        &self,
        organisation: OrganisationId,
        id: UserId,
        change: UserChange,
    ) -> Result<UserOutcome>;
    /// Takes a person away with their sessions and whatever lets them in,
    /// unless that would leave no administrator. What they did stays.
    async fn delete_user(&self, organisation: OrganisationId, id: UserId) -> Result<UserOutcome>;
    /// Sets what people choose for themselves.
    async fn set_profile(
        &self,
        organisation: OrganisationId,
        id: UserId,
        name: &str,
        keys_off: bool,
    ) -> Result<bool>;
    /// Sets a person's password and ends all of the person's sessions but,
    /// where it is named, this one. Letters that let the person in are void.
    async fn set_password(
        &self,
        organisation: OrganisationId,
        id: UserId,
        password_hash: &str,
        keep: Option<ContentHash>,
    ) -> Result<bool>;
    /// Sets a person's language.
    async fn set_language(
        &self,
        organisation: OrganisationId,
        id: UserId,
        language: &str,
    ) -> Result<bool>;
    /// Notes what the organisation's own sign-in calls a person, who has come
    /// by that.
    async fn set_subject(
        &self,
        organisation: OrganisationId,
        id: UserId,
        subject: &str,
        joined_at: Timestamp,
    ) -> Result<bool>;
    /// Says whether a person runs the installation.
    async fn set_platform(
        &self,
        organisation: OrganisationId,
        id: UserId,
        is_platform: bool,
    ) -> Result<bool>;
    /// Adds a letter that lets somebody in once, in the place of those that
    /// the person had before.
    async fn add_user_token(&self, organisation: OrganisationId, token: UserToken) -> Result<()>;
    /// A letter by the hash of its secret, expired or not.
    async fn lookup_user_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<UserToken>>;
    /// Uses up a letter that has not expired: the person has come, and has
    /// this password. Answers who; `None` where the letter lets nobody in.
    async fn redeem_user_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        password_hash: &str,
        now: Timestamp,
    ) -> Result<Option<UserId>>;
    /// Adds a session.
    async fn add_session(&self, organisation: OrganisationId, session: Session) -> Result<()>;
    /// The session with this token hash, expired or not.
    async fn lookup_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<Session>>;
    /// The sessions of a person, expired or not, the last used first.
    async fn list_sessions(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<Vec<Session>>;
    /// Moves the end of a session that was used.
    async fn extend_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        seen_at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<()>;
    /// Notes that the person of a session has proved again who they are;
    /// `is_strong` where it was by more than a password.
    async fn prove_session(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        at: Timestamp,
        is_strong: bool,
    ) -> Result<()>;
    /// Lets a session look through a role; `None` for the person's own.
    async fn see_as(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
        role: Option<Role>,
    ) -> Result<()>;
    /// Takes away the sessions that are over at this moment.
    async fn delete_expired_sessions(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<()>;
    /// Ends a session.
    async fn delete_session(&self, organisation: OrganisationId, token: ContentHash) -> Result<()>;
    /// Ends every session of a person.
    async fn delete_sessions(&self, organisation: OrganisationId, user: UserId) -> Result<()>;
}

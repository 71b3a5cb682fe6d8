use crate::Result;
use domain::{ApiKeyId, CompanyId, ContentHash, OrganisationId, Scope, UserId};
use jiff::Timestamp;

/// A key with which another system asks. The secret itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What people call it.
    pub name: String,
    /// SHA-256 of the secret.
    pub token: ContentHash,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// The companies it may see; `None` for all.
    pub companies: Option<Vec<CompanyId>>,
    /// Who made it, where a person did.
    pub created_by: Option<UserId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it opens nothing; `None` for never.
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to within the time between two notes of it.
    pub last_used_at: Option<Timestamp>,
}

/// A short-lived token that stands for a key. The token itself is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// SHA-256 of the token.
    pub token: ContentHash,
    /// The key it stands for.
    pub key: ApiKeyId,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// From when on it opens nothing.
    pub expires_at: Timestamp,
}

/// The keys of an organisation.
#[async_trait::async_trait]
pub trait ApiKeys {
    /// Adds a key.
    async fn add_api_key(&self, organisation: OrganisationId, key: ApiKey) -> Result<()>;
    /// The key with this hash of its secret, revoked and expired ones included.
    async fn find_api_key_by_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<ApiKey>>;
    /// A key by id, revoked and expired ones included.
    async fn lookup_api_key(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
    ) -> Result<Option<ApiKey>>;
    /// Every key, newest first, revoked and expired ones included.
    async fn list_api_keys(&self, organisation: OrganisationId) -> Result<Vec<ApiKey>>;
    /// Revokes a key for good. False where there is no such key; revoking
    /// twice changes nothing.
    async fn revoke_api_key(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<bool>;
    /// Lets a key expire at a moment, unless it does so earlier. False where
    /// there is no such key.
    async fn expire_api_key(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<bool>;
    /// Notes that a key was used.
    async fn note_api_key_used(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<()>;
    /// Adds a token, and deletes those that expired before it was made.
    async fn add_access_token(
        &self,
        organisation: OrganisationId,
        token: AccessToken,
        now: Timestamp,
    ) -> Result<()>;
    /// The token with this hash, with its key, expired and revoked ones
    /// included.
    async fn lookup_access_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<(AccessToken, ApiKey)>>;
}

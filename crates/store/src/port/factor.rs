use crate::Result;
use domain::{ContentHash, OrganisationId, UserId};
use jiff::Timestamp;

/// Codes from an authenticator (RFC 6238).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totp {
    /// What the codes are made of.
    pub secret: Vec<u8>,
    /// When a first code was right; `None` until then.
    pub confirmed_at: Option<Timestamp>,
    /// The step of the last code that was taken.
    pub last_step: i64,
}

/// A key of a device, with which a person signs in without a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// What the device calls it.
    pub credential: Vec<u8>,
    /// Whose it is.
    pub user: UserId,
    /// What its owner calls it.
    pub name: String,
    /// The public key with what belongs to it, as JSON.
    pub content: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// What people prove themselves with besides a password.
#[async_trait::async_trait]
pub trait Factors {
    /// Begins to set up an authenticator, in the place of the one before.
    async fn put_totp(
        &self,
        organisation: OrganisationId,
        user: UserId,
        secret: Vec<u8>,
    ) -> Result<()>;
    /// A person's authenticator, confirmed or not.
    async fn lookup_totp(&self, organisation: OrganisationId, user: UserId)
    -> Result<Option<Totp>>;
    /// Confirms an authenticator; these are the codes to use without it.
    async fn confirm_totp(
        &self,
        organisation: OrganisationId,
        user: UserId,
        at: Timestamp,
        recovery: Vec<ContentHash>,
    ) -> Result<()>;
    /// Takes the code of a step. False where that or a later one was taken
    /// before: nobody gets in with a code that somebody has seen.
    async fn take_totp_step(
        &self,
        organisation: OrganisationId,
        user: UserId,
        step: i64,
    ) -> Result<bool>;
    /// Uses up a recovery code. False where there is none such.
    async fn take_recovery_code(
        &self,
        organisation: OrganisationId,
        user: UserId,
        code: ContentHash,
    ) -> Result<bool>;
    /// How many recovery codes a person has left.
    async fn count_recovery_codes(&self, organisation: OrganisationId, user: UserId)
    -> Result<u64>;
    /// Takes an authenticator away, and the recovery codes with it.
    async fn delete_totp(&self, organisation: OrganisationId, user: UserId) -> Result<()>;
    /// Adds a passkey. `Conflict` where it is there already.
    async fn add_passkey(&self, organisation: OrganisationId, passkey: Passkey) -> Result<()>;
    /// A person's passkeys, the oldest first.
    async fn list_passkeys(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<Vec<Passkey>>;
    /// The passkeys that a device calls this, over all tenants: signing in
    /// knows only the key.
    async fn find_passkeys_across_tenants(
        &self,
        credential: &[u8],
    ) -> Result<Vec<(OrganisationId, Passkey)>>;
    /// Notes that a passkey was used, with what is to be known of it now.
    async fn note_passkey_used(
        &self,
        organisation: OrganisationId,
        credential: &[u8],
        content: &str,
        at: Timestamp,
    ) -> Result<()>;
    /// Takes a person's passkey away. False where there is none such.
    async fn delete_passkey(
        &self,
        organisation: OrganisationId,
        user: UserId,
        credential: &[u8],
    ) -> Result<bool>;
}

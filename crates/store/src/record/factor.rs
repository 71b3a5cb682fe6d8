use super::Record;
use crate::Result;
use crate::engine::Scope;
use crate::port::{Factors, Passkey, Totp};
use crate::queries::{
    PASSKEY_ADD, PASSKEY_DELETE, PASSKEY_FIND_BY_CREDENTIAL, PASSKEY_LIST_OF_USER, PASSKEY_USE,
    RECOVERY_CODE_ADD, RECOVERY_CODE_COUNT, RECOVERY_CODE_DELETE_OF_USER, RECOVERY_CODE_TAKE,
    TOTP_CONFIRM, TOTP_DELETE, TOTP_LOOKUP, TOTP_PUT, TOTP_TAKE_STEP,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, params};
use domain::{ContentHash, OrganisationId, UserId};
use jiff::Timestamp;

const TOTPS: &str = "totps";
const CODES: &str = "recovery_codes";
const PASSKEYS: &str = "passkeys";

fn read_totp(columns: &mut Columns<'_>) -> Result<Totp> {
    Ok(Totp {
        secret: columns.bytes("secret")?,
        confirmed_at: columns.optional_moment("confirmed_at")?,
        last_step: columns.int("last_step")?,
    })
}

fn read_passkey(columns: &mut Columns<'_>) -> Result<Passkey> {
    Ok(Passkey {
        credential: columns.bytes("credential")?,
        user: columns.id("user_id", UserId::from_bytes)?,
        name: columns.text("name")?,
        content: columns.text("content")?,
        created_at: columns.moment("created_at")?,
        used_at: columns.optional_moment("used_at")?,
    })
}

#[async_trait::async_trait]
impl Factors for Record {
    async fn put_totp(
        &self,
        organisation: OrganisationId,
        user: UserId,
        secret: Vec<u8>,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes(), secret];
            row::queue(connection, TOTP_PUT, params)
        })
        .await
    }

    async fn lookup_totp(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<Option<Totp>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes()];
            row::one(connection, TOTPS, TOTP_LOOKUP, params, read_totp)
        })
        .await
    }

    async fn confirm_totp(
        &self,
        organisation: OrganisationId,
        user: UserId,
        at: Timestamp,
        recovery: Vec<ContentHash>,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let confirmed = params![organisation.as_bytes(), user.as_bytes(), micros(at)];
            row::queue(connection, TOTP_CONFIRM, confirmed)?;
            let of_user = params![organisation.as_bytes(), user.as_bytes()];
            row::queue(connection, RECOVERY_CODE_DELETE_OF_USER, of_user)?;
            for code in &recovery {
                let params = params![organisation.as_bytes(), user.as_bytes(), code.as_bytes()];
                row::queue(connection, RECOVERY_CODE_ADD, params)?;
            }
            Ok(())
        })
        .await
    }

    async fn take_totp_step(
        &self,
        organisation: OrganisationId,
        user: UserId,
        step: i64,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes(), step];
            Ok(row::run(connection, TOTP_TAKE_STEP, params)? == 1)
        })
        .await
    }

    async fn take_recovery_code(
        &self,
        organisation: OrganisationId,
        user: UserId,
        code: ContentHash,
    ) -> Result<bool> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes(), code.as_bytes()];
            Ok(row::run(connection, RECOVERY_CODE_TAKE, params)? == 1)
        })
        .await
    }

    async fn count_recovery_codes(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<u64> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes()];
            let count = row::one(connection, CODES, RECOVERY_CODE_COUNT, params, |columns| {
                columns.count("count")
            })?;
            Ok(count.unwrap_or_default())
        })
        .await
    }

    async fn delete_totp(&self, organisation: OrganisationId, user: UserId) -> Result<()> {
        self.effect(organisation, move |connection| {
            let of_user = params![organisation.as_bytes(), user.as_bytes()];
            row::queue(connection, RECOVERY_CODE_DELETE_OF_USER, of_user)?;
            row::queue(connection, TOTP_DELETE, of_user)
        })
        .await
    }

    async fn add_passkey(&self, organisation: OrganisationId, passkey: Passkey) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                passkey.credential,
                passkey.user.as_bytes(),
                passkey.name,
                passkey.content,
                micros(passkey.created_at),
            ];
            row::queue(connection, PASSKEY_ADD, params)
        })
        .await
    }

    async fn list_passkeys(
        &self,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<Vec<Passkey>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), user.as_bytes()];
            row::all(
                connection,
                PASSKEYS,
                PASSKEY_LIST_OF_USER,
                params,
                read_passkey,
            )
        })
        .await
    }

    async fn find_passkeys_across_tenants(
        &self,
        credential: &[u8],
    ) -> Result<Vec<(OrganisationId, Passkey)>> {
        let credential = credential.to_vec();
        self.read(Scope::AcrossTenants, move |connection| {
            row::all(
                connection,
                PASSKEYS,
                PASSKEY_FIND_BY_CREDENTIAL,
                params![credential],
                |columns| {
                    let organisation = columns.id("organisation_id", OrganisationId::from_bytes)?;
                    Ok((organisation, read_passkey(columns)?))
                },
            )
        })
        .await
    }

    async fn note_passkey_used(
        &self,
        organisation: OrganisationId,
        credential: &[u8],
        content: &str,
        at: Timestamp,
    ) -> Result<()> {
        let (credential, content) = (credential.to_vec(), content.to_owned());
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), credential, content, micros(at)];
            row::queue(connection, PASSKEY_USE, params)
        })
        .await
    }

    async fn delete_passkey(
        &self,
        organisation: OrganisationId,
        user: UserId,
        credential: &[u8],
    ) -> Result<bool> {
        let credential = credential.to_vec();
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), credential, user.as_bytes()];
            Ok(row::run(connection, PASSKEY_DELETE, params)? == 1)
        })
        .await
    }
}

use super::Record;
use super::words::{words, written};
use crate::Result;
use crate::port::{AccessToken, ApiKey, ApiKeys};
use crate::queries::{
    ACCESS_TOKEN_ADD, ACCESS_TOKEN_DELETE_EXPIRED, ACCESS_TOKEN_LOOKUP, API_KEY_ADD,
    API_KEY_EXPIRE, API_KEY_FIND_BY_TOKEN, API_KEY_LIST, API_KEY_LOOKUP, API_KEY_NOTE_USED,
    API_KEY_REVOKE,
};
use crate::sql::row::{self, micros};
use crate::sql::{Columns, Connection, params};
use domain::{ApiKeyId, CompanyId, ContentHash, OrganisationId, Scope, UserId};
use jiff::Timestamp;

const TABLE: &str = "api_keys";

fn read(columns: &mut Columns<'_>) -> Result<ApiKey> {
    Ok(ApiKey {
        id: columns.id("api_key_id", ApiKeyId::from_bytes)?,
        name: columns.text("name")?,
        token: columns.hash("token")?,
        scopes: {
            let written = columns.text("scopes")?;
            columns.known("scopes", words::<Scope>(&written))?
        },
        companies: {
            let written = columns.optional_text("companies")?;
            let companies = written.map(|written| words::<CompanyId>(&written));
            match companies {
                None => None,
                Some(companies) => Some(columns.known("companies", companies)?),
            }
        },
        created_by: columns.optional_id("created_by", UserId::from_bytes)?,
        created_at: columns.moment("created_at")?,
        expires_at: columns.optional_moment("expires_at")?,
        revoked_at: columns.optional_moment("revoked_at")?,
        last_used_at: columns.optional_moment("last_used_at")?,
    })
}

fn lookup(
    connection: &dyn Connection,
    organisation: OrganisationId,
    id: ApiKeyId,
) -> Result<Option<ApiKey>> {
    let params = params![organisation.as_bytes(), id.as_bytes()];
    row::one(connection, TABLE, API_KEY_LOOKUP, params, read)
}

fn lookup_token(
    connection: &dyn Connection,
    organisation: OrganisationId,
    token: ContentHash,
) -> Result<Option<(AccessToken, ApiKey)>> {
    let params = params![organisation.as_bytes(), token.as_bytes()];
    let read = |columns: &mut Columns<'_>| {
        Ok(AccessToken {
            token,
            key: columns.id("api_key_id", ApiKeyId::from_bytes)?,
            scopes: {
                let written = columns.text("scopes")?;
                columns.known("scopes", words::<Scope>(&written))?
            },
            expires_at: columns.moment("expires_at")?,
        })
    };
    let found = row::one(
        connection,
        "access_tokens",
        ACCESS_TOKEN_LOOKUP,
        params,
        read,
    )?;
    let Some(found) = found else {
        return Ok(None);
    };
    let key = lookup(connection, organisation, found.key)?;
    Ok(key.map(|key| (found, key)))
}

#[async_trait::async_trait]
impl ApiKeys for Record {
    async fn add_api_key(&self, organisation: OrganisationId, key: ApiKey) -> Result<()> {
        self.effect(organisation, move |connection| {
            let params = params![
                organisation.as_bytes(),
                key.id.as_bytes(),
                key.name,
                key.token.as_bytes(),
                written(&key.scopes),
                key.companies.as_deref().map(written),
                key.created_by.as_ref().map(UserId::as_bytes),
                micros(key.created_at),
                key.expires_at.map(micros),
            ];
            row::queue(connection, API_KEY_ADD, params)
        })
        .await
    }

    async fn find_api_key_by_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<ApiKey>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes(), token.as_bytes()];
            row::one(connection, TABLE, API_KEY_FIND_BY_TOKEN, params, read)
        })
        .await
    }

    async fn lookup_api_key(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
    ) -> Result<Option<ApiKey>> {
        self.read(organisation, move |connection| {
            lookup(connection, organisation, id)
        })
        .await
    }

    async fn add_access_token(
        &self,
        organisation: OrganisationId,
        token: AccessToken,
        now: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let expired = params![organisation.as_bytes(), micros(now)];
            row::queue(connection, ACCESS_TOKEN_DELETE_EXPIRED, expired)?;
            let params = params![
                organisation.as_bytes(),
                token.token.as_bytes(),
                token.key.as_bytes(),
                written(&token.scopes),
                micros(token.expires_at),
            ];
            row::queue(connection, ACCESS_TOKEN_ADD, params)
        })
        .await
    }

    async fn lookup_access_token(
        &self,
        organisation: OrganisationId,
        token: ContentHash,
    ) -> Result<Option<(AccessToken, ApiKey)>> {
        self.read(organisation, move |connection| {
            lookup_token(connection, organisation, token)
        })
        .await
    }

    async fn list_api_keys(&self, organisation: OrganisationId) -> Result<Vec<ApiKey>> {
        self.read(organisation, move |connection| {
            let params = params![organisation.as_bytes()];
            row::all(connection, TABLE, API_KEY_LIST, params, read)
        })
        .await
    }

    async fn revoke_api_key(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), micros(at)];
            Ok(row::run(connection, API_KEY_REVOKE, params)? == 1)
        })
        .await
    }

    async fn expire_api_key(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<bool> {
        self.effect(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), micros(at)];
            Ok(row::run(connection, API_KEY_EXPIRE, params)? == 1)
        })
        .await
    }

    async fn note_api_key_used(
        &self,
        organisation: OrganisationId,
        id: ApiKeyId,
        at: Timestamp,
    ) -> Result<()> {
        self.write(organisation, move |connection| {
            let params = params![organisation.as_bytes(), id.as_bytes(), micros(at)];
            row::queue(connection, API_KEY_NOTE_USED, params)
        })
        .await
    }
}

use super::Record;
use crate::engine::Scope;
use crate::port::{OidcSettings, Organisation, OrganisationSettings, Organisations};
use crate::queries::{
    ORGANISATION_ADD, ORGANISATION_CHANGE, ORGANISATION_FIND_BY_SLUG, ORGANISATION_LIST,
    ORGANISATION_LOOKUP, ORGANISATION_LOOKUP_SETTINGS, ORGANISATION_PUT_SETTINGS,
};
use crate::sql::Columns;
use crate::sql::row;
use crate::sql::{Connection, params};
use crate::{Error, Result};
use domain::OrganisationId;

const TABLE: &str = "organisations";

fn read(columns: &mut Columns<'_>) -> Result<Organisation> {
    Ok(Organisation {
        id: columns.id("organisation_id", OrganisationId::from_bytes)?,
        slug: columns.text("slug")?,
        name: columns.text("name")?,
        time_zone: columns.text("time_zone")?,
        language: columns.text("language")?,
        is_demo: columns.flag("is_demo")?,
    })
}

fn read_settings(columns: &mut Columns<'_>) -> Result<OrganisationSettings> {
    Ok(OrganisationSettings {
        requires_second_factor: columns.flag("requires_second_factor")?,
        oidc: {
            let issuer = columns.optional_text("oidc_issuer")?;
            let client = columns.optional_text("oidc_client")?;
            let secret = columns.optional_text("oidc_secret")?;
            let both = issuer.zip(client).zip(secret);
            both.map(|((issuer, client), secret)| OidcSettings {
                issuer,
                client,
                secret,
            })
        },
    })
}

/// Every tenant, by slug.
pub(super) fn list(connection: &dyn Connection) -> Result<Vec<Organisation>> {
    row::all(connection, TABLE, ORGANISATION_LIST, params![], read)
}

pub(super) fn lookup(
    connection: &dyn Connection,
    id: OrganisationId,
) -> Result<Option<Organisation>> {
    let params = params![id.as_bytes()];
    row::one(connection, TABLE, ORGANISATION_LOOKUP, params, read)
}

#[async_trait::async_trait]
impl Organisations for Record {
    async fn add_organisation(&self, organisation: Organisation) -> Result<()> {
        self.write(Scope::AcrossTenants, move |connection| {
            let params = params![
                organisation.id.as_bytes(),
                organisation.slug,
                organisation.name,
                organisation.time_zone,
                organisation.language,
                organisation.is_demo,
            ];
            match row::run(connection, ORGANISATION_ADD, params)? {
                0 => Err(Error::Conflict {
                    constraint: "organisation.slug",
                }),
                _ => Ok(()),
            }
        })
        .await
    }

    async fn change_organisation(&self, organisation: Organisation) -> Result<()> {
        self.effect(organisation.id, move |connection| {
            let params = params![
                organisation.id.as_bytes(),
                organisation.name,
                organisation.time_zone,
                organisation.language,
            ];
            row::queue(connection, ORGANISATION_CHANGE, params)
        })
        .await
    }

    async fn lookup_organisation_settings(
        &self,
        organisation: OrganisationId,
    ) -> Result<OrganisationSettings> {
        self.read(organisation, move |connection| {
            let found = row::one(
                connection,
                "organisation_settings",
                ORGANISATION_LOOKUP_SETTINGS,
                params![organisation.as_bytes()],
                read_settings,
            )?;
            Ok(found.unwrap_or_default())
        })
        .await
    }

    async fn put_organisation_settings(
        &self,
        organisation: OrganisationId,
        settings: OrganisationSettings,
    ) -> Result<()> {
        self.effect(organisation, move |connection| {
            let oidc = settings.oidc.as_ref();
            let params = params![
                organisation.as_bytes(),
                settings.requires_second_factor,
                oidc.map(|oidc| &oidc.issuer),
                oidc.map(|oidc| &oidc.client),
                oidc.map(|oidc| &oidc.secret),
            ];
            row::queue(connection, ORGANISATION_PUT_SETTINGS, params)
        })
        .await
    }

    async fn lookup_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>> {
        self.read(id, move |connection| lookup(connection, id))
            .await
    }

    async fn find_organisation_by_slug_across_tenants(
        &self,
        slug: &str,
    ) -> Result<Option<Organisation>> {
        let slug = slug.to_owned();
        self.read(Scope::AcrossTenants, move |connection| {
            row::one(
                connection,
                TABLE,
                ORGANISATION_FIND_BY_SLUG,
                params![slug],
                read,
            )
        })
        .await
    }

    async fn list_organisations_across_tenants(&self) -> Result<Vec<Organisation>> {
        self.read(Scope::AcrossTenants, list).await
    }
}

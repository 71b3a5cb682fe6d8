use super::SqliteStore;
use super::fault::Sql;
use super::row::{self, Columns};
use crate::port::{Organisation, Organisations};
use crate::queries::{
    ORGANISATION_ADD, ORGANISATION_FIND_BY_SLUG, ORGANISATION_LIST, ORGANISATION_LOOKUP,
};
use crate::{Error, Result};
use domain::OrganisationId;
use rusqlite::{Connection, params};

const TABLE: &str = "organisations";

fn read(columns: &mut Columns<'_>) -> Sql<Organisation> {
    Ok(Organisation {
        id: columns.id("organisation_id", OrganisationId::from_bytes)?,
        slug: columns.text("slug")?,
        name: columns.text("name")?,
        time_zone: columns.text("time_zone")?,
        language: columns.text("language")?,
        is_demo: columns.flag("is_demo")?,
    })
}

/// Every tenant, by slug.
pub(super) fn list(connection: &Connection) -> Sql<Vec<Organisation>> {
    row::all(connection, TABLE, ORGANISATION_LIST, [], read)
}

#[async_trait::async_trait]
impl Organisations for SqliteStore {
    async fn add_organisation(&self, organisation: Organisation) -> Result<()> {
        self.write(move |connection| {
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
                }
                .into()),
                _ => Ok(()),
            }
        })
        .await
    }

    async fn lookup_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>> {
        self.read(move |connection| {
            row::one(
                connection,
                TABLE,
                ORGANISATION_LOOKUP,
                params![id.as_bytes()],
                read,
            )
        })
        .await
    }

    async fn find_organisation_by_slug_across_tenants(
        &self,
        slug: &str,
    ) -> Result<Option<Organisation>> {
        let slug = slug.to_owned();
        self.read(move |connection| {
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
        self.read(list).await
    }
}

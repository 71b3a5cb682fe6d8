use super::Record;
use crate::engine::Scope;
use crate::port::{Organisation, Organisations};
use crate::queries::{
    ORGANISATION_ADD, ORGANISATION_FIND_BY_SLUG, ORGANISATION_LIST, ORGANISATION_LOOKUP,
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

/// Every tenant, by slug.
pub(super) fn list(connection: &dyn Connection) -> Result<Vec<Organisation>> {
    row::all(connection, TABLE, ORGANISATION_LIST, params![], read)
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

    async fn lookup_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>> {
        self.read(id, move |connection| {
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

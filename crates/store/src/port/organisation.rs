use crate::Result;
use domain::OrganisationId;

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Short name for the command line, unique in the installation.
    pub slug: String,
    /// Name.
    pub name: String,
    /// IANA time zone in which its days begin and end.
    pub time_zone: String,
    /// Language of its people unless they choose another: `nb` or `en`.
    pub language: String,
    /// Whether it holds invented data to look at.
    pub is_demo: bool,
}

/// The tenants of an installation.
#[async_trait::async_trait]
pub trait Organisations {
    /// Adds a tenant. `Conflict` where the slug is taken.
    async fn add_organisation(&self, organisation: Organisation) -> Result<()>;
    /// A tenant by id.
    async fn lookup_organisation(&self, id: OrganisationId) -> Result<Option<Organisation>>;
    /// A tenant by its short name.
    async fn find_organisation_by_slug_across_tenants(
        &self,
        slug: &str,
    ) -> Result<Option<Organisation>>;
    /// Every tenant, by slug.
    async fn list_organisations_across_tenants(&self) -> Result<Vec<Organisation>>;
}

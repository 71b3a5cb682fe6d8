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

/// How people of an organisation sign in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationSettings {
    /// Whether a password alone lets nobody further than setting up more.
    pub requires_second_factor: bool,
    /// The organisation's own sign-in.
    pub oidc: Option<OidcSettings>,
}

/// The organisation's own sign-in, by OpenID Connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OidcSettings {
    /// Where its provider is.
    pub issuer: String,
    /// What the provider calls us.
    pub client: String,
    /// What proves to the provider that it is us.
    pub secret: String,
}

/// The tenants of an installation.
#[async_trait::async_trait]
pub trait Organisations {
    /// Adds a tenant. `Conflict` where the slug is taken.
    async fn add_organisation(&self, organisation: Organisation) -> Result<()>;
    /// Changes a tenant's name, time zone and language.
    async fn change_organisation(&self, organisation: Organisation) -> Result<()>;
    /// How people sign in; the default where nothing was ever set.
    async fn lookup_organisation_settings(
        &self,
        organisation: OrganisationId,
    ) -> Result<OrganisationSettings>;
    /// Sets how people sign in.
    async fn put_organisation_settings(
        &self,
        organisation: OrganisationId,
        settings: OrganisationSettings,
    ) -> Result<()>;
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

use crate::Result;
use domain::{CompanyId, OrganisationId, kid::Algorithm};

/// A subsidiary inside an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// Its organisation number, unique in the organisation, where known.
    pub number: Option<String>,
    /// Name.
    pub name: String,
    /// Accounts it is paid to, normalised.
    pub accounts: Vec<String>,
    /// How its KIDs are computed.
    pub kid_algorithm: Algorithm,
}

/// The subsidiaries of an organisation.
#[async_trait::async_trait]
pub trait Companies {
    /// Adds a company. `Conflict` where the number is taken.
    async fn add_company(&self, organisation: OrganisationId, company: Company) -> Result<()>;
    /// Every company of the organisation, in the order they were added.
    async fn list_companies(&self, organisation: OrganisationId) -> Result<Vec<Company>>;
}

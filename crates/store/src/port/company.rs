use crate::Result;
use domain::{Channel, CompanyId, OrganisationId, kid::Algorithm};

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

/// What a company and its bank agreed on for KIDs of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KidAgreement {
    /// Digits, the check digit included.
    pub length: u8,
    /// How the check digit is computed.
    pub algorithm: Algorithm,
}

/// What is set for a company beside what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompanySettings {
    /// IANA time zone; `None` for the organisation's.
    pub time_zone: Option<String>,
    /// Language of what it sends, `nb` or `en`; `None` for the organisation's.
    pub language: Option<String>,
    /// The channels it sends by.
    pub channels: Vec<Channel>,
    /// Its KID agreements.
    pub agreements: Vec<KidAgreement>,
}

/// The subsidiaries of an organisation.
#[async_trait::async_trait]
pub trait Companies {
    /// Adds a company with what is set for it. `Conflict` where the number is
    /// taken.
    async fn add_company(
        &self,
        organisation: OrganisationId,
        company: Company,
        settings: CompanySettings,
    ) -> Result<()>;
    /// Changes a company and what is set for it: everything but its id. False
    /// where there is none; `Conflict` where the number is taken.
    async fn change_company(
        &self,
        organisation: OrganisationId,
        company: Company,
        settings: CompanySettings,
    ) -> Result<bool>;
    /// What is set for a company; the default where nothing was ever.
    async fn lookup_company_settings(
        &self,
        organisation: OrganisationId,
        id: CompanyId,
    ) -> Result<CompanySettings>;
    /// The KID agreements of every company, each company's in its order.
    async fn list_kid_agreements(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<(CompanyId, KidAgreement)>>;
    /// Every company of the organisation, in the order they were added.
    async fn list_companies(&self, organisation: OrganisationId) -> Result<Vec<Company>>;
}

use app::companies::{CompanySettings, KidAgreement as Agreed};
use domain::kid::Algorithm;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A subsidiary of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Company {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Its organisation number.
    #[schema(example = "974761076")]
    pub number: Option<String>,
    /// Name.
    pub name: String,
    /// Accounts it is paid to.
    pub accounts: Vec<String>,
}

/// A subsidiary with what is set for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompanyInFull {
    /// What it is.
    #[serde(flatten)]
    pub company: Company,
    /// IANA time zone; absent where it is the organisation's.
    #[schema(example = "Europe/Oslo")]
    pub time_zone: Option<String>,
    /// Language of what it sends, `nb` or `en`; absent where it is the
    /// organisation's.
    pub language: Option<String>,
    /// The channels it sends by. Open.
    #[schema(example = json!(["ehf", "email"]))]
    pub channels: Vec<&'static str>,
    /// What it and its bank agreed on for KIDs.
    pub kid_agreements: Vec<KidAgreement>,
}

/// What a company and its bank agreed on for KIDs of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KidAgreement {
    /// Digits, the check digit included.
    #[schema(minimum = 4, maximum = 25)]
    pub length: u8,
    /// How the check digit is computed.
    pub algorithm: KidAlgorithm,
}

/// How the check digit of a KID is computed: modulus 10, modulus 11, or
/// whichever of them fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KidAlgorithm {
    /// Modulus 10.
    Mod10,
    /// Modulus 11.
    Mod11,
    /// Whichever fits.
    Either,
}

impl From<&app::organisations::Company> for Company {
    fn from(company: &app::organisations::Company) -> Self {
        Self {
            id: company.id.to_string(),
            number: company.number.clone(),
            name: company.name.clone(),
            accounts: company.accounts.clone(),
        }
    }
}

impl From<&(app::organisations::Company, CompanySettings)> for CompanyInFull {
    fn from((company, settings): &(app::organisations::Company, CompanySettings)) -> Self {
        Self {
            company: company.into(),
            time_zone: settings.time_zone.clone(),
            language: settings.language.clone(),
            channels: settings.channels.iter().map(|one| one.code()).collect(),
            kid_agreements: settings.agreements.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Agreed> for KidAgreement {
    fn from(agreed: &Agreed) -> Self {
        Self {
            length: agreed.length,
            algorithm: match agreed.algorithm {
                Algorithm::Mod10 => KidAlgorithm::Mod10,
                Algorithm::Mod11 => KidAlgorithm::Mod11,
                Algorithm::Either => KidAlgorithm::Either,
            },
        }
    }
}

impl From<KidAgreement> for Agreed {
    fn from(written: KidAgreement) -> Self {
        Self {
            length: written.length,
            algorithm: match written.algorithm {
                KidAlgorithm::Mod10 => Algorithm::Mod10,
                KidAlgorithm::Mod11 => Algorithm::Mod11,
                KidAlgorithm::Either => Algorithm::Either,
            },
        }
    }
}

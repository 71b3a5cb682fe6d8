use serde::Serialize;
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

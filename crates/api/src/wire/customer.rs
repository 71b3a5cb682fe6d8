use serde::Serialize;
use utoipa::ToSchema;

/// Someone who receives documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Customer {
    /// The customer's id.
    #[schema(format = Uuid)]
    pub id: String,
    /// The organisation's customer number.
    pub number: Option<String>,
    /// Name, as last told.
    pub name: String,
    /// The customer's own organisation number.
    pub organisation_number: Option<String>,
    /// Electronic address, `scheme:id`.
    pub endpoint: Option<String>,
}

impl From<&app::customers::Customer> for Customer {
    fn from(customer: &app::customers::Customer) -> Self {
        Self {
            id: customer.id.to_string(),
            number: customer.number.clone(),
            name: customer.name.clone(),
            organisation_number: customer.organisation_number.clone(),
            endpoint: customer.endpoint.clone(),
        }
    }
}

use app::people::Listed;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A person of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct User {
    /// The person's id.
    #[schema(format = Uuid)]
    pub id: String,
    /// E-mail address.
    #[schema(example = "kari@example.no")]
    pub email: String,
    /// Name.
    pub name: String,
    /// What they are: `administrator`, `editor`, `reader`, `auditor` or
    /// `integrator`. Open.
    #[schema(example = "editor")]
    pub role: &'static str,
    /// Ids of the companies that the role is limited to; absent for all.
    pub companies: Option<Vec<String>>,
    /// When they came by their invitation; absent while it is open.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub joined_at: Option<Timestamp>,
    /// Whether they are asked for more than a password.
    pub has_second_factor: bool,
}

impl From<&Listed> for User {
    fn from(listed: &Listed) -> Self {
        let user = &listed.user;
        let ids = |companies: &Vec<domain::CompanyId>| {
            companies.iter().map(ToString::to_string).collect()
        };
        Self {
            id: user.id.to_string(),
            email: user.email.clone(),
            name: user.name.clone(),
            role: user.role.code(),
            companies: user.companies.as_ref().map(ids),
            joined_at: user.joined_at,
            has_second_factor: listed.has_second_factor,
        }
    }
}

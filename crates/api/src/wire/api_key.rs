use app::api_keys;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A key with which another system asks. Its secret is shown when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApiKey {
    /// Its id; the client id for OAuth 2.0.
    #[schema(format = Uuid)]
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it may do. Open.
    pub scopes: Vec<&'static str>,
    /// Ids of the companies it may see; absent for all.
    pub companies: Option<Vec<String>>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// From when on it opens nothing.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires_at: Option<Timestamp>,
    /// When it was revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_used_at: Option<Timestamp>,
    /// Whether it opens anything now.
    pub opens: bool,
}

impl ApiKey {
    /// A key as it stands at a moment.
    pub fn at(key: &api_keys::ApiKey, now: Timestamp) -> Self {
        let ids = |companies: &Vec<domain::CompanyId>| {
            companies.iter().map(ToString::to_string).collect()
        };
        Self {
            id: key.id.to_string(),
            name: key.name.clone(),
            scopes: key.scopes.iter().map(|scope| scope.code()).collect(),
            companies: key.companies.as_ref().map(ids),
            created_at: key.created_at,
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
            last_used_at: key.last_used_at,
            opens: api_keys::opens(key, now),
        }
    }
}

/// A key that was just made, with its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MadeApiKey {
    /// The key.
    #[serde(flatten)]
    pub key: ApiKey,
    /// Its secret, shown this once.
    #[schema(example = "utsyn_…")]
    pub secret: String,
}

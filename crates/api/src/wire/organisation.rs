use serde::Serialize;
use utoipa::ToSchema;

/// The organisation that the key belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Organisation {
    /// Its id.
    #[schema(format = Uuid)]
    pub id: String,
    /// Short name: lower-case letters, digits and hyphens. It stays.
    #[schema(example = "nord")]
    pub slug: String,
    /// Name.
    #[schema(example = "Nord Energi")]
    pub name: String,
    /// IANA time zone, in which its days begin and its reports go out.
    #[schema(example = "Europe/Oslo")]
    pub time_zone: String,
    /// Language of its letters and reports, `nb` or `en`.
    #[schema(example = "nb")]
    pub language: String,
}

impl From<&app::organisations::Organisation> for Organisation {
    fn from(organisation: &app::organisations::Organisation) -> Self {
        Self {
            id: organisation.id.to_string(),
            slug: organisation.slug.clone(),
            name: organisation.name.clone(),
            time_zone: organisation.time_zone.clone(),
            language: organisation.language.clone(),
        }
    }
}

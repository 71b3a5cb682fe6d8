use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// What one file told of a payment that several told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Telling {
    /// The system that told it.
    pub source: String,
    /// That system's own name for it.
    pub source_id: String,
    /// The import it came with.
    #[schema(format = Uuid)]
    pub import: String,
    /// Payment reference, as it says.
    pub kid: Option<String>,
    /// The day the money counts from, as it says.
    #[schema(value_type = String, format = Date)]
    pub value_on: Date,
    /// How it was paid, as it says. Open.
    pub paid_by: &'static str,
    /// When it was told.
    #[schema(value_type = String, format = DateTime)]
    pub learned_at: Timestamp,
}

impl From<&domain::payment::Telling> for Telling {
    fn from(telling: &domain::payment::Telling) -> Self {
        Self {
            source: telling.source.source.clone(),
            source_id: telling.source.id.clone(),
            import: telling.import.to_string(),
            kid: telling.kid.clone(),
            value_on: telling.value_on,
            paid_by: telling.paid_by.code(),
            learned_at: telling.learned_at,
        }
    }
}

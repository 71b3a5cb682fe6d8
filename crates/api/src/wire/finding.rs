use serde::Serialize;
use utoipa::ToSchema;

/// Something that was noticed about a file or an item of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Finding {
    /// Stable code; each has a section in the documentation of findings.
    #[schema(example = "kid.check_digit")]
    pub code: String,
    /// How much it matters: `error`, `warning`, `info`. Open.
    #[schema(example = "warning")]
    pub severity: &'static str,
    /// Where: a line, a record, an XPath, a column. Empty for all of it.
    pub place: String,
    /// What was found, what was expected and what to do, in English.
    pub message: String,
}

impl From<&domain::Finding> for Finding {
    fn from(finding: &domain::Finding) -> Self {
        Self {
            code: finding.code.clone(),
            severity: finding.severity.code(),
            place: finding.place.clone(),
            message: finding.message.clone(),
        }
    }
}

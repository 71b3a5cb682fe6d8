use serde::Serialize;
use utoipa::ToSchema;

/// A failure (RFC 9457, `application/problem+json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Address of the page that explains the code.
    #[serde(rename = "type")]
    #[schema(example = "/api/v1/problems/not_found")]
    pub kind: String,
    /// What went wrong, the same for every failure of this code.
    pub title: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// Stable code.
    #[schema(example = "not_found")]
    pub code: &'static str,
    /// What went wrong this time, and what to do.
    pub detail: String,
    /// Names this request in the log; the same as the header `x-request-id`.
    pub request_id: String,
    /// The fields that are wrong, where single ones are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// What OAuth calls it, where a token was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "invalid_client")]
    pub error: Option<&'static str>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The parameter, or where in the body.
    pub pointer: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

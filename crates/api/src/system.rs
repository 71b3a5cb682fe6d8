//! What is about the installation rather than an organisation.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// That the API answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok` where there is an answer at all.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Ask whether the API answers
///
/// Needs no key and looks at nothing.
#[utoipa::path(
    get, path = "/health", tag = "system",
    responses((status = 200, body = Health)),
    security(()),
)]
pub(crate) async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

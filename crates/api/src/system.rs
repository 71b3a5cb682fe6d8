//! Whether the API answers, and whether the work behind it goes on.

use crate::caller::{Caller, Operate};
use crate::problem::Problem;
use crate::wire::HealthDetails;
use app::App;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::sync::Arc;
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

/// Ask how the work goes
///
/// What waits in each queue, what was given up, when the last backup was
/// made, and how full the disk is where the installation is the organisation's
/// alone. Made for watching: `concerns` is empty where all is well.
#[utoipa::path(
    get, path = "/health/details", tag = "system",
    responses((status = 200, body = HealthDetails)),
    security(("key" = ["operate"])),
)]
pub(crate) async fn details(
    State(app): State<Arc<App>>,
    caller: Caller<Operate>,
) -> Result<Json<HealthDetails>, Problem> {
    let health = app::health::look(&app, caller.ctx()).await?;
    let installation = app::health::installation(&app, caller.ctx(), false).await?;
    Ok(Json(HealthDetails::of(&health, installation.as_ref())))
}

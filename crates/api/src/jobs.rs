//! What is done in the background.

use crate::caller::{Caller, Operate};
use crate::problem::{Fault, Problem};
use crate::wire::Job;
use app::{App, jobs};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::JobId;
use std::sync::Arc;

/// List jobs
///
/// Those that were given up first, then those that run, then those that wait.
#[utoipa::path(
    get, path = "/jobs", tag = "system",
    responses((status = 200, body = [Job])),
    security(("key" = ["operate"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<Operate>,
) -> Result<Json<Vec<Job>>, Problem> {
    let jobs = jobs::list(&app, caller.ctx()).await?;
    Ok(Json(jobs.iter().map(Job::from).collect()))
}

/// Run a job again
///
/// One that was given up; any other is answered like an unknown one.
#[utoipa::path(
    post, path = "/jobs/{id}/retry", tag = "system",
    params(("id" = String, Path, description = "Id of the job", format = Uuid)),
    responses((status = 202, description = "It will be run")),
    security(("key" = ["operate"])),
)]
pub(crate) async fn retry(
    State(app): State<Arc<App>>,
    caller: Caller<Operate>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: JobId = id.parse().map_err(|_| Fault::NotFound)?;
    let retried = jobs::retry(&app, caller.ctx(), id).await?;
    retried.ok_or(Fault::NotFound)?;
    Ok(StatusCode::ACCEPTED)
}

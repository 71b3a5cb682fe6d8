use crate::error_page::Failure;
use crate::form::Submitted;
use crate::paths;
use app::{App, jobs};
use axum::extract::{Path, State};
use axum::response::Redirect;
use domain::JobId;
use std::sync::Arc;

/// Has a job that was given up run again.
pub(crate) async fn retry(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id: JobId = id.parse().map_err(|_| Failure::NotFound)?;
    jobs::retry(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("{}?said=retried", paths::JOBS)))
}

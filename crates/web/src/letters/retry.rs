use crate::error_page::Failure;
use crate::form::Submitted;
use crate::paths;
use app::{App, mail};
use axum::extract::State;
use axum::response::Redirect;
use std::sync::Arc;

/// Has a letter that was refused tried again.
pub(crate) async fn retry(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    mail::retry(&app, form.person.ctx(), form.field("key"))
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("{}?said=retried", paths::LETTERS)))
}

//! Changing a rule, and asking for what is due to be erased.

use super::{read, write};
use crate::error_page::Failure;
use crate::form::Submitted;
use crate::paths;
use app::App;
use app::retention;
use axum::extract::State;
use axum::response::Redirect;
use std::sync::Arc;

/// Changes a rule. Where it would erase others than were shown, it is shown
/// anew.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let change = read(&form.fields).ok_or(Failure::Malformed)?;
    let confirmed = form.field("confirmed").parse();
    let confirmed = confirmed.map_err(|_| Failure::Malformed)?;
    match retention::change(&app, form.person.ctx(), &change, confirmed).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?said=changed", paths::RETENTION))),
        Err(app::Error::Conflict { .. }) => {
            let again = paths::with(paths::RETENTION_PREVIEW, &write(&change));
            Ok(Redirect::to(&again))
        }
        Err(error) => Err(error.into()),
    }
}

/// Has what is due erased in the background.
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    retention::erase_soon(&app, form.person.ctx()).await?;
    Ok(Redirect::to(&format!("{}?said=erasing", paths::RETENTION)))
}

use super::list::{Shown, page};
use crate::error_page::Failure;
use crate::form::Submitted;
use crate::paths;
use app::{App, api_keys};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ApiKeyId;
use jiff::SignedDuration;
use std::sync::Arc;

/// The longest that an old key goes on, in hours.
pub(super) const OVERLAP_HOURS_MAX: i64 = 24 * 30;

/// Revokes a key.
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id: ApiKeyId = id.parse().map_err(|_| Failure::NotFound)?;
    let revoked = api_keys::revoke(&app, form.person.ctx(), id).await?;
    revoked.ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("{}?said=revoked", paths::API_KEYS)))
}

/// Makes the successor of a key and shows its secret.
pub(crate) async fn rotate(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: ApiKeyId = id.parse().map_err(|_| Failure::NotFound)?;
    let hours: i64 = form.field("overlap_hours").parse().unwrap_or_default();
    let overlap = SignedDuration::from_hours(hours.clamp(0, OVERLAP_HOURS_MAX));
    let made = api_keys::rotate(&app, form.person.ctx(), id, overlap).await?;
    let shown = Shown::of(made.ok_or(Failure::NotFound)?);
    Ok(page(&app, &form.person, Some(&shown), &[], None)
        .await?
        .into_response())
}

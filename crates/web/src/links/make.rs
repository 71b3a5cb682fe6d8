//! Making a link and revoking one.

use super::list::{Filled, page};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::links::{self, NewLink};
use app::{App, Error};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Channel, DocumentId, LinkId};
use std::sync::Arc;

/// Makes a link and shows its address, this once.
pub(crate) async fn make(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let made = match wanted(&form) {
        Ok(new) => links::make(&app, form.person.ctx(), id, new).await,
        Err(error) => Err(error),
    };
    let filled = match made {
        Ok(None) => return Err(Failure::NotFound),
        Ok(Some(made)) => Filled {
            made: Some(made),
            ..Filled::default()
        },
        Err(error) if error.code().starts_with("link.") => Filled {
            made: None,
            expires_on: Some(form.field("expires_on").to_owned()),
            errors: vec![FieldError {
                field: "expires_on",
                message: message(&form.person, &error),
            }],
        },
        Err(error) => return Err(error.into()),
    };
    page(&app, &form.person, id, &filled).await
}

fn wanted(form: &Submitted) -> app::Result<NewLink> {
    let day = form.field("expires_on").trim();
    let expires_on = match day {
        "" => None,
        day => Some(day.parse().map_err(|_| {
            let message = format!("'{day}' is not a day; one is 2026-12-31");
            Error::invalid("link.expires", "expires_on", message)
        })?),
    };
    Ok(NewLink {
        expires_on,
        channel: form.field("channel").parse::<Channel>().ok(),
    })
}

/// Revokes a link.
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    Path((id, link)): Path<(String, String)>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let link: LinkId = link.parse().map_err(|_| Failure::NotFound)?;
    let revoked = links::revoke(&app, form.person.ctx(), id, link).await?;
    revoked.ok_or(Failure::NotFound)?;
    let back = format!("{}?said=revoked", paths::links(id));
    Ok(Redirect::to(&back).into_response())
}

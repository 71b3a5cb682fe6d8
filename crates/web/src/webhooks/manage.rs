//! What is done to a webhook with one button.

use super::list::secret_page;
use super::show::read_id;
use crate::error_page::Failure;
use crate::form::Submitted;
use crate::paths;
use app::webhooks::{self, Again};
use app::{App, Error};
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use domain::{Seq, WebhookId};
use jiff::SignedDuration;
use std::sync::Arc;

/// How long messages carry two signatures after a new secret was made here.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);

fn back(id: WebhookId, said: &str) -> Redirect {
    Redirect::to(&format!("{}?said={said}", paths::webhook(id)))
}

/// Sends a test.
pub(crate) async fn test(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read_id(&id)?;
    let sent = webhooks::test(&app, form.person.ctx(), id).await?;
    sent.ok_or(Failure::NotFound)?;
    Ok(back(id, "tested"))
}

/// Disables it.
pub(crate) async fn pause(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read_id(&id)?;
    let paused = webhooks::disable(&app, form.person.ctx(), id).await?;
    paused.ok_or(Failure::NotFound)?;
    Ok(back(id, "paused"))
}

/// Enables it.
pub(crate) async fn resume(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read_id(&id)?;
    let resumed = webhooks::enable(&app, form.person.ctx(), id).await?;
    resumed.ok_or(Failure::NotFound)?;
    Ok(back(id, "resumed"))
}

/// Gives it another secret and shows that.
pub(crate) async fn rotate(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let made = webhooks::rotate(&app, form.person.ctx(), read_id(&id)?, OVERLAP).await?;
    Ok(secret_page(&form.person, &made.ok_or(Failure::NotFound)?))
}

/// Takes it away.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let deleted = webhooks::delete(&app, form.person.ctx(), read_id(&id)?).await?;
    deleted.ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("{}?said=deleted", paths::WEBHOOKS)))
}

/// Sends again.
pub(crate) async fn replay(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read_id(&id)?;
    let replayed = webhooks::replay(&app, form.person.ctx(), id, asked(&form)?).await?;
    replayed.ok_or(Failure::NotFound)?;
    Ok(back(id, "replayed"))
}

fn asked(form: &Submitted) -> Result<Again, Failure> {
    let place = |name: &str| {
        let written = form.field(name).trim().replace(['\u{a0}', ' '], "");
        written.parse().map(Seq).map_err(|_| {
            let message = "a place in the log is a whole number from 1 on";
            Failure::from(Error::invalid("webhook.range", name, message))
        })
    };
    match form.field("what") {
        "dead" => Ok(Again::Dead),
        "range" => Ok(Again::Range {
            first: place("first")?,
            last: place("last")?,
        }),
        _ => {
            let delivery = form.field("delivery").parse();
            Ok(Again::One(delivery.map_err(|_| Failure::NotFound)?))
        }
    }
}

//! Mail that goes out: what waits, what was sent, what was refused and why.

use crate::caller::{Caller, Operate};
use crate::problem::{Fault, Problem};
use crate::wire::Letter;
use app::{App, mail};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A letter to try again.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterToRetry {
    /// Its key.
    key: String,
}

/// List letters
///
/// The newest 500, without what they say.
#[utoipa::path(
    get, path = "/letters", tag = "system",
    responses((status = 200, body = [Letter])),
    security(("key" = ["operate"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<Operate>,
) -> Result<Json<Vec<Letter>>, Problem> {
    let letters = mail::list(&app, caller.ctx()).await?;
    Ok(Json(letters.iter().map(Letter::from).collect()))
}

/// Try a letter again
///
/// One that was refused; any other is answered like an unknown one.
#[utoipa::path(
    post, path = "/letters/retry", tag = "system",
    request_body = LetterToRetry,
    responses((status = 202, description = "It is tried again")),
    security(("key" = ["operate"])),
)]
pub(crate) async fn retry(
    State(app): State<Arc<App>>,
    caller: Caller<Operate>,
    body: Result<Json<LetterToRetry>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let Json(asked) = body.map_err(Problem::from)?;
    let retried = mail::retry(&app, caller.ctx(), &asked.key).await?;
    retried.ok_or(Fault::NotFound)?;
    Ok(StatusCode::ACCEPTED)
}

//! Keys for other systems.

use crate::caller::{Caller, ManageKeys};
use crate::errand::ShownOnce;
use crate::etag::tagged;
use crate::problem::{Fault, Problem};
use crate::wire::{ApiKey, MadeApiKey};
use app::api_keys::{self, Made, NewApiKey};
use app::{App, Ctx, companies};
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use domain::{ApiKeyId, CompanyId, Scope};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// How long the old key goes on where nothing is said.
const OVERLAP_HOURS: i64 = 24;
/// The longest that it goes on.
const OVERLAP_HOURS_MAX: i64 = 24 * 30;

/// A key to make.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKey {
    /// What people call it.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What it may do; nothing that the key which makes it may not.
    #[schema(min_items = 1, example = json!(["documents:read"]))]
    scopes: Vec<String>,
    /// The companies it may see, by id or organisation number; all that the
    /// key which makes it sees where none are named.
    companies: Option<Vec<String>>,
    /// From when on it opens nothing.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// How a key is rotated.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyRotation {
    /// Hours for which the old key goes on, 24 where nothing is said.
    #[schema(minimum = 0, maximum = 720)]
    overlap_hours: Option<i64>,
}

/// List API keys
///
/// Newest first, revoked and expired ones included.
#[utoipa::path(
    get, path = "/api-keys", tag = "api-keys",
    responses((status = 200, body = [ApiKey])),
    security(("key" = ["keys:manage"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ManageKeys>,
) -> Result<Json<Vec<ApiKey>>, Problem> {
    let keys = api_keys::list(&app, caller.ctx()).await?;
    let now = caller.ctx().now;
    Ok(Json(keys.iter().map(|key| ApiKey::at(key, now)).collect()))
}

/// Show an API key
#[utoipa::path(
    get, path = "/api-keys/{id}", tag = "api-keys",
    params(("id" = String, Path, description = "Id of the key", format = Uuid)),
    responses((status = 200, body = ApiKey), (status = 304)),
    security(("key" = ["keys:manage"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ManageKeys>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: ApiKeyId = id.parse().map_err(|_| Fault::NotFound)?;
    let key = api_keys::show(&app, caller.ctx(), id).await?;
    let key = key.ok_or(Fault::NotFound)?;
    Ok(tagged(&headers, &ApiKey::at(&key, caller.ctx().now)))
}

/// Make an API key
///
/// Its secret is in this answer and never again.
#[utoipa::path(
    post, path = "/api-keys", tag = "api-keys",
    request_body = NewKey,
    responses((status = 201, body = MadeApiKey, headers(("location" = String, description = "Address of the key")))),
    security(("key" = ["keys:manage"])),
)]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<ManageKeys>,
    body: Result<Json<NewKey>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let companies = match &new.companies {
        Some(named) => Some(found(&app, caller.ctx(), named).await?),
        None => None,
    };
    let new = NewApiKey {
        name: new.name,
        scopes: scopes(&new.scopes)?,
        companies,
        expires_at: new.expires_at,
    };
    let made = api_keys::add(&app, caller.ctx(), new).await?;
    Ok(shown_once(made, caller.ctx().now))
}

/// Rotate an API key
///
/// Makes a key that may do the same and lets the old one go on for a while,
/// so that the other system can change over without a gap.
#[utoipa::path(
    post, path = "/api-keys/{id}/rotation", tag = "api-keys",
    params(("id" = String, Path, description = "Id of the key", format = Uuid)),
    request_body = KeyRotation,
    responses((status = 201, body = MadeApiKey, headers(("location" = String, description = "Address of the new key")))),
    security(("key" = ["keys:manage"])),
)]
pub(crate) async fn rotate(
    State(app): State<Arc<App>>,
    caller: Caller<ManageKeys>,
    Path(id): Path<String>,
    body: Result<Json<KeyRotation>, JsonRejection>,
) -> Result<Response, Problem> {
    let id: ApiKeyId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(rotation) = body.map_err(Problem::from)?;
    let hours = rotation.overlap_hours.unwrap_or(OVERLAP_HOURS);
    if !(0..=OVERLAP_HOURS_MAX).contains(&hours) {
        let message = format!("the old key goes on for 0 to {OVERLAP_HOURS_MAX} hours");
        return Err(Problem::parameter(
            "/overlap_hours",
            "api_key.overlap",
            message,
        ));
    }
    let overlap = SignedDuration::from_hours(hours);
    let made = api_keys::rotate(&app, caller.ctx(), id, overlap).await?;
    Ok(shown_once(made.ok_or(Fault::NotFound)?, caller.ctx().now))
}

/// Revoke an API key
///
/// It opens nothing from the next request on.
#[utoipa::path(
    delete, path = "/api-keys/{id}", tag = "api-keys",
    params(("id" = String, Path, description = "Id of the key", format = Uuid)),
    responses((status = 204, description = "It is revoked")),
    security(("key" = ["keys:manage"])),
)]
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller<ManageKeys>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: ApiKeyId = id.parse().map_err(|_| Fault::NotFound)?;
    let revoked = api_keys::revoke(&app, caller.ctx(), id).await?;
    revoked.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

fn scopes(words: &[String]) -> Result<Vec<Scope>, Problem> {
    let scope = |word: &String| {
        word.parse().map_err(|error: domain::UnknownCode| {
            Problem::parameter("/scopes", "api_key.scopes", error.to_string())
        })
    };
    words.iter().map(scope).collect()
}

/// The companies that are meant by ids or numbers.
async fn found(app: &App, ctx: &Ctx, named: &[String]) -> Result<Vec<CompanyId>, Problem> {
    let known = companies::list(app, ctx).await?;
    let find = |name: &String| {
        let is_it = |company: &&companies::Company| {
            company.id.to_string() == *name || company.number.as_ref() == Some(name)
        };
        let found = known.iter().find(is_it).map(|company| company.id);
        found.ok_or_else(|| {
            let message = format!("there is no company with the id or number '{name}'");
            Problem::parameter("/companies", "company.unknown", message)
        })
    };
    named.iter().map(find).collect()
}

fn shown_once(made: Made, now: Timestamp) -> Response {
    let address = format!("/api/v1/api-keys/{}", made.key.id);
    let body = MadeApiKey {
        key: ApiKey::at(&made.key, now),
        secret: made.secret,
    };
    let address = HeaderValue::from_str(&address).expect("an address is ASCII");
    (
        StatusCode::CREATED,
        [(header::LOCATION, address)],
        Extension(ShownOnce),
        Json(body),
    )
        .into_response()
}

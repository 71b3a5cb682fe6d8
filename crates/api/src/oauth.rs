//! OAuth 2.0, client credentials (RFC 6749, section 4.4): a key's id and
//! secret for a token that lasts an hour, for systems that ask this way.

use crate::problem::{Fault, Problem};
use app::{App, api_keys};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use data_encoding::BASE64;
use domain::Scope;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// What a client asks with; id and secret may come as HTTP Basic instead.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
pub(crate) struct TokenRequest {
    /// Always `client_credentials`.
    #[schema(example = "client_credentials")]
    grant_type: String,
    /// Scopes separated by spaces; those of the key where none are given.
    #[serde(default)]
    scope: Option<String>,
    /// Id of the key.
    #[serde(default)]
    client_id: Option<String>,
    /// Secret of the key.
    #[serde(default)]
    client_secret: Option<String>,
}

/// A token to send like a key: `Authorization: Bearer …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Token {
    /// The token.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds for which it opens what the key opens.
    expires_in: i64,
    /// Its scopes, separated by spaces.
    scope: String,
}

/// Get a token
///
/// OAuth 2.0 with client credentials: the id of an API key and its secret.
/// A failure carries the `error` of RFC 6749 beside its `code`.
#[utoipa::path(
    post, path = "/oauth/token", tag = "api-keys",
    request_body(content = TokenRequest, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = Token)),
    security(()),
)]
pub(crate) async fn token(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Problem> {
    let asked = read(&body);
    if asked.grant_type != "client_credentials" {
        let message = "the 'grant_type' is always 'client_credentials' here".to_owned();
        let problem = Problem::parameter("grant_type", "oauth.grant_type", message);
        return Err(problem.with_error("unsupported_grant_type"));
    }
    let scopes = scopes(asked.scope.as_deref())?;
    let client = basic(&headers).or(asked.client_id.zip(asked.client_secret));
    let nobody = || Problem::from(Fault::NoKey).with_error("invalid_client");
    let (id, secret) = client.ok_or_else(nobody)?;
    let granted = api_keys::grant(&app, &id, &secret, scopes.as_deref()).await?;
    let granted = granted.ok_or_else(nobody)?;
    let words: Vec<&str> = granted.scopes.iter().map(|scope| scope.code()).collect();
    let token = Token {
        access_token: granted.token,
        token_type: "Bearer",
        expires_in: granted.lasts.as_secs(),
        scope: words.join(" "),
    };
    let caching = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((caching, Json(token)).into_response())
}

fn read(body: &str) -> TokenRequest {
    let mut asked = TokenRequest::default();
    for (name, value) in form_urlencoded::parse(body.as_bytes()) {
        let value = value.into_owned();
        match &*name {
            "grant_type" => asked.grant_type = value,
            "scope" => asked.scope = Some(value),
            "client_id" => asked.client_id = Some(value),
            "client_secret" => asked.client_secret = Some(value),
            // Parameters that are not known are passed over (RFC 6749, 3.2).
            _ => {}
        }
    }
    asked
}

fn scopes(written: Option<&str>) -> Result<Option<Vec<Scope>>, Problem> {
    let Some(written) = written.filter(|written| !written.trim().is_empty()) else {
        return Ok(None);
    };
    let scope = |word: &str| {
        word.parse().map_err(|error: domain::UnknownCode| {
            let problem = Problem::parameter("scope", "oauth.scope", error.to_string());
            problem.with_error("invalid_scope")
        })
    };
    let scopes: Result<Vec<Scope>, Problem> = written.split_whitespace().map(scope).collect();
    scopes.map(Some)
}

/// Id and secret from HTTP Basic (RFC 7617).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let written = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = written.split_once(' ')?;
    let decoded = BASE64.decode(encoded.trim().as_bytes()).ok()?;
    let decoded = String::from_utf8(decoded).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    scheme
        .eq_ignore_ascii_case("basic")
        .then(|| (id.to_owned(), secret.to_owned()))
}

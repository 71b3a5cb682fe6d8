//! Entity tags (RFC 9110, section 8.8.3): the same bytes have the same tag, so
//! that a client that has them already is spared the body.

use crate::problem::{Fault, Problem};
use app::conditions::Thing;
use app::{App, Ctx};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ContentHash;

/// A JSON answer with its tag, or 304 where the client has it already.
pub(crate) fn tagged(headers: &HeaderMap, value: &impl serde::Serialize) -> Response {
    let Ok(body) = serde_json::to_vec(value) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = tag(&body);
    // What is compressed on its way is the same for this comparison.
    let known = named(headers, &header::IF_NONE_MATCH)
        .map(|value| value.trim_start_matches("W/"))
        .any(|value| value == tag || value == "*");
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            let mut response = Response::new(Body::from(body));
            response
                .headers_mut()
                .insert(header::CONTENT_TYPE, JSON_TYPE);
            response
        }
    };
    let tag = HeaderValue::from_str(&tag).expect("hexadecimal digits in quotes");
    response.headers_mut().insert(header::ETAG, tag);
    let caching = HeaderValue::from_static("private, no-cache");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, caching);
    response
}

/// The app for a change that may be on a condition: where the client says which
/// state it has seen, what is there now must still be there when the change
/// is written. What [`unchanged`] compares is to be read after this.
pub(crate) async fn on_condition(
    app: &App,
    ctx: &Ctx,
    headers: &HeaderMap,
    thing: Thing,
) -> Result<App, Problem> {
    let is_asked = headers.contains_key(header::IF_MATCH);
    let is_any = named(headers, &header::IF_MATCH).any(|value| value == "*");
    match is_asked && !is_any {
        true => Ok(app.as_it_is(ctx, thing).await?),
        false => Ok(app.clone()),
    }
}

/// Goes on only where the client has seen the state it changes, if it says
/// which it has seen (RFC 9110, section 13.1.1).
pub(crate) fn unchanged(headers: &HeaderMap, value: &impl serde::Serialize) -> Result<(), Problem> {
    let Ok(body) = serde_json::to_vec(value) else {
        return Err(Fault::Broken.into());
    };
    let tag = tag(&body);
    let is_asked = headers.contains_key(header::IF_MATCH);
    let is_same = named(headers, &header::IF_MATCH).any(|value| value == tag || value == "*");
    match is_asked && !is_same {
        true => Err(Fault::Changed.into()),
        false => Ok(()),
    }
}

/// The same, for a change that must say which state it is about.
pub(crate) fn surely_unchanged(
    headers: &HeaderMap,
    value: &impl serde::Serialize,
) -> Result<(), Problem> {
    match headers.contains_key(header::IF_MATCH) {
        true => unchanged(headers, value),
        false => Err(Fault::Unconditional.into()),
    }
}

fn tag(body: &[u8]) -> String {
    format!("\"{}\"", ContentHash::of(body))
}

/// The tags that a header names.
fn named<'h>(headers: &'h HeaderMap, header: &HeaderName) -> impl Iterator<Item = &'h str> {
    headers
        .get_all(header)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

/// The type of every JSON answer.
pub(crate) const JSON_TYPE: HeaderValue =
    HeaderValue::from_static("application/json; charset=utf-8");

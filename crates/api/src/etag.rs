//! Entity tags (RFC 9110, section 8.8.3): the same bytes have the same tag, so
//! that a client that has them already is spared the body.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ContentHash;

/// A JSON answer with its tag, or 304 where the client has it already.
pub(crate) fn tagged(headers: &HeaderMap, value: &impl serde::Serialize) -> Response {
    let Ok(body) = serde_json::to_vec(value) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("\"{}\"", ContentHash::of(&body));
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|value| value.trim().trim_start_matches("W/"))
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

/// The type of every JSON answer.
pub(crate) const JSON_TYPE: HeaderValue =
    HeaderValue::from_static("application/json; charset=utf-8");

//! The headers that every answer carries.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// What a page may load and do. No `unsafe-*`, no `data:`, nothing from
/// elsewhere; script cannot turn text into markup.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// What a downloaded file may do if a browser shows it after all: nothing.
pub(crate) const POLICY_OF_FILES: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// What the page of a report may do, which is written for mail programs: look
/// as its own style says, and nothing else.
pub(crate) const POLICY_OF_REPORTS: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// Never kept by browser or proxy: everything that a person is shown.
pub(crate) const NOT_KEPT: &str = "no-store";

/// When to come again after something did not answer: a node finds its
/// database within this time of its return.
const AGAIN_SECONDS: &str = "5";

const ALWAYS: [(HeaderName, &str); 8] = [
    (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Puts the headers on whatever comes back, errors included.
pub(crate) async fn set(request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN_SECONDS));
    }
    put(response.headers_mut());
    response
}

fn put(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(NOT_KEPT));
    headers.remove(header::SERVER);
}

use super::*;
use axum::http::{HeaderMap, Request, header};
use tower::ServiceExt as _;

/// A router with the headers, and a few answers of every sort.
fn samples() -> Router {
    Router::new()
        .route("/assets/{file}", get(assets::serve))
        .route("/page", get(|| async { axum::response::Html("<p>") }))
        .route(
            "/broken",
            get(|| async { StatusCode::INTERNAL_SERVER_ERROR }),
        )
        .layer(CsrfLayer::new())
        .layer(from_fn(headers::set))
}

async fn ask(method: Method, path: &str, origin: Option<&str>) -> (StatusCode, HeaderMap) {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost");
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = samples().oneshot(request).await.expect("an answer");
    (response.status(), response.headers().clone())
}

#[tokio::test]
async fn every_answer_carries_the_headers_errors_included() {
    let cases = [
        (Method::GET, "/page", None),
        (Method::GET, "/broken", None),
        (Method::GET, "/nowhere", None),
        (Method::DELETE, "/page", None),
        (Method::POST, "/page", Some("https://evil.example")),
        (Method::GET, "/assets/none.css", None),
    ];
    for (method, path, origin) in cases {
        let (status, headers) = ask(method, path, origin).await;
        let value = |name: &str| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(
            value("content-security-policy"),
            headers::POLICY,
            "{path} {status}"
        );
        assert_eq!(
            value("strict-transport-security"),
            "max-age=63072000; includeSubDomains"
        );
        assert_eq!(value("x-content-type-options"), "nosniff");
        assert_eq!(value("referrer-policy"), "no-referrer");
        assert_eq!(value("cross-origin-opener-policy"), "same-origin");
        assert_eq!(value("cross-origin-embedder-policy"), "require-corp");
        assert_eq!(value("cross-origin-resource-policy"), "same-origin");
        assert_eq!(
            value("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        );
        assert_eq!(value("x-frame-options"), "DENY");
        assert_eq!(value("cache-control"), "no-store", "{path}");
        assert!(!headers.contains_key(header::SERVER));
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let (status, _) = ask(Method::POST, "/page", Some("https://evil.example")).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_only_under_their_present_name() {
    let (status, headers) = ask(Method::GET, &assets::style(), None).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        headers[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
    let (status, _) = ask(Method::GET, "/assets/utsyn.000000000000.css", None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[test]
fn every_route_says_who_may_go_there_and_nothing_is_open_by_accident() {
    let mut open: Vec<&str> = ROUTES
        .iter()
        .filter(|route| route.access == Access::Everyone)
        .map(|route| route.path)
        .collect();
    open.dedup();
    let expected = [
        "/assets/{file}",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/organisation",
        "/sign-in/passkey",
        "/sign-in/provider",
        "/sign-in/provider/return",
        "/reset",
        "/letter",
        "/unsubscribe/{word}",
        "/d/{token}",
        "/d/{token}/file",
        "/d/{token}/pages/{page}",
        "/d/{token}/seen.png",
    ];
    assert_eq!(open, expected);
    assert!(ROUTES.iter().all(|route| !route.methods.is_empty()));
}

use super::*;
use axum::http::Method;
use jiff::SignedDuration;

const READ: &[Scope] = &[Scope::DocumentsRead];

#[tokio::test]
async fn without_a_key_there_is_nothing_but_health() {
    let installation = Installation::fresh().await;
    let mut client = Client::of(&installation).await;
    for secret in [None, Some("utsyn_wrong".to_owned()), Some(String::new())] {
        client.secret = secret;
        let answer = client.get("/api/v1/documents").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json["code"], "unauthorized");
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        assert_eq!(client.get("/api/v1/health").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn every_failure_is_a_problem_with_the_id_of_its_request() {
    let installation = Installation::fresh().await;
    let client = Client::of(&installation).await;
    let failures = [
        (Method::GET, "/api/v1/nothing", 404, "not_found"),
        (Method::GET, "/api/v1", 404, "not_found"),
        (
            Method::DELETE,
            "/api/v1/documents",
            405,
            "method_not_allowed",
        ),
        (Method::GET, "/api/v1/documents/x", 404, "not_found"),
        (
            Method::GET,
            "/api/v1/documents?x=1",
            400,
            "parameter.unknown",
        ),
        (
            Method::GET,
            "/api/v1/documents?due=never",
            400,
            "filter.invalid",
        ),
        (
            Method::GET,
            "/api/v1/documents?cursor=x",
            400,
            "cursor.invalid",
        ),
        (
            Method::GET,
            "/api/v1/payments?cursor=x",
            400,
            "cursor.invalid",
        ),
        (
            Method::GET,
            "/api/v1/imports?cursor=x",
            400,
            "cursor.invalid",
        ),
        (
            Method::GET,
            "/api/v1/statistics?interest=-1",
            400,
            "statistics.parameter",
        ),
        (Method::POST, "/api/v1/documents", 400, "malformed"),
    ];
    for (method, path, status, code) in failures {
        let answer = client.send(method, path, "application/json", "{").await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {answer:?}");
        assert_eq!(answer.json["code"], code, "{path}");
        assert_eq!(answer.json["status"], status, "{path}");
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "application/problem+json; charset=utf-8",
            "{path}"
        );
        let id = answer.headers["x-request-id"].to_str().unwrap();
        assert_eq!(answer.json["request_id"], id, "{path}");
        let page = client.get(answer.json["type"].as_str().unwrap()).await;
        assert_eq!(page.status, StatusCode::OK, "{code} has a page");
    }
}

#[tokio::test]
async fn a_key_opens_only_what_its_scopes_name() {
    let installation = Installation::fresh().await;
    let client = Client::with(&installation, READ, None).await;
    assert_eq!(client.get("/api/v1/documents").await.status, StatusCode::OK);
    let refused = client.get("/api/v1/payments").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.json["code"], "scope_missing");
    let refused = client.post("/api/v1/documents", &document(1)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_revoked_or_expired_key_opens_nothing_at_once() {
    let installation = Installation::fresh().await;
    let client = Client::with(&installation, READ, None).await;
    let (app, ctx) = (&installation.app, installation.ctx());
    let key = api_keys::list(app, &ctx).await.unwrap().remove(0);
    let made = api_keys::rotate(app, &ctx, key.id, SignedDuration::from_hours(1)).await;
    let successor = Client {
        router: client.router.clone(),
        secret: Some(made.unwrap().unwrap().secret),
    };
    for client in [&client, &successor] {
        assert_eq!(client.get("/api/v1/documents").await.status, StatusCode::OK);
    }
    installation.clock.advance(SignedDuration::from_mins(61));
    let gone = client.get("/api/v1/documents").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    let still = successor.get("/api/v1/documents").await;
    assert_eq!(still.status, StatusCode::OK);
    let keys = api_keys::list(app, &ctx).await.unwrap();
    assert!(keys.iter().all(|key| key.last_used_at.is_some()));
    for key in keys {
        assert_eq!(api_keys::revoke(app, &ctx, key.id).await.unwrap(), Some(()));
    }
    let gone = successor.get("/api/v1/documents").await;
    assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
}

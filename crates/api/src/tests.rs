//! The API through its router, on a whole Utsyn with a fresh record.

mod caller;
mod exports;
mod feed;
mod hand_in;
mod lists;
mod rights;
mod walls;
mod webhooks;

use app::api_keys::{self, NewApiKey};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use domain::{CompanyId, Scope};
use serde_json::Value;
use testkit::Installation;
use tower::ServiceExt as _;

/// The most bytes of an answer that a test reads.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A program with a key.
struct Client {
    router: Router,
    secret: Option<String>,
}

/// What the API answered.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    json: Value,
}

impl Client {
    /// A key that may do everything.
    async fn of(installation: &Installation) -> Self {
        Self::with(installation, Scope::ALL, None).await
    }

    async fn with(
        installation: &Installation,
        scopes: &[Scope],
        companies: Option<Vec<CompanyId>>,
    ) -> Self {
        let new = NewApiKey {
            name: "test".to_owned(),
            scopes: scopes.to_vec(),
            companies,
            expires_at: None,
        };
        let made = api_keys::add(&installation.app, &installation.ctx(), new).await;
        Self {
            router: crate::router(installation.app.clone()),
            secret: Some(made.unwrap().secret),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "", "").await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.send(Method::POST, path, "application/json", body)
            .await
    }

    async fn send(&self, method: Method, path: &str, kind: &str, body: &str) -> Answer {
        let path = path.strip_prefix("http://localhost").unwrap_or(path);
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost");
        if let Some(secret) = &self.secret {
            request = request.header(header::AUTHORIZATION, format!("Bearer {secret}"));
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, ANSWER_BYTES_MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }
}

/// A document in the NDJSON format.
fn document(number: u32) -> String {
    format!(
        r#"{{"source":"erp","source_id":"{number}","number":"{number}","customer":{{"number":"7","name":"Bakeriet AS"}},"channel":"email","kid":"{number}","amount":{{"amount":"100.00","currency":"NOK"}},"due_on":"2026-12-01"}}"#
    )
}

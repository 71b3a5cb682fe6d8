//! The API through its router, on a whole Utsyn with a fresh record.

mod administration;
mod breaking;
mod bulks;
mod caller;
mod companies;
mod contract;
mod errand;
mod exports;
mod feed;
mod follow_ups;
mod hand_in;
mod keys;
mod limits;
mod links;
mod lint;
mod lists;
mod recipients;
mod reports;
mod resources;
mod rights;
mod views;
mod walls;
mod webhooks;

use app::api_keys::{self, NewApiKey};
use app::{Ctx, organisations};
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
#[derive(Clone)]
struct Client {
    router: Router,
    secret: Option<String>,
}

/// What the API answered.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
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
        Self::with_key_of(installation, &installation.ctx(), scopes, companies).await
    }

    /// A key of another organisation that may do everything there.
    async fn of_neighbour(installation: &Installation) -> Self {
        let neighbour = installation.neighbour("sor", "ola@sor.example").await;
        let ctx = organisations::operator(&installation.app, &neighbour);
        Self::with_key_of(installation, &ctx, Scope::ALL, None).await
    }

    async fn with_key_of(
        installation: &Installation,
        ctx: &Ctx,
        scopes: &[Scope],
        companies: Option<Vec<CompanyId>>,
    ) -> Self {
        let new = NewApiKey {
            name: "test".to_owned(),
            scopes: scopes.to_vec(),
            companies,
            expires_at: None,
        };
        let made = api_keys::add(&installation.app, ctx, new).await;
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
        self.send_with(method, path, kind, body, &[]).await
    }

    /// Every answer is held to the description of the API.
    async fn send_with(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let path = path.strip_prefix("http://localhost").unwrap_or(path);
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header(header::HOST, "localhost");
        if let Some(secret) = &self.secret {
            request = request.header(header::AUTHORIZATION, format!("Bearer {secret}"));
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, ANSWER_BYTES_MAX).await.unwrap();
        contract::check(&method, path, &parts, &bytes);
        Answer {
            status: parts.status,
            headers: parts.headers,
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn post_named(&self, name: &str, path: &str, body: &str) -> Answer {
        let headers = [("idempotency-key", name)];
        self.send_with(Method::POST, path, "application/json", body, &headers)
            .await
    }
}

impl Answer {
    fn text(&self, pointer: &str) -> String {
        let found = self.json.pointer(pointer).and_then(Value::as_str);
        found
            .unwrap_or_else(|| panic!("{pointer} in {self:?}"))
            .to_owned()
    }

    fn is_replayed(&self) -> bool {
        self.headers.contains_key("idempotency-replayed")
    }
}

/// A document in the NDJSON format.
fn document(number: u32) -> String {
    format!(
        r#"{{"source":"erp","source_id":"{number}","number":"{number}","customer":{{"number":"7","name":"Bakeriet AS"}},"channel":"email","kid":"{number}","amount":{{"amount":"100.00","currency":"NOK"}},"due_on":"2026-12-01"}}"#
    )
}

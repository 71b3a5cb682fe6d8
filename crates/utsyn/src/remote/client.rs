use anyhow::{Context as _, bail};
use app::imports::Content;
use app::{Random as _, SystemRandom};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

/// The variable that holds the key; a flag would show it to everybody on the
/// machine.
const KEY: &str = "UTSYN_API_KEY";
/// How often a request is sent that failed for a passing reason.
const TRIES: u32 = 5;
/// How long is waited where the other side does not say.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest that is waited because the other side says so.
const PAUSE_SECONDS_MAX: u64 = 60;
/// Bytes of a file that are sent at a time.
const PIECE_BYTES: usize = 256 * 1024;

/// An installation elsewhere.
pub(super) struct Client {
    http: reqwest::Client,
    root: String,
    key: String,
}

/// What the other side refused, in its words.
#[derive(Debug, thiserror::Error)]
#[error("{detail} [{code}, request {request_id}]")]
pub(super) struct Refused {
    pub(super) status: u16,
    code: String,
    detail: String,
    request_id: String,
}

impl Client {
    /// Reads the key, and is ready to ask.
    pub(super) fn open(server: &str, key_file: Option<&Path>) -> anyhow::Result<Self> {
        // Another part of this process may have said so already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http =
            reqwest::Client::builder().user_agent(concat!("utsyn/", env!("CARGO_PKG_VERSION")));
        Ok(Self {
            http: http.build().context("cannot set up TLS")?,
            root: format!("{}/api/v1", server.trim_end_matches('/')),
            key: key(key_file)?,
        })
    }

    /// The JSON that a path, or a whole address, answers.
    pub(super) async fn get(
        &self,
        path: &str,
        query: &[(String, String)],
    ) -> anyhow::Result<Value> {
        let response = self.fetch(path, query).await?;
        Ok(response.json().await?)
    }

    /// What a path answers, whatever it is.
    pub(super) async fn fetch(
        &self,
        path: &str,
        query: &[(String, String)],
    ) -> anyhow::Result<Response> {
        let url = match path.strip_prefix('/') {
            Some(_) => format!("{}{path}", self.root),
            None => path.to_owned(),
        };
        self.send(|| self.http.get(&url).query(query)).await
    }

    /// Hands a file in; `name` tells this sending from others, so that it is
    /// taken once however often it is sent.
    pub(super) async fn hand_in(
        &self,
        query: &[(String, String)],
        content: &Content,
        name: &str,
    ) -> anyhow::Result<Value> {
        let url = format!("{}/documents", self.root);
        let request = || {
            self.http
                .request(Method::POST, &url)
                .query(query)
                .header("Idempotency-Key", name)
                .header("Content-Type", "application/octet-stream")
                .body(stream(content))
        };
        Ok(self.send(request).await?.json().await?)
    }

    /// Makes something new. The sending has a name of its own, so that it is
    /// made once however often it is sent.
    pub(super) async fn make(&self, path: &str, new: &Value) -> anyhow::Result<Value> {
        let url = format!("{}{path}", self.root);
        let mut name = [0; 16];
        SystemRandom.fill(&mut name);
        let name = u128::from_be_bytes(name).to_string();
        let request = || {
            let request = self.http.request(Method::POST, &url);
            request.header("Idempotency-Key", &name).json(new)
        };
        Ok(self.send(request).await?.json().await?)
    }

    /// Takes something away.
    pub(super) async fn delete(&self, path: &str) -> anyhow::Result<()> {
        let url = format!("{}{path}", self.root);
        self.send(|| self.http.request(Method::DELETE, &url))
            .await?;
        Ok(())
    }

    async fn send(&self, request: impl Fn() -> RequestBuilder) -> anyhow::Result<Response> {
        let mut tries = 0;
        loop {
            tries += 1;
            let sent = request().bearer_auth(&self.key).send().await;
            let pause = match &sent {
                Err(_) => PAUSE * tries,
                Ok(response) => match is_passing(response.status()) {
                    true => told(response),
                    false => Duration::ZERO,
                },
            };
            if pause.is_zero() || tries == TRIES {
                let server = self.root.trim_end_matches("/api/v1");
                let response = sent.with_context(|| format!("'{server}' does not answer"))?;
                return accepted(response).await;
            }
            tokio::time::sleep(pause).await;
        }
    }
}

fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE
}

fn told(response: &Response) -> Duration {
    let seconds = response.headers().get("retry-after");
    let seconds = seconds.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    seconds.map_or(PAUSE, |seconds| {
        Duration::from_secs(seconds.clamp(1, PAUSE_SECONDS_MAX))
    })
}

async fn accepted(response: Response) -> anyhow::Result<Response> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let problem: Value = response.json().await.unwrap_or_default();
    let text = |name: &str| problem[name].as_str().unwrap_or("?").to_owned();
    Err(Refused {
        status: status.as_u16(),
        code: text("code"),
        detail: text("detail"),
        request_id: text("request_id"),
    }
    .into())
}

fn key(file: Option<&Path>) -> anyhow::Result<String> {
    let key = match file {
        Some(file) => std::fs::read_to_string(file)
            .with_context(|| format!("cannot read the key in '{}'", file.display()))?,
        None => std::env::var(KEY).unwrap_or_default(),
    };
    let key = key.trim().to_owned();
    if key.is_empty() {
        bail!("put the API key for --server into {KEY}, or name its file with --api-key-file");
    }
    Ok(key)
}

/// The bytes of a file as they are read, a piece at a time.
fn stream(content: &Content) -> reqwest::Body {
    let pieces = futures_util::stream::try_unfold(content.reader(), |mut reader| async move {
        let reading = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE_BYTES];
            let count = reader.read(&mut piece)?;
            piece.truncate(count);
            Ok::<_, std::io::Error>((piece, reader))
        });
        let (piece, reader) = reading.await.map_err(std::io::Error::other)??;
        Ok::<_, std::io::Error>((!piece.is_empty()).then_some((piece, reader)))
    });
    reqwest::Body::wrap_stream(pieces)
}

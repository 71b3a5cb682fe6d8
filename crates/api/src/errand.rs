//! `Idempotency-Key`: a request that is sent again is done once.
//!
//! The request is taken as a whole, then done by the same routes on an app
//! that is at work for this errand alone ([`app::errands`]), and its answer
//! is kept. It goes on although its sender may have gone.

use crate::caller::Identified;
use crate::problem::{Fault, Problem};
use app::api_keys::Opened;
use app::errands::{self, Begun, Errand, ErrandEnd, KeptAnswer};
use app::imports::{Content, NotTaken};
use app::{App, Ctx};
use axum::Router;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{OriginalUri, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::ContentHash;
use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt as _;

/// The header by which a client names its request.
pub(crate) const NAME: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that the answer is that of an earlier sending.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The largest answer that is kept; one that is larger is made anew.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;
/// Bytes of the body that are handed on at a time.
const PIECE_BYTES: usize = 256 * 1024;
/// How often whoever does an errand says that it is still at it.
const EXTENDED_EVERY: Duration = Duration::from_secs(30);

/// Marks an answer that is shown once: it holds a secret.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShownOnce;

/// The routes, and the app that they work on.
#[derive(Clone)]
pub(crate) struct Door {
    app: Arc<App>,
    table: Router<Arc<App>>,
}

impl Door {
    /// A door to these routes.
    pub(crate) const fn new(app: Arc<App>, table: Router<Arc<App>>) -> Self {
        Self { app, table }
    }
}

/// Does a request that changes something once, if it is named.
pub(crate) async fn once(State(door): State<Door>, request: Request, next: Next) -> Response {
    let name = request.headers().get(&NAME).cloned();
    let opened = Identified::of(request.extensions());
    match (name, opened) {
        (Some(name), Some(opened)) if !request.method().is_safe() => {
            let done = door.once(&name, (*opened).clone(), request).await;
            done.unwrap_or_else(|problem| problem.into_response())
        }
        _ => next.run(request).await,
    }
}

impl Door {
    async fn once(
        self,
        name: &HeaderValue,
        opened: Opened,
        request: Request,
    ) -> Result<Response, Problem> {
        let name = read_name(name)?.to_owned();
        let (head, body) = request.into_parts();
        let body = take(&self.app, body).await?;
        let asked = asked(&head, &body).await?;
        match errands::begin(&self.app, &opened.ctx, &name, asked).await? {
            Begun::Do(errand) => {
                let request = Request::from_parts(head, Body::empty());
                let doing = tokio::spawn(self.run(errand, opened, request, body));
                doing.await.map_err(|_| Fault::Broken.into())
            }
            Begun::Running => Err(Fault::InFlight.into()),
            Begun::Differs => Err(Fault::NameTaken.into()),
            Begun::ShownOnce => Err(Fault::ShownOnce.into()),
            Begun::Answered(answer) => again(answer),
        }
    }

    /// Does the errand from its first step on; steps that were taken before
    /// are answered from their notes.
    async fn run(
        self,
        errand: Errand,
        mut opened: Opened,
        request: Request,
        body: Content,
    ) -> Response {
        let ctx = opened.ctx.clone();
        opened.ctx.now = errand.begun_at;
        let mut fresh = Request::new(stream(&body));
        *fresh.method_mut() = request.method().clone();
        *fresh.uri_mut() = request.uri().clone();
        *fresh.headers_mut() = request.headers().clone();
        if errand.has_effect && request.headers().contains_key(header::IF_MATCH) {
            // It was met when the effect came; the effect itself changed it.
            let any = HeaderValue::from_static("*");
            fresh.headers_mut().insert(header::IF_MATCH, any);
        }
        // What the outer routes found in the address is found anew.
        if let Some(address) = request.extensions().get::<OriginalUri>() {
            fresh.extensions_mut().insert(address.clone());
        }
        fresh.extensions_mut().insert(Identified::as_opened(opened));
        let keeping = tokio::spawn(keep(Arc::clone(&self.app), ctx.clone(), errand.clone()));
        let at_work = Arc::new(self.app.on_errand(&errand));
        let Ok(response) = self.table.with_state::<()>(at_work).oneshot(fresh).await;
        keeping.abort();
        let (response, how) = ending(response).await;
        if let Err(error) = errands::end(&self.app, &ctx, &errand, how).await {
            // It is done. Sent again, it is answered from its notes.
            tracing::warn!(%error, "the answer to a named request was not kept");
        }
        response
    }
}

async fn keep(app: Arc<App>, ctx: Ctx, errand: Errand) {
    loop {
        tokio::time::sleep(EXTENDED_EVERY).await;
        if let Err(error) = errands::extend(&app, &ctx, &errand).await {
            tracing::warn!(%error, "the lease of a named request was not extended");
        }
    }
}

fn read_name(name: &HeaderValue) -> Result<&str, Problem> {
    let is_name = |name: &&str| !name.is_empty() && name.len() <= errands::NAME_BYTES_MAX;
    name.to_str().ok().filter(is_name).ok_or_else(|| {
        let message = format!(
            "a key has 1 to {} visible characters of ASCII",
            errands::NAME_BYTES_MAX
        );
        Problem::parameter("Idempotency-Key", "idempotency.key", message)
    })
}

/// The whole body: what is done once has to be known as a whole.
async fn take(app: &App, body: Body) -> Result<Content, Problem> {
    let taken = app.spool().take(body.into_data_stream()).await;
    taken.map_err(|why| not_taken(&why))
}

/// Why a body could not be taken.
pub(crate) fn not_taken<E>(why: &NotTaken<E>) -> Problem {
    use std::io::ErrorKind;
    match why {
        NotTaken::Sender(_) => Fault::Malformed.into(),
        NotTaken::Disk(error) => match error.kind() {
            ErrorKind::FileTooLarge => Fault::TooLarge.into(),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => app::Error::FULL.into(),
            _ => Fault::Broken.into(),
        },
    }
}

/// What is asked, in one hash.
async fn asked(head: &axum::http::request::Parts, body: &Content) -> Result<ContentHash, Problem> {
    let body = body.clone();
    let hashing = tokio::task::spawn_blocking(move || body.hash());
    let hash = hashing.await.map_err(|_| Fault::Broken)?;
    let hash = hash.map_err(|_| Fault::Broken)?;
    let kind = head.headers.get(header::CONTENT_TYPE);
    let kind = kind.map(HeaderValue::as_bytes).unwrap_or_default();
    let mut asked = format!("{} {} {hash} ", head.method, head.uri).into_bytes();
    asked.extend_from_slice(kind);
    Ok(ContentHash::of(&asked))
}

/// A body that is read again from where it was put.
pub(crate) fn stream(content: &Content) -> Body {
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
    Body::from_stream(pieces)
}

/// How an errand ended that was answered like this.
async fn ending(response: Response) -> (Response, ErrandEnd) {
    let status = response.status();
    if response.extensions().get::<ShownOnce>().is_some() {
        return (response, ErrandEnd::ShownOnce);
    }
    // What cannot be used is kept all the same, and a fault of ours may have
    // come after an effect.
    if status.is_server_error() || status == StatusCode::UNPROCESSABLE_ENTITY {
        return (response, ErrandEnd::Unkept);
    }
    if status.is_client_error() {
        return (response, ErrandEnd::Nothing);
    }
    let is_small = response.body().size_hint().upper();
    if is_small.is_none_or(|bytes| bytes > ANSWER_BYTES_MAX) {
        return (response, ErrandEnd::Unkept);
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return (Fault::Broken.into_response(), ErrandEnd::Unkept);
    };
    let answer = KeptAnswer {
        status: parts.status.as_u16(),
        headers: written(&parts.headers),
        body: body.to_vec(),
    };
    let response = Response::from_parts(parts, Body::from(body));
    (response, ErrandEnd::Answered(answer))
}

fn written(headers: &HeaderMap) -> String {
    let pairs: Vec<(&str, &str)> = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

/// The answer that was given before.
fn again(answer: KeptAnswer) -> Result<Response, Problem> {
    let status = StatusCode::from_u16(answer.status).map_err(|_| Fault::Broken)?;
    let pairs: Vec<(String, String)> =
        serde_json::from_str(&answer.headers).map_err(|_| Fault::Broken)?;
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    for (name, value) in pairs {
        let name = HeaderName::try_from(name).map_err(|_| Fault::Broken)?;
        let value = HeaderValue::try_from(value).map_err(|_| Fault::Broken)?;
        headers.append(name, value);
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    Ok(response)
}

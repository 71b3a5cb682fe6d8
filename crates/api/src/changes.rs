//! The change feed: read it from the start, and another system has the same
//! as this one; ask again from where it ended, or stay on the line.

use crate::caller::{Caller, ReadDocuments};
use crate::problem::Problem;
use crate::query::Query;
use crate::wire::Event;
use app::changes::{self, Changes};
use app::{App, Ctx};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::Seq;
use futures_util::Stream;
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use utoipa::ToSchema;

/// The longest that an answer is held back for something to happen.
const WAIT_SECONDS_MAX: i64 = 55;
/// How long a stream waits before it looks again, with a sign of life between.
const STREAM_PATIENCE: Duration = Duration::from_secs(30);

/// A piece of the log.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ChangePage {
    /// The events, in order.
    items: Vec<Event>,
    /// How far this answer goes; ask on with `after` set to it.
    last_seq: i64,
    /// Whether more is there already.
    has_more: bool,
    /// Address of what comes after; also where nothing is there yet.
    next: String,
}

/// Follow the changes
///
/// Every event of the organisation after a place in its log, in order and
/// without gaps. With `wait` the answer is held back until something happens;
/// with `Accept: text/event-stream` events come as they happen, `Last-Event-ID`
/// resumes. A key that is limited to some companies gets the events about
/// their documents.
#[utoipa::path(
    get, path = "/changes", tag = "changes",
    params(
        ("after" = Option<i64>, Query, description = "The last place in the log that is known; 0 for the start", minimum = 0),
        ("limit" = Option<u32>, Query, description = "Events of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("wait" = Option<u32>, Query, description = "Seconds to wait for something to happen", minimum = 0, maximum = 55),
    ),
    responses((status = 200, content((ChangePage = "application/json"), (String = "text/event-stream")))),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    query.only(&["after", "limit", "wait"], false)?;
    let after = Seq(query.number("after")?.unwrap_or_default());
    if wants_stream(&headers) {
        let after = last_event_id(&headers).unwrap_or(after);
        return Ok(stream(app, caller.ctx().clone(), after).into_response());
    }
    let patience = wait(&query)?;
    let limit = query.limit()?;
    let mut page = changes::list(&app, caller.ctx(), after, limit).await?;
    if page.reached == after
        && !patience.is_zero()
        && changes::wait(&app, caller.ctx(), after, patience).await?
    {
        page = changes::list(&app, caller.ctx(), after, limit).await?;
    }
    Ok(Json(ChangePage {
        items: page.events.iter().map(Event::from).collect(),
        last_seq: page.reached.0,
        has_more: page.has_more,
        next: query.with("after", &page.reached.to_string()),
    })
    .into_response())
}

fn wait(query: &Query) -> Result<Duration, Problem> {
    let seconds = query.number("wait")?.unwrap_or_default();
    if seconds > WAIT_SECONDS_MAX {
        return Err(Problem::parameter(
            "wait",
            "wait.too_long",
            format!("an answer is held back for {WAIT_SECONDS_MAX} seconds at most"),
        ));
    }
    Ok(Duration::from_secs(seconds.unsigned_abs()))
}

fn wants_stream(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/event-stream"))
}

fn last_event_id(headers: &HeaderMap) -> Option<Seq> {
    let written = headers.get("last-event-id")?.to_str().ok()?;
    written.parse().ok().filter(|seq| *seq >= 0).map(Seq)
}

/// Events as they happen (server-sent events): `id` is the place in the log,
/// `event` the name of the fact, `data` the event.
fn stream(
    app: Arc<App>,
    ctx: Ctx,
    after: Seq,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let pages = futures_util::stream::unfold(after, move |after| {
        let (app, ctx) = (Arc::clone(&app), ctx.clone());
        async move {
            let page = next_page(&app, &ctx, after).await.ok()?;
            let reached = page.reached;
            let events: Vec<_> = page.events.iter().map(|event| Ok(told(event))).collect();
            Some((futures_util::stream::iter(events), reached))
        }
    });
    let events = futures_util::StreamExt::flatten(pages);
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// What comes after a place, waiting for it if need be.
async fn next_page(app: &App, ctx: &Ctx, after: Seq) -> app::Result<Changes> {
    let page = changes::list(app, ctx, after, crate::query::ROWS_MAX).await?;
    if page.reached > after {
        return Ok(page);
    }
    changes::wait(app, ctx, after, STREAM_PATIENCE).await?;
    changes::list(app, ctx, after, crate::query::ROWS_MAX).await
}

fn told(event: &domain::Event) -> sse::Event {
    let data = serde_json::to_string(&Event::from(event)).unwrap_or_default();
    sse::Event::default()
        .id(event.seq.to_string())
        .event(event.fact.name())
        .data(data)
}

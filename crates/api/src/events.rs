//! The log read backwards: what happened last, and one event by its place,
//! which webhooks name.

use crate::caller::{Caller, ReadDocuments};
use crate::page::Page;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::Event;
use app::App;
use app::changes;
use axum::Json;
use axum::extract::{Path, State};
use domain::Seq;
use std::sync::Arc;

/// List events
///
/// What happened in the organisation, the latest first. To keep a copy follow
/// `/changes`, which goes forwards and waits for more. For a key that is
/// limited to some companies, only events about their documents: a page may
/// then have fewer than `limit` items, or none, and still lead on.
#[utoipa::path(
    get, path = "/events", tag = "events",
    params(
        ("limit" = Option<u32>, Query, description = "Events of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` or `prev` of a page said"),
    ),
    responses((status = 200, body = Page<Event>)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Json<Page<Event>>, Problem> {
    query.only(&["limit", "cursor"], false)?;
    let before = query.cursor().as_deref().map(read_cursor).transpose()?;
    let latest = changes::latest(&app, caller.ctx(), before, query.limit()?).await?;
    Ok(Json(Page {
        items: latest.events.iter().map(Event::from).collect(),
        next: latest.next.map(|place| query.at(&place.to_string())),
        prev: query.back(latest.prev, |place| place.to_string()),
    }))
}

/// Show an event
#[utoipa::path(
    get, path = "/events/{seq}", tag = "events",
    params(("seq" = i64, Path, description = "Its place in the log", minimum = 1)),
    responses((status = 200, body = Event)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(seq): Path<String>,
) -> Result<Json<Event>, Problem> {
    let seq = seq.parse().map_err(|_| Fault::NotFound)?;
    let event = changes::show(&app, caller.ctx(), Seq(seq)).await?;
    Ok(Json(Event::from(&event.ok_or(Fault::NotFound)?)))
}

fn read_cursor(text: &str) -> Result<Seq, Problem> {
    let place = text.parse().ok().filter(|place| *place > 0);
    place.map(Seq).ok_or_else(|| Problem::cursor(text))
}

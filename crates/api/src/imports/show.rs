use crate::caller::{Caller, ReadDocuments};
use crate::page::Page;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{Import, ImportItem};
use app::App;
use app::imports::{self, Outcome};
use axum::Json;
use axum::extract::{Path, State};
use domain::ImportId;
use std::sync::Arc;

/// Show an import
///
/// While `is_complete` is false the file is still being read; ask again.
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    responses((status = 200, body = Import)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Import>, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let shown = imports::show(&app, caller.ctx(), id, None, 0).await?;
    let (import, _) = shown.ok_or(Fault::NotFound)?;
    Ok(Json((&import).into()))
}

/// List the items of an import
///
/// What became of each, in the order of the file.
#[utoipa::path(
    get, path = "/imports/{id}/items", tag = "imports",
    params(
        ("id" = String, Path, description = "Id of the import", format = Uuid),
        ("outcome" = Option<String>, Query, description = "Only items with this outcome: `stored`, `duplicate`, `unmatched`, `rejected`"),
        ("cursor" = Option<String>, Query, description = "What `next` of the page before said"),
    ),
    responses((status = 200, body = Page<ImportItem>)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn items(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<Page<ImportItem>>, Problem> {
    query.only(&["outcome", "cursor"], false)?;
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let from = match query.cursor() {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| Problem::cursor(&cursor))?,
    };
    let shown = imports::show(&app, caller.ctx(), id, outcome(&query)?, from).await?;
    let (_, items) = shown.ok_or(Fault::NotFound)?;
    let is_full = items.len() >= imports::ITEMS_PAGE_ROWS;
    let last = items.last().filter(|_| is_full);
    Ok(Json(Page {
        next: last.map(|item| query.at(&(item.position + 1).to_string())),
        prev: None,
        items: items.iter().map(ImportItem::from).collect(),
    }))
}

fn outcome(query: &Query) -> Result<Option<Outcome>, Problem> {
    let Some(word) = query.get("outcome") else {
        return Ok(None);
    };
    Outcome::from_code(word).map(Some).ok_or_else(|| {
        let known: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.code()).collect();
        Problem::parameter(
            "outcome",
            "outcome.unknown",
            format!("'{word}' is not an outcome; one of: {}", known.join(", ")),
        )
    })
}

use crate::caller::{Caller, ReadDocuments};
use crate::page::Page;
use crate::problem::Problem;
use crate::query::Query;
use crate::wire::Import;
use app::imports::{self, ImportCursor};
use app::{App, Back};
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

/// List imports
///
/// Every file that was received, newest first, with its items by outcome.
#[utoipa::path(
    get, path = "/imports", tag = "imports",
    params(
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` or `prev` of a page said"),
    ),
    responses((status = 200, body = Page<Import>)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Json<Page<Import>>, Problem> {
    query.only(&["limit", "cursor"], false)?;
    let after = query.cursor().as_deref().map(read_cursor).transpose()?;
    let (ctx, limit) = (caller.ctx(), query.limit()?);
    let (imports, next) = imports::list(&app, ctx, after, limit).await?;
    let back = match (after, imports.first()) {
        (Some(_), Some(first)) => {
            let first = ImportCursor {
                received_at: first.received_at,
                id: first.id,
            };
            imports::before(&app, ctx, first, limit).await?
        }
        _ => Back::Nowhere,
    };
    Ok(Json(Page {
        items: imports.iter().map(Import::from).collect(),
        next: next.map(|cursor| query.at(&write_cursor(cursor))),
        prev: query.back(back, write_cursor),
    }))
}

/// `<microseconds since 1970>.<id>`.
fn write_cursor(cursor: ImportCursor) -> String {
    format!("{}.{}", cursor.received_at.as_microsecond(), cursor.id)
}

fn read_cursor(text: &str) -> Result<ImportCursor, Problem> {
    let read = || {
        let (moment, id) = text.split_once('.')?;
        let moment = jiff::Timestamp::from_microsecond(moment.parse().ok()?).ok()?;
        Some(ImportCursor {
            received_at: moment,
            id: id.parse().ok()?,
        })
    };
    read().ok_or_else(|| Problem::cursor(text))
}

use crate::caller::{Caller, WriteDocuments};
use crate::problem::{Fault, Problem};
use crate::wire::Undo;
use app::imports::{self, UndoState, Undone};
use app::{App, Ctx};
use axum::Json;
use axum::extract::{Path, State};
use domain::ImportId;
use std::sync::Arc;

/// See what undoing an import would do
///
/// Nothing is written.
#[utoipa::path(
    get, path = "/imports/{id}/undo", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    responses((status = 200, body = Undo)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Undo>, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let undone = imports::preview_undo(&app, caller.ctx(), id).await?;
    answer(&app, caller.ctx(), id, undone).await
}

/// Undo an import
///
/// Takes back what it brought, except what others stand on. An undoing that
/// was interrupted is completed by asking again.
#[utoipa::path(
    post, path = "/imports/{id}/undo", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    responses((status = 200, body = Undo)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn undo(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Undo>, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let undone = imports::undo(&app, caller.ctx(), id).await?;
    answer(&app, caller.ctx(), id, undone).await
}

async fn answer(
    app: &App,
    ctx: &Ctx,
    id: ImportId,
    undone: Option<Undone>,
) -> Result<Json<Undo>, Problem> {
    let state: Option<UndoState> = imports::undo_state(app, ctx, id).await?;
    let (undone, state) = undone.zip(state).ok_or(Fault::NotFound)?;
    Ok(Json(Undo::of(&undone, state)))
}

//! Saved views of the list of documents: those of the key, and those that are
//! shared with everybody.

use crate::caller::{Caller, ReadDocuments, WriteViews};
use crate::etag::{on_condition, surely_unchanged, tagged, unchanged};
use crate::problem::{Fault, Problem};
use crate::query::{ROOT, search};
use crate::wire::View;
use app::conditions::Thing;
use app::documents::{Column, Search};
use app::views::{self, NewView, Shows};
use app::{App, Ctx};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::ViewId;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A view to save, or what one is changed to.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewFields {
    /// What people call it.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// Whether everybody in the organisation has it; only this key where it
    /// is left out.
    #[serde(default)]
    shared: bool,
    /// Words of the filter language; everything where it is left out.
    #[serde(default)]
    #[schema(example = "delivery:failed received:last30d", max_length = 4_000)]
    filter: String,
    /// Column to sort by; `-` in front reverses. `-received` where it is left
    /// out.
    #[serde(default)]
    sort: Option<String>,
    /// Columns of the list in the portal, in their order; the usual ones
    /// where it is left out.
    #[serde(default)]
    #[schema(example = json!(["number", "customer", "due"]))]
    columns: Vec<String>,
    /// Whether the list in the portal shows small pictures.
    #[serde(default)]
    pictures: bool,
}

/// List saved views
///
/// Those that this key saved and those that are shared with everybody, by
/// name. A key that is limited to companies is not shown shared views in
/// which somebody typed a name or a number.
#[utoipa::path(
    get, path = "/views", tag = "documents",
    responses((status = 200, body = [View])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<View>>, Problem> {
    let views = views::list(&app, caller.ctx()).await?;
    Ok(Json(views.iter().map(View::from).collect()))
}

/// Save a view
#[utoipa::path(
    post, path = "/views", tag = "documents",
    request_body = ViewFields,
    responses((status = 201, body = View, headers(
        ("location" = String, description = "Where the view is"),
    ))),
    security(("key" = ["views:write"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<WriteViews>,
    body: Result<Json<ViewFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(fields) = body.map_err(Problem::from)?;
    let view = views::add(&app, caller.ctx(), fields.read()?).await?;
    let location = [(header::LOCATION, format!("{ROOT}/views/{}", view.id))];
    Ok((StatusCode::CREATED, location, Json(View::from(&view))).into_response())
}

/// Show a saved view
///
/// What it selects is at `/documents` with its filter.
#[utoipa::path(
    get, path = "/views/{id}", tag = "documents",
    params(("id" = String, Path, description = "Id of the view", format = Uuid)),
    responses((status = 200, body = View), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let view = now(&app, caller.ctx(), read_id(&id)?).await?;
    Ok(tagged(&headers, &view))
}

/// Change a saved view
///
/// What is left out is set to what a new view would have. `If-Match` with the
/// `ETag` of the view is needed.
#[utoipa::path(
    put, path = "/views/{id}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the view", format = Uuid),
        ("if-match" = Option<String>, Header, description = "The `ETag` of the view, as it was read; answered with 412 if it has changed since"),
    ),
    request_body = ViewFields,
    responses((status = 200, body = View)),
    security(("key" = ["views:write"])),
)]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller<WriteViews>,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Result<Json<ViewFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let id = read_id(&id)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::View(id)).await?;
    let before = now(&app, caller.ctx(), id).await?;
    surely_unchanged(&headers, &before)?;
    let Json(fields) = body.map_err(Problem::from)?;
    let changed = views::change(&app, caller.ctx(), id, fields.read()?).await?;
    let after = View::from(&changed.ok_or(Fault::NotFound)?);
    Ok(tagged(&HeaderMap::new(), &after))
}

/// Delete a saved view
///
/// From everybody who has it; documents stay as they are.
#[utoipa::path(
    delete, path = "/views/{id}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the view", format = Uuid),
        ("if-match" = Option<String>, Header, description = "The `ETag` of the view, as it was read; answered with 412 if it has changed since"),
    ),
    responses((status = 204)),
    security(("key" = ["views:write"])),
)]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<WriteViews>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = read_id(&id)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::View(id)).await?;
    let before = now(&app, caller.ctx(), id).await?;
    unchanged(&headers, &before)?;
    let removed = views::remove(&app, caller.ctx(), id).await?;
    removed.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn now(app: &App, ctx: &Ctx, id: ViewId) -> Result<View, Problem> {
    let view = views::lookup(app, ctx, id).await?;
    Ok(View::from(&view.ok_or(Fault::NotFound)?))
}

fn read_id(id: &str) -> Result<ViewId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

impl ViewFields {
    fn read(self) -> Result<NewView, Problem> {
        let Search { filter, sort } = search(&self.filter, self.sort.as_deref())?;
        let columns = self.columns.iter().map(|code| column(code));
        Ok(NewView {
            shows: Shows {
                filter,
                sort,
                columns: columns.collect::<Result<_, _>>()?,
                pictures: self.pictures,
            },
            name: self.name,
            is_shared: self.shared,
        })
    }
}

fn column(code: &str) -> Result<Column, Problem> {
    Column::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = Column::ALL.iter().map(|column| column.code()).collect();
        let message = format!("'{code}' is not a column; one of: {}", known.join(", "));
        Problem::parameter("/columns", "view.columns", message)
    })
}

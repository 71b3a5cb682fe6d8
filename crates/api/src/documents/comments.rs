use super::show::shown;
use crate::caller::{Caller, ReadDocuments, WriteDocuments};
use crate::etag::{on_condition, surely_unchanged, tagged};
use crate::problem::{Fault, Problem};
use crate::wire::{Comment, CommentVersion};
use app::conditions::Thing;
use app::{App, Ctx, comments};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{CommentId, DocumentId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The text of a comment.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewComment {
    /// The text.
    #[schema(min_length = 1, max_length = 10_000)]
    text: String,
}

/// List the comments on a document
///
/// Oldest first.
#[utoipa::path(
    get, path = "/documents/{id}/comments", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    responses((status = 200, body = [Comment])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Vec<Comment>>, Problem> {
    let shown = shown(&app, caller.ctx(), &id).await?;
    Ok(Json(Comment::all_of(&shown)))
}

/// Comment on a document
///
/// The comment stands under the name of the key. `@` and the whole name or the
/// e-mail address of a person who may see the document mentions them, and
/// sends them an e-mail.
#[utoipa::path(
    post, path = "/documents/{id}/comments", tag = "documents",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    request_body = NewComment,
    responses((status = 201, body = Comment)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
    body: Result<Json<NewComment>, JsonRejection>,
) -> Result<(StatusCode, Json<Comment>), Problem> {
    let document: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(new) = body.map_err(Problem::from)?;
    let comment = comments::add(&app, caller.ctx(), document, &new.text).await?;
    let written = comment.ok_or(Fault::NotFound)?;
    let comment = one(&app, caller.ctx(), &(id, written.id.to_string())).await?;
    Ok((StatusCode::CREATED, Json(comment)))
}

/// Show a comment
#[utoipa::path(
    get, path = "/documents/{id}/comments/{comment}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("comment" = String, Path, description = "Id of the comment", format = Uuid),
    ),
    responses((status = 200, body = Comment), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(place): Path<(String, String)>,
) -> Result<Response, Problem> {
    let comment = one(&app, caller.ctx(), &place).await?;
    Ok(tagged(&headers, &comment))
}

/// List the earlier texts of a comment
///
/// Oldest first; empty where it was never edited.
#[utoipa::path(
    get, path = "/documents/{id}/comments/{comment}/versions", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("comment" = String, Path, description = "Id of the comment", format = Uuid),
    ),
    responses((status = 200, body = [CommentVersion])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn versions(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(place): Path<(String, String)>,
) -> Result<Json<Vec<CommentVersion>>, Problem> {
    let shown = shown(&app, caller.ctx(), &place.0).await?;
    let id = place.1.parse().map_err(|_| Fault::NotFound)?;
    if !shown.comments.iter().any(|comment| comment.id == id) {
        return Err(Fault::NotFound.into());
    }
    let versions = shown.comment_versions.iter();
    let own = versions.filter(|version| version.comment == id);
    Ok(Json(own.map(CommentVersion::from).collect()))
}

/// Edit a comment
///
/// Only the key that wrote it can. `If-Match` with the `ETag` of the comment
/// is needed; the earlier text is kept.
#[utoipa::path(
    patch, path = "/documents/{id}/comments/{comment}", tag = "documents",
    params(
        ("id" = String, Path, description = "Id of the document", format = Uuid),
        ("comment" = String, Path, description = "Id of the comment", format = Uuid),
    ),
    request_body = NewComment,
    responses((status = 200, body = Comment)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn edit(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    headers: HeaderMap,
    Path(place): Path<(String, String)>,
    body: Result<Json<NewComment>, JsonRejection>,
) -> Result<Response, Problem> {
    let id: CommentId = place.1.parse().map_err(|_| Fault::NotFound)?;
    let app = on_condition(&app, caller.ctx(), &headers, Thing::Comment(id)).await?;
    let before = one(&app, caller.ctx(), &place).await?;
    surely_unchanged(&headers, &before)?;
    let Json(new) = body.map_err(Problem::from)?;
    let edited = comments::edit(&app, caller.ctx(), id, &new.text).await?;
    edited.ok_or(Fault::NotFound)?;
    let after = one(&app, caller.ctx(), &place).await?;
    Ok(tagged(&HeaderMap::new(), &after))
}

/// A comment on a document that the asker may see.
async fn one(app: &App, ctx: &Ctx, place: &(String, String)) -> Result<Comment, Problem> {
    let shown = shown(app, ctx, &place.0).await?;
    let mut written = Comment::all_of(&shown).into_iter();
    let comment = written.find(|comment| comment.id == place.1);
    Ok(comment.ok_or(Fault::NotFound)?)
}

use super::show::shown;
use crate::caller::{Caller, ReadDocuments, WriteDocuments};
use crate::problem::{Fault, Problem};
use crate::wire::Comment;
use app::{App, comments};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::DocumentId;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A comment to write.
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
    Ok(Json(shown.comments.iter().map(Comment::from).collect()))
}

/// Comment on a document
///
/// The comment stands under the name of the key.
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
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(new) = body.map_err(Problem::from)?;
    let comment = comments::add(&app, caller.ctx(), id, &new.text).await?;
    let comment = comment.ok_or(Fault::NotFound)?;
    Ok((StatusCode::CREATED, Json((&comment).into())))
}

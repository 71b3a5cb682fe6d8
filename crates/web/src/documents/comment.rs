//! Writing comments, and changing one's own.

use super::show::{Form, Typed, list_query, page};
use super::state::ListState;
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::{App, comments};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{CommentId, DocumentId};
use maud::html;
use std::sync::Arc;

/// Adds a comment.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    match comments::add(&app, form.person.ctx(), id, form.field("text")).await {
        Ok(Some(comment)) => Ok(back(&form, id, "comment-added", comment.id)),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => mend(&app, &form, id, Form::NewComment, error).await,
    }
}

/// Changes a comment.
pub(crate) async fn edit(
    State(app): State<Arc<App>>,
    Path((id, comment)): Path<(String, String)>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let comment: CommentId = comment.parse().map_err(|_| Failure::NotFound)?;
    match comments::edit(&app, form.person.ctx(), comment, form.field("text")).await {
        Ok(Some(())) => Ok(back(&form, id, "comment-edited", comment)),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => mend(&app, &form, id, Form::Comment(comment), error).await,
    }
}

/// Back to the document, at the comment.
fn back(form: &Submitted, id: DocumentId, said: &str, comment: CommentId) -> Response {
    let (state, _) = ListState::read(&form.person.query);
    let list = list_query(&form.person, &state).with("said", said);
    Redirect::to(&format!("{}#c{comment}", paths::document(id, &list))).into_response()
}

/// The page again, with what was typed and what is wrong with it.
async fn mend(
    app: &App,
    form: &Submitted,
    id: DocumentId,
    sent: Form,
    error: app::Error,
) -> Result<Response, Failure> {
    if !matches!(error, app::Error::Invalid { .. }) {
        return Err(error.into());
    }
    let typed = Typed {
        form: sent,
        fields: form.fields.clone(),
        errors: vec![FieldError {
            field: "comment",
            message: html! { (message(&form.person, &error)) },
        }],
    };
    page(app, &form.person, id, Some(&typed)).await
}

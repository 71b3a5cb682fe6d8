//! Writing comments, and changing one's own.

use super::show::{Form, Typed, list_query, page};
use super::state::ListState;
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::{App, comments, documents};
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
    let text = match mentioning(&app, &form, id).await? {
        Ok(text) => text,
        Err(error) => return mend(&app, &form, id, Form::NewComment, error).await,
    };
    match comments::add(&app, form.person.ctx(), id, &text).await {
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

/// The text with whoever was chosen besides mentioned at its end; an error
/// where that is nobody who may see the document.
async fn mentioning(
    app: &App,
    form: &Submitted,
    id: DocumentId,
) -> Result<Result<String, app::Error>, Failure> {
    let (text, name) = (form.field("text"), form.field("mention").trim());
    let name = name.trim_start_matches('@');
    if name.is_empty() || text.trim().is_empty() {
        return Ok(Ok(text.to_owned()));
    }
    let shown = documents::show(app, form.person.ctx(), id).await?;
    let company = shown.ok_or(Failure::NotFound)?.row.head.company;
    let people = comments::mentionable(app, form.person.ctx(), company).await?;
    let is_known = people
        .iter()
        .any(|person| person.name.to_lowercase() == name.to_lowercase());
    Ok(match is_known {
        true => Ok(format!("{text} @{name}")),
        false => {
            let message = "choose somebody who may see the document, by their whole name";
            Err(app::Error::invalid("comment.mention", "mention", message))
        }
    })
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
    let app::Error::Invalid { field, .. } = &error else {
        return Err(error.into());
    };
    let field = if field == "mention" {
        "mention"
    } else {
        "comment"
    };
    let typed = Typed {
        form: sent,
        fields: form.fields.clone(),
        errors: vec![FieldError {
            field,
            message: html! { (message(&form.person, &error)) },
        }],
    };
    page(app, &form.person, id, Some(&typed)).await
}

//! Giving a document to somebody, saying how that ended, and asking for it to
//! be sent again.

use super::show::{Form, Typed, list_query, page};
use super::state::ListState;
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::follow_ups::{self, FollowUpOutcome, NewFollowUp};
use app::{App, Error, resends};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Channel, DocumentId, FollowUpId};
use jiff::civil::Date;
use maud::html;
use std::sync::Arc;

/// Gives a document to somebody.
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let Ok(due_on) = form.field("due").trim().parse::<Date>() else {
        let error = Error::invalid("follow_up.day", "due", "choose a day");
        return mend(&app, &form, id, Form::FollowUp, error).await;
    };
    let new = NewFollowUp {
        document: id,
        assignee: form.field("assignee").to_owned(),
        note: form.field("note").to_owned(),
        due_on,
    };
    match follow_ups::open(&app, form.person.ctx(), new).await {
        Ok(Some(_)) => Ok(back(&form, id, "follow-up-opened")),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => mend(&app, &form, id, Form::FollowUp, error).await,
    }
}

/// Says how it ended.
pub(crate) async fn close(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: FollowUpId = id.parse().map_err(|_| Failure::NotFound)?;
    let known = follow_ups::lookup(&app, form.person.ctx(), id).await?;
    let document = known.ok_or(Failure::NotFound)?.document;
    let Ok(outcome) = form.field("outcome").parse::<FollowUpOutcome>() else {
        let error = Error::invalid("follow_up.outcome", "outcome", "choose how it ended");
        return mend(&app, &form, document, Form::Closing, error).await;
    };
    let reason = form.field("reason");
    match follow_ups::close(&app, form.person.ctx(), id, outcome, reason).await {
        Ok(Some(_)) => Ok(back(&form, document, "follow-up-closed")),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => mend(&app, &form, document, Form::Closing, error).await,
    }
}

/// Asks for it to be sent again.
pub(crate) async fn ask_for_resend(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let channel = form.field("channel").parse::<Channel>().ok();
    let asked = resends::ask(&app, form.person.ctx(), id, channel).await?;
    asked.ok_or(Failure::NotFound)?;
    Ok(back(&form, id, "resend-asked"))
}

/// Back to the document, where it was done.
fn back(form: &Submitted, id: DocumentId, said: &str) -> Response {
    let (state, _) = ListState::read(&form.person.query);
    let list = list_query(&form.person, &state).with("said", said);
    Redirect::to(&format!("{}#follow-up", paths::document(id, &list))).into_response()
}

/// The page again, with what was filled in and what is wrong with it.
async fn mend(
    app: &App,
    form: &Submitted,
    id: DocumentId,
    sent: Form,
    error: Error,
) -> Result<Response, Failure> {
    let Error::Invalid { field, .. } = &error else {
        return Err(error.into());
    };
    let known = ["assignee", "due", "note", "outcome", "reason"];
    let field = known.into_iter().find(|known| known == field);
    let typed = Typed {
        form: sent,
        fields: form.fields.clone(),
        errors: vec![FieldError {
            field: field.unwrap_or("note"),
            message: html! { (message(&form.person, &error)) },
        }],
    };
    page(app, &form.person, id, Some(&typed)).await
}

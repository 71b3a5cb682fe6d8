//! Saving, renaming and taking away views. The forms of the list send along
//! all that it shows, as its URL says it.

use super::list::{Typed, page};
use crate::documents::{ListState, NotUnderstood};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use crate::query::Query;
use app::views::{self, NewView, View};
use app::{App, Error};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ViewId;
use maud::html;
use std::sync::Arc;

/// Saves what the list shows as a new view.
pub(crate) async fn add(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let new = NewView {
        name: form.field("name").to_owned(),
        is_shared: form.fields.get("shared").is_some(),
        shows: shown(&form.fields)?.shows(),
    };
    let view = match views::add(&app, form.person.ctx(), new).await {
        Ok(view) => view,
        Err(error) => return mend(&app, &form, None, error).await,
    };
    if form.fields.get("default").is_some() {
        views::open_with(&app, form.person.ctx(), Some(view.id)).await?;
    }
    Ok(opened(&view).into_response())
}

/// Saves what the list shows into the view that was opened.
pub(crate) async fn save(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let known = known(&app, &form, &id).await?;
    let new = NewView {
        name: known.name,
        is_shared: known.is_shared,
        shows: shown(&form.fields)?.shows(),
    };
    let saved = views::change(&app, form.person.ctx(), known.id, new).await?;
    Ok(opened(&saved.ok_or(Failure::NotFound)?))
}

/// Gives a view another name, and to others or no more.
pub(crate) async fn rename(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let known = known(&app, &form, &id).await?;
    let new = NewView {
        name: form.field("name").to_owned(),
        is_shared: form.fields.get("shared").is_some(),
        shows: known.shows,
    };
    match views::change(&app, form.person.ctx(), known.id, new).await {
        Ok(changed) => {
            changed.ok_or(Failure::NotFound)?;
            Ok(back("changed").into_response())
        }
        Err(error) => mend(&app, &form, Some(known.id), error).await,
    }
}

/// Takes a view away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id: ViewId = id.parse().map_err(|_| Failure::NotFound)?;
    let removed = views::remove(&app, form.person.ctx(), id).await?;
    removed.ok_or(Failure::NotFound)?;
    Ok(back("removed"))
}

/// Has the list open with a view, or with none.
pub(crate) async fn open_with(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let view = match form.field("view") {
        "" => None,
        id => Some(id.parse::<ViewId>().map_err(|_| Failure::NotFound)?),
    };
    let set = views::open_with(&app, form.person.ctx(), view).await?;
    set.ok_or(Failure::NotFound)?;
    Ok(back(if view.is_some() { "opens" } else { "opens-not" }))
}

async fn known(app: &App, form: &Submitted, id: &str) -> Result<View, Failure> {
    let id: ViewId = id.parse().map_err(|_| Failure::NotFound)?;
    let known = views::lookup(app, form.person.ctx(), id).await?;
    known.ok_or(Failure::NotFound)
}

/// What the list showed when the form was sent. A page of ours sends nothing
/// that is not understood, and half a view is not saved.
fn shown(fields: &Query) -> Result<ListState, Failure> {
    match ListState::read(fields) {
        (state, faults) if faults.is_empty() => Ok(state),
        (_, faults) => Err(not_understood(&faults)),
    }
}

fn not_understood(faults: &[NotUnderstood]) -> Failure {
    let written: Vec<&str> = faults.iter().map(|fault| fault.written.as_str()).collect();
    let message = format!("'{}' is not a filter", written.join(" "));
    Error::invalid("view.filter", "filter", message).into()
}

/// The list as the view shows it.
fn opened(view: &View) -> Redirect {
    let query = ListState::of(view).query().with("said", "view-saved");
    Redirect::to(&paths::documents(&query))
}

fn back(said: &str) -> Redirect {
    Redirect::to(&format!("{}?said={said}", paths::VIEWS))
}

/// The page again, with what was typed and what is wrong with it.
async fn mend(
    app: &App,
    form: &Submitted,
    view: Option<ViewId>,
    error: Error,
) -> Result<Response, Failure> {
    if !matches!(error, Error::Invalid { .. } | Error::Conflict { .. }) {
        return Err(error.into());
    }
    let typed = Typed {
        view,
        fields: &form.fields,
        errors: vec![FieldError {
            field: "name",
            message: html! { (message(&form.person, &error)) },
        }],
    };
    page(app, &form.person, Some(typed)).await
}

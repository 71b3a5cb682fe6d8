//! Writing down what happened, and taking it away.

use super::show::{Typed, page};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::annotations::{self, NewAnnotation};
use app::{App, Error};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::AnnotationId;
use jiff::civil::Date;
use maud::html;
use std::sync::Arc;

/// Adds an annotation.
pub(crate) async fn add(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let day = |name: &str| form.field(name).trim().parse::<Date>().ok();
    let last = form.field("last").trim();
    let (first_on, last_on) = (day("first"), day("last"));
    let (Some(first_on), true) = (first_on, last.is_empty() || last_on.is_some()) else {
        let field = if first_on.is_none() { "first" } else { "last" };
        let message = html! { (form.person.text.say("annotations-wrong-day")) };
        return mend(&app, &form, FieldError { field, message }).await;
    };
    let company = match form.field("company") {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::NotFound)?),
    };
    let new = NewAnnotation {
        first_on,
        last_on,
        company,
        channel: form.field("channel").parse().ok(),
        text: form.field("text").to_owned(),
    };
    match annotations::add(&app, form.person.ctx(), new).await {
        Ok(_) => Ok(back("added")),
        Err(error) => {
            let Error::Invalid { field, .. } = &error else {
                return Err(error.into());
            };
            let known = ["first", "last", "company", "text"];
            let field = known.into_iter().find(|known| known == field);
            let field = field.unwrap_or("text");
            let message = message(&form.person, &error);
            mend(&app, &form, FieldError { field, message }).await
        }
    }
}

/// Takes an annotation away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: AnnotationId = id.parse().map_err(|_| Failure::NotFound)?;
    annotations::remove(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(back("removed"))
}

fn back(said: &str) -> Response {
    Redirect::to(&format!("{}?said={said}", paths::ANNOTATIONS)).into_response()
}

async fn mend(app: &App, form: &Submitted, error: FieldError) -> Result<Response, Failure> {
    let typed = Typed {
        fields: form.fields.clone(),
        errors: vec![error],
    };
    page(app, &form.person, &typed).await
}

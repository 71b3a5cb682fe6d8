//! Setting a hold and releasing it.

use super::list::page;
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted};
use crate::paths;
use app::App;
use app::documents::find_by_reference;
use app::holds::{self, HoldOn, NewHold};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::HoldId;
use maud::html;
use std::sync::Arc;

/// Sets a hold on a document or on what a filter selects.
pub(crate) async fn set(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let on = match (form.field("document").trim(), form.field("filter").trim()) {
        ("", "") => return mend(&app, &form, "filter", "holds-on-nothing").await,
        ("", filter) => HoldOn::Filter(filter.to_owned()),
        (reference, _) => match find_by_reference(&app, form.person.ctx(), reference).await? {
            Some(id) => HoldOn::Document(id),
            None => return mend(&app, &form, "document", "holds-unknown-document").await,
        },
    };
    let new = NewHold {
        name: form.field("name").to_owned(),
        reason: form.field("reason").to_owned(),
        on,
    };
    match holds::set(&app, form.person.ctx(), new).await {
        Ok(Some(_)) => Ok(Redirect::to(&format!("{}?said=set", paths::HOLDS)).into_response()),
        Ok(None) => mend(&app, &form, "document", "holds-unknown-document").await,
        Err(error @ app::Error::Invalid { .. }) => {
            let field = match &error {
                app::Error::Invalid { field, .. } if field == "filter" => "filter",
                app::Error::Invalid { field, .. } if field == "reason" => "reason",
                _ => "name",
            };
            let errors = [FieldError {
                field,
                message: html! { (message(&form.person, &error)) },
            }];
            page(&app, &form.person, &form.fields, &errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn mend(
    app: &App,
    form: &Submitted,
    field: &'static str,
    key: &str,
) -> Result<Response, Failure> {
    let errors = [FieldError {
        field,
        message: html! { (form.person.text.say(key)) },
    }];
    page(app, &form.person, &form.fields, &errors).await
}

/// Releases a hold.
pub(crate) async fn release(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id: HoldId = id.parse().map_err(|_| Failure::NotFound)?;
    holds::release(&app, form.person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("{}?said=released", paths::HOLDS)))
}

//! Proving again who one is, before what is dangerous.

use super::{next, too_often};
use crate::error_page::Failure;
use crate::form::{self, FieldError, Submitted};
use crate::page::Page;
use crate::paths;
use crate::session::{Person, Visit};
use app::people::Proof;
use app::{App, people};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;
use std::sync::Arc;

/// The page that asks who it is.
pub(crate) async fn prove(person: Person) -> Response {
    page(&person, Vec::new())
}

/// Goes on, if that is who it is.
pub(crate) async fn proved(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let person = &form.person;
    let secret = form.field("secret");
    let message = match people::prove(&app, &person.origin, person.signed_in(), secret).await? {
        Proof::Right => {
            return Ok(Redirect::to(next(person.query.get("next"))).into_response());
        }
        Proof::Wrong => html! { (person.text.say("prove-wrong")) },
        Proof::TooOften(until) => too_often(person, until),
    };
    let errors = vec![FieldError {
        field: "secret",
        message,
    }];
    Ok(page(person, errors))
}

fn page(visit: &Visit, errors: Vec<FieldError>) -> Response {
    let text = &visit.text;
    let is_wrong = !errors.is_empty();
    let view = html! {
        div.door {
            (form::summary(visit, &errors))
            h1 { (text.say("prove-title")) }
            p.muted { (text.say("prove-about")) }
            form action=(paths::with(paths::PROVE, &visit.query)) method="post" novalidate {
                (form::token_field(visit))
                div.field {
                    label for="secret" { (text.say("prove-secret")) }
                    (form::field_error(visit, &errors, "secret"))
                    input #secret type="password" name="secret" autocomplete="current-password"
                        maxlength="256" required autofocus[!is_wrong]
                        aria-invalid=[is_wrong.then_some("true")]
                        aria-describedby=[is_wrong.then_some("secret-error")];
                }
                button.primary type="submit" { (text.say("prove-submit")) }
            }
            @if visit.signed_in.as_ref().is_some_and(|person| !person.person.has_password) {
                p.hint { (text.say("prove-by-provider")) }
            }
        }
    };
    let page = Page::new(visit, text.say("prove-title"));
    match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    }
    .render(&view)
}

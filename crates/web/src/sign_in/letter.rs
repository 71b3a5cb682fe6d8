//! Letters that let somebody in once: asking for one, and coming with one.

use super::too_often;
use crate::components::{failed, said};
use crate::error_page::{Failure, message};
use crate::form::{self, FieldError, Fields};
use crate::page::Page;
use crate::paths;
use crate::query::Query;
use crate::session::{Visit, Visitor};
use app::people::{Letter, Redeemed, TokenPurpose};
use app::{App, people};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use std::sync::Arc;

/// The page on which a new password is asked for.
pub(crate) async fn ask_reset(visitor: Visitor) -> Response {
    let said_so = visitor.query.get("sent").is_some();
    ask_page(&visitor, said_so, Vec::new())
}

/// Sends a letter to whoever has the address, if anybody has.
pub(crate) async fn send_reset(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Fields(fields): Fields,
) -> Result<Response, Failure> {
    let email = fields.get("email").unwrap_or_default();
    if let Some(until) = people::ask_reset(&app, &visitor.origin, email).await? {
        let message = too_often(&visitor, until);
        let errors = vec![FieldError {
            field: "email",
            message,
        }];
        return Ok(ask_page(&visitor, false, errors));
    }
    let sent = Query::default().with("sent", "1");
    Ok(Redirect::to(&paths::with(paths::RESET, &sent)).into_response())
}

fn ask_page(visit: &Visit, said_so: bool, errors: Vec<FieldError>) -> Response {
    let text = &visit.text;
    let is_wrong = !errors.is_empty();
    let view = html! {
        div.door {
            (form::summary(visit, &errors))
            @if said_so { (said(&html! { (text.say("reset-sent")) })) }
            h1 { (text.say("reset-title")) }
            p.muted { (text.say("reset-about")) }
            form action=(paths::RESET) method="post" novalidate {
                div.field {
                    label for="email" { (text.say("sign-in-email")) }
                    (form::field_error(visit, &errors, "email"))
                    input #email type="email" name="email" autocomplete="username" spellcheck="false"
                        autocapitalize="none" maxlength="254" required
                        aria-invalid=[is_wrong.then_some("true")]
                        aria-describedby=[is_wrong.then_some("email-error")];
                }
                button.primary type="submit" { (text.say("reset-submit")) }
            }
            p { a href=(paths::SIGN_IN) { (text.say("error-way-sign-in")) } }
        }
    };
    let page = Page::new(visit, text.say("reset-title"));
    match is_wrong {
        true => page.asking_to_mend(StatusCode::TOO_MANY_REQUESTS),
        false => page,
    }
    .render(&view)
}

/// The page for somebody who comes with a letter.
pub(crate) async fn letter(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let secret = visitor.query.get("code").unwrap_or_default();
    match people::look_at_letter(&app, secret).await? {
        Some(letter) => Ok(letter_page(&visitor, &letter, secret, Vec::new())),
        None => Ok(unknown(&visitor)),
    }
}

/// Uses a letter up.
pub(crate) async fn redeem(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Fields(fields): Fields,
) -> Result<Response, Failure> {
    let field = |name| fields.get(name).unwrap_or_default();
    let (secret, password) = (field("code"), field("password"));
    let message = match people::redeem_letter(&app, &visitor.origin, secret, password).await {
        Ok(Redeemed::Done(_)) => {
            let set = Query::default().with("set", "1");
            return Ok(Redirect::to(&paths::with(paths::SIGN_IN, &set)).into_response());
        }
        Ok(Redeemed::Unknown) => return Ok(unknown(&visitor)),
        Ok(Redeemed::TooOften(until)) => too_often(&visitor, until),
        Err(error @ app::Error::Invalid { .. }) => message(&visitor, &error),
        Err(error) => return Err(error.into()),
    };
    let Some(letter) = people::look_at_letter(&app, secret).await? else {
        return Ok(unknown(&visitor));
    };
    let errors = vec![FieldError {
        field: "password",
        message,
    }];
    Ok(letter_page(&visitor, &letter, secret, errors))
}

/// One answer for a letter that never was, that was used, and that is too old.
fn unknown(visit: &Visit) -> Response {
    let text = &visit.text;
    let about = html! {
        p { (text.say("letter-unknown")) }
        p { a href=(paths::RESET) { (text.say("letter-ask-new")) } }
    };
    let title = text.say("letter-unknown-title");
    let view = html! {
        div.door {
            h1 { (title) }
            (failed("letter-unknown", &title, &about))
        }
    };
    Page::new(visit, &title)
        .asking_to_mend(StatusCode::NOT_FOUND)
        .render(&view)
}

fn letter_page(visit: &Visit, letter: &Letter, secret: &str, errors: Vec<FieldError>) -> Response {
    let text = &visit.text;
    let title = match letter.purpose {
        TokenPurpose::Invitation => text.fill(
            "letter-invitation-title",
            &[("organisation", letter.organisation.name.as_str().into())],
        ),
        TokenPurpose::Reset => text.say("letter-reset-title"),
    };
    let is_wrong = !errors.is_empty();
    let view = html! {
        div.door {
            (form::summary(visit, &errors))
            h1 { (title) }
            p.muted { (text.fill("letter-about", &[("email", letter.user.email.as_str().into())])) }
            form action=(paths::LETTER) method="post" novalidate {
                input type="hidden" name="code" value=(secret);
                // Password managers keep the password for this address.
                input type="email" name="email" value=(letter.user.email) autocomplete="username"
                    readonly hidden aria-label=(text.say("sign-in-email"));
                (new_password(visit, &errors))
                button.primary type="submit" { (text.say("letter-submit")) }
            }
        }
    };
    let page = Page::new(visit, &title);
    match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    }
    .render(&view)
}

/// The field of a new password.
pub(crate) fn new_password(visit: &Visit, errors: &[FieldError]) -> Markup {
    let text = &visit.text;
    let is_wrong = form::is_wrong(errors, "password");
    let described = match is_wrong {
        true => "password-error password-hint",
        false => "password-hint",
    };
    html! {
        div.field {
            label for="password" { (text.say("new-password")) }
            p.hint #password-hint { (text.say("new-password-hint")) }
            (form::field_error(visit, errors, "password"))
            input #password type="password" name="password" autocomplete="new-password"
                minlength="12" maxlength="256" required
                aria-invalid=[is_wrong.then_some("true")] aria-describedby=(described);
        }
    }
}

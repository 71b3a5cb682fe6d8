//! Passkeys: adding one, and taking one away.

use super::{done, errors, way_back};
use crate::components::moment;
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::people::{self, Ceremony, Passkey};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use std::sync::Arc;

/// The page on which a device is asked to make one.
pub(crate) async fn new(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    ask(&app, &person, "", Vec::new()).await
}

async fn ask(
    app: &App,
    person: &Person,
    name: &str,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let ceremony = people::begin_passkey(app, person.signed_in()).await?;
    let is_wrong = !errors.is_empty();
    let page = Page::new(person, person.text.say("passkey-add")).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view(person, &ceremony, name, &errors)))
}

/// Adds what the device made.
pub(crate) async fn add(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let person = &form.person;
    let (step, name) = (form.field("step"), form.field("name"));
    let answer = form.field("credential");
    match people::add_passkey(&app, person.signed_in(), step, name, answer).await {
        Ok(Some(())) => Ok(done(paths::SECOND_FACTOR, "passkey").into_response()),
        Ok(None) => {
            let message = html! { (person.text.say("passkey-failed")) };
            let errors = vec![FieldError {
                field: "name",
                message,
            }];
            ask(&app, person, name, errors).await
        }
        Err(error) => {
            let errors = errors(person, error, &["name"])?;
            ask(&app, person, name, errors).await
        }
    }
}

/// Takes one away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    Path(credential): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    people::remove_passkey(&app, form.person.signed_in(), &credential)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(done(paths::SECOND_FACTOR, "passkey-removed"))
}

fn view(visit: &Visit, ceremony: &Ceremony, name: &str, errors: &[FieldError]) -> Markup {
    let text = &visit.text;
    let wrong = is_wrong(errors, "name");
    html! {
        (way_back(visit, paths::SECOND_FACTOR, "settings-second-factor"))
        (summary(visit, errors))
        h1 { (text.say("passkey-add")) }
        section.card aria-label=(text.say("passkey-add")) {
            p { (text.say("passkey-about")) }
            form action=(paths::PASSKEYS) method="post" novalidate data-passkey="create" data-options=(ceremony.options) {
                (token_field(visit))
                input type="hidden" name="step" value=(ceremony.secret);
                input type="hidden" name="credential" value="";
                div.field {
                    label for="name" { (text.say("passkey-name")) }
                    p.hint #name-hint { (text.say("passkey-name-hint")) }
                    (field_error(visit, errors, "name"))
                    input #name name="name" value=(name) autocomplete="off" maxlength="60" required
                        aria-invalid=[wrong.then_some("true")]
                        aria-describedby=(if wrong { "name-error name-hint" } else { "name-hint" });
                }
                button.primary type="submit" { (text.say("passkey-make")) }
                p.field-error role="alert" hidden data-passkey-failed { (text.say("passkey-failed")) }
            }
            noscript { p { (text.say("passkey-needs-script")) } }
        }
    }
}

/// The passkeys of the person, on the page of what they prove themselves with.
pub(super) fn list(visit: &Visit, passkeys: &[Passkey]) -> Markup {
    let text = &visit.text;
    html! {
        section.card aria-labelledby="passkeys-title" {
            h2 #passkeys-title { (text.say("passkeys")) }
            p { (text.say("passkeys-about")) }
            ul.sessions {
                @for passkey in passkeys {
                    li {
                        div {
                            strong { (passkey.name) }
                            p.muted {
                                (text.say("passkey-added")) " " (moment(visit, passkey.created_at))
                                @if let Some(at) = passkey.used_at { " · " (text.say("session-seen")) " " (moment(visit, at)) }
                            }
                        }
                        form action={ (paths::PASSKEYS) "/" (people::passkey_code(passkey)) "/removal" } method="post" {
                            (token_field(visit))
                            button type="submit" {
                                (text.say("factor-remove"))
                                span.visually-hidden { " " (passkey.name) }
                            }
                        }
                    }
                }
            }
            p { a.button href=(paths::PASSKEY_NEW) { (text.say("passkey-add")) } }
        }
    }
}

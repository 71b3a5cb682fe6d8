//! What people set for themselves.

use super::session_list::session_list;
use super::{done, errors, way_back, what_was_done};
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use crate::sign_in::new_password;
use app::people::{self, Session};
use app::{App, Ctx};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ContentHash;
use maud::{Markup, html};
use std::sync::Arc;

struct ProfileView<'a> {
    person: &'a Person,
    sessions: Vec<Session>,
    errors: Vec<FieldError>,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, Vec::new()).await
}

async fn page(app: &App, person: &Person, errors: Vec<FieldError>) -> Result<Response, Failure> {
    let is_wrong = !errors.is_empty();
    let view = ProfileView {
        person,
        sessions: people::sessions(app, person.signed_in()).await?,
        errors,
    };
    let page = Page::new(person, person.text.say("settings-profile")).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

/// Sets the name, and whether keys act alone.
pub(crate) async fn set_profile(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let person = &form.person;
    let keys_off = form.fields.get("keys").is_none();
    let set = people::set_profile(&app, person.signed_in(), form.field("name"), keys_off).await;
    match set {
        Ok(()) => Ok(done(paths::PROFILE, "profile").into_response()),
        Err(error) => page(&app, person, errors(person, error, &["name"])?).await,
    }
}

/// Sets a new password.
pub(crate) async fn change_password(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let person = &form.person;
    let (old, new) = (form.field("old"), form.field("password"));
    match people::change_password(&app, person.signed_in(), old, new).await {
        Ok(()) => Ok(done(paths::PROFILE, "password").into_response()),
        Err(error) => page(&app, person, errors(person, error, &["password", "old"])?).await,
    }
}

/// Ends one of the other sessions.
pub(crate) async fn end_session(
    State(app): State<Arc<App>>,
    Path(session): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let session: ContentHash = session.parse().map_err(|_| Failure::NotFound)?;
    people::end_session(&app, form.person.signed_in(), session)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(done(paths::PROFILE, "session"))
}

/// Ends all of the other sessions.
pub(crate) async fn end_other_sessions(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    people::end_other_sessions(&app, form.person.signed_in()).await?;
    Ok(done(paths::PROFILE, "session"))
}

impl ProfileView<'_> {
    fn markup(&self) -> Markup {
        let visit: &Visit = self.person;
        let text = &visit.text;
        let ctx: &Ctx = self.person.ctx();
        let person = &self.person.signed_in().person;
        html! {
            (way_back(visit, paths::SETTINGS, "settings-title"))
            (summary(visit, &self.errors))
            (what_was_done(visit, "profile"))
            h1 { (text.say("settings-profile")) }
            p.muted {
                (person.email) " · " (text.word("role", person.role.code()))
                @if !ctx.sees_all() { " · " (text.say("person-limited")) }
            }
            div.columns-2 {
                div.column-main {
                    (self.about())
                    (self.password())
                }
                div.column-side { (self.sessions()) }
            }
        }
    }

    fn about(&self) -> Markup {
        let text = &self.person.text;
        let person = &self.person.signed_in().person;
        let wrong = is_wrong(&self.errors, "name");
        html! {
            section.card aria-labelledby="about-title" {
                h2 #about-title { (text.say("profile-about")) }
                form action=(paths::PROFILE) method="post" novalidate {
                    (token_field(self.person))
                    div.field {
                        label for="name" { (text.say("person-name")) }
                        (field_error(self.person, &self.errors, "name"))
                        input #name name="name" value=(person.name) autocomplete="name" maxlength="100" required
                            aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("name-error")];
                    }
                    label.tick {
                        input type="checkbox" name="keys" value="on" checked[!person.keys_off];
                        span { (text.say("profile-keys")) }
                    }
                    p.hint { (text.say("profile-keys-hint")) }
                    button.primary type="submit" { (text.say("save")) }
                }
            }
        }
    }

    fn password(&self) -> Markup {
        let text = &self.person.text;
        let person = &self.person.signed_in().person;
        let wrong = is_wrong(&self.errors, "old");
        html! {
            section.card aria-labelledby="password-title" {
                h2 #password-title { (text.say("profile-password")) }
                p.muted { (text.say("profile-password-about")) }
                form action=(paths::PASSWORD) method="post" novalidate {
                    (token_field(self.person))
                    input type="email" name="email" value=(person.email) autocomplete="username"
                        readonly hidden aria-label=(text.say("sign-in-email"));
                    @if person.has_password {
                        div.field {
                            label for="old" { (text.say("profile-old-password")) }
                            (field_error(self.person, &self.errors, "old"))
                            input #old type="password" name="old" autocomplete="current-password" maxlength="256" required
                                aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("old-error")];
                        }
                    }
                    (new_password(self.person, &self.errors))
                    button.primary type="submit" { (text.say("profile-password-submit")) }
                }
            }
        }
    }

    fn sessions(&self) -> Markup {
        let text = &self.person.text;
        let own = self.person.signed_in().session;
        html! {
            section.card aria-labelledby="sessions-title" {
                h2 #sessions-title { (text.say("profile-sessions")) }
                (session_list(self.person, &self.sessions, Some(own), paths::end_session))
                @if self.sessions.len() > 1 {
                    form action=(paths::OTHER_SESSIONS) method="post" {
                        (token_field(self.person))
                        button type="submit" { (text.say("profile-end-others")) }
                    }
                }
            }
        }
    }
}

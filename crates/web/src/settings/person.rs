//! One of the organisation's people: what they are, and where they are
//! signed in.

use super::people::{chosen_companies, company_fields, role_fields};
use super::session_list::session_list;
use super::{done, errors, way_back, what_was_done};
use crate::components::moment;
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::companies::{self, Company};
use app::people::{self, Listed, Session};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{ContentHash, UserId};
use maud::{Markup, html};
use std::sync::Arc;

struct PersonView<'a> {
    visit: &'a Visit,
    listed: Listed,
    sessions: Vec<Session>,
    companies: Vec<Company>,
    is_oneself: bool,
    errors: Vec<FieldError>,
}

fn read(id: &str) -> Result<UserId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

/// The page.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &person, read(&id)?, Vec::new()).await
}

async fn page(
    app: &App,
    person: &Person,
    id: UserId,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let listed = people::show(app, ctx, id).await?.ok_or(Failure::NotFound)?;
    let sessions = people::sessions_of(app, ctx, id).await?;
    let is_wrong = !errors.is_empty();
    let name = listed.user.name.clone();
    let view = PersonView {
        visit: person,
        listed,
        sessions: sessions.unwrap_or_default(),
        companies: companies::list(app, ctx).await?,
        is_oneself: ctx.person() == Some(id),
        errors,
    };
    let page = Page::new(person, name).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

/// Changes what somebody is.
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id = read(&id)?;
    let role = form.field("role").parse().map_err(|_| Failure::Malformed)?;
    let companies = chosen_companies(&form.fields)?;
    let ctx = form.person.ctx();
    match people::change(&app, ctx, id, form.field("name"), role, companies).await {
        Ok(Some(())) => Ok(done(&paths::person(id), "changed").into_response()),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => {
            let errors = errors(&form.person, error, &["name", "companies"])?;
            page(&app, &form.person, id, errors).await
        }
    }
}

/// Sends the invitation again, or a letter to choose a new password with.
pub(crate) async fn send_letter(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read(&id)?;
    let sent = people::reset(&app, form.person.ctx(), id).await?;
    sent.ok_or(Failure::NotFound)?;
    Ok(done(&paths::person(id), "letter"))
}

/// Takes somebody away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id = read(&id)?;
    match people::remove(&app, form.person.ctx(), id).await {
        Ok(Some(())) => Ok(done(paths::PEOPLE, "removed").into_response()),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => {
            let errors = errors(&form.person, error, &["name"])?;
            page(&app, &form.person, id, errors).await
        }
    }
}

/// Ends one of somebody's sessions.
pub(crate) async fn end_session_of(
    State(app): State<Arc<App>>,
    Path((id, session)): Path<(String, String)>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read(&id)?;
    let session: ContentHash = session.parse().map_err(|_| Failure::NotFound)?;
    let ended = people::end_session_of(&app, form.person.ctx(), id, session).await?;
    ended.ok_or(Failure::NotFound)?;
    Ok(done(&paths::person(id), "session"))
}

/// Ends all of somebody's sessions.
pub(crate) async fn end_sessions_of(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let id = read(&id)?;
    let ended = people::end_sessions_of(&app, form.person.ctx(), id).await?;
    ended.ok_or(Failure::NotFound)?;
    Ok(done(&paths::person(id), "session"))
}

impl PersonView<'_> {
    fn path(&self, rest: &str) -> String {
        format!("{}{rest}", paths::person(self.listed.user.id))
    }

    fn markup(&self) -> Markup {
        let user = &self.listed.user;
        let text = &self.visit.text;
        html! {
            (way_back(self.visit, paths::PEOPLE, "settings-people"))
            (summary(self.visit, &self.errors))
            (what_was_done(self.visit, "person"))
            h1 { (user.name) }
            p.muted {
                (user.email) " · "
                @match user.joined_at {
                    Some(at) if at.as_second() > 0 => { (text.say("person-joined")) " " (moment(self.visit, at)) },
                    Some(_) => (text.word("role", user.role.code())),
                    None => (text.say("person-invited")),
                }
            }
            div.columns-2 {
                div.column-main { (self.what_they_are()) }
                div.column-side {
                    (self.sessions())
                    (self.letter())
                    @if !self.is_oneself { (self.removal()) }
                }
            }
        }
    }

    fn what_they_are(&self) -> Markup {
        let text = &self.visit.text;
        let user = &self.listed.user;
        let wrong = is_wrong(&self.errors, "name");
        html! {
            section.card aria-labelledby="change-title" {
                h2 #change-title { (text.say("person-change")) }
                form action=(self.path("")) method="post" novalidate {
                    (token_field(self.visit))
                    div.field {
                        label for="name" { (text.say("person-name")) }
                        (field_error(self.visit, &self.errors, "name"))
                        input #name name="name" value=(user.name) autocomplete="off" maxlength="100" required
                            aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("name-error")];
                    }
                    (role_fields(self.visit, user.role))
                    (company_fields(self.visit, &self.errors, &self.companies, user.companies.as_deref()))
                    button.primary type="submit" { (text.say("save")) }
                }
            }
        }
    }

    fn sessions(&self) -> Markup {
        let text = &self.visit.text;
        let own = self.visit.signed_in.as_ref().map(|person| person.session);
        html! {
            section.card aria-labelledby="sessions-title" {
                h2 #sessions-title { (text.say("person-sessions")) }
                @if self.sessions.is_empty() {
                    p { (text.say("person-no-sessions")) }
                } @else {
                    (session_list(self.visit, &self.sessions, own, |session| self.path(&format!("/sessions/{session}/end"))))
                    (self.button("/sessions/end", "person-end-sessions"))
                }
            }
        }
    }

    fn letter(&self) -> Markup {
        let text = &self.visit.text;
        let is_invited = self.listed.user.joined_at.is_none();
        let (about, submit) = match is_invited {
            true => ("person-letter-again-about", "person-letter-again"),
            false => ("person-letter-reset-about", "person-letter-reset"),
        };
        html! {
            section.card aria-labelledby="letter-title" {
                h2 #letter-title { (text.say("person-letter")) }
                p { (text.say(about)) }
                (self.button("/letter", submit))
            }
        }
    }

    fn removal(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card aria-labelledby="removal-title" {
                h2 #removal-title { (text.say("person-removal")) }
                p { (text.say("person-removal-about")) }
                details {
                    summary { (text.say("person-remove")) }
                    (self.button("/removal", "person-remove-sure"))
                }
            }
        }
    }

    fn button(&self, rest: &str, key: &str) -> Markup {
        html! {
            form action=(self.path(rest)) method="post" {
                (token_field(self.visit))
                button type="submit" { (self.visit.text.say(key)) }
            }
        }
    }
}

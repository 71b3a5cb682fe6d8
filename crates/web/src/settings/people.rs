//! The people of the organisation, and inviting one more.

use super::{done, errors, way_back, what_was_done};
use crate::components::{Family, heading, tag};
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::companies::{self, Company};
use app::people::{self, Listed, NewInvitation};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::{CompanyId, Role};
use maud::{Markup, html};
use std::sync::Arc;

struct PeopleView<'a> {
    visit: &'a Visit,
    people: Vec<Listed>,
    companies: Vec<Company>,
    typed: Query,
    errors: Vec<FieldError>,
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, Query::default(), Vec::new()).await
}

async fn page(
    app: &App,
    person: &Person,
    typed: Query,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let is_wrong = !errors.is_empty();
    let view = PeopleView {
        visit: person,
        people: people::list(app, person.ctx()).await?,
        companies: companies::list(app, person.ctx()).await?,
        typed,
        errors,
    };
    let page = Page::new(person, person.text.say("settings-people")).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

/// Invites somebody.
pub(crate) async fn invite(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let new = NewInvitation {
        email: form.field("email").to_owned(),
        name: form.field("name").to_owned(),
        role: form.field("role").parse().map_err(|_| Failure::Malformed)?,
        companies: chosen_companies(&form.fields)?,
    };
    match people::invite(&app, form.person.ctx(), new).await {
        Ok(_) => Ok(done(paths::PEOPLE, "invited").into_response()),
        Err(error) => {
            let errors = errors(&form.person, error, &["email", "name", "companies"])?;
            page(&app, &form.person, form.fields.clone(), errors).await
        }
    }
}

/// The companies that a form limits somebody to; `None` for all.
pub(super) fn chosen_companies(fields: &Query) -> Result<Option<Vec<CompanyId>>, Failure> {
    if fields.get("reach") != Some("some") {
        return Ok(None);
    }
    let companies = fields.all("company").map(str::parse);
    let companies = companies.collect::<Result<Vec<CompanyId>, _>>();
    companies.map(Some).map_err(|_| Failure::Malformed)
}

impl PeopleView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            (way_back(self.visit, paths::SETTINGS, "settings-title"))
            (summary(self.visit, &self.errors))
            (what_was_done(self.visit, "people"))
            h1 { (text.say("settings-people")) }
            p.muted { (text.say("people-about")) " " a href=(paths::ROLES) { (text.say("people-roles")) } }
            (self.table())
            (self.invitation())
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="people-caption" {
                table.list {
                    caption #people-caption.visually-hidden { (text.say("settings-people")) }
                    thead { tr {
                        (heading(text, "person-name"))
                        (heading(text, "person-email"))
                        (heading(text, "person-role"))
                        (heading(text, "person-companies"))
                        (heading(text, "person-state"))
                        th.number scope="col" { (text.say("person-sessions")) }
                    } }
                    tbody { @for person in &self.people { (self.row(person)) } }
                }
            }
        }
    }

    fn row(&self, person: &Listed) -> Markup {
        let visit = self.visit;
        let user = &person.user;
        html! {
            tr {
                th scope="row" { a href=(paths::person(user.id)) { (user.name) } }
                td { (user.email) }
                td { (visit.text.word("role", user.role.code())) }
                td { (names_of(visit, &self.companies, user.companies.as_deref())) }
                td { (state(visit, person)) }
                td.number { (visit.formats.count(person.sessions as u64)) }
            }
        }
    }

    fn invitation(&self) -> Markup {
        let text = &self.visit.text;
        let typed = |name: &str| self.typed.get(name).unwrap_or_default();
        let role = typed("role").parse().unwrap_or(Role::Reader);
        html! {
            section.card #invite aria-labelledby="invite-title" {
                h2 #invite-title { (text.say("people-invite")) }
                p.muted { (text.say("people-invite-about")) }
                form action=(paths::PEOPLE) method="post" novalidate {
                    (token_field(self.visit))
                    (self.line("name", "person-name", "text", typed("name")))
                    (self.line("email", "person-email", "email", typed("email")))
                    (role_fields(self.visit, role))
                    (company_fields(self.visit, &self.errors, &self.companies, chosen_companies(&self.typed).ok().flatten().as_deref()))
                    button.primary type="submit" { (text.say("people-invite-submit")) }
                }
            }
        }
    }

    fn line(&self, id: &'static str, label: &str, kind: &str, value: &str) -> Markup {
        let wrong = is_wrong(&self.errors, id);
        html! {
            div.field {
                label for=(id) { (self.visit.text.say(label)) }
                (field_error(self.visit, &self.errors, id))
                input id=(id) type=(kind) name=(id) value=(value) autocomplete="off" maxlength="254" required
                    aria-invalid=[wrong.then_some("true")]
                    aria-describedby=[wrong.then(|| format!("{id}-error"))];
            }
        }
    }
}

/// Whether a person has come, and what is asked of them.
fn state(visit: &Visit, person: &Listed) -> Markup {
    let text = &visit.text;
    match person.user.joined_at {
        None => tag(Family::Pending, &text.say("person-invited")),
        Some(_) if person.has_second_factor => {
            tag(Family::Delivered, &text.say("person-second-factor"))
        }
        Some(_) => tag(Family::Quiet, &text.say("person-password-only")),
    }
}

/// The names of the companies that somebody is limited to.
pub(super) fn names_of(
    visit: &Visit,
    companies: &[Company],
    limited: Option<&[CompanyId]>,
) -> String {
    let Some(limited) = limited else {
        return visit.text.say("companies-all");
    };
    let named = companies
        .iter()
        .filter(|company| limited.contains(&company.id));
    let names: Vec<&str> = named.map(|company| company.name.as_str()).collect();
    names.join(", ")
}

/// The choice of a role, each with what it is.
pub(super) fn role_fields(visit: &Visit, chosen: Role) -> Markup {
    let text = &visit.text;
    html! {
        fieldset {
            legend { (text.say("person-role")) }
            ul.choices {
                @for &role in Role::ALL {
                    li { label.tick {
                        input type="radio" name="role" value=(role.code()) checked[role == chosen];
                        span {
                            strong { (text.word("role", role.code())) }
                            " – " (text.word("role-about", role.code()))
                        }
                    } }
                }
            }
        }
    }
}

/// The choice of companies: all, or some of them.
pub(super) fn company_fields(
    visit: &Visit,
    errors: &[FieldError],
    companies: &[Company],
    limited: Option<&[CompanyId]>,
) -> Markup {
    let text = &visit.text;
    let is_chosen = |company: &Company| limited.is_some_and(|some| some.contains(&company.id));
    html! {
        fieldset #companies tabindex="-1" {
            legend { (text.say("person-companies")) }
            (field_error(visit, errors, "companies"))
            ul.choices {
                li { label.tick {
                    input type="radio" name="reach" value="all" checked[limited.is_none()];
                    span { (text.say("companies-all")) }
                } }
                li { label.tick {
                    input type="radio" name="reach" value="some" checked[limited.is_some()];
                    span { (text.say("companies-some")) }
                } }
            }
            ul.ticks {
                @for company in companies {
                    li { label.tick {
                        input type="checkbox" name="company" value=(company.id) checked[is_chosen(company)];
                        span { (company.name) }
                    } }
                }
            }
        }
    }
}

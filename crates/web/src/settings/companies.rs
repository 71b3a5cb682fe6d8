//! The companies of the organisation, and adding one more.

use super::{company_form, done, errors, way_back, what_was_done};
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, summary};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::companies::{self, Changed, Company};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::Right;
use maud::{Markup, html};
use std::sync::Arc;

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, &Changed::default(), Vec::new()).await
}

async fn page(
    app: &App,
    person: &Person,
    typed: &Changed,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let companies = companies::list(app, person.ctx()).await?;
    let page = Page::new(person, person.text.say("settings-companies")).within(Section::Settings);
    let page = match errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view(person, &companies, typed, &errors)))
}

/// Adds a company.
pub(crate) async fn add(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let new = company_form::read(&form.fields)?;
    match companies::add(&app, form.person.ctx(), new.clone()).await {
        Ok(id) => Ok(done(&paths::company(id), "added").into_response()),
        Err(error) => {
            let errors = errors(&form.person, error, &company_form::FIELDS)?;
            page(&app, &form.person, &new, errors).await
        }
    }
}

fn view(visit: &Visit, companies: &[Company], typed: &Changed, errors: &[FieldError]) -> Markup {
    let text = &visit.text;
    html! {
        (way_back(visit, paths::SETTINGS, "settings-title"))
        (summary(visit, errors))
        (what_was_done(visit, "company"))
        h1 { (text.say("settings-companies")) }
        p.muted { (text.say("settings-companies-about")) }
        div.scroll role="region" tabindex="0" aria-labelledby="companies-caption" {
            table.list {
                caption #companies-caption.visually-hidden { (text.say("settings-companies")) }
                thead { tr {
                    th scope="col" { (text.say("company-name")) }
                    th scope="col" { (text.say("company-number")) }
                    th scope="col" { (text.say("company-accounts")) }
                } }
                tbody {
                    @for company in companies {
                        tr {
                            th scope="row" { a href=(paths::company(company.id)) { (company.name) } }
                            td { (company.number.as_deref().unwrap_or_default()) }
                            td { (company.accounts.join(", ")) }
                        }
                    }
                }
            }
        }
        @if visit.may_everywhere(Right::ManageCompanies) {
            section.card aria-labelledby="add-title" {
                h2 #add-title { (text.say("company-add")) }
                (company_form::form(visit, paths::COMPANIES, typed, errors, "company-add-submit"))
            }
        }
    }
}

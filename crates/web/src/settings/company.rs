//! One company, and what is set for it.

use super::{company_form, company_links, done, errors, way_back, what_was_done};
use crate::components::Facts;
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, summary};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::companies::{self, Changed, Company};
use app::{App, links};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::{Channel, CompanyId, Right};
use maud::{Markup, html};
use std::sync::Arc;

/// The page.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    page(&app, &person, id, None, Vec::new()).await
}

async fn page(
    app: &App,
    person: &Person,
    id: CompanyId,
    typed: Option<Changed>,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let (company, settings) = companies::show(app, person.ctx(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let shown = typed.unwrap_or_else(|| company_form::shown(&company, settings));
    let allowed = links::are_allowed(app, person.ctx(), id).await?;
    let beside = companies::channels_beside(app, person.ctx(), &company).await?;
    let page = Page::new(person, company.name.as_str()).within(Section::Settings);
    let page = match errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    let main = html! {
        (view(person, id, &company.name, &shown, &errors))
        (channels_beside(person, &company, &beside))
        (company_links::card(person, id, allowed.unwrap_or_default()))
    };
    Ok(page.render(&main))
}

/// Changes the company.
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: CompanyId = id.parse().map_err(|_| Failure::NotFound)?;
    let new = company_form::read(&form.fields)?;
    match companies::change(&app, form.person.ctx(), id, new.clone()).await {
        Ok(Some(())) => Ok(done(&paths::company(id), "changed").into_response()),
        Ok(None) => Err(Failure::NotFound),
        Err(error) => {
            let errors = errors(&form.person, error, &company_form::FIELDS)?;
            page(&app, &form.person, id, Some(new), errors).await
        }
    }
}

fn view(
    visit: &Visit,
    id: CompanyId,
    name: &str,
    shown: &Changed,
    errors: &[FieldError],
) -> Markup {
    html! {
        (way_back(visit, paths::COMPANIES, "settings-companies"))
        (summary(visit, errors))
        (what_was_done(visit, "company"))
        h1 { (name) }
        section.card aria-label=(name) {
            @if visit.may(Right::ManageCompanies) {
                (company_form::form(visit, &paths::company(id), shown, errors, "save"))
            } @else {
                (facts(visit, shown))
            }
        }
    }
}

/// The channels by which documents came that are not ticked, each with a way to
/// the documents.
fn channels_beside(visit: &Visit, company: &Company, beside: &[(Channel, u64)]) -> Markup {
    let text = &visit.text;
    let id = company.id.to_string();
    html! {
        @if !beside.is_empty() {
            section.card aria-labelledby="beside-title" {
                h2 #beside-title { (text.say("company-beside-title")) }
                p { (text.say("company-beside-about")) }
                ul {
                    @for (channel, count) in beside {
                        @let list = Query::default().with("company", id.as_str()).with("channel", channel.code());
                        li {
                            a href=(paths::documents(&list)) { (text.word("channel", channel.code())) }
                            " (" (visit.formats.count(*count)) ")"
                        }
                    }
                }
            }
        }
    }
}

fn facts(visit: &Visit, company: &Changed) -> Markup {
    let text = &visit.text;
    let mut facts = Facts::default();
    facts.push(text.say("company-number"), company.number.as_str());
    facts.push(text.say("company-accounts"), company.accounts.join(", "));
    let channels = company.channels.iter();
    let channels: Vec<String> = channels
        .map(|channel| text.word("channel", channel.code()))
        .collect();
    let channels = match channels.is_empty() {
        true => text.say("company-channels-none"),
        false => channels.join(", "),
    };
    facts.push(text.say("company-channels"), channels);
    html! { (facts) }
}

//! What the rows of a table would come to, before anything is written; the
//! rows that cannot be read, to download; and taking the rest in.

use super::{columns, settings};
use crate::components::{Facts, findings, said};
use crate::documents::hand_out_content;
use crate::error_page::Failure;
use crate::form::{Submitted, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::imports::{self, Check, Looked, Options, Problem, TableSettings};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ImportId;
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;
use std::time::Duration;

/// How long the browser waits for the reading before it is shown the progress.
const WAITED_MS: u64 = 3_000;

struct CheckView<'a> {
    visit: &'a Visit,
    looked: Looked,
    settings: TableSettings,
    check: Check,
    company: Option<String>,
}

fn options(query: &Query) -> Options {
    let said = |key: &str| query.get(key).filter(|value| !value.is_empty());
    Options {
        company: said("company").map(str::to_owned),
        channel: said("channel").and_then(|channel| channel.parse().ok()),
        ..Options::default()
    }
}

async fn looked(
    app: &App,
    person: &Person,
    query: &Query,
    id: ImportId,
) -> Result<(Looked, TableSettings), Failure> {
    let looked = imports::look(app, person.ctx(), id, settings::look(query))
        .await?
        .ok_or(Failure::NotFound)?;
    let (settings, _) = settings::read(query, &looked.guess);
    Ok((looked, settings))
}

/// Shows what the rows would come to.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    let (looked, settings) = looked(&app, &person, &person.query, id).await?;
    if !settings::errors(&person, &settings).is_empty() {
        return columns::page(&app, &person, id, true).await;
    }
    let options = options(&person.query);
    let check = imports::check(&app, person.ctx(), id, &settings, &options)
        .await?
        .ok_or(Failure::NotFound)?;
    let view = CheckView {
        visit: &person,
        looked,
        settings,
        check,
        company: options.company,
    };
    Ok(Page::new(&person, view.title())
        .within(Section::Imports)
        .render(&view.markup()))
}

/// The rows that cannot be read, each with the reason.
pub(crate) async fn rejected(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    let (_, settings) = looked(&app, &person, &person.query, id).await?;
    let rows = imports::rejected_rows(&app, person.ctx(), id, &settings)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(hand_out_content("rejected.csv", "text/csv", &rows.into()))
}

/// Takes the table in.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id: ImportId = id.parse().map_err(|_| Failure::NotFound)?;
    let (_, settings) = looked(&app, &form.person, &form.fields, id).await?;
    let options = options(&form.fields);
    let accepted = imports::import_table(&app, form.person.ctx(), id, &settings, &options)
        .await?
        .ok_or(Failure::NotFound)?;
    let receipt = accepted.imports.first().copied().unwrap_or(id);
    accepted.wait(Duration::from_millis(WAITED_MS)).await;
    Ok(Redirect::to(&paths::import(receipt, &Query::default())).into_response())
}

impl CheckView<'_> {
    fn title(&self) -> String {
        let name = self.looked.import.name.as_str();
        self.visit
            .text
            .fill("check-title", &[("name", name.into())])
    }

    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let id = self.looked.import.id;
        let query = settings::write(&self.settings);
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::with(&paths::columns(id), &query)) { (icon(Icon::ChevronLeft)) (text.say("check-back")) }
            }
            h1.file-name { (self.title()) }
            (settings::steps(self.visit, "check"))
            p { (text.say("check-about")) }
            @if !self.check.is_all { (said(&html! { (text.say("check-not-all")) })) }
            (self.counts())
            (self.problems(&query))
            (self.form(&query))
        }
    }

    fn counts(&self) -> Markup {
        let text = &self.visit.text;
        let count = |number: u64| self.visit.formats.count(number);
        let mut facts = Facts::default();
        facts.push(text.say("check-new"), count(self.check.new));
        facts.push(text.say("check-changed"), count(self.check.changed));
        facts.push(text.say("check-same"), count(self.check.same));
        facts.push(text.say("check-left-out"), count(self.check.left_out));
        facts.push(text.say("check-wrong"), count(self.check.wrong));
        html! {
            div.facts-row { (facts) }
            @if self.check.changed > 0 { p.muted { (text.say("check-changed-about")) } }
        }
    }

    fn problems(&self, query: &Query) -> Markup {
        let text = &self.visit.text;
        let errors = || self.check.problems.iter().filter(|it| it.is_error);
        let warnings = || self.check.problems.iter().filter(|it| !it.is_error);
        let rejected = paths::with(&paths::rejected(self.looked.import.id), query);
        html! {
            @if errors().next().is_some() {
                section aria-labelledby="errors-title" {
                    h2 #errors-title { (text.say("check-errors")) }
                    p { (text.say("check-errors-about")) " " a href=(rejected) download { (icon(Icon::Download)) " " (text.say("check-rejected")) } }
                    ul.problems { @for problem in errors() { li { (self.problem(problem)) } } }
                }
            }
            @if warnings().next().is_some() {
                section aria-labelledby="warnings-title" {
                    h2 #warnings-title { (text.say("check-warnings")) }
                    ul.problems { @for problem in warnings() { li { (self.problem(problem)) } } }
                }
            }
        }
    }

    fn problem(&self, problem: &Problem) -> Markup {
        let text = &self.visit.text;
        let rows = self.visit.formats.count(problem.rows);
        html! {
            p { strong { (text.fill("check-rows", &[("count", problem.rows.into()), ("shown", rows.into())])) } }
            (findings(self.visit, &problem.examples))
        }
    }

    /// Everything that was said goes along, so that what is taken in is what
    /// was checked.
    fn form(&self, query: &Query) -> Markup {
        let text = &self.visit.text;
        let id = self.looked.import.id;
        html! {
            form action=(paths::mapping(id)) method="post" {
                (token_field(self.visit))
                (crate::page::hidden(query))
                @if self.visit.companies.len() > 1 {
                    div.field {
                        label for="company" { (text.say("upload-company")) }
                        select #company name="company" {
                            option value="" { (text.say("upload-by-content")) }
                            @for company in &self.visit.companies {
                                @let value = company.number.as_deref().unwrap_or(&company.name);
                                option value=(value) selected[self.company.as_deref() == Some(value)] { (company.name) }
                            }
                        }
                    }
                }
                div.row {
                    @if self.check.new > 0 {
                        button.primary type="submit" {
                            (text.fill("check-submit", &[("count", self.check.new.into()), ("shown", self.visit.formats.count(self.check.new).into())]))
                        }
                    } @else {
                        p { (text.say("check-nothing")) }
                    }
                    a href=(paths::with(&paths::columns(id), query)) { (text.say("check-back")) }
                }
            }
        }
    }
}

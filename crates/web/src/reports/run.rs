//! One run: how it stands, its files, its letters.

use super::list::{state, told};
use super::show::days;
use crate::components::{Family, moment, tag};
use crate::error_page::Failure;
use crate::form::token_field;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::mail::{LetterRow, LetterState};
use app::reports::{self, Format, Run, RunFile, RunState};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::{Right, RunId};
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct RunView<'a> {
    visit: &'a Visit,
    title: String,
    run: Run,
    files: Vec<RunFile>,
    letters: Vec<LetterRow>,
    may_change: bool,
}

/// The page.
pub(crate) async fn run(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    person: Person,
) -> Result<Response, Failure> {
    let id: RunId = id.parse().map_err(|_| Failure::NotFound)?;
    let ctx = person.ctx();
    let run = reports::lookup(&app, ctx, id).await?;
    let run = run.ok_or(Failure::NotFound)?;
    let report = reports::find(&app, ctx, &run.report).await?;
    let title = report.map(|report| report.title(&app, person.text.language()));
    let may_change = ctx.may(Right::Report);
    let view = RunView {
        visit: &person,
        title: title.unwrap_or_else(|| run.report.clone()),
        files: reports::files(&app, ctx, id).await?,
        letters: match may_change {
            true => reports::sent(&app, ctx, &run).await?,
            false => Vec::new(),
        },
        run,
        may_change,
    };
    Ok(Page::new(&person, view.title.clone())
        .within(Section::Reports)
        .render(&view.markup()))
}

impl RunView<'_> {
    fn markup(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            (told(visit))
            p { a href=(paths::report(&self.run.report)) { (self.title) } }
            h1 { (self.title) " – " (days(visit, &self.run)) }
            (self.facts())
            @if self.files.iter().any(|file| file.name.ends_with(Format::Html.ending())) {
                p { a.button href={ (paths::run(self.run.id)) "/page" } { (text.say("reports-run-read")) } }
            }
            h2 { (text.say("reports-run-files")) }
            @if let Some(at) = self.run.names_erased_at {
                p.hint { (text.say("reports-run-names-erased")) " " (moment(visit, at)) "." }
            }
            ul { @for file in &self.files {
                li {
                    a href=(paths::run_file(self.run.id, &file.name)) { (file.name) }
                    " " span.muted { (visit.formats.bytes(file.size)) }
                }
            } }
            @if self.may_change { (self.letters()) }
        }
    }

    fn facts(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let run = &self.run;
        html! {
            dl.facts {
                div { dt { (text.say("reports-run-state")) } dd { (state(visit, run)) } }
                div { dt { (text.say("reports-run-as-of")) } dd { (moment(visit, run.as_of)) } }
                div { dt { (text.say("reports-run-ordered-by")) } dd { (run.ordered_by) } }
                @if let Some(at) = run.settled_at {
                    div { dt { (text.say("reports-run-settled")) } dd { (moment(visit, at)) } }
                }
                // Failures are told in English, for whoever runs the installation.
                @if let Some(error) = &run.error {
                    div { dt { (text.say("reports-run-failure")) } dd lang="en" { (error) } }
                }
            }
        }
    }

    fn letters(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        html! {
            h2 #letters { (text.say("reports-run-letters")) }
            @if self.letters.is_empty() {
                p.muted { (text.say("reports-run-letters-none")) }
            } @else {
                div.scroll role="region" tabindex="0" aria-labelledby="letters" {
                    table.list {
                        thead { tr {
                            th scope="col" { (text.say("letters-recipient")) }
                            th scope="col" { (text.say("letters-state")) }
                            th scope="col" { (text.say("letters-tried")) }
                            th scope="col" { (text.say("letters-failure")) }
                        } }
                        tbody { @for letter in &self.letters { tr {
                            th scope="row" { (letter.recipient) }
                            td { (letter_state(visit, letter.state)) }
                            td { @if let Some(at) = letter.tried_at { (moment(visit, at)) } }
                            td { @if let Some(error) = &letter.error { span lang="en" { (error) } } }
                        } } }
                    }
                }
                @if self.run.state == RunState::Made {
                    form action={ (paths::run(self.run.id)) "/letters" } method="post" {
                        (token_field(visit))
                        button type="submit" { (text.say("reports-send-again")) }
                    }
                }
            }
        }
    }
}

pub(super) fn letter_state(visit: &Visit, state: LetterState) -> Markup {
    let family = match state {
        LetterState::Waiting => Family::Pending,
        LetterState::Sent => Family::Delivered,
        LetterState::Refused => Family::Failed,
    };
    tag(
        family,
        &visit.text.say(&format!("letters-state-{}", state.code())),
    )
}

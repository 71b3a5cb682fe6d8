//! The list of jobs.

use crate::components::{Family, empty, heading, moment, said, tag};
use crate::error_page::Failure;
use crate::form::token_field;
use crate::page::Page;
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::jobs::{self, JobRow, JobState};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct JobsView<'a> {
    visit: &'a Visit,
    jobs: Vec<JobRow>,
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let view = JobsView {
        visit: &person,
        jobs: jobs::list(&app, person.ctx()).await?,
    };
    Ok(Page::new(&person, person.text.say("jobs-title")).render(&view.markup()))
}

const fn family(state: JobState) -> Family {
    match state {
        JobState::Waiting => Family::Quiet,
        JobState::Running => Family::Pending,
        JobState::Dead => Family::Failed,
    }
}

impl JobsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let is_retried = self.visit.query.get("said") == Some("retried");
        html! {
            @if is_retried { (said(&html! { (text.say("jobs-said-retried")) })) }
            h1 { (text.say("jobs-title")) }
            p.muted { (text.say("jobs-about")) }
            @if self.jobs.is_empty() {
                (empty(&text.say("jobs-none-title"), &html! { p { (text.say("jobs-none")) } }))
            } @else {
                (self.table())
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="jobs-caption" {
                table.list {
                    caption #jobs-caption.visually-hidden { (text.say("jobs-title")) }
                    thead { tr {
                        (heading(text, "jobs-job"))
                        (heading(text, "jobs-state"))
                        (heading(text, "jobs-due"))
                        th.number scope="col" { (text.say("jobs-attempts")) }
                        (heading(text, "jobs-failure"))
                        (heading(text, "jobs-action"))
                    } }
                    tbody { @for job in &self.jobs { (self.row(job)) } }
                }
            }
        }
    }

    fn row(&self, job: &JobRow) -> Markup {
        let visit = self.visit;
        let state = visit.text.say(&format!("jobs-state-{}", job.state.code()));
        html! {
            tr {
                th scope="row" { (self.name(job)) }
                td { (tag(family(job.state), &state)) }
                td { @if job.state != JobState::Dead { (moment(visit, job.run_at)) } }
                td.number { (visit.formats.count(u64::from(job.attempts))) }
                // Failures are told in English, for whoever runs the installation.
                td { @if let Some(error) = &job.error { span lang="en" { (error) } } }
                td { @if job.state == JobState::Dead { (self.retry(job)) } }
            }
        }
    }

    /// The job in words; a kind that has none by its own name.
    fn name(&self, job: &JobRow) -> String {
        let known = self.visit.text.known(&format!("jobs-name-{}", job.name));
        known.unwrap_or_else(|| job.name.clone())
    }

    fn retry(&self, job: &JobRow) -> Markup {
        let text = &self.visit.text;
        html! {
            form action=(paths::retry_job(job.id)) method="post" {
                (token_field(self.visit))
                button type="submit" {
                    (text.say("jobs-retry"))
                    span.visually-hidden { " " (self.name(job)) }
                }
            }
        }
    }
}

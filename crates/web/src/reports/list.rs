//! The reports there are, and when they go out next.

use crate::components::{Family, heading, moment, said, tag};
use crate::error_page::Failure;
use crate::letters::server_notice;
use crate::page::{Page, Section, companies};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::reports::{self, Due, Run, RunState, SetUp};
use axum::extract::State;
use axum::response::Response;
use domain::Right;
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct ReportsView<'a> {
    app: &'a App,
    visit: &'a Visit,
    reports: Vec<SetUp>,
    due: Vec<Due>,
    runs: Vec<Run>,
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let view = ReportsView {
        app: &app,
        visit: &person,
        reports: reports::list(&app, ctx).await?,
        due: reports::due(&app, ctx).await?,
        runs: reports::runs(&app, ctx, None).await?,
    };
    Ok(Page::new(&person, person.text.say("reports-title"))
        .within(Section::Reports)
        .render(&view.markup()))
}

/// The family of a run's state.
pub(super) const fn family(state: RunState) -> Family {
    match state {
        RunState::Waiting => Family::Pending,
        RunState::Made => Family::Delivered,
        RunState::Skipped => Family::Quiet,
        RunState::Failed => Family::Failed,
    }
}

/// How a run stands, as a tag.
pub(super) fn state(visit: &Visit, run: &Run) -> Markup {
    let word = visit
        .text
        .say(&format!("reports-state-{}", run.state.code()));
    tag(family(run.state), &word)
}

/// What was done by the form that led here.
pub(super) fn told(visit: &Visit) -> Markup {
    let what = visit.query.get("said").unwrap_or_default();
    let known = visit.text.known(&format!("reports-said-{what}"));
    html! { @if let Some(words) = known { (said(&html! { (words) })) } }
}

impl ReportsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            (told(self.visit))
            h1 { (text.say("reports-title")) }
            p.muted { (text.say("reports-about")) }
            (server_notice(self.visit, self.app.post().place().as_deref()))
            @if self.visit.may(Right::Report) {
                div.inline {
                    a.button href=(paths::with(paths::REPORTS_BUILD, &companies::chosen(self.visit))) { (text.say("reports-new")) }
                    a href=(paths::REPORTS_SUBSCRIPTIONS) { (text.say("reports-subscriptions")) }
                }
            }
            div.scroll role="region" tabindex="0" aria-labelledby="reports-caption" {
                table.list {
                    caption #reports-caption.visually-hidden { (text.say("reports-title")) }
                    thead { tr {
                        (heading(text, "reports-column-report"))
                        (heading(text, "reports-column-period"))
                        (heading(text, "reports-column-next"))
                        th.number scope="col" { (text.say("reports-column-recipients")) }
                        (heading(text, "reports-column-last"))
                    } }
                    tbody { @for report in &self.reports { (self.row(report)) } }
                }
            }
        }
    }

    fn row(&self, report: &SetUp) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let due = self.due.iter().find(|due| due.name == report.name);
        let last = self.runs.iter().find(|run| run.report == report.name);
        html! {
            tr {
                th scope="row" {
                    a href=(paths::report(&report.name)) { (report.title(self.app, text.language())) }
                }
                td { (text.say(&format!("report-unit-{}", report.definition.unit.code()))) }
                td {
                    @match due {
                        Some(_) if report.is_paused => { (tag(Family::Quiet, &text.say("reports-paused"))) }
                        Some(due) => { (moment(visit, due.at)) }
                        None => { span.muted { (text.say("reports-by-hand")) } }
                    }
                }
                td.number { (visit.formats.count(report.definition.recipients.len() as u64)) }
                td {
                    @match last {
                        Some(run) => {
                            a href=(paths::run(run.id)) { (moment(visit, run.ordered_at)) }
                            " " (state(visit, run))
                        }
                        None => { span.muted { (text.say("reports-never")) } }
                    }
                }
            }
        }
    }
}

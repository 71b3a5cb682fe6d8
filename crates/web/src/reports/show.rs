//! One report: running it, its runs, and who gets it.

use super::list::{state, told};
use crate::components::{Family, day, empty, heading, moment, tag};
use crate::error_page::Failure;
use crate::form::token_field;
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::reports::{self, Run, SetUp, Subscription};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Right;
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct ReportView<'a> {
    visit: &'a Visit,
    title: String,
    report: SetUp,
    runs: Vec<Run>,
    subscriptions: Vec<Subscription>,
    may_change: bool,
}

/// The page.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    person: Person,
) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let report = reports::find(&app, ctx, &name).await?;
    let report = report.ok_or(Failure::NotFound)?;
    let may_change = ctx.may(Right::Report);
    let mut subscriptions = match may_change {
        true => reports::subscriptions(&app, ctx).await?,
        false => Vec::new(),
    };
    subscriptions.retain(|one| one.report == name);
    let view = ReportView {
        visit: &person,
        title: report.title(&app, person.text.language()),
        runs: reports::runs(&app, ctx, Some(&name)).await?,
        report,
        subscriptions,
        may_change,
    };
    Ok(Page::new(&person, view.title.clone())
        .within(Section::Reports)
        .render(&view.markup()))
}

/// The days of a run.
pub(super) fn days(visit: &Visit, run: &Run) -> Markup {
    html! {
        (day(visit, run.period_from))
        @if run.period_to != run.period_from { " – " (day(visit, run.period_to)) }
    }
}

impl ReportView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            (told(self.visit))
            p { a href=(paths::REPORTS) { (text.say("reports-title")) } }
            h1 { (self.title) }
            @if self.may_change { (self.changes()) }
            (self.order())
            h2 { (text.say("reports-runs")) }
            @if self.runs.is_empty() {
                (empty(&text.say("reports-never"), &html! { p { (text.say("reports-runs-none")) } }))
            } @else {
                (self.runs_table())
            }
            @if !self.subscriptions.is_empty() { (self.subscriptions_table()) }
        }
    }

    fn changes(&self) -> Markup {
        let (text, name) = (&self.visit.text, self.report.name.as_str());
        let is_set_up = self.report.planned_until.is_some();
        let (paused, pause) = match self.report.is_paused {
            true => ("no", "reports-resume"),
            false => ("yes", "reports-pause"),
        };
        let delete = match self.report.is_built_in() {
            true => "reports-reset",
            false => "reports-delete",
        };
        let button = |what: &str, key: &str, fields: Markup| {
            html! {
                form action=(paths::of_report(name, what)) method="post" {
                    (token_field(self.visit))
                    (fields)
                    button type="submit" { (text.say(key)) }
                }
            }
        };
        html! {
            div.inline {
                a.button href={ (paths::REPORTS_BUILD) "?from=" (name) } { (text.say("reports-edit")) }
                @if is_set_up && self.report.definition.timetable.is_some() {
                    (button("pause", pause, html! { input type="hidden" name="paused" value=(paused); }))
                }
                @if is_set_up { (button("deletion", delete, html! {})) }
            }
        }
    }

    fn order(&self) -> Markup {
        let text = &self.visit.text;
        let has_recipients = !self.report.definition.recipients.is_empty();
        html! {
            form.inline action=(paths::of_report(&self.report.name, "orders")) method="post" {
                (token_field(self.visit))
                label { (text.say("reports-run-period"))
                    input type="text" name="period" size="12" maxlength="12";
                }
                label.tick { input type="checkbox" name="restated" value="yes"; span { (text.say("reports-run-restated")) } }
                @if self.may_change && has_recipients {
                    label.tick { input type="checkbox" name="send" value="yes"; span { (text.say("reports-run-send")) } }
                }
                button.primary type="submit" { (text.say("reports-run-now")) }
            }
        }
    }

    fn runs_table(&self) -> Markup {
        let visit = self.visit;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="runs-caption" {
                table.list {
                    caption #runs-caption.visually-hidden { (visit.text.say("reports-runs")) }
                    thead { tr {
                        (heading(&visit.text, "reports-column-period"))
                        (heading(&visit.text, "reports-run-as-of"))
                        (heading(&visit.text, "reports-run-ordered-by"))
                        (heading(&visit.text, "reports-run-state"))
                        (heading(&visit.text, "reports-run-settled"))
                        (heading(&visit.text, "reports-run-failure"))
                    } }
                    tbody { @for run in &self.runs {
                        tr {
                            th scope="row" { a href=(paths::run(run.id)) { (days(visit, run)) } }
                            td { (moment(visit, run.as_of)) }
                            td { (run.ordered_by) }
                            td { (state(visit, run)) }
                            td { @if let Some(at) = run.settled_at { (moment(visit, at)) } }
                            // Failures are told in English, for whoever runs the installation.
                            td { @if let Some(error) = &run.error { span lang="en" { (error) } } }
                        }
                    } }
                }
            }
        }
    }

    fn subscriptions_table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            h2 #subscriptions { (text.say("reports-subscriptions")) }
            div.scroll role="region" tabindex="0" aria-labelledby="subscriptions" {
                table.list {
                    thead { tr {
                        th scope="col" { (text.say("reports-column-recipients")) }
                        th scope="col" { (text.say("reports-subscription-state")) }
                        th scope="col" { span.visually-hidden { (text.say("jobs-action")) } }
                    } }
                    tbody { @for one in &self.subscriptions { (self.subscription(one)) } }
                }
            }
        }
    }

    fn subscription(&self, one: &Subscription) -> Markup {
        html! {
            tr {
                th scope="row" { (one.address) }
                td { (subscription_state(self.visit, one)) }
                td { (subscription_action(self.visit, one)) }
            }
        }
    }
}

/// How a subscription stands, as a tag.
pub(super) fn subscription_state(visit: &Visit, one: &Subscription) -> Markup {
    let (family, key) = match one {
        one if one.is_ended => (Family::Quiet, "reports-subscription-ended"),
        one if one.is_stopped => (Family::Failed, "reports-subscription-stopped"),
        one if one.may_see => (Family::Delivered, "reports-subscription-figures"),
        _ => (Family::Pending, "reports-subscription-link"),
    };
    tag(family, &visit.text.say(key))
}

/// The button that asks back who gets no more letters.
pub(super) fn subscription_action(visit: &Visit, one: &Subscription) -> Markup {
    let text = &visit.text;
    html! {
        @if one.is_ended || one.is_stopped {
            form action=(paths::REPORTS_SUBSCRIPTIONS) method="post" {
                (token_field(visit))
                input type="hidden" name="report" value=(one.report);
                input type="hidden" name="address" value=(one.address);
                button type="submit" {
                    (text.say("reports-subscription-again"))
                    span.visually-hidden { " " (one.address) }
                }
            }
        }
    }
}

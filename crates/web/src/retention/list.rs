//! The rules, the form to change them, and the runs of erasing.

use super::{months_words, scope_words};
use crate::components::{day, heading, moment, said};
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::Page;
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::companies::{self, Company};
use app::retention::{self, Erased, Erasure, MONTHS_MAX, Rule, Rules};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Channel, DocumentKind};
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct RetentionView<'a> {
    visit: &'a Visit,
    companies: Vec<Company>,
    rules: Vec<Rule>,
    runs: Vec<Erasure>,
    due: Erased,
    typed: &'a Query,
    errors: &'a [FieldError],
}

/// The page.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, &Query::default(), &[]).await
}

/// The page, with what was typed where a form has to be mended.
pub(super) async fn page(
    app: &App,
    person: &Person,
    typed: &Query,
    errors: &[FieldError],
) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let said = retention::list(app, ctx).await?;
    let view = RetentionView {
        visit: person,
        companies: companies::list(app, ctx).await?,
        rules: Rules::new(said.iter().map(|said| said.rule)).all().to_vec(),
        runs: retention::list_runs(app, ctx).await?,
        due: retention::dry_run(app, ctx, ctx.today()).await?,
        typed,
        errors,
    };
    let page = Page::new(person, person.text.say("retention-title"));
    let page = match errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view.markup()))
}

impl RetentionView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let done = match self.visit.query.get("said") {
            Some("changed") => Some("retention-said-changed"),
            Some("erasing") => Some("retention-said-erasing"),
            _ => None,
        };
        html! {
            (summary(self.visit, self.errors))
            @if let Some(done) = done { (said(&html! { (text.say(done)) })) }
            h1 { (text.say("retention-title")) }
            p.muted { (text.say("retention-about")) }
            (self.table())
            (self.form())
            (self.erasing())
            section.card aria-labelledby="more-title" {
                h2 #more-title { (text.say("retention-more")) }
                ul {
                    li { a href=(paths::HOLDS) { (text.say("holds-title")) } ": " (text.say("holds-link-about")) }
                    li { a href=(paths::RECIPIENTS) { (text.say("recipients-title")) } ": " (text.say("recipients-link-about")) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="rules-caption" {
                table.list {
                    caption #rules-caption.visually-hidden { (text.say("retention-rules")) }
                    thead { tr {
                        (heading(text, "retention-for"))
                        (heading(text, "retention-kept"))
                        (heading(text, "retention-from"))
                    } }
                    tbody { @for (place, rule) in self.rules.iter().enumerate() { (self.row(place, rule)) } }
                }
            }
        }
    }

    fn row(&self, place: usize, rule: &Rule) -> Markup {
        let text = &self.visit.text;
        let is_default = place < Rule::DEFAULTS.len();
        html! {
            tr {
                th scope="row" { (scope_words(self.visit, &rule.scope, &self.companies)) }
                td { (months_words(self.visit, rule.months)) @if is_default { " " span.muted { (text.say("retention-default")) } } }
                td {
                    @match rule.from_on {
                        Some(from) => { (text.say("retention-received-from")) " " (day(self.visit, from)) },
                        None => { (text.say("retention-all-documents")) },
                    }
                }
            }
        }
    }

    fn form(&self) -> Markup {
        let text = &self.visit.text;
        let chosen = |name: &str| self.typed.get(name).unwrap_or_default();
        let wrong = is_wrong(self.errors, "months");
        let forward = chosen("applies") != "all";
        html! {
            section.card aria-labelledby="change-title" {
                h2 #change-title { (text.say("retention-change")) }
                p.muted { (text.say("retention-change-about")) }
                form action=(paths::RETENTION_PREVIEW) method="get" {
                    div.span {
                        label for="company" { (text.say("retention-company"))
                            select #company name="company" {
                                option value="" { (text.say("retention-every-company")) }
                                @for company in &self.companies {
                                    @let id = company.id.to_string();
                                    option value=(id) selected[id == chosen("company")] { (company.name) }
                                }
                            }
                        }
                        label for="channel" { (text.say("retention-channel"))
                            select #channel name="channel" {
                                option value="" { (text.say("retention-every-channel")) }
                                @for channel in Channel::ALL {
                                    option value=(channel) selected[channel.code() == chosen("channel")] { (text.word("channel", channel.code())) }
                                }
                            }
                        }
                        label for="kind" { (text.say("retention-kind"))
                            select #kind name="kind" {
                                option value="" { (text.say("retention-every-kind")) }
                                @for kind in DocumentKind::ALL {
                                    option value=(kind) selected[kind.code() == chosen("kind")] { (text.word("kind", kind.code())) }
                                }
                            }
                        }
                    }
                    div.field {
                        label for="months" { (text.say("retention-months-label")) }
                        (field_error(self.visit, self.errors, "months"))
                        input #months type="number" name="months" min="1" max=(MONTHS_MAX) inputmode="numeric" value=(chosen("months"))
                            aria-invalid=[wrong.then_some("true")] aria-describedby=(if wrong { "months-hint months-error" } else { "months-hint" });
                        p.hint #months-hint { (text.say("retention-months-hint")) }
                    }
                    fieldset {
                        legend { (text.say("retention-applies")) }
                        label.tick { input type="radio" name="applies" value="forward" checked[forward]; (text.say("retention-forward")) }
                        label.tick { input type="radio" name="applies" value="all" checked[!forward]; (text.say("retention-all")) }
                    }
                    button.primary type="submit" { (text.say("retention-see")) }
                }
            }
        }
    }

    fn erasing(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let count = |number: u64| visit.formats.count(number);
        html! {
            section.card aria-labelledby="erasing-title" {
                h2 #erasing-title { (text.say("retention-erasing")) }
                p { (text.say("retention-erasing-about")) }
                p {
                    (text.fill("retention-due", &[
                        ("count", self.due.documents.into()),
                        ("documents", count(self.due.documents).into()),
                        ("held", count(self.due.held).into()),
                    ]))
                }
                form action=(paths::RETENTION_ERASURES) method="post" {
                    (token_field(visit))
                    button type="submit" { (text.say("retention-erase-now")) }
                }
                @if !self.runs.is_empty() { (self.runs()) }
            }
        }
    }

    fn runs(&self) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let number = |key: &str| html! { th.number scope="col" { (text.say(key)) } };
        let cell = |number: u64| html! { td.number { (visit.formats.count(number)) } };
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="runs-caption" {
                table.list {
                    caption #runs-caption.visually-hidden { (text.say("retention-runs")) }
                    thead { tr {
                        (heading(text, "retention-run-at")) (heading(text, "retention-run-by")) (heading(text, "retention-run-state"))
                        (number("retention-run-documents")) (number("retention-run-held"))
                        (number("retention-run-payments")) (number("retention-run-originals")) (number("retention-run-customers"))
                    } }
                    tbody {
                        @for run in &self.runs {
                            tr {
                                th scope="row" { (moment(visit, run.started_at)) }
                                td { @if run.started_by == "operator" { (text.say("retention-by-itself")) } @else { (run.started_by) } }
                                td {
                                    @if run.ended_at.is_some() { (text.say("retention-run-done")) }
                                    @else { (text.fill("retention-run-going", &[("done", visit.formats.count(run.report.documents).into()), ("due", visit.formats.count(run.report.due).into())])) }
                                }
                                (cell(run.report.documents)) (cell(run.report.held))
                                (cell(run.report.payments)) (cell(run.report.originals)) (cell(run.report.customers))
                            }
                        }
                    }
                }
            }
        }
    }
}

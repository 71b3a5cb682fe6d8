//! The page of what happened.

use crate::components::{empty, heading, said};
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::annotations::{self, Annotation, TEXT_CHARACTERS_MAX};
use app::companies::{self, Company};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Channel, Right};
use maud::{Markup, html};
use std::sync::Arc;

/// What was filled in, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) fields: Query,
    pub(super) errors: Vec<FieldError>,
}

struct AnnotationsView<'a> {
    visit: &'a Visit,
    companies: Vec<Company>,
    annotations: Vec<Annotation>,
    may_change: bool,
    sees_all: bool,
    typed: &'a Typed,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, &Typed::default()).await
}

pub(super) async fn page(app: &App, person: &Person, typed: &Typed) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let view = AnnotationsView {
        visit: person,
        companies: companies::list(app, ctx).await?,
        annotations: annotations::list(app, ctx).await?,
        may_change: ctx.may(Right::Comment),
        sees_all: ctx.sees_all(),
        typed,
    };
    let page = Page::new(person, person.text.say("annotations-title")).within(Section::Settings);
    Ok(match typed.errors.is_empty() {
        true => page.render(&view.markup()),
        false => page
            .asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY)
            .render(&view.markup()),
    })
}

/// The days of an annotation in words.
pub(crate) fn days(visit: &Visit, one: &Annotation) -> String {
    match one.last_on {
        Some(last) => visit.formats.date_range(one.first_on, last),
        None => visit.formats.date(one.first_on),
    }
}

impl AnnotationsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let told = self.visit.query.get("said");
        let told = told.and_then(|word| text.known(&format!("annotations-said-{word}")));
        html! {
            (summary(self.visit, &self.typed.errors))
            @if let Some(told) = told { (said(&html! { (told) })) }
            h1 { (text.say("annotations-title")) }
            p.muted { (text.say("annotations-about")) }
            @if self.annotations.is_empty() {
                (empty(&text.say("annotations-none-title"), &html! { p { (text.say("annotations-none")) } }))
            } @else {
                (self.table())
            }
            @if self.may_change { (self.form()) }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="annotations-caption" {
                table.list {
                    caption #annotations-caption.visually-hidden { (text.say("annotations-title")) }
                    thead { tr {
                        (heading(text, "annotations-days"))
                        (heading(text, "annotations-text"))
                        (heading(text, "annotations-channel"))
                        (heading(text, "annotations-company"))
                        @if self.may_change { (heading(text, "prices-action")) }
                    } }
                    tbody { @for one in &self.annotations { (self.row(one)) } }
                }
            }
        }
    }

    fn row(&self, one: &Annotation) -> Markup {
        let text = &self.visit.text;
        let channel = one.channel.map_or_else(
            || text.say("annotations-all-channels"),
            |channel| text.word("channel", channel.code()),
        );
        let removable = one.company.is_some() || self.sees_all;
        html! {
            tr {
                th scope="row" { (days(self.visit, one)) }
                td { (one.text) }
                td { (channel) }
                td { (self.company(one)) }
                @if self.may_change { td { @if removable {
                    form action=(paths::annotation_removal(one.id)) method="post" {
                        (token_field(self.visit))
                        button type="submit" {
                            (text.say("prices-remove"))
                            span.visually-hidden { " " (one.text) }
                        }
                    }
                } } }
            }
        }
    }

    fn company(&self, one: &Annotation) -> String {
        let Some(id) = one.company else {
            return self.visit.text.say("prices-all-companies");
        };
        let company = self.companies.iter().find(|company| company.id == id);
        company.map_or_else(String::new, |company| company.name.clone())
    }

    fn typed(&self, field: &str) -> &str {
        self.typed.fields.get(field).unwrap_or_default()
    }

    fn field(&self, name: &'static str, kind: &str, is_required: bool) -> Markup {
        let wrong = is_wrong(&self.typed.errors, name);
        let most = (kind == "text").then_some(TEXT_CHARACTERS_MAX);
        html! {
            div.field {
                label for=(name) { (self.visit.text.say(&format!("annotations-{name}"))) }
                (field_error(self.visit, &self.typed.errors, name))
                input id=(name) type=(kind) name=(name) value=(self.typed(name)) maxlength=[most] required[is_required]
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then(|| format!("{name}-error"))];
            }
        }
    }

    fn form(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card aria-labelledby="annotation-new" {
                h2 #annotation-new { (text.say("annotations-new")) }
                form action=(paths::ANNOTATIONS) method="post" novalidate {
                    (token_field(self.visit))
                    (self.field("text", "text", true))
                    (self.field("first", "date", true))
                    (self.field("last", "date", false))
                    div.field {
                        label for="channel" { (text.say("annotations-channel")) }
                        select #channel name="channel" {
                            option value="" { (text.say("annotations-all-channels")) }
                            @for channel in Channel::ALL {
                                option value=(channel.code()) selected[self.typed("channel") == channel.code()] { (text.word("channel", channel.code())) }
                            }
                        }
                    }
                    div.field {
                        label for="company" { (text.say("annotations-company")) }
                        (field_error(self.visit, &self.typed.errors, "company"))
                        select #company name="company" {
                            @if self.sees_all { option value="" { (text.say("prices-all-companies")) } }
                            @for company in &self.companies {
                                option value=(company.id) selected[self.typed("company") == company.id.to_string()] { (company.name) }
                            }
                        }
                    }
                    button.primary type="submit" { (text.say("annotations-add")) }
                }
            }
        }
    }
}

//! The page of saved views: those one has, and the form for a new one where it
//! came back from the list of documents to be mended.

use crate::components::{empty, heading, said};
use crate::documents::ListState;
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section, hidden};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::views::{self, NAME_CHARACTERS_MAX, View};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Right, ViewId};
use maud::{Markup, html};
use std::sync::Arc;

/// A form that came back.
pub(super) struct Typed<'a> {
    /// The view to be renamed; `None` for a new one.
    pub(super) view: Option<ViewId>,
    /// What was filled in.
    pub(super) fields: &'a Query,
    /// What is wrong with it.
    pub(super) errors: Vec<FieldError>,
}

struct ViewsView<'a> {
    visit: &'a Visit,
    person: &'a Person,
    views: Vec<View>,
    opens_with: Option<ViewId>,
    typed: Option<Typed<'a>>,
}

/// The page.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, None).await
}

pub(super) async fn page(
    app: &App,
    person: &Person,
    typed: Option<Typed<'_>>,
) -> Result<Response, Failure> {
    let opens_with = views::opens_with(app, person.ctx()).await?;
    let view = ViewsView {
        visit: person,
        person,
        views: views::list(app, person.ctx()).await?,
        opens_with: opens_with.map(|view| view.id),
        typed,
    };
    let page = Page::new(person, person.text.say("views-title")).within(Section::Documents);
    Ok(match view.typed {
        Some(_) => page
            .asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY)
            .render(&view.markup()),
        None => page.render(&view.markup()),
    })
}

impl ViewsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let told = self.visit.query.get("said");
        let told = told.and_then(|word| text.known(&format!("views-said-{word}")));
        html! {
            (summary(self.visit, self.typed.as_ref().map_or(&[], |typed| typed.errors.as_slice())))
            @if let Some(told) = told { (said(&html! { (told) })) }
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::DOCUMENTS) { (text.say("documents-title")) }
            }
            h1 { (text.say("views-title")) }
            p.muted { (text.say("views-about")) }
            (self.form_for_new())
            @if self.views.is_empty() {
                (empty(&text.say("views-none-title"), &html! { p { (text.say("views-none")) } }))
            } @else {
                (self.table())
            }
        }
    }

    /// What is wrong with the form of a view, or with that for a new one.
    fn errors(&self, view: Option<ViewId>) -> &[FieldError] {
        match &self.typed {
            Some(typed) if typed.view == view => &typed.errors,
            _ => &[],
        }
    }

    /// The form for a new view, with all that it is to show.
    fn form_for_new(&self) -> Markup {
        let text = &self.visit.text;
        let Some(typed) = self.typed.as_ref().filter(|typed| typed.view.is_none()) else {
            return html! {};
        };
        let (state, _) = ListState::read(typed.fields);
        let ticked = |name: &str| typed.fields.get(name).is_some();
        html! {
            section.card aria-labelledby="view-new" {
                h2 #view-new { (text.say("view-save-new")) }
                form action=(paths::VIEWS) method="post" novalidate {
                    (token_field(self.visit))
                    (hidden(&state.query()))
                    (self.name(None, "name", typed.fields.get("name").unwrap_or_default()))
                    (ticks(self.visit, ticked("shared"), ticked("default")))
                    div.actions {
                        button.primary type="submit" { (text.say("view-save")) }
                        a.button href=(paths::documents(&state.query())) { (text.say("view-discard")) }
                    }
                }
            }
        }
    }

    fn name(&self, view: Option<ViewId>, id: &str, value: &str) -> Markup {
        let errors = self.errors(view);
        let wrong = is_wrong(errors, "name");
        html! {
            div.field {
                label for=(id) { (self.visit.text.say("view-name")) }
                (field_error(self.visit, errors, "name"))
                input id=(id) type="text" name="name" value=(value) required maxlength=(NAME_CHARACTERS_MAX) autocomplete="off"
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("name-error")];
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="views-caption" {
                table.list {
                    caption #views-caption.visually-hidden { (text.say("views-title")) }
                    thead { tr {
                        (heading(text, "view-name"))
                        (heading(text, "view-whose"))
                        (heading(text, "view-filter"))
                        (heading(text, "view-opens"))
                        (heading(text, "view-change"))
                    } }
                    tbody { @for view in &self.views { (self.row(view)) } }
                }
            }
        }
    }

    fn row(&self, view: &View) -> Markup {
        let text = &self.visit.text;
        let filter = view.shows.filter.to_string();
        html! {
            tr {
                th scope="row" { a href=(paths::documents(&ListState::of(view).query())) { (view.name) } }
                td {
                    @match (view.is_shared, view.is_own) {
                        (true, true) => (text.say("view-shared")),
                        (true, false) => (text.fill("view-shared-by", &[("name", view.owner_name.as_str().into())])),
                        _ => (text.say("view-own")),
                    }
                }
                td { @if filter.is_empty() { (text.say("view-everything")) } @else { code { (filter) } } }
                td { (self.opens(view)) }
                td { @if views::is_theirs_to_change(self.person.ctx(), view) { (self.change(view)) } }
            }
        }
    }

    /// The button that has the list open with this view, or no more.
    fn opens(&self, view: &View) -> Markup {
        let text = &self.visit.text;
        let does = self.opens_with == Some(view.id);
        let value = if does {
            String::new()
        } else {
            view.id.to_string()
        };
        html! {
            form action=(paths::VIEW_OPENS) method="post" {
                (token_field(self.visit))
                input type="hidden" name="view" value=(value);
                @if does { (text.say("view-opens-now")) " " }
                button type="submit" {
                    (text.say(if does { "view-opens-not" } else { "view-opens-set" }))
                    span.visually-hidden { " " (view.name) }
                }
            }
        }
    }

    fn change(&self, view: &View) -> Markup {
        let text = &self.visit.text;
        let errors = self.errors(Some(view.id));
        let typed = self.typed.as_ref().filter(|_| !errors.is_empty());
        let written = typed.and_then(|typed| typed.fields.get("name"));
        let shared = match typed {
            Some(typed) => typed.fields.get("shared").is_some(),
            None => view.is_shared,
        };
        let id = match typed {
            // Where the summary of what is wrong leads.
            Some(_) => "name".to_owned(),
            None => format!("name-{}", view.id),
        };
        html! {
            details.edit open[typed.is_some()] {
                summary { (text.say("view-rename")) span.visually-hidden { " " (view.name) } }
                form action=(paths::view(view.id)) method="post" novalidate {
                    (token_field(self.visit))
                    (self.name(Some(view.id), &id, written.unwrap_or(&view.name)))
                    @if view.is_own { (share(self.visit, shared)) }
                    @else { input type="hidden" name="shared" value="1"; }
                    button type="submit" { (text.say("view-save")) }
                }
            }
            details.edit {
                summary { (text.say("view-remove")) span.visually-hidden { " " (view.name) } }
                p { (text.fill(if view.is_shared { "view-remove-shared" } else { "view-remove-own" }, &[("name", view.name.as_str().into())])) }
                form action=(paths::view_removal(view.id)) method="post" {
                    (token_field(self.visit))
                    button type="submit" { (text.say("view-remove-now")) span.visually-hidden { " " (view.name) } }
                }
            }
        }
    }
}

/// Whether everybody is to have it, for those who may say so.
fn share(visit: &Visit, is_ticked: bool) -> Markup {
    html! {
        @if visit.may(Right::ShareViews) {
            label.tick {
                input type="checkbox" name="shared" value="1" checked[is_ticked];
                span { (visit.text.say("view-share")) }
            }
        }
    }
}

/// What else is asked of a new view.
pub(crate) fn ticks(visit: &Visit, shared: bool, default: bool) -> Markup {
    html! {
        (share(visit, shared))
        label.tick {
            input type="checkbox" name="default" value="1" checked[default];
            span { (visit.text.say("view-open-with")) }
        }
    }
}

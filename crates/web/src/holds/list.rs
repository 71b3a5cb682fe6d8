//! The list of holds, and the form to set one.

use crate::components::{Family, empty, heading, moment, said, tag};
use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong, summary, token_field};
use crate::page::Page;
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::holds::{self, Hold, HoldOn, NAME_CHARACTERS_MAX, REASON_CHARACTERS_MAX};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Right;
use domain::filter::Filter;
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct HoldsView<'a> {
    visit: &'a Visit,
    holds: Vec<Hold>,
    typed: &'a Query,
    errors: &'a [FieldError],
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, &person.query, &[]).await
}

/// The page, with what was typed where the form has to be mended.
pub(super) async fn page(
    app: &App,
    person: &Person,
    typed: &Query,
    errors: &[FieldError],
) -> Result<Response, Failure> {
    person.ctx().require(Right::ManageRetention)?;
    let view = HoldsView {
        visit: person,
        holds: holds::list(app, person.ctx()).await?,
        typed,
        errors,
    };
    let page = Page::new(person, person.text.say("holds-title"));
    let page = match errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view.markup()))
}

impl HoldsView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let done = match self.visit.query.get("said") {
            Some("set") => Some("holds-said-set"),
            Some("released") => Some("holds-said-released"),
            _ => None,
        };
        html! {
            (summary(self.visit, self.errors))
            @if let Some(done) = done { (said(&html! { (text.say(done)) })) }
            h1 { (text.say("holds-title")) }
            p.muted { (text.say("holds-about")) }
            (self.form())
            @if self.holds.is_empty() {
                (empty(&text.say("holds-none-title"), &html! { p { (text.say("holds-none")) } }))
            } @else {
                (self.table())
            }
        }
    }

    fn form(&self) -> Markup {
        let text = &self.visit.text;
        let field = |name: &'static str, hint: &str, input: &dyn Fn(&str, bool) -> Markup| {
            let wrong = is_wrong(self.errors, name);
            html! {
                div.field {
                    label for=(name) { (text.say(&format!("holds-{name}"))) }
                    (field_error(self.visit, self.errors, name))
                    (input(self.typed.get(name).unwrap_or_default(), wrong))
                    p.hint id={ (name) "-hint" } { (text.say(hint)) }
                }
            }
        };
        let described = |name: &str, wrong: bool| match wrong {
            true => format!("{name}-hint {name}-error"),
            false => format!("{name}-hint"),
        };
        html! {
            section.card aria-labelledby="hold-title" {
                h2 #hold-title { (text.say("holds-set")) }
                form action=(paths::HOLDS) method="post" {
                    (token_field(self.visit))
                    (field("name", "holds-name-hint", &|value, wrong| html! {
                        input #name type="text" name="name" value=(value) maxlength=(NAME_CHARACTERS_MAX) required aria-invalid=[wrong.then_some("true")] aria-describedby=(described("name", wrong));
                    }))
                    (field("filter", "holds-filter-hint", &|value, wrong| html! {
                        input #filter type="text" name="filter" value=(value) maxlength="4000" autocomplete="off" spellcheck="false" aria-invalid=[wrong.then_some("true")] aria-describedby=(described("filter", wrong));
                    }))
                    (field("document", "holds-document-hint", &|value, wrong| html! {
                        input #document type="text" name="document" value=(value) maxlength="200" autocomplete="off" spellcheck="false" aria-invalid=[wrong.then_some("true")] aria-describedby=(described("document", wrong));
                    }))
                    (field("reason", "holds-reason-hint", &|value, wrong| html! {
                        textarea #reason name="reason" rows="2" maxlength=(REASON_CHARACTERS_MAX) aria-invalid=[wrong.then_some("true")] aria-describedby=(described("reason", wrong)) { "\n" (value) }
                    }))
                    button.primary type="submit" { (text.say("holds-set")) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="holds-caption" {
                table.list {
                    caption #holds-caption.visually-hidden { (text.say("holds-title")) }
                    thead { tr {
                        (heading(text, "holds-name"))
                        (heading(text, "holds-on"))
                        th.number scope="col" { (text.say("holds-documents")) }
                        (heading(text, "holds-set-at"))
                        (heading(text, "holds-state"))
                    } }
                    tbody { @for hold in &self.holds { (self.row(hold)) } }
                }
            }
        }
    }

    fn row(&self, hold: &Hold) -> Markup {
        let visit = self.visit;
        html! {
            tr {
                th scope="row" { (hold.name) @if !hold.reason.is_empty() { br; span.muted { (hold.reason) } } }
                td { (self.on(&hold.on)) }
                td.number { (visit.formats.count(hold.documents)) }
                td { (moment(visit, hold.set_at)) br; span.muted { (hold.set_by) } }
                td { (self.state(hold)) }
            }
        }
    }

    fn on(&self, on: &HoldOn) -> Markup {
        match on {
            HoldOn::Document(id) => html! {
                a href=(paths::document(*id, &Query::default())) { (self.visit.text.say("holds-one-document")) }
            },
            HoldOn::Filter(written) => {
                let filter = Filter::parse(written).unwrap_or_default();
                let mut query = Query::default();
                for (key, value) in filter.to_pairs() {
                    query.push(key, value);
                }
                html! { a href=(paths::documents(&query)) { code { (written) } } }
            }
        }
    }

    fn state(&self, hold: &Hold) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        match &hold.released {
            Some((at, by)) => html! {
                (tag(Family::Quiet, &text.say("holds-released"))) " " (moment(visit, *at)) br; span.muted { (by) }
            },
            None => html! {
                (tag(Family::Pending, &text.say("holds-stands")))
                form action=(paths::release_hold(hold.id)) method="post" {
                    (token_field(visit))
                    button type="submit" { (text.say("holds-release")) span.visually-hidden { " " (hold.name) } }
                }
            },
        }
    }
}

//! The list of letters.

use crate::components::{Family, empty, failed, heading, moment, said, tag};
use crate::error_page::Failure;
use crate::form::token_field;
use crate::page::Page;
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::mail::{self, LetterRow, LetterState};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// What the page shows.
struct LettersView<'a> {
    visit: &'a Visit,
    letters: Vec<LetterRow>,
    /// What people call the mail server by, if there is one.
    place: Option<String>,
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    let view = LettersView {
        visit: &person,
        letters: mail::list(&app, person.ctx()).await?,
        place: app.post().place(),
    };
    Ok(Page::new(&person, person.text.say("letters-title")).render(&view.markup()))
}

const fn family(state: LetterState) -> Family {
    match state {
        LetterState::Waiting => Family::Pending,
        LetterState::Sent => Family::Delivered,
        LetterState::Refused => Family::Failed,
    }
}

impl LettersView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let is_retried = self.visit.query.get("said") == Some("retried");
        html! {
            @if is_retried { (said(&html! { (text.say("letters-said-retried")) })) }
            h1 { (text.say("letters-title")) }
            (server_notice(self.visit, self.place.as_deref()))
            @if let Some(place) = &self.place {
                p.muted { (text.fill("letters-about", &[("place", place.as_str().into())])) }
            }
            @if self.letters.is_empty() {
                (empty(&text.say("letters-none-title"), &html! { p { (text.say("letters-none")) } }))
            } @else {
                (self.table())
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="letters-caption" {
                table.list {
                    caption #letters-caption.visually-hidden { (text.say("letters-title")) }
                    thead { tr {
                        (heading(text, "letters-subject"))
                        (heading(text, "letters-recipient"))
                        (heading(text, "letters-state"))
                        (heading(text, "letters-written"))
                        (heading(text, "letters-tried"))
                        th.number scope="col" { (text.say("letters-attempts")) }
                        (heading(text, "letters-failure"))
                        (heading(text, "letters-action"))
                    } }
                    tbody { @for letter in &self.letters { (self.row(letter)) } }
                }
            }
        }
    }

    fn row(&self, letter: &LetterRow) -> Markup {
        let visit = self.visit;
        let state = format!("letters-state-{}", letter.state.code());
        html! {
            tr {
                th scope="row" { (letter.subject) }
                td { (letter.recipient) }
                td { (tag(family(letter.state), &visit.text.say(&state))) }
                td { (moment(visit, letter.created_at)) }
                td { @if let Some(at) = letter.tried_at { (moment(visit, at)) } }
                td.number { (visit.formats.count(u64::from(letter.attempts))) }
                // What the mail server said, in its own words.
                td { @if let Some(error) = &letter.error { span lang="en" { (error) } } }
                td { @if letter.state == LetterState::Refused { (self.retry(letter)) } }
            }
        }
    }

    fn retry(&self, letter: &LetterRow) -> Markup {
        let text = &self.visit.text;
        html! {
            form action=(paths::LETTERS_RETRY) method="post" {
                (token_field(self.visit))
                input type="hidden" name="key" value=(letter.key);
                button type="submit" {
                    (text.say("letters-retry"))
                    span.visually-hidden { " " (letter.subject) " " (letter.recipient) }
                }
            }
        }
    }
}

/// That there is no mail server, where there is none.
pub(crate) fn server_notice(visit: &Visit, place: Option<&str>) -> Markup {
    html! {
        @if place.is_none() {
            (failed(
                "no-mail-server",
                &visit.text.say("letters-no-server"),
                &html! { p { (visit.text.say("letters-no-server-help")) } },
            ))
        }
    }
}

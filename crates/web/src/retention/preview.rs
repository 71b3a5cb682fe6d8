//! What a change would erase at once, before it is made.

use super::list::page;
use super::{months_words, read, scope_words, write};
use crate::components::{day, failed};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, token_field};
use crate::page::{Page, hidden};
use crate::paths;
use crate::session::{Person, Visit};
use app::App;
use app::companies;
use app::retention::{self, Applies, Change, Preview};
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// Shows what a change would do.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let Some(change) = read(&person.query) else {
        let errors = [FieldError {
            field: "months",
            message: html! { (person.text.say("retention-months-wrong")) },
        }];
        return page(&app, &person, &person.query, &errors).await;
    };
    match retention::preview(&app, person.ctx(), &change).await {
        Ok(preview) => show(&app, &person, &change, &preview).await,
        Err(error @ app::Error::Invalid { .. }) => {
            let errors = [FieldError {
                field: "months",
                message: html! { (message(&person, &error)) },
            }];
            page(&app, &person, &person.query, &errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(
    app: &App,
    person: &Person,
    change: &Change,
    preview: &Preview,
) -> Result<Response, Failure> {
    let companies = companies::list(app, person.ctx()).await?;
    let scope = scope_words(person, &change.scope, &companies);
    let page = Page::new(person, person.text.say("retention-preview-title"));
    Ok(page.render(&markup(person, &scope, change, preview)))
}

fn markup(visit: &Visit, scope: &str, change: &Change, preview: &Preview) -> Markup {
    let text = &visit.text;
    let applies = match change.applies {
        Applies::Forward => "retention-preview-forward",
        Applies::All => "retention-preview-all",
    };
    html! {
        h1 { (text.say("retention-preview-title")) }
        p { strong { (scope) } ": " (months_words(visit, change.months)) }
        p { (text.say(applies)) }
        @if preview.documents > 0 {
            (failed("erases", &erases(visit, preview), &html! {
                @if let Some((first, last)) = preview.received {
                    p { (text.say("retention-preview-received")) " " (day(visit, first)) " – " (day(visit, last)) }
                }
                p { (text.say("retention-preview-for-good")) }
            }))
        } @else {
            p { (text.say("retention-preview-nothing")) }
        }
        @if preview.held > 0 {
            p { (text.fill("retention-preview-held", &[("count", preview.held.into()), ("documents", visit.formats.count(preview.held).into())])) }
        }
        form action=(paths::RETENTION) method="post" {
            (token_field(visit))
            (hidden(&write(change)))
            input type="hidden" name="confirmed" value=(preview.documents);
            div.row {
                button.primary type="submit" {
                    @if preview.documents > 0 { (text.say("retention-confirm-erasing")) } @else { (text.say("retention-confirm")) }
                }
                a href=(paths::RETENTION) { (text.say("retention-leave")) }
            }
        }
    }
}

fn erases(visit: &Visit, preview: &Preview) -> String {
    visit.text.fill(
        "retention-preview-erases",
        &[
            ("count", preview.documents.into()),
            ("documents", visit.formats.count(preview.documents).into()),
        ],
    )
}

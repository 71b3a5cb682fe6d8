//! All that is kept of one recipient: looked up, taken out, erased on request.

use crate::components::{day, empty, said};
use crate::error_page::Failure;
use crate::form::{Submitted, token_field};
use crate::page::Page;
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::recipients::{self, Recipient};
use app::{App, pieces};
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Right;
use maud::{Markup, html};
use std::sync::Arc;

/// Asks for a recipient, and shows what is kept.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    person.ctx().require(Right::ManageRetention)?;
    let typed = person.query.get("customer").unwrap_or_default().trim();
    let found = match typed {
        "" => None,
        typed => Some(recipients::find(&app, person.ctx(), typed).await?),
    };
    let page = Page::new(&person, person.text.say("recipients-title"));
    Ok(page.render(&markup(&person, typed, found.as_ref())))
}

/// Streams all that is kept.
pub(crate) async fn export(
    State(app): State<Arc<App>>,
    person: Person,
) -> Result<Response, Failure> {
    let typed = person.query.get("customer").unwrap_or_default();
    let recipient = recipients::find(&app, person.ctx(), typed).await?;
    let export = recipients::export(&app, person.ctx(), recipient).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"utsyn-recipient.ndjson\"",
        ),
    ];
    Ok((headers, Body::from_stream(pieces::stream(export))).into_response())
}

/// Erases all that no hold holds.
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let recipient = recipients::find(&app, form.person.ctx(), form.field("customer")).await?;
    let confirmed = form.field("confirmed").parse();
    let confirmed = confirmed.map_err(|_| Failure::Malformed)?;
    recipients::erase(&app, form.person.ctx(), &recipient, confirmed).await?;
    // The name is not carried on: it is no longer anybody's.
    Ok(Redirect::to(&format!("{}?said=erased", paths::RECIPIENTS)))
}

fn markup(visit: &Visit, typed: &str, found: Option<&Recipient>) -> Markup {
    let text = &visit.text;
    let is_erased = visit.query.get("said") == Some("erased");
    html! {
        @if is_erased { (said(&html! { (text.say("recipients-said-erased")) })) }
        h1 { (text.say("recipients-title")) }
        p.muted { (text.say("recipients-about")) }
        form.card action=(paths::RECIPIENTS) method="get" {
            div.field {
                label for="customer" { (text.say("recipients-customer")) }
                input #customer type="search" name="customer" value=(typed) maxlength="200" autocomplete="off" spellcheck="false" required;
            }
            button type="submit" { (text.say("recipients-look")) }
        }
        @match found {
            None => {},
            Some(recipient) if recipient.documents() == 0 => {
                (empty(&text.say("recipients-none-title"), &html! { p { (text.say("recipients-none")) } }))
            },
            Some(recipient) => (kept(visit, typed, recipient)),
        }
    }
}

fn kept(visit: &Visit, typed: &str, recipient: &Recipient) -> Markup {
    let text = &visit.text;
    let preview = &recipient.preview;
    let export = Query::default().with("customer", typed);
    html! {
        section.card aria-labelledby="kept-title" {
            h2 #kept-title { (text.say("recipients-kept")) }
            ul {
                @for customer in &recipient.customers {
                    li { (customer.name) @if let Some(number) = &customer.number { " (" (number) ")" } }
                }
            }
            p {
                (text.fill("recipients-documents", &[
                    ("count", recipient.documents().into()),
                    ("documents", visit.formats.count(recipient.documents() as u64).into()),
                    ("held", visit.formats.count(preview.held).into()),
                ]))
                @if let Some((first, last)) = preview.received { " " (day(visit, first)) " – " (day(visit, last)) }
            }
            div.row {
                a.button href=(paths::with(paths::RECIPIENTS_EXPORT, &export)) download { (text.say("recipients-export")) }
                form action=(paths::RECIPIENTS_ERASURE) method="post" {
                    (token_field(visit))
                    input type="hidden" name="customer" value=(typed);
                    input type="hidden" name="confirmed" value=(preview.documents);
                    button type="submit" {
                        (text.fill("recipients-erase", &[("count", preview.documents.into()), ("documents", visit.formats.count(preview.documents).into())]))
                    }
                }
            }
            p.hint { (text.say("recipients-for-good")) }
        }
    }
}

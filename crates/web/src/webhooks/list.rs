use super::fields::{Typed, fields};
use super::state;
use crate::components::{empty, said};
use crate::error_page::Failure;
use crate::form::{Submitted, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::{Person, Visit};
use app::organisations::Company;
use app::webhooks::{self, Made, Webhook};
use app::{App, companies};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

struct WebhooksView<'a> {
    visit: &'a Visit,
    webhooks: Vec<Webhook>,
    companies: Vec<Company>,
    typed: Typed,
}

/// The list, with a form for one more.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, Typed::default()).await
}

/// Makes a webhook and shows its secret, or the form again.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let typed = Typed::read(&form.fields);
    let person = &form.person;
    match webhooks::add(&app, person.ctx(), typed.new_webhook()).await {
        Ok(made) => Ok(secret_page(person, &made)),
        Err(error) => page(&app, person, typed.refused(person, error)?).await,
    }
}

async fn page(app: &App, person: &Person, typed: Typed) -> Result<Response, Failure> {
    let is_wrong = !typed.errors.is_empty();
    let view = WebhooksView {
        visit: person,
        webhooks: webhooks::list(app, person.ctx()).await?,
        companies: companies::list(app, person.ctx()).await?,
        typed,
    };
    let page = Page::new(person, person.text.say("webhooks-title")).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

/// The page on which a secret is shown this once.
pub(super) fn secret_page(person: &Person, made: &Made) -> Response {
    let text = &person.text;
    let main = html! {
        h1 { (text.say("webhooks-secret-title")) }
        p { (text.say("webhooks-secret-about")) }
        p { code.long { (made.secret) } }
        p { a.button href=(paths::webhook(made.webhook.id)) { (text.say("webhooks-secret-next")) } }
    };
    Page::new(person, text.say("webhooks-secret-title"))
        .within(Section::Settings)
        .render(&main)
}

impl WebhooksView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let is_deleted = self.visit.query.get("said") == Some("deleted");
        html! {
            (summary(self.visit, &self.typed.errors))
            @if is_deleted { (said(&html! { (text.say("webhooks-said-deleted")) })) }
            h1 { (text.say("webhooks-title")) }
            p.muted { (text.say("webhooks-about")) }
            @if self.webhooks.is_empty() {
                (empty(&text.say("webhooks-none-title"), &html! { p { (text.say("webhooks-none")) } }))
            } @else {
                (self.table())
            }
            section.card aria-labelledby="new-webhook" {
                h2 #new-webhook { (text.say("webhooks-new")) }
                form action=(paths::WEBHOOKS) method="post" {
                    (token_field(self.visit))
                    (fields(self.visit, &self.typed, &self.companies))
                    button.primary type="submit" { (text.say("webhooks-add")) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="webhooks-caption" {
                table.list {
                    caption #webhooks-caption.visually-hidden { (text.say("webhooks-title")) }
                    thead { tr {
                        th scope="col" { (text.say("webhooks-url")) }
                        th scope="col" { (text.say("webhooks-state")) }
                        th scope="col" { (text.say("webhooks-description")) }
                        th scope="col" { (text.say("webhooks-events")) }
                    } }
                    tbody { @for webhook in &self.webhooks { (self.row(webhook)) } }
                }
            }
        }
    }

    fn row(&self, webhook: &Webhook) -> Markup {
        let text = &self.visit.text;
        html! {
            tr {
                th scope="row" { a href=(paths::webhook(webhook.id)) { (webhook.url) } }
                td { (state(self.visit, webhook)) }
                td { (webhook.description) }
                td {
                    @match &webhook.event_types {
                        None => (text.say("webhooks-events-all")),
                        Some(types) => code { (types.join(", ")) },
                    }
                }
            }
        }
    }
}

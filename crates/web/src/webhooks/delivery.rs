//! One delivery: what was asked, and what was answered.

use super::delivery_state;
use super::show::read_id;
use crate::components::{Facts, empty, moment};
use crate::error_page::Failure;
use crate::form::token_field;
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::App;
use app::webhooks::{self, Told, WebhookAttempt, WebhookDeliveryState};
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

struct DeliveryView<'a> {
    visit: &'a Visit,
    told: Told,
}

/// Shows a delivery.
pub(crate) async fn delivery(
    State(app): State<Arc<App>>,
    person: Person,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let delivery = delivery.parse().map_err(|_| Failure::NotFound)?;
    let told = webhooks::delivery(&app, person.ctx(), read_id(&id)?, delivery).await?;
    let view = DeliveryView {
        visit: &person,
        told: told.ok_or(Failure::NotFound)?,
    };
    let page = Page::new(&person, view.told.delivery.event_type.clone());
    Ok(page.within(Section::Settings).render(&view.markup()))
}

impl DeliveryView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let delivery = &self.told.delivery;
        let action = paths::webhook_action(delivery.webhook, "replays");
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::webhook(delivery.webhook)) { (icon(Icon::ChevronLeft)) (text.say("webhooks-log")) }
            }
            h1 { (delivery.event_type) }
            section.card { (self.facts()) }
            form action=(action) method="post" {
                (token_field(self.visit))
                input type="hidden" name="delivery" value=(delivery.id);
                button type="submit" { (text.say("webhooks-again-one")) }
            }
            section aria-labelledby="message" {
                h2 #message { (text.say("webhooks-message")) }
                (block(&text.say("webhooks-message"), &delivery.payload))
            }
            section aria-labelledby="attempts" {
                h2 #attempts { (text.say("webhooks-attempts")) }
                @if self.told.attempts.is_empty() {
                    (empty(&text.say("webhooks-untried-title"), &html! { p { (text.say("webhooks-untried")) } }))
                }
                @for attempt in self.told.attempts.iter().rev() { (self.attempt(attempt)) }
            }
        }
    }

    fn facts(&self) -> Markup {
        let (visit, delivery) = (self.visit, &self.told.delivery);
        let text = &visit.text;
        let mut facts = Facts::default();
        facts.push(text.say("webhooks-state"), delivery_state(visit, delivery.state));
        facts.push("webhook-id", html! { code.id { (self.told.name) } });
        let document = delivery.document.map(|id| {
            html! { a href=(paths::document(id, &Query::default())) { code.id { (id) } } }
        });
        facts.known(text.say("webhooks-document"), document);
        facts.push(text.say("webhooks-made"), moment(visit, delivery.created_at));
        let waits = delivery.state == WebhookDeliveryState::Waiting;
        let next = waits.then(|| moment(visit, delivery.run_at));
        facts.known(text.say("webhooks-next-attempt"), next);
        html! { (facts) }
    }

    fn attempt(&self, attempt: &WebhookAttempt) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let heading = text.fill(
            "webhooks-attempt",
            &[("number", attempt.number.to_string().into())],
        );
        let answer = match (attempt.status, &attempt.error) {
            (Some(status), _) => status.to_string(),
            (None, Some(error)) => error.clone(),
            (None, None) => String::new(),
        };
        html! {
            article.card {
                h3 { (heading) }
                p {
                    (moment(visit, attempt.began_at)) " · "
                    (text.fill("webhooks-took", &[("ms", visit.formats.count(attempt.took_ms).into())]))
                }
                p { strong { (text.say("webhooks-answer")) } " " span lang="en" { (answer) } }
                details {
                    summary { (text.say("webhooks-request")) }
                    (block(&text.say("webhooks-request"), &format!("POST {}\n{}", attempt.url, attempt.request_headers)))
                }
                @if attempt.status.is_some() {
                    details {
                        summary { (text.say("webhooks-response")) }
                        (block(&text.say("webhooks-response"), &format!("{}\n\n{}", attempt.response_headers, attempt.response_body)))
                    }
                }
            }
        }
    }
}

/// Text as it is, in a box that scrolls.
fn block(label: &str, text: &str) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(label) { pre lang="en" { code { (text) } } }
    }
}

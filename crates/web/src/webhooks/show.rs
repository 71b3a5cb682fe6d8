//! One webhook: how it is doing, what it was told, and changing it.

use super::fields::{Typed, fields};
use super::{delivery_state, state};
use crate::components::{Facts, Tab, empty, failed, moment, said, tabs};
use crate::error_page::Failure;
use crate::form::{Submitted, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::organisations::Company;
use app::webhooks::{
    self, Webhook, WebhookDelivery, WebhookDeliveryCounts, WebhookDeliveryState, WebhookDisabled,
};
use app::{App, companies};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{WebhookDeliveryId, WebhookId};
use maud::{Markup, html};
use render::{Icon, icon};
use std::sync::Arc;

/// Deliveries on a page.
const ROWS: usize = 50;
/// What can be said of something that was just done.
const SAID: [&str; 6] = ["changed", "paused", "resumed", "tested", "replayed", "rotated"];

struct WebhookView<'a> {
    visit: &'a Visit,
    webhook: Webhook,
    counts: WebhookDeliveryCounts,
    shown: Option<WebhookDeliveryState>,
    deliveries: Vec<WebhookDelivery>,
    next: Option<WebhookDeliveryId>,
    companies: Vec<Company>,
    typed: Typed,
}

/// Shows a webhook.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    person: Person,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &person, read_id(&id)?, None).await
}

/// Changes a webhook, or shows the form again.
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    form: Submitted,
) -> Result<Response, Failure> {
    let id = read_id(&id)?;
    let typed = Typed::read(&form.fields);
    let person = &form.person;
    match webhooks::change(&app, person.ctx(), id, typed.new_webhook()).await {
        Ok(changed) => {
            changed.ok_or(Failure::NotFound)?;
            Ok(Redirect::to(&format!("{}?said=changed", paths::webhook(id))).into_response())
        }
        Err(error) => page(&app, person, id, Some(typed.refused(person, error)?)).await,
    }
}

pub(super) fn read_id(id: &str) -> Result<WebhookId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

async fn page(
    app: &App,
    person: &Person,
    id: WebhookId,
    typed: Option<Typed>,
) -> Result<Response, Failure> {
    let ctx = person.ctx();
    let webhook = webhooks::lookup(app, ctx, id).await?.ok_or(Failure::NotFound)?;
    let shown = person.query.get("state").and_then(WebhookDeliveryState::from_code);
    let before = person.query.get("before").and_then(|id| id.parse().ok());
    let listing = webhooks::deliveries(app, ctx, id, shown, before, ROWS + 1).await?;
    let mut deliveries = listing.ok_or(Failure::NotFound)?;
    let goes_on = deliveries.len() > ROWS;
    deliveries.truncate(ROWS);
    let view = WebhookView {
        visit: person,
        counts: webhooks::count(app, ctx, id).await?.unwrap_or_default(),
        shown,
        next: deliveries.last().filter(|_| goes_on).map(|last| last.id),
        deliveries,
        companies: companies::list(app, ctx).await?,
        typed: typed.unwrap_or_else(|| Typed::of(&webhook)),
        webhook,
    };
    let page = Page::new(person, view.webhook.url.clone()).within(Section::Settings);
    let page = match view.typed.errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view.markup()))
}

impl WebhookView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            nav.way aria-label=(text.say("document-way")) {
                a href=(paths::WEBHOOKS) { (icon(Icon::ChevronLeft)) (text.say("webhooks-title")) }
            }
            (summary(self.visit, &self.typed.errors))
            (self.said())
            (self.trouble())
            h1.file-name { (self.webhook.url) }
            div.columns-2 {
                div.column-main { (self.log()) (self.again()) }
                div.column-side { (self.facts()) (self.actions()) (self.edit()) }
            }
        }
    }

    fn said(&self) -> Markup {
        let done = self.visit.query.get("said").unwrap_or_default();
        html! {
            @if SAID.contains(&done) {
                (said(&html! { (self.visit.text.say(&format!("webhooks-said-{done}"))) }))
            }
        }
    }

    /// The notice of a webhook that is told nothing any more, or soon.
    fn trouble(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            @match (self.webhook.disabled, self.webhook.failing_since) {
                (Some((at, why)), _) if why != WebhookDisabled::ByPerson => {
                    (failed("trouble", &text.say(&format!("webhooks-notice-{}", why.code())), &html! {
                        p { (text.say("webhooks-notice-since")) " " (moment(self.visit, at)) }
                    }))
                }
                (None, Some(since)) => {
                    (failed("trouble", &text.say("webhooks-notice-soon"), &html! {
                        p { (text.say("webhooks-notice-since")) " " (moment(self.visit, since)) }
                    }))
                }
                _ => {}
            }
        }
    }

    fn facts(&self) -> Markup {
        let (visit, webhook) = (self.visit, &self.webhook);
        let text = &visit.text;
        let mut facts = Facts::default();
        facts.push(text.say("webhooks-state"), state(visit, webhook));
        let description = Some(&webhook.description).filter(|text| !text.is_empty());
        facts.known(text.say("webhooks-description"), description);
        let events = match &webhook.event_types {
            None => html! { (text.say("webhooks-events-all")) },
            Some(types) => html! { code { (types.join(", ")) } },
        };
        facts.push(text.say("webhooks-events"), events);
        facts.push(text.say("webhooks-made"), moment(visit, webhook.created_at));
        let both = webhook.old_secret.as_ref().filter(|(_, until)| *until > visit.now);
        let both = both.map(|(_, until)| moment(visit, *until));
        facts.known(text.say("webhooks-both-secrets"), both);
        html! { section.card aria-label=(text.say("webhooks-facts")) { (facts) } }
    }

    fn actions(&self) -> Markup {
        let id = self.webhook.id;
        let text = &self.visit.text;
        let button = |action: &str, key: &str| {
            html! {
                form action=(paths::webhook_action(id, action)) method="post" {
                    (token_field(self.visit))
                    button type="submit" { (text.say(key)) }
                }
            }
        };
        html! {
            section.card aria-labelledby="actions" {
                h2 #actions { (text.say("webhooks-actions")) }
                div.row {
                    (button("tests", "webhooks-test"))
                    @match self.webhook.disabled {
                        None => (button("pause", "webhooks-pause")),
                        Some(_) => (button("resume", "webhooks-resume")),
                    }
                }
                details {
                    summary { (text.say("webhooks-rotate")) }
                    p { (text.say("webhooks-rotate-about")) }
                    (button("secret", "webhooks-rotate-now"))
                }
                details {
                    summary { (text.say("webhooks-delete")) }
                    p { (text.say("webhooks-delete-about")) }
                    (button("delete", "webhooks-delete-now"))
                }
            }
        }
    }

    fn edit(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card {
                details open[!self.typed.errors.is_empty()] {
                    summary { (text.say("webhooks-change")) }
                    form action=(paths::webhook(self.webhook.id)) method="post" {
                        (token_field(self.visit))
                        (fields(self.visit, &self.typed, &self.companies))
                        button.primary type="submit" { (text.say("webhooks-save")) }
                    }
                }
            }
        }
    }

    fn tabs(&self) -> Markup {
        let counts = self.counts;
        let tab = |state: Option<WebhookDeliveryState>, count: u64| {
            let code = state.map_or("all", WebhookDeliveryState::code);
            let query = state.map_or_else(Query::default, |state| {
                Query::default().with("state", state.code())
            });
            Tab {
                name: self.visit.text.say(&format!("webhooks-delivery-{code}")),
                href: paths::with(&paths::webhook(self.webhook.id), &query),
                is_current: self.shown == state,
                count: self.visit.formats.count(count),
                sum: None,
            }
        };
        let all = counts.waiting + counts.delivered + counts.dead;
        tabs(
            &self.visit.text.say("webhooks-log"),
            &[
                tab(None, all),
                tab(Some(WebhookDeliveryState::Waiting), counts.waiting),
                tab(Some(WebhookDeliveryState::Delivered), counts.delivered),
                tab(Some(WebhookDeliveryState::Dead), counts.dead),
            ],
        )
    }

    fn log(&self) -> Markup {
        let text = &self.visit.text;
        let next = self.next.map(|next| {
            let mut query = Query::default();
            if let Some(state) = self.shown {
                query.push("state", state.code());
            }
            let query = query.with("before", next.to_string());
            paths::with(&paths::webhook(self.webhook.id), &query)
        });
        html! {
            h2 { (text.say("webhooks-log")) }
            (self.tabs())
            @if self.deliveries.is_empty() {
                (empty(&text.say("webhooks-log-none-title"), &html! { p { (text.say("webhooks-log-none")) } }))
            } @else {
                (self.table())
            }
            @if let Some(next) = next {
                nav.pages aria-label=(text.say("page-label")) {
                    a.button href=(next) rel="next" { (text.say("page-next")) (icon(Icon::ChevronRight)) }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="log-caption" {
                table.list {
                    caption #log-caption.visually-hidden { (text.say("webhooks-log")) }
                    thead { tr {
                        th scope="col" { (text.say("webhooks-event")) }
                        th scope="col" { (text.say("webhooks-state")) }
                        th scope="col" { (text.say("webhooks-made")) }
                        th.number scope="col" { (text.say("webhooks-attempts")) }
                        th scope="col" { (text.say("webhooks-next-attempt")) }
                    } }
                    tbody { @for delivery in &self.deliveries { (self.row(delivery)) } }
                }
            }
        }
    }

    fn row(&self, delivery: &WebhookDelivery) -> Markup {
        let visit = self.visit;
        let path = paths::webhook_delivery(self.webhook.id, delivery.id);
        html! {
            tr {
                th scope="row" { a href=(path) { (delivery.event_type) } }
                td { (delivery_state(visit, delivery.state)) }
                td { (moment(visit, delivery.created_at)) }
                td.number { (visit.formats.count(delivery.attempts.into())) }
                td { @if delivery.state == WebhookDeliveryState::Waiting { (moment(visit, delivery.run_at)) } }
            }
        }
    }

    /// Sending again: what was given up, or a range of the log.
    fn again(&self) -> Markup {
        let text = &self.visit.text;
        let action = paths::webhook_action(self.webhook.id, "replays");
        html! {
            section.card aria-labelledby="again" {
                h2 #again { (text.say("webhooks-again")) }
                @if self.counts.dead > 0 {
                    form action=(action) method="post" {
                        (token_field(self.visit))
                        button type="submit" name="what" value="dead" { (text.say("webhooks-again-dead")) }
                    }
                }
                form action=(action) method="post" {
                    (token_field(self.visit))
                    p.hint #range-hint {
                        (text.fill("webhooks-again-range-hint", &[("last", self.webhook.fed.to_string().into())]))
                    }
                    div.row {
                        div.field {
                            label for="first" { (text.say("webhooks-again-first")) }
                            input #first type="text" inputmode="numeric" name="first" autocomplete="off" aria-describedby="range-hint";
                        }
                        div.field {
                            label for="last" { (text.say("webhooks-again-last")) }
                            input #last type="text" inputmode="numeric" name="last" autocomplete="off" aria-describedby="range-hint";
                        }
                        button type="submit" name="what" value="range" { (text.say("webhooks-again-range")) }
                    }
                }
            }
        }
    }
}

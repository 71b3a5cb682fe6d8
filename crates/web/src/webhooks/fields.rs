//! The fields of a webhook: where to, what for, and for whom.

use crate::error_page::Failure;
use crate::form::{FieldError, field_error, is_wrong};
use crate::query::Query;
use crate::session::Visit;
use app::organisations::Company;
use app::webhooks::{NewWebhook, TYPES, Webhook};
use domain::CompanyId;
use maud::{Markup, html};

/// What a person typed, or what a webhook has.
#[derive(Default)]
pub(super) struct Typed {
    url: String,
    description: String,
    event_types: Vec<String>,
    companies: Vec<CompanyId>,
    pub(super) errors: Vec<FieldError>,
}

impl Typed {
    /// What a webhook has now.
    pub(super) fn of(webhook: &Webhook) -> Self {
        Self {
            url: webhook.url.clone(),
            description: webhook.description.clone(),
            event_types: webhook.event_types.clone().unwrap_or_default(),
            companies: webhook.companies.clone().unwrap_or_default(),
            errors: Vec::new(),
        }
    }

    /// What was filled in.
    pub(super) fn read(fields: &Query) -> Self {
        let text = |name: &str| fields.get(name).unwrap_or_default().trim().to_owned();
        Self {
            url: text("url"),
            description: text("description"),
            event_types: fields.all("event").map(str::to_owned).collect(),
            companies: fields
                .all("company")
                .filter_map(|id| id.parse().ok())
                .collect(),
            errors: Vec::new(),
        }
    }

    /// The same as the verb wants it: nothing chosen means all.
    pub(super) fn new_webhook(&self) -> NewWebhook {
        NewWebhook {
            url: self.url.clone(),
            description: self.description.clone(),
            event_types: (!self.event_types.is_empty()).then(|| self.event_types.clone()),
            companies: (!self.companies.is_empty()).then(|| self.companies.clone()),
        }
    }

    /// The same with what the verb found wrong; anything else is no matter of
    /// the form.
    pub(super) fn refused(mut self, visit: &Visit, error: app::Error) -> Result<Self, Failure> {
        let app::Error::Invalid { field, message, .. } = &error else {
            return Err(error.into());
        };
        let field = match field.as_str() {
            "url" => "url",
            "description" => "description",
            "event_types" => "events",
            _ => "companies",
        };
        let said = visit.text.say(&format!("webhooks-wrong-{field}"));
        self.errors.push(FieldError {
            field,
            message: html! { (said) " " span lang="en" { (message) } },
        });
        Ok(self)
    }
}

/// The fields, filled in.
pub(super) fn fields(visit: &Visit, typed: &Typed, companies: &[Company]) -> Markup {
    let text = &visit.text;
    let error = |field: &str| field_error(visit, &typed.errors, field);
    let described = |field: &str| {
        let error = is_wrong(&typed.errors, field).then(|| format!("{field}-error"));
        let hint = (field == "url").then(|| "url-hint".to_owned());
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    let wrong = |field: &str| is_wrong(&typed.errors, field).then_some("true");
    html! {
        div.field {
            label for="url" { (text.say("webhooks-url")) }
            p.hint id="url-hint" { (text.say("webhooks-url-hint")) }
            (error("url"))
            input #url type="text" inputmode="url" name="url" value=(typed.url) maxlength="2000"
                autocomplete="off" spellcheck="false" aria-describedby=[described("url")]
                aria-invalid=[wrong("url")];
        }
        div.field {
            label for="description" { (text.say("webhooks-description")) }
            (error("description"))
            input #description type="text" name="description" value=(typed.description)
                maxlength="200" autocomplete="off" aria-describedby=[described("description")]
                aria-invalid=[wrong("description")];
        }
        fieldset.field #events aria-describedby="events-hint" {
            legend { (text.say("webhooks-events")) }
            p.hint #events-hint { (text.say("webhooks-events-hint")) }
            (error("events"))
            @for group in ["document.", "payment.", "mandate."] { (events(visit, typed, group)) }
        }
        @if companies.len() > 1 {
            fieldset.field #companies aria-describedby="companies-hint" {
                legend { (text.say("webhooks-companies")) }
                p.hint #companies-hint { (text.say("webhooks-companies-hint")) }
                (error("companies"))
                @for company in companies {
                    div { label {
                        input type="checkbox" name="company" value=(company.id)
                            checked[typed.companies.contains(&company.id)];
                        " " (company.name)
                    } }
                }
            }
        }
    }
}

/// All of a group, or some of it.
fn events(visit: &Visit, typed: &Typed, group: &str) -> Markup {
    let is_chosen = |of: &str| typed.event_types.iter().any(|chosen| chosen == of);
    let of_group = || TYPES.iter().filter(|of| of.starts_with(group));
    let words = visit.text.say(&format!("webhooks-all-{}", group.trim_end_matches('.')));
    html! {
        div { label {
            input type="checkbox" name="event" value=(group) checked[is_chosen(group)];
            " " (words)
        } }
        details open[of_group().any(|of| is_chosen(of))] {
            summary { (visit.text.fill("webhooks-some", &[("group", words.as_str().into())])) }
            @for of in of_group() {
                div { label {
                    input type="checkbox" name="event" value=(of) checked[is_chosen(of)];
                    " " code { (of) }
                } }
            }
        }
    }
}

//! The keys, and the form for another.

use crate::components::{Family, empty, heading, moment, said, tag};
use crate::error_page::{Failure, message};
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::query::Query;
use crate::session::{Person, Visit};
use app::api_keys::{self, ApiKey, Made, NewApiKey};
use app::companies::{self, Company};
use app::{App, Ctx};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{CompanyId, Scope};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

/// The field that the codes of refusals belong to.
const FIELDS: [(&str, &str); 3] = [
    ("api_key.name", "name"),
    ("api_key.scopes", "scopes"),
    ("api_key.expires", "expires"),
];

/// A secret that is shown this once.
pub(super) struct Shown {
    name: String,
    id: String,
    secret: String,
}

impl Shown {
    pub(super) fn of(made: Made) -> Self {
        Self {
            name: made.key.name,
            id: made.key.id.to_string(),
            secret: made.secret,
        }
    }
}

/// What the page shows.
struct KeysView<'a> {
    visit: &'a Visit,
    keys: Vec<ApiKey>,
    companies: Vec<Company>,
    shown: Option<&'a Shown>,
    errors: &'a [FieldError],
    /// What was filled into a form that came back.
    filled: Query,
}

/// The list.
pub(crate) async fn list(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, None, &[], None).await
}

/// Makes a key and shows its secret.
pub(crate) async fn add(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    let ctx = form.person.ctx();
    let made = match wanted(ctx, &form) {
        Ok(new) => api_keys::add(&app, ctx, new).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(made) => page(&app, &form.person, Some(&Shown::of(made)), &[], None).await,
        Err(error) => {
            let field = FIELDS.iter().find(|(code, _)| *code == error.code());
            let Some((_, field)) = field else {
                return Err(error.into());
            };
            let message = message(&form.person, &error);
            let errors = [FieldError { field, message }];
            page(&app, &form.person, None, &errors, Some(&form.fields)).await
        }
    }
}

fn wanted(ctx: &Ctx, form: &Submitted) -> app::Result<NewApiKey> {
    let scopes = form
        .fields
        .all("scope")
        .filter_map(|word| word.parse().ok());
    let companies: Vec<CompanyId> = form
        .fields
        .all("company")
        .filter_map(|id| id.parse().ok())
        .collect();
    Ok(NewApiKey {
        name: form.field("name").to_owned(),
        scopes: scopes.collect(),
        companies: (!companies.is_empty()).then_some(companies),
        expires_at: expiry(ctx, form.field("expires"))?,
    })
}

/// The first moment after a day of the organisation.
fn expiry(ctx: &Ctx, written: &str) -> app::Result<Option<Timestamp>> {
    if written.is_empty() {
        return Ok(None);
    }
    let day: Option<Date> = written.parse().ok();
    let next = day.and_then(|day| day.tomorrow().ok());
    let moment = next.and_then(|day| day.to_zoned(ctx.time_zone.clone()).ok());
    let moment = moment.map(|moment| moment.timestamp());
    moment.map(Some).ok_or_else(|| {
        app::Error::invalid("api_key.expires", "expires", "that is not a day to come")
    })
}

/// The page, with a secret to show or what is wrong with the form.
pub(super) async fn page(
    app: &App,
    person: &Person,
    shown: Option<&Shown>,
    errors: &[FieldError],
    filled: Option<&Query>,
) -> Result<Response, Failure> {
    let view = KeysView {
        visit: person,
        keys: api_keys::list(app, person.ctx()).await?,
        companies: companies::list(app, person.ctx()).await?,
        shown,
        errors,
        filled: filled.cloned().unwrap_or_default(),
    };
    let page = Page::new(person, person.text.say("api-keys-title")).within(Section::Settings);
    let page = match errors.is_empty() {
        true => page,
        false => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
    };
    Ok(page.render(&view.markup()))
}

impl KeysView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.visit.text;
        let is_revoked = self.visit.query.get("said") == Some("revoked");
        html! {
            (summary(self.visit, self.errors))
            @if is_revoked { (said(&html! { (text.say("api-keys-said-revoked")) })) }
            h1 { (text.say("api-keys-title")) }
            p.muted { (text.say("api-keys-about")) " " a href="/api/v1/docs/" { (text.say("api-keys-docs")) } }
            @if let Some(shown) = self.shown { (self.secret(shown)) }
            section aria-labelledby="keys-title" {
                h2 #keys-title { (text.say("api-keys-list")) }
                @if self.keys.is_empty() {
                    (empty(&text.say("api-keys-none-title"), &html! { p { (text.say("api-keys-none")) } }))
                } @else {
                    (self.table())
                }
            }
            (self.form())
        }
    }

    /// The one place where a secret is ever seen.
    fn secret(&self, shown: &Shown) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card role="status" aria-labelledby="secret-title" {
                h2 #secret-title { (text.fill("api-keys-made", &[("name", shown.name.as_str().into())])) }
                p { (text.say("api-keys-secret-once")) }
                p { code #secret tabindex="0" { (shown.secret) } }
                p.muted { (text.say("api-keys-client-id")) " " code { (shown.id) } }
            }
        }
    }

    fn table(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby="keys-caption" {
                table.list {
                    caption #keys-caption.visually-hidden { (text.say("api-keys-list")) }
                    thead { tr {
                        (heading(text, "api-keys-name"))
                        (heading(text, "api-keys-state"))
                        (heading(text, "api-keys-scopes"))
                        (heading(text, "api-keys-companies"))
                        (heading(text, "api-keys-expires"))
                        (heading(text, "api-keys-used"))
                        (heading(text, "api-keys-actions"))
                    } }
                    tbody { @for key in &self.keys { (self.row(key)) } }
                }
            }
        }
    }

    fn row(&self, key: &ApiKey) -> Markup {
        let visit = self.visit;
        let text = &visit.text;
        let opens = api_keys::opens(key, visit.now);
        let (family, state) = match (opens, key.revoked_at) {
            (true, _) => (Family::Delivered, "api-keys-opens"),
            (false, Some(_)) => (Family::Failed, "api-keys-revoked"),
            (false, None) => (Family::Quiet, "api-keys-expired"),
        };
        html! {
            tr {
                th scope="row" { (key.name) }
                td { (tag(family, &text.say(state))) }
                td { ul { @for scope in &key.scopes { li { (text.word("scope", &word(*scope))) } } } }
                td { (self.companies_of(key)) }
                td { @if let Some(at) = key.expires_at { (moment(visit, at)) } @else { (text.say("api-keys-never")) } }
                td { @if let Some(at) = key.last_used_at { (moment(visit, at)) } @else { (text.say("api-keys-unused")) } }
                td { @if opens { (self.actions(key)) } }
            }
        }
    }

    fn companies_of(&self, key: &ApiKey) -> Markup {
        let text = &self.visit.text;
        let name = |id: &CompanyId| self.companies.iter().find(|company| company.id == *id);
        html! {
            @match &key.companies {
                None => { (text.say("api-keys-all-companies")) }
                Some(ids) => {
                    ul { @for company in ids.iter().filter_map(name) { li { (company.name) } } }
                }
            }
        }
    }

    fn actions(&self, key: &ApiKey) -> Markup {
        let text = &self.visit.text;
        let name = html! { span.visually-hidden { " " (key.name) } };
        let overlap = format!("overlap-{}", key.id);
        html! {
            form action=(paths::rotate_api_key(key.id)) method="post" {
                (token_field(self.visit))
                label for=(overlap) { (text.say("api-keys-overlap")) }
                select id=(overlap) name="overlap_hours" {
                    @for (hours, words) in [("24", "api-keys-day"), ("168", "api-keys-week"), ("0", "api-keys-at-once")] {
                        option value=(hours) { (text.say(words)) }
                    }
                }
                button type="submit" { (text.say("api-keys-rotate")) (name) }
            }
            form action=(paths::revoke_api_key(key.id)) method="post" {
                (token_field(self.visit))
                button type="submit" { (text.say("api-keys-revoke")) (name) }
            }
        }
    }

    fn form(&self) -> Markup {
        let text = &self.visit.text;
        html! {
            section.card aria-labelledby="new-key-title" {
                h2 #new-key-title { (text.say("api-keys-new")) }
                form action=(paths::API_KEYS) method="post" novalidate {
                    (token_field(self.visit))
                    (self.name_field())
                    (self.scope_fields())
                    @if self.companies.len() > 1 { (self.company_fields()) }
                    (self.expiry_field())
                    button.primary type="submit" { (text.say("api-keys-make")) }
                }
            }
        }
    }

    fn name_field(&self) -> Markup {
        let text = &self.visit.text;
        let wrong = is_wrong(self.errors, "name");
        html! {
            div.field {
                label for="name" { (text.say("api-keys-name")) }
                (field_error(self.visit, self.errors, "name"))
                input #name name="name" type="text" maxlength="100" autocomplete="off"
                    value=(self.filled.get("name").unwrap_or_default())
                    aria-describedby={ "name-hint" @if wrong { " name-error" } }
                    aria-invalid=[wrong.then_some("true")];
                p.hint #name-hint { (text.say("api-keys-name-hint")) }
            }
        }
    }

    fn scope_fields(&self) -> Markup {
        let text = &self.visit.text;
        let chosen: Vec<&str> = self.filled.all("scope").collect();
        html! {
            fieldset #scopes.field tabindex="-1" {
                legend { (text.say("api-keys-scopes")) }
                (field_error(self.visit, self.errors, "scopes"))
                @for scope in Scope::ALL {
                    @let id = format!("scope-{}", word(*scope));
                    div {
                        input type="checkbox" id=(id) name="scope" value=(scope) checked[chosen.contains(&scope.code())];
                        " "
                        label for=(id) { (text.word("scope", &word(*scope))) " " span.muted { "(" (scope) ")" } }
                    }
                }
            }
        }
    }

    fn company_fields(&self) -> Markup {
        let text = &self.visit.text;
        let chosen: Vec<&str> = self.filled.all("company").collect();
        html! {
            fieldset.field aria-describedby="companies-hint" {
                legend { (text.say("api-keys-companies")) }
                p.hint #companies-hint { (text.say("api-keys-companies-hint")) }
                @for company in &self.companies {
                    @let value = company.id.to_string();
                    @let id = format!("company-{value}");
                    div {
                        input type="checkbox" id=(id) name="company" value=(value) checked[chosen.contains(&value.as_str())];
                        " "
                        label for=(id) { (company.name) }
                    }
                }
            }
        }
    }

    fn expiry_field(&self) -> Markup {
        let text = &self.visit.text;
        let wrong = is_wrong(self.errors, "expires");
        html! {
            div.field {
                label for="expires" { (text.say("api-keys-last-day")) }
                (field_error(self.visit, self.errors, "expires"))
                input #expires name="expires" type="date"
                    value=(self.filled.get("expires").unwrap_or_default())
                    aria-describedby={ "expires-hint" @if wrong { " expires-error" } }
                    aria-invalid=[wrong.then_some("true")];
                p.hint #expires-hint { (text.say("api-keys-last-day-hint")) }
            }
        }
    }
}

/// The scope's name in keys of texts and ids, which have no colon.
fn word(scope: Scope) -> String {
    scope.code().replace(':', "-")
}

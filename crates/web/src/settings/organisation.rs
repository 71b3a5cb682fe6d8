//! The organisation itself, and how its people sign in.

use super::{done, errors, way_back, what_was_done};
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, field_error, is_wrong, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::Person;
use app::App;
use app::organisations::{self, NewSettings, OrganisationSettings};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use render::Language;
use std::sync::Arc;

struct OrganisationView<'a> {
    person: &'a Person,
    settings: OrganisationSettings,
    errors: Vec<FieldError>,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, Vec::new()).await
}

async fn page(app: &App, person: &Person, errors: Vec<FieldError>) -> Result<Response, Failure> {
    let is_wrong = !errors.is_empty();
    let view = OrganisationView {
        person,
        settings: organisations::settings(app, person.ctx()).await?,
        errors,
    };
    let title = person.text.say("settings-organisation");
    let page = Page::new(person, title).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

/// Changes name, time zone and language.
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let ctx = form.person.ctx();
    let (name, zone) = (form.field("name"), form.field("time_zone"));
    match organisations::change(&app, ctx, name, zone, form.field("language")).await {
        Ok(()) => Ok(done(paths::ORGANISATION, "changed").into_response()),
        Err(error) => {
            let errors = errors(&form.person, error, &["name", "time_zone", "language"])?;
            page(&app, &form.person, errors).await
        }
    }
}

/// Sets how people sign in.
pub(crate) async fn set_sign_in(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let person = &form.person;
    let settings = NewSettings {
        requires_second_factor: form.fields.get("second_factor").is_some(),
        issuer: form.field("issuer").to_owned(),
        client: form.field("client").to_owned(),
        secret: form.field("secret").to_owned(),
    };
    match organisations::set_settings(&app, person.signed_in(), settings).await {
        Ok(()) => Ok(done(paths::ORGANISATION, "changed").into_response()),
        Err(error) => {
            let errors = errors(person, error, &["second_factor", "issuer", "client"])?;
            page(&app, person, errors).await
        }
    }
}

impl OrganisationView<'_> {
    fn markup(&self) -> Markup {
        let text = &self.person.text;
        html! {
            (way_back(self.person, paths::SETTINGS, "settings-title"))
            (summary(self.person, &self.errors))
            (what_was_done(self.person, "organisation"))
            h1 { (text.say("settings-organisation")) }
            div.columns-2 {
                div.column-main { (self.about()) }
                div.column-side { (self.sign_in()) }
            }
        }
    }

    fn about(&self) -> Markup {
        let text = &self.person.text;
        let organisation = &self.person.signed_in().organisation;
        html! {
            section.card aria-labelledby="about-title" {
                h2 #about-title { (text.say("organisation-about")) }
                form action=(paths::ORGANISATION) method="post" novalidate {
                    (token_field(self.person))
                    (self.line("name", "organisation-name", &organisation.name))
                    (self.line("time_zone", "company-time-zone", &organisation.time_zone))
                    div.field {
                        label for="language" { (text.say("organisation-language")) }
                        (field_error(self.person, &self.errors, "language"))
                        select #language name="language" {
                            @for language in Language::ALL {
                                option value=(language.tag()) selected[organisation.language == language.tag()] { (language.own_name()) }
                            }
                        }
                    }
                    button.primary type="submit" { (text.say("save")) }
                }
            }
        }
    }

    fn line(&self, id: &'static str, label: &str, value: &str) -> Markup {
        let wrong = is_wrong(&self.errors, id);
        html! {
            div.field {
                label for=(id) { (self.person.text.say(label)) }
                (field_error(self.person, &self.errors, id))
                input id=(id) name=(id) value=(value) autocomplete="off" maxlength="200" required
                    aria-invalid=[wrong.then_some("true")]
                    aria-describedby=[wrong.then(|| format!("{id}-error"))];
            }
        }
    }

    fn provider(&self) -> Markup {
        let text = &self.person.text;
        let oidc = self.settings.oidc.as_ref();
        let shown = |value: Option<&String>| value.cloned().unwrap_or_default();
        html! {
            fieldset {
                legend { (text.say("organisation-provider")) }
                p.hint { (text.say("organisation-provider-hint")) }
                (self.line("issuer", "organisation-issuer", &shown(oidc.map(|oidc| &oidc.issuer))))
                (self.line("client", "organisation-client", &shown(oidc.map(|oidc| &oidc.client))))
                div.field {
                    label for="secret" { (text.say("organisation-secret")) }
                    p.hint #secret-hint { (text.say("organisation-secret-hint")) }
                    input #secret type="password" name="secret" autocomplete="off" maxlength="500"
                        aria-describedby="secret-hint";
                }
            }
        }
    }

    fn sign_in(&self) -> Markup {
        let text = &self.person.text;
        html! {
            section.card aria-labelledby="sign-in-title" {
                h2 #sign-in-title { (text.say("organisation-sign-in")) }
                form action=(paths::ORGANISATION_SIGN_IN) method="post" novalidate {
                    (token_field(self.person))
                    (field_error(self.person, &self.errors, "second_factor"))
                    label.tick {
                        input #second_factor type="checkbox" name="second_factor" value="on" checked[self.settings.requires_second_factor];
                        span { (text.say("organisation-second-factor")) }
                    }
                    p.hint { (text.say("organisation-second-factor-hint")) }
                    (self.provider())
                    button.primary type="submit" { (text.say("save")) }
                }
            }
        }
    }
}

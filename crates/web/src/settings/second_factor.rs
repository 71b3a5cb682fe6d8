//! Codes from an authenticator: setting one up, and taking it away.

use super::passkeys;
use super::{done, errors, way_back, what_was_done};
use crate::components::{moment, qr, said};
use crate::error_page::Failure;
use crate::form::{FieldError, Submitted, field_error, summary, token_field};
use crate::page::{Page, Section};
use crate::paths;
use crate::session::Person;
use app::App;
use app::people::{self, Factors, Setup};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use std::sync::Arc;

struct FactorView<'a> {
    person: &'a Person,
    factors: Factors,
    setup: Option<Setup>,
    errors: Vec<FieldError>,
    recovery: Vec<String>,
}

/// The page.
pub(crate) async fn show(State(app): State<Arc<App>>, person: Person) -> Result<Response, Failure> {
    page(&app, &person, Vec::new(), Vec::new()).await
}

async fn page(
    app: &App,
    person: &Person,
    errors: Vec<FieldError>,
    recovery: Vec<String>,
) -> Result<Response, Failure> {
    let is_wrong = !errors.is_empty();
    let view = FactorView {
        person,
        factors: people::factors(app, person.signed_in()).await?,
        setup: people::unconfirmed_totp(app, person.signed_in()).await?,
        errors,
        recovery,
    };
    let title = person.text.say("settings-second-factor");
    let page = Page::new(person, title).within(Section::Settings);
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view.markup()))
}

/// Begins to set up an authenticator.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    match people::begin_totp(&app, form.person.signed_in()).await {
        Ok(_) => Ok(done(paths::SECOND_FACTOR, "begun").into_response()),
        Err(error) => {
            let errors = errors(&form.person, error, &["totp"])?;
            page(&app, &form.person, errors, Vec::new()).await
        }
    }
}

/// Confirms it with a first code, and shows the codes of recovery this once.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    let person = &form.person;
    match people::confirm_totp(&app, person.signed_in(), form.field("code")).await {
        Ok(Some(codes)) => page(&app, person, Vec::new(), codes).await,
        Ok(None) => {
            let message = html! { (person.text.say("sign-in-code-wrong")) };
            let errors = vec![FieldError {
                field: "code",
                message,
            }];
            page(&app, person, errors, Vec::new()).await
        }
        Err(error) => {
            let errors = errors(person, error, &["totp"])?;
            page(&app, person, errors, Vec::new()).await
        }
    }
}

/// Takes it away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Response, Failure> {
    match people::remove_totp(&app, form.person.signed_in()).await {
        Ok(()) => Ok(done(paths::SECOND_FACTOR, "removed").into_response()),
        Err(error) => {
            let errors = errors(&form.person, error, &["totp"])?;
            page(&app, &form.person, errors, Vec::new()).await
        }
    }
}

impl FactorView<'_> {
    fn markup(&self) -> Markup {
        let person = self.person;
        let text = &person.text;
        html! {
            (way_back(person, paths::SETTINGS, "settings-title"))
            (summary(person, &self.errors))
            (what_was_done(person, "factor"))
            h1 { (text.say("settings-second-factor")) }
            p.muted { (text.say("settings-second-factor-about")) }
            @if person.signed_in().must_set_up {
                p.notice role="status" { (text.say("factor-required")) }
            }
            @if !self.recovery.is_empty() { (self.recovery()) }
            section.card #totp tabindex="-1" aria-labelledby="totp-title" {
                h2 #totp-title { (text.say("factor-totp")) }
                @match (&self.factors.totp_since, &self.setup) {
                    (Some(since), _) => {
                        p { (text.say("factor-totp-since")) " " (moment(person, *since)) }
                        p { (text.fill("factor-recovery-left", &[
                            ("count", self.factors.recovery_codes.into()),
                            ("shown", person.formats.count(self.factors.recovery_codes).into()),
                        ])) }
                        (self.button(paths::SECOND_FACTOR_REMOVE, "factor-remove"))
                    },
                    (None, Some(setup)) => (self.setting_up(setup)),
                    (None, None) => {
                        p { (text.say("factor-totp-about")) }
                        (self.button(paths::SECOND_FACTOR, "factor-begin"))
                    },
                }
            }
            (passkeys::list(person, &self.factors.passkeys))
        }
    }

    fn button(&self, path: &str, key: &str) -> Markup {
        html! {
            form action=(path) method="post" {
                (token_field(self.person))
                button type="submit" { (self.person.text.say(key)) }
            }
        }
    }

    fn setting_up(&self, setup: &Setup) -> Markup {
        let text = &self.person.text;
        let is_wrong = self.errors.iter().any(|error| error.field == "code");
        html! {
            ol.how {
                li {
                    p { (text.say("factor-scan")) }
                    (qr(&setup.url, &text.say("factor-picture")))
                    p { (text.say("factor-type")) " " code { (setup.secret) } }
                }
                li {
                    form action=(paths::SECOND_FACTOR_CONFIRM) method="post" novalidate {
                        (token_field(self.person))
                        div.field {
                            label for="code" { (text.say("factor-code")) }
                            (field_error(self.person, &self.errors, "code"))
                            input #code name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" required
                                aria-invalid=[is_wrong.then_some("true")]
                                aria-describedby=[is_wrong.then_some("code-error")];
                        }
                        button.primary type="submit" { (text.say("factor-confirm")) }
                    }
                }
            }
            (self.button(paths::SECOND_FACTOR, "factor-begin-anew"))
        }
    }

    fn recovery(&self) -> Markup {
        let text = &self.person.text;
        html! {
            (said(&html! { (text.say("factor-said-confirmed")) }))
            section.card aria-labelledby="recovery-title" {
                h2 #recovery-title { (text.say("factor-recovery")) }
                p { (text.say("factor-recovery-about")) }
                ul.codes { @for code in &self.recovery { li { code { (code) } } } }
            }
        }
    }
}

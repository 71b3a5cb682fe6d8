//! The steps after the password: a code, or the choice of an organisation.

use super::go_on;
use crate::error_page::Failure;
use crate::form::{self, FieldError, Fields};
use crate::page::Page;
use crate::paths;
use crate::session::{Visit, Visitor};
use app::organisations::Organisation;
use app::people::Entry;
use app::{App, people};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use std::sync::Arc;

/// Goes on with a code.
pub(crate) async fn code(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Fields(fields): Fields,
) -> Result<Response, Failure> {
    let field = |name| fields.get(name).unwrap_or_default();
    let (step, code) = (field("step"), field("code"));
    let entry = people::sign_in_with_code(&app, &visitor.origin, step, code).await?;
    match entry {
        Entry::Code(step) => Ok(ask_code(&visitor, &step, true)),
        entry => go_on(&app, &visitor, entry, "").await,
    }
}

/// Goes on in the organisation that was chosen.
pub(crate) async fn choose(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Fields(fields): Fields,
) -> Result<Response, Failure> {
    let field = |name| fields.get(name).unwrap_or_default();
    let (step, slug) = (field("step"), field("organisation"));
    let entry = people::choose(&app, &visitor.origin, step, slug).await?;
    go_on(&app, &visitor, entry, "").await
}

/// The page that asks for a code.
pub(super) fn ask_code(visit: &Visit, step: &str, is_wrong: bool) -> Response {
    let text = &visit.text;
    let errors: Vec<FieldError> = is_wrong
        .then(|| FieldError {
            field: "code",
            message: html! { (text.say("sign-in-code-wrong")) },
        })
        .into_iter()
        .collect();
    let view = html! {
        div.door {
            (form::summary(visit, &errors))
            h1 { (text.say("sign-in-code-title")) }
            p.muted { (text.say("sign-in-code-about")) }
            form action=(paths::with(paths::SIGN_IN_CODE, &visit.query)) method="post" novalidate {
                input type="hidden" name="step" value=(step);
                div.field {
                    label for="code" { (text.say("sign-in-code")) }
                    (form::field_error(visit, &errors, "code"))
                    input #code name="code" inputmode="text" autocomplete="one-time-code" spellcheck="false"
                        autocapitalize="none" maxlength="40" required autofocus[!is_wrong]
                        aria-invalid=[is_wrong.then_some("true")]
                        aria-describedby=[is_wrong.then_some("code-error")];
                }
                button.primary type="submit" { (text.say("sign-in-submit")) }
            }
            p { a href=(paths::SIGN_IN) { (text.say("sign-in-from-the-beginning")) } }
        }
    };
    let page = Page::new(visit, text.say("sign-in-code-title"));
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    page.render(&view)
}

/// The page that asks for an organisation.
pub(super) fn ask_organisation(
    visit: &Visit,
    step: &str,
    organisations: &[Organisation],
) -> Response {
    let text = &visit.text;
    let view = html! {
        div.door {
            h1 { (text.say("sign-in-organisation-title")) }
            p.muted { (text.say("sign-in-organisation-about")) }
            form.actions action=(paths::with(paths::SIGN_IN_ORGANISATION, &visit.query)) method="post" {
                input type="hidden" name="step" value=(step);
                @for organisation in organisations {
                    button type="submit" name="organisation" value=(organisation.slug) { (organisation.name) }
                }
            }
        }
    };
    Page::new(visit, text.say("sign-in-organisation-title")).render(&view)
}

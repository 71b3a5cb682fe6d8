//! Signing in with a passkey.

use super::go_on;
use crate::error_page::Failure;
use crate::form::{self, FieldError, Fields};
use crate::page::Page;
use crate::paths;
use crate::session::{Visit, Visitor};
use app::people::Entry;
use app::{App, people};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use std::sync::Arc;

/// The page on which a device is asked.
pub(crate) async fn ask_passkey(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    page(&app, &visitor, false).await
}

/// Goes on with what the device answered.
pub(crate) async fn with_passkey(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Fields(fields): Fields,
) -> Result<Response, Failure> {
    let field = |name| fields.get(name).unwrap_or_default();
    let (step, answer) = (field("step"), field("credential"));
    match people::sign_in_with_passkey(&app, &visitor.origin, step, answer).await? {
        Entry::Refused => page(&app, &visitor, true).await,
        entry => go_on(&app, &visitor, entry, "").await,
    }
}

async fn page(app: &App, visit: &Visit, is_wrong: bool) -> Result<Response, Failure> {
    let text = &visit.text;
    let ceremony = people::ask_passkey(app).await?;
    let errors: Vec<FieldError> = is_wrong
        .then(|| FieldError {
            field: "passkey",
            message: html! { (text.say("passkey-failed")) },
        })
        .into_iter()
        .collect();
    let view = html! {
        div.door {
            (form::summary(visit, &errors))
            h1 { (text.say("passkey-sign-in")) }
            p.muted { (text.say("passkey-sign-in-about")) }
            form action=(paths::with(paths::SIGN_IN_PASSKEY, &visit.query)) method="post" data-passkey="get" data-options=(ceremony.options) {
                input type="hidden" name="step" value=(ceremony.secret);
                input type="hidden" name="credential" value="";
                button.primary #passkey type="submit" { (text.say("sign-in-submit")) }
                p.field-error role="alert" hidden data-passkey-failed { (text.say("passkey-failed")) }
            }
            noscript { p { (text.say("passkey-needs-script")) } }
            p { a href=(paths::SIGN_IN) { (text.say("passkey-password-instead")) } }
        }
    };
    let page = Page::new(visit, text.say("passkey-sign-in"));
    let page = match is_wrong {
        true => page.asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY),
        false => page,
    };
    Ok(page.render(&view))
}

//! Signing in by the organisation's own provider: there, and back.

use super::go_on;
use crate::components::failed;
use crate::error_page::Failure;
use crate::page::Page;
use crate::paths;
use crate::session::{self, Visit, Visitor};
use app::people::Entry;
use app::{App, people};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// What marks the cookie of somebody who is on the way: no session begins so.
const ON_THE_WAY: &str = "step.";

/// The way to the provider, on the page to sign in on.
pub(super) fn form(visit: &Visit) -> Markup {
    let text = &visit.text;
    html! {
        details {
            summary { (text.say("provider-instead")) }
            form action=(paths::SIGN_IN_PROVIDER) method="get" {
                div.field {
                    label for="organisation" { (text.say("provider-organisation")) }
                    p.hint #organisation-hint { (text.say("provider-organisation-hint")) }
                    input #organisation name="organisation" autocomplete="organization" spellcheck="false"
                        autocapitalize="none" maxlength="40" required aria-describedby="organisation-hint";
                }
                button type="submit" { (text.say("provider-go")) }
            }
        }
    }
}

/// Sends somebody to the provider of their organisation: by a page that goes
/// on by itself, because a form may lead nowhere but to us
/// (`form-action 'self'`), redirects included.
pub(crate) async fn depart(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let slug = visitor.query.get("organisation").unwrap_or_default();
    let slug = slug.trim().to_lowercase();
    let Some(departure) = people::depart(&app, &visitor.origin, &slug).await? else {
        return Ok(nowhere(&visitor, "provider-none"));
    };
    let text = &visitor.text;
    let view = html! {
        div.door {
            h1 { (text.say("provider-onwards")) }
            p { a href=(departure.url) { (text.say("provider-go")) } }
        }
    };
    let mut page = Page::new(&visitor, text.say("provider-onwards")).render(&view);
    let refresh = HeaderValue::from_str(&format!("0; url={}", departure.url));
    let headers = page.headers_mut();
    headers.insert(header::REFRESH, refresh.map_err(|_| Failure::Broken)?);
    let cookie = session::cookie(&format!("{ON_THE_WAY}{}", departure.secret));
    headers.insert(header::SET_COOKIE, cookie);
    Ok(page)
}

/// Takes somebody in who comes back.
pub(crate) async fn come_back(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let query = |key| visitor.query.get(key).unwrap_or_default();
    let secret = visitor.secret.as_deref().unwrap_or_default();
    let secret = secret.strip_prefix(ON_THE_WAY).unwrap_or_default();
    let (state, code) = (query("state"), query("code"));
    match people::come_back(&app, &visitor.origin, secret, state, code).await? {
        Entry::Refused => Ok(nowhere(&visitor, "provider-refused")),
        entry => go_on(&app, &visitor, entry, "").await,
    }
}

/// One answer for whatever does not let in.
fn nowhere(visit: &Visit, why: &str) -> Response {
    let text = &visit.text;
    let title = text.say("provider-title");
    let about = html! {
        p { (text.say(why)) }
        p { a href=(paths::SIGN_IN) { (text.say("error-way-sign-in")) } }
    };
    let view = html! {
        div.door {
            h1 { (title) }
            (failed("provider-failed", &title, &about))
        }
    };
    Page::new(visit, &title)
        .asking_to_mend(StatusCode::UNPROCESSABLE_ENTITY)
        .render(&view)
}

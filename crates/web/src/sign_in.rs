//! Signing in and out, and the choice of language.

mod letter;
mod passkey;
mod prove;
mod provider;
mod step;

pub(crate) use letter::{ask_reset, letter, new_password, redeem, send_reset};
pub(crate) use passkey::{ask_passkey, with_passkey};
pub(crate) use prove::{prove, proved};
pub(crate) use provider::{come_back, depart};
pub(crate) use step::{choose, code};

use crate::error_page::Failure;
use crate::form::{self, FieldError, Fields, Submitted};
use crate::page::Page;
use crate::paths;
use crate::session::{self, Visit, Visitor};
use app::people::Entry;
use app::{App, people};
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use render::Language;
use std::sync::Arc;

/// What a person filled in, to show it again.
#[derive(Default)]
struct Typed<'a> {
    email: &'a str,
    errors: Vec<FieldError>,
}

/// The page to sign in on.
pub(crate) async fn show(visitor: Visitor) -> Response {
    if visitor.signed_in.is_some() {
        return Redirect::to(next(visitor.query.get("next"))).into_response();
    }
    Page::new(&visitor, visitor.text.say("sign-in-title"))
        .render(&view(&visitor, &Typed::default()))
}

/// Signs in.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Fields(fields): Fields,
) -> Result<Response, Failure> {
    let field = |name| fields.get(name).unwrap_or_default();
    let (email, password) = (field("email"), field("password"));
    let entry = people::sign_in(&app, &visitor.origin, email, password).await?;
    go_on(&app, &visitor, entry, email).await
}

/// The answer to a step of signing in: onwards, or the next step.
async fn go_on(app: &App, visitor: &Visit, entry: Entry, email: &str) -> Result<Response, Failure> {
    match entry {
        Entry::In(secret) => {
            keep_language(app, &secret, visitor.query.get("lang")).await?;
            let onwards = Redirect::to(next(visitor.query.get("next")));
            Ok(([(header::SET_COOKIE, session::cookie(&secret))], onwards).into_response())
        }
        Entry::Code(secret) => Ok(step::ask_code(visitor, &secret, false)),
        Entry::Choose(secret, organisations) => {
            Ok(step::ask_organisation(visitor, &secret, &organisations))
        }
        Entry::Refused => Ok(refused(visitor, email)),
        Entry::TooOften(until) => {
            let message = too_often(visitor, until);
            Ok(again(
                visitor,
                email,
                message,
                StatusCode::TOO_MANY_REQUESTS,
            ))
        }
    }
}

/// One answer for a wrong address and a wrong password.
fn refused(visitor: &Visit, email: &str) -> Response {
    let message = html! { (visitor.text.say("sign-in-wrong")) };
    again(visitor, email, message, StatusCode::UNPROCESSABLE_ENTITY)
}

fn again(visitor: &Visit, email: &str, message: Markup, status: StatusCode) -> Response {
    let typed = Typed {
        email,
        errors: vec![FieldError {
            field: "email",
            message,
        }],
    };
    Page::new(visitor, visitor.text.say("sign-in-title"))
        .asking_to_mend(status)
        .render(&view(visitor, &typed))
}

/// That nothing was looked at, and for how long that will be so.
fn too_often(visit: &Visit, until: Timestamp) -> Markup {
    let seconds = until.duration_since(visit.now).as_secs().max(1);
    let minutes = u64::try_from((seconds + 59) / 60).unwrap_or(1);
    html! {
        (visit.text.fill("sign-in-too-often", &[
            ("minutes", minutes.into()),
            ("shown", visit.formats.count(minutes).into()),
        ]))
    }
}

/// A language chosen on the way in is the person's choice.
async fn keep_language(app: &App, secret: &str, asked: Option<&str>) -> Result<(), Failure> {
    let Some(language) = asked.and_then(Language::parse) else {
        return Ok(());
    };
    if let Some(person) = people::resume(app, secret).await? {
        people::set_language(app, &person.ctx, language.tag()).await?;
    }
    Ok(())
}

/// Signs out and makes the browser forget.
pub(crate) async fn out(State(app): State<Arc<App>>, form: Submitted) -> Result<Response, Failure> {
    if let Some(secret) = &form.person.secret {
        people::sign_out(&app, secret).await?;
    }
    let forget = [
        (header::SET_COOKIE, session::no_cookie()),
        (
            HeaderName::from_static("clear-site-data"),
            header::HeaderValue::from_static("\"cache\",\"cookies\",\"storage\""),
        ),
    ];
    let language = form.person.text.language().tag();
    let onwards = Redirect::to(&format!("{}?out=1&lang={language}", paths::SIGN_IN));
    Ok((forget, onwards).into_response())
}

/// Keeps a person's language and goes back to where they were.
pub(crate) async fn language(
    State(app): State<Arc<App>>,
    form: Submitted,
) -> Result<Redirect, Failure> {
    let language = Language::parse(form.field("language")).ok_or(Failure::Malformed)?;
    people::set_language(&app, form.person.ctx(), language.tag()).await?;
    Ok(Redirect::to(next(form.fields.get("back"))))
}

/// Where to go on to: only ever a path of our own.
fn next(asked: Option<&str>) -> &str {
    asked
        .filter(|path| paths::is_local(path))
        .unwrap_or(paths::OVERVIEW)
}

fn view(visit: &Visit, typed: &Typed<'_>) -> Markup {
    let text = &visit.text;
    let is_wrong = !typed.errors.is_empty();
    let described = is_wrong.then_some("email-error");
    let invalid = is_wrong.then_some("true");
    let said = |key: &str| visit.query.get(key).is_some() && !is_wrong;
    html! {
        div.door {
            (form::summary(visit, &typed.errors))
            @if said("out") { p.notice role="status" { (text.say("sign-in-signed-out")) } }
            @if said("set") { p.notice role="status" { (text.say("sign-in-password-set")) } }
            h1 { (text.say("sign-in-title")) }
            p.muted { (text.say("sign-in-about")) }
            form action=(paths::with(paths::SIGN_IN, &visit.query)) method="post" novalidate {
                div.field {
                    label for="email" { (text.say("sign-in-email")) }
                    (form::field_error(visit, &typed.errors, "email"))
                    input #email type="email" name="email" value=(typed.email) autocomplete="username"
                        spellcheck="false" autocapitalize="none" maxlength="254" required
                        autofocus[!is_wrong] aria-invalid=[invalid] aria-describedby=[described];
                }
                div.field {
                    label for="password" { (text.say("sign-in-password")) }
                    input #password type="password" name="password" autocomplete="current-password"
                        maxlength="256" required aria-invalid=[invalid] aria-describedby=[described];
                }
                button.primary type="submit" { (text.say("sign-in-submit")) }
            }
            p { a href=(paths::RESET) { (text.say("sign-in-forgotten")) } }
            p { a href=(paths::with(paths::SIGN_IN_PASSKEY, &visit.query)) { (text.say("passkey-sign-in")) } }
            (provider::form(visit))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_never_leads_elsewhere() {
        assert_eq!(next(Some("/documents?q=a")), "/documents?q=a");
        assert_eq!(next(Some("//evil.example")), "/");
        assert_eq!(next(Some("https://evil.example")), "/");
        assert_eq!(next(None), "/");
    }
}

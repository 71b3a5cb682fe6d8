//! Everything that can go wrong at the door, and the one page that says so:
//! what happened, whose fault it is, what to try, and the ways back.

use crate::page::Page;
use crate::paths;
use crate::session::Visit;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::sync::Arc;
use tower_http::csrf::ProtectionError;

/// Why there is no page.
#[derive(Debug, Clone)]
pub(crate) enum Failure {
    /// There is nothing here, or nothing that this person may see: the two
    /// look the same.
    NotFound,
    /// Not with this method.
    Method,
    /// Not something that a page of ours sends.
    Malformed,
    /// Sent from a page of somebody else.
    CrossSite,
    /// The form is older than the session.
    StaleForm,
    /// More than is taken at once.
    TooLarge,
    /// It took too long.
    TimedOut,
    /// A verb refused.
    App(Arc<app::Error>),
    /// A fault of ours.
    Broken,
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Self {
        Self::App(Arc::new(error))
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::CrossSite | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
            Self::App(error) => match **error {
                app::Error::Invalid { .. } => StatusCode::BAD_REQUEST,
                app::Error::Conflict { .. } => StatusCode::CONFLICT,
                app::Error::Forbidden { .. } => StatusCode::FORBIDDEN,
                app::Error::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
                app::Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Names the texts of the page.
    fn name(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Method => "method",
            Self::Malformed => "malformed",
            Self::CrossSite => "cross-site",
            Self::StaleForm => "stale-form",
            Self::TooLarge => "too-large",
            Self::TimedOut => "timed-out",
            Self::App(error) => match **error {
                app::Error::Invalid { .. } => "invalid",
                app::Error::Conflict { .. } => "conflict",
                app::Error::Forbidden { .. } => "forbidden",
                app::Error::Unavailable { .. } => "unavailable",
                app::Error::Internal(_) => "broken",
            },
            Self::Broken => "broken",
        }
    }

    fn of(response: &Response) -> Option<Self> {
        if let Some(failure) = response.extensions().get::<Self>() {
            return Some(failure.clone());
        }
        let status = response.status();
        if !status.is_client_error() && !status.is_server_error() || is_page(response) {
            return None;
        }
        if response.extensions().get::<ProtectionError>().is_some() {
            return Some(Self::CrossSite);
        }
        Some(match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::TimedOut,
            status if status.is_client_error() => Self::Malformed,
            _ => Self::Broken,
        })
    }
}

/// Whether it says by itself what is wrong: a page, or a picture in the place
/// of another.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let says_itself =
        |kind: &[u8]| kind.starts_with(b"text/html") || kind.starts_with(b"image/png");
    kind.is_some_and(|kind| says_itself(kind.as_bytes()))
}

impl IntoResponse for Failure {
    /// A bare status with the reason beside it; [`dress`] makes a page of it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts a page on a bare failure, and leaves everything else as it is.
pub(crate) fn dress(visit: &Visit, response: Response) -> Response {
    let Some(failure) = Failure::of(&response) else {
        return response;
    };
    log(visit, &failure);
    let mut page = Page::error(visit, &title(visit, &failure), &view(visit, &failure));
    *page.status_mut() = failure.status();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    page
}

fn log(visit: &Visit, failure: &Failure) {
    if failure.status().is_server_error() {
        let source = match failure {
            Failure::App(error) => std::error::Error::source(&**error).map(ToString::to_string),
            _ => None,
        };
        tracing::error!(
            request.reference = visit.reference,
            request.path = visit.path,
            ?failure,
            source,
            "a page could not be given"
        );
    }
}

fn title(visit: &Visit, failure: &Failure) -> String {
    visit.text.say(&format!("error-{}-title", failure.name()))
}

fn view(visit: &Visit, failure: &Failure) -> Markup {
    let text = &visit.text;
    let name = failure.name();
    html! {
        div.prose {
            h1 { (title(visit, failure)) }
            p.lead { (text.say(&format!("error-{name}-what"))) }
            @if let Failure::App(error) = failure { (detail(visit, error)) }
            p { (text.say(&format!("error-{name}-try"))) }
            ul.ways {
                @if visit.signed_in.is_some() {
                    li { a href=(paths::OVERVIEW) { (text.say("error-way-overview")) } }
                    li { a href=(paths::DOCUMENTS) { (text.say("error-way-documents")) } }
                } @else {
                    li { a href=(paths::SIGN_IN) { (text.say("error-way-sign-in")) } }
                }
            }
            p.muted { (text.say("error-reference")) " " code { (visit.reference) } }
        }
    }
}

/// What a verb says in its own words. They are English, and marked so.
fn detail(visit: &Visit, error: &app::Error) -> Markup {
    match error {
        app::Error::Internal(_) => html! {},
        other => html! { p { (message(visit, other)) } },
    }
}

/// A verb's message in the visitor's language where there is one, otherwise
/// as the verb says it, marked as English.
pub(crate) fn message(visit: &Visit, error: &app::Error) -> Markup {
    if let app::Error::Forbidden { right } = error {
        let right = visit.text.word("right", right.code());
        return html! { (visit.text.fill("refusal-forbidden", &[("right", right.into())])) };
    }
    let key = format!("refusal-{}", error.code().replace('.', "-"));
    match visit.text.known(&key) {
        Some(text) => html! { (text) },
        None => html! { span lang="en" { (error) } },
    }
}

#[cfg(test)]
mod tests;

//! Forms: the token that proves that a form is ours, and what was filled in.

use crate::error_page::Failure;
use crate::query::Query;
use crate::session::{Person, Visit};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::ContentHash;
use maud::{Markup, html};
use std::sync::atomic::{AtomicU64, Ordering};

/// The field that carries the token.
pub(crate) const TOKEN: &str = "form_token";
/// The most bytes of a form without files: the longest comment, encoded.
const FORM_BYTES_MAX: usize = 256 * 1024;

/// A form that was sent by a page of this session.
pub(crate) struct Submitted {
    /// Who sent it.
    pub(crate) person: Person,
    /// What was filled in.
    pub(crate) fields: Query,
}

impl Submitted {
    /// What was written in a field; empty where it was not.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let person = Person::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        let fields = fields(request).await.map_err(Failure::into_response)?;
        let token = fields.get(TOKEN).unwrap_or_default();
        if !is_token(&person, token) {
            return Err(Failure::StaleForm.into_response());
        }
        Ok(Self { person, fields })
    }
}

/// The fields of a form that needs no session.
pub(crate) struct Fields(pub(crate) Query);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        fields(request).await.map(Self)
    }
}

async fn fields(request: Request) -> Result<Query, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let is_form = kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    });
    if !is_form {
        return Err(Failure::Malformed);
    }
    let body = axum::body::to_bytes(request.into_body(), FORM_BYTES_MAX)
        .await
        .map_err(|_| Failure::TooLarge)?;
    read(&body).ok_or(Failure::Malformed)
}

fn read(body: &Bytes) -> Option<Query> {
    std::str::from_utf8(body).ok().map(Query::parse)
}

/// The hidden field that every form of a signed-in person carries.
pub(crate) fn token_field(visit: &Visit) -> Markup {
    let token = visit
        .signed_in
        .as_ref()
        .map(|person| masked(&person.form_token));
    html! {
        @if let Some(token) = token { input type="hidden" name=(TOKEN) value=(token); }
    }
}

/// Whether this is the session's token.
pub(crate) fn is_token(person: &Person, sent: &str) -> bool {
    unmasked(sent).is_some_and(|sent| {
        is_same(
            sent.as_bytes(),
            secret(&person.signed_in().form_token).as_bytes(),
        )
    })
}

/// The token, written differently every time: pages are compressed, and a
/// secret that always stood there as the same letters could be guessed from
/// the size of pages that also show what a stranger put into the URL.
fn masked(token: &str) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mask = ContentHash::of(format!("{token} {count}").as_bytes());
    format!("{mask}{}", xor(&mask, &secret(token)))
}

fn unmasked(sent: &str) -> Option<ContentHash> {
    let (mask, rest) = sent.split_at_checked(64)?;
    Some(xor(&mask.parse().ok()?, &rest.parse().ok()?))
}

fn secret(token: &str) -> ContentHash {
    ContentHash::of(token.as_bytes())
}

fn xor(a: &ContentHash, b: &ContentHash) -> ContentHash {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    ContentHash::from_bytes(std::array::from_fn(|at| a[at] ^ b[at]))
}

/// Compares without telling by its time where the first difference lies.
fn is_same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    let differences = a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b));
    std::hint::black_box(differences) == 0
}

/// A field that is not filled in as it should be.
pub(crate) struct FieldError {
    /// The id of the field.
    pub(crate) field: &'static str,
    /// What is wrong and what to do.
    pub(crate) message: Markup,
}

/// The summary above a form that came back, with a link to each field.
pub(crate) fn summary(visit: &Visit, errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.summary role="alert" tabindex="-1" autofocus aria-labelledby="summary-title" {
                h2 #summary-title { (visit.text.say("form-errors")) }
                ul {
                    @for error in errors {
                        li { a href={ "#" (error.field) } { (error.message) } }
                    }
                }
            }
        }
    }
}

/// The error of a field, to stand between its label and itself.
pub(crate) fn field_error(visit: &Visit, errors: &[FieldError], field: &str) -> Markup {
    let error = errors.iter().find(|error| error.field == field);
    html! {
        @if let Some(error) = error {
            p.field-error id={ (field) "-error" } {
                span.visually-hidden { (visit.text.say("form-error-prefix")) " " }
                (error.message)
            }
        }
    }
}

/// Whether a field has an error, for its `aria-invalid`.
pub(crate) fn is_wrong(errors: &[FieldError], field: &str) -> bool {
    errors.iter().any(|error| error.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_written_differently_every_time_and_known_all_the_same() {
        let (one, other) = (masked("token"), masked("token"));
        assert_ne!(one, other);
        assert_eq!(unmasked(&one), Some(secret("token")));
        assert_eq!(unmasked(&one), unmasked(&other));
        assert_ne!(unmasked(&masked("another")), unmasked(&one));
    }

    #[test]
    fn what_is_no_token_is_none() {
        for sent in [
            "",
            "token",
            &"0".repeat(127),
            &"å".repeat(64),
            &"x".repeat(128),
        ] {
            assert_eq!(unmasked(sent), None, "{sent}");
        }
    }

    #[test]
    fn one_bit_makes_a_difference() {
        let mut other = [7; 32];
        assert!(is_same(&[7; 32], &other));
        other[31] ^= 1;
        assert!(!is_same(&[7; 32], &other));
    }
}

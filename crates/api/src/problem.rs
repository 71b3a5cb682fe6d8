//! What goes wrong, as every client can read it: RFC 9457 problems with a
//! stable code, the same shape for a 404 as for a fault of ours.

use crate::wire::{self, FieldProblem};
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Where the codes are explained.
const PAGES: &str = "/api/v1/problems/";
/// How long to wait before asking again when the record is away.
const RETRY_SECONDS: u64 = 5;

/// A failure on its way to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The status of the answer.
    pub(crate) status: StatusCode,
    /// Stable code.
    pub(crate) code: &'static str,
    /// What went wrong, the same for every failure of this code.
    title: &'static str,
    /// What went wrong this time, and what to do.
    detail: String,
    /// The fields that are wrong, where single ones are.
    pub(crate) errors: Vec<FieldProblem>,
    /// What OAuth calls it, where a client of OAuth asked.
    error: Option<&'static str>,
}

/// The kinds of failure of the door itself; those of the verbs come from
/// [`app::Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No key, or one that opens nothing.
    NoKey,
    /// The key is good, but not for this.
    Scope,
    /// There is nothing here that this key may see.
    NotFound,
    /// Not with this method.
    Method,
    /// The body is not what its type says.
    Malformed,
    /// The body is of a type that is not taken here.
    MediaType,
    /// More than is taken at once.
    TooLarge,
    /// It is kept, and cannot be used.
    Unusable,
    /// It cannot be drawn.
    NoPicture,
    /// The thing has changed since it was read.
    Changed,
    /// A change needs to say which state it is about.
    Unconditional,
    /// The same named request is being done.
    InFlight,
    /// The name was given to another request.
    NameTaken,
    /// It was done, and its answer was shown once.
    ShownOnce,
    /// More requests than the key may make.
    TooMany,
    /// It took too long.
    TimedOut,
    /// A fault of ours.
    Broken,
}

/// What each says: status, code, title, and what to do.
const SAID: [(Fault, StatusCode, &str, &str, &str); 17] = [
    (
        Fault::NoKey,
        StatusCode::UNAUTHORIZED,
        "unauthorized",
        "No valid API key",
        "send a key that is not expired or revoked in the header 'Authorization: Bearer utsyn_…'",
    ),
    (
        Fault::Scope,
        StatusCode::FORBIDDEN,
        "scope_missing",
        "The key may not do this",
        "use a key with the scope that the documentation names for this request",
    ),
    (
        Fault::NotFound,
        StatusCode::NOT_FOUND,
        "not_found",
        "Nothing here",
        "there is nothing at this address that this key may see",
    ),
    (
        Fault::Method,
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "Not with this method",
        "the header 'Allow' names the methods of this address",
    ),
    (
        Fault::Malformed,
        StatusCode::BAD_REQUEST,
        "malformed",
        "The request cannot be read",
        "the body or a header is not what its type says",
    ),
    (
        Fault::MediaType,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media_type",
        "Not in this form",
        "send the body in one of the media types that the documentation names for this request",
    ),
    (
        Fault::TooLarge,
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        "Too large",
        "the body is larger than is taken at once; send it in parts",
    ),
    (
        Fault::Unusable,
        StatusCode::UNPROCESSABLE_ENTITY,
        "unusable",
        "It cannot be used",
        "it is kept under imports with the reason",
    ),
    (
        Fault::NoPicture,
        StatusCode::UNPROCESSABLE_ENTITY,
        "picture.none",
        "No picture can be made",
        "download the original instead",
    ),
    (
        Fault::Changed,
        StatusCode::PRECONDITION_FAILED,
        "changed",
        "It has changed",
        "it has changed since it was read; read it again and decide anew",
    ),
    (
        Fault::Unconditional,
        StatusCode::PRECONDITION_REQUIRED,
        "condition_missing",
        "Say which state you change",
        "read it, and send its 'ETag' in the header 'If-Match', so that nobody's change is lost",
    ),
    (
        Fault::InFlight,
        StatusCode::CONFLICT,
        "idempotency.in_flight",
        "It is being done",
        "the same request is being done; ask again in a moment with the same 'Idempotency-Key'",
    ),
    (
        Fault::NameTaken,
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency.reused",
        "The key belongs to another request",
        "this 'Idempotency-Key' came with another request before; use a new one",
    ),
    (
        Fault::ShownOnce,
        StatusCode::CONFLICT,
        "idempotency.shown_once",
        "It is done, and its answer was shown once",
        "the answer held a secret, which is not kept; if it was lost, revoke it and make a new one",
    ),
    (
        Fault::TooMany,
        StatusCode::TOO_MANY_REQUESTS,
        "too_many_requests",
        "More requests than this key may make",
        "wait for the seconds that 'Retry-After' says; 'RateLimit' tells how many are left",
    ),
    (
        Fault::TimedOut,
        StatusCode::SERVICE_UNAVAILABLE,
        "timed_out",
        "It took too long",
        "nothing is lost; try again in a moment",
    ),
    (
        Fault::Broken,
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "Something went wrong on our side",
        "nothing acknowledged is lost; try again, and if it goes on, tell us the request id",
    ),
];

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let said = SAID.into_iter().find(|(of, ..)| *of == fault);
        let (_, status, code, title, detail) = said.expect("every fault is in the table");
        Self::new(status, code, title, detail.to_owned())
    }
}

impl From<app::Error> for Problem {
    fn from(error: app::Error) -> Self {
        let detail = error.to_string();
        match &error {
            app::Error::Invalid { code, field, .. } => {
                let mut problem = Self::new(
                    StatusCode::BAD_REQUEST,
                    code,
                    "The request cannot be done as asked",
                    detail.clone(),
                );
                if !field.is_empty() {
                    problem.errors.push(FieldProblem {
                        pointer: field.clone(),
                        code: (*code).to_owned(),
                        message: detail,
                    });
                }
                problem
            }
            app::Error::Conflict { code, .. } if *code == app::Error::CHANGED => {
                Fault::Changed.into()
            }
            app::Error::Conflict { code, .. } => Self::new(
                StatusCode::CONFLICT,
                code,
                "It clashes with what is there",
                detail,
            ),
            app::Error::Forbidden { .. } => {
                Self::new(StatusCode::FORBIDDEN, error.code(), "Not allowed", detail)
            }
            app::Error::Unavailable { .. } => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                error.code(),
                "Not now",
                detail,
            ),
            app::Error::Internal(source) => {
                tracing::error!(error = source.as_ref(), "a request failed");
                Fault::Broken.into()
            }
        }
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        let fault = match rejection.status() {
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Fault::MediaType,
            StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge,
            _ => Fault::Malformed,
        };
        Self::from(fault).saying(rejection.body_text())
    }
}

impl Problem {
    const fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: String,
    ) -> Self {
        Self {
            status,
            code,
            title,
            detail,
            errors: Vec::new(),
            error: None,
        }
    }

    fn written(self, request_id: &str) -> wire::Problem {
        wire::Problem {
            kind: format!("{PAGES}{}", self.code),
            title: self.title,
            status: self.status.as_u16(),
            code: self.code,
            detail: self.detail,
            request_id: request_id.to_owned(),
            errors: self.errors,
            error: self.error,
        }
    }

    /// A parameter that is not understood.
    pub(crate) fn parameter(name: &str, code: &'static str, message: String) -> Self {
        app::Error::invalid(code, name, message).into()
    }

    /// A cursor that no list gave.
    pub(crate) fn cursor(written: &str) -> Self {
        Self::parameter(
            "cursor",
            "cursor.invalid",
            format!("'{written}' is not a place in this list; begin again without a cursor"),
        )
    }

    /// The same with what OAuth calls it (RFC 6749, section 5.2).
    pub(crate) const fn with_error(mut self, error: &'static str) -> Self {
        self.error = Some(error);
        self
    }

    /// The same with what it is about this time.
    pub(crate) fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

impl IntoResponse for Problem {
    /// The bare answer with the problem beside it; `routes` writes the body,
    /// when the id of the request is known.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        Problem::from(self).into_response()
    }
}

/// Writes the problem of an answer that has none yet into its body.
pub(crate) fn dress(mut response: Response, request_id: &str) -> Response {
    let Some(problem) = of(&mut response) else {
        return response;
    };
    let is_in_flight = problem.code == "idempotency.in_flight";
    let (mut parts, _) = response.into_parts();
    let body = serde_json::to_vec(&problem.written(request_id)).unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json; charset=utf-8"),
    );
    if parts.status == StatusCode::UNAUTHORIZED {
        parts
            .headers
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if parts.status == StatusCode::SERVICE_UNAVAILABLE || is_in_flight {
        parts
            .headers
            .insert(header::RETRY_AFTER, RETRY_SECONDS.into());
    }
    Response::from_parts(parts, body.into())
}

/// The problem of an answer: the one a handler put beside it, or the one its
/// bare status means.
fn of(response: &mut Response) -> Option<Problem> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let fault = match status {
        StatusCode::UNAUTHORIZED => Fault::NoKey,
        StatusCode::FORBIDDEN => Fault::Scope,
        StatusCode::NOT_FOUND => Fault::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Fault::Method,
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Fault::MediaType,
        StatusCode::PRECONDITION_FAILED => Fault::Changed,
        StatusCode::PRECONDITION_REQUIRED => Fault::Unconditional,
        StatusCode::TOO_MANY_REQUESTS => Fault::TooMany,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Fault::TimedOut,
        status if status.is_client_error() => Fault::Malformed,
        _ => Fault::Broken,
    };
    let mut problem = Problem::from(fault);
    problem.status = status;
    Some(problem)
}

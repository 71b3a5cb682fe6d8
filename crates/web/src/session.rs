//! Who visits, in which language, asking for what. Found out once for each
//! request; handlers get it as [`Visitor`] or, signed in, as [`Person`].

use crate::error_page::{self, Failure};
use crate::query::Query;
use crate::text::Text;
use crate::{language, paths};
use app::companies::{self, Company};
use app::people::{self, Origin, SignedIn};
use app::{App, Ctx};
use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Right, Role};
use jiff::{Timestamp, tz::TimeZone};
use render::Formats;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The one cookie. The prefix makes browsers refuse it from anywhere but
/// this host over a trustworthy connection.
const COOKIE: &str = "__Host-session";
const COOKIE_ATTRIBUTES: &str = "Secure; HttpOnly; SameSite=Lax; Path=/";
const FORWARDED_FOR: &str = "x-forwarded-for";
/// What a browser asks for: a page, a picture.
const DESTINATION: &str = "sec-fetch-dest";
/// Longest secret that is looked up.
const SECRET_BYTES_MAX: usize = 256;

/// One request, as pages see it.
pub(crate) struct Visit {
    /// The words.
    pub(crate) text: Text,
    /// Numbers, amounts and dates.
    pub(crate) formats: &'static Formats,
    /// Who it is.
    pub(crate) signed_in: Option<SignedIn>,
    /// The secret of the session.
    pub(crate) secret: Option<String>,
    /// When it was asked.
    pub(crate) now: Timestamp,
    /// The path asked for.
    pub(crate) path: String,
    /// The query asked with.
    pub(crate) query: Query,
    /// Whether the page can be asked for again by its address.
    pub(crate) is_reading: bool,
    /// The companies whose documents whoever visits may see.
    pub(crate) companies: Vec<Company>,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Names this request in the log and on an error page.
    pub(crate) reference: String,
}

impl Visit {
    /// The zone in which moments are shown.
    pub(crate) fn zone(&self) -> TimeZone {
        let person = self.signed_in.as_ref();
        person.map_or(TimeZone::UTC, |person| person.ctx.time_zone.clone())
    }

    /// Whether whoever visits may do this.
    pub(crate) fn may(&self, right: Right) -> bool {
        let person = self.signed_in.as_ref();
        person.is_some_and(|person| person.ctx.may(right))
    }

    /// Whether whoever visits sees every company, and what belongs to none.
    pub(crate) fn sees_all(&self) -> bool {
        let person = self.signed_in.as_ref();
        person.is_some_and(|person| person.ctx.sees_all())
    }

    /// The same, for what is about all of the organisation.
    pub(crate) fn may_everywhere(&self, right: Right) -> bool {
        let person = self.signed_in.as_ref();
        person.is_some_and(|person| person.ctx.may(right) && person.ctx.sees_all())
    }

    /// The role that the portal is looked at through, where it is not the
    /// visitor's own.
    pub(crate) fn seen_as(&self) -> Option<Role> {
        self.signed_in.as_ref().and_then(|person| person.seen_as)
    }

    /// Path and query, to come back to.
    pub(crate) fn here(&self) -> String {
        match self.query.is_empty() {
            true => self.path.clone(),
            false => format!("{}?{}", self.path, self.query),
        }
    }
}

/// Attends to a request: finds out who it is before, and turns what went
/// wrong into a page after.
pub(crate) async fn attend(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let origin = origin(&app, &request);
    // Its body cannot be looked at from several threads.
    let mut asked = Request::new(());
    *asked.headers_mut() = request.headers().clone();
    *asked.uri_mut() = request.uri().clone();
    *asked.method_mut() = request.method().clone();
    let (visit, failure) = visit(&app, &asked, origin).await;
    let visit = Arc::new(visit);
    if let Some(failure) = failure {
        return error_page::dress(&visit, failure.into_response());
    }
    request.extensions_mut().insert(Arc::clone(&visit));
    let response = next.run(request).await;
    error_page::dress(&visit, response)
}

/// Where a request comes from: behind proxies of our own, what the outermost
/// of them says; whatever else a client wrote there is not believed.
fn origin(app: &App, request: &Request) -> Origin {
    let headers = request.headers();
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let connected = connected.map(|ConnectInfo(address)| address.ip().to_string());
    let forwarded = match app.proxies() {
        0 => None,
        proxies => text(FORWARDED_FOR).and_then(|addresses| {
            let mut from_the_end = addresses.rsplit(',').map(str::trim);
            from_the_end.nth(proxies - 1).map(str::to_owned)
        }),
    };
    Origin {
        address: forwarded.or(connected),
        agent: text(header::USER_AGENT.as_str()).map(str::to_owned),
    }
}

/// Who is signed in with a secret, and the companies that they may see.
async fn resume(
    app: &App,
    secret: Option<&str>,
    has_frame: bool,
) -> app::Result<(Option<SignedIn>, Vec<Company>)> {
    let Some(secret) = secret else {
        return Ok((None, Vec::new()));
    };
    let signed_in = people::resume(app, secret).await?;
    let reader = signed_in
        .as_ref()
        .filter(|person| has_frame && person.ctx.may(Right::Read));
    let companies = match reader {
        Some(person) => companies::list(app, &person.ctx).await?,
        None => Vec::new(),
    };
    Ok((signed_in, companies))
}

async fn visit(app: &App, request: &Request<()>, origin: Origin) -> (Visit, Option<Failure>) {
    let (headers, uri) = (request.headers(), request.uri());
    let query = Query::parse(uri.query().unwrap_or_default());
    let secret = secret(headers);
    let resumed = resume(app, secret.as_deref(), has_frame(headers)).await;
    let ((signed_in, companies), failure) = match resumed {
        Ok(resumed) => (resumed, None),
        Err(error) => ((None, Vec::new()), Some(Failure::from(error))),
    };
    let chosen = signed_in
        .as_ref()
        .and_then(|person| person.person.language.as_deref());
    let organisation = signed_in
        .as_ref()
        .map(|person| person.organisation.language.as_str());
    let language = language::choose(query.get("lang"), chosen, headers, organisation);
    let now = app.now();
    let visit = Visit {
        text: Text::of(language),
        formats: Formats::of(language),
        signed_in,
        secret,
        now,
        path: uri.path().to_owned(),
        query,
        is_reading: request.method() == Method::GET,
        companies,
        origin,
        reference: reference(now),
    };
    (visit, failure)
}

/// Whether a request may be for a page, whose frame names companies: not one
/// for the pictures, styles and scripts of a page, of which there are many.
fn has_frame(headers: &HeaderMap) -> bool {
    let destination = headers.get(DESTINATION).map(HeaderValue::as_bytes);
    !matches!(destination, Some(b"image" | b"style" | b"script" | b"font"))
}

/// A name for a request: when it came, and how many came before it.
fn reference(now: Timestamp) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed) & 0xffff;
    format!("{:x}-{count:04x}", now.as_millisecond())
}

fn secret(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| {
            *name == COOKIE && !value.is_empty() && value.len() <= SECRET_BYTES_MAX
        })
        .map(|(_, value)| value.to_owned())
}

/// The cookie that keeps a person signed in while the browser is open.
pub(crate) fn cookie(secret: &str) -> HeaderValue {
    header_value(&format!("{COOKIE}={secret}; {COOKIE_ATTRIBUTES}"))
}

/// The cookie that takes the other one away.
pub(crate) fn no_cookie() -> HeaderValue {
    header_value(&format!("{COOKIE}=; Max-Age=0; {COOKIE_ATTRIBUTES}"))
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("a secret is an id and hexadecimal digits")
}

/// Anybody.
pub(crate) struct Visitor(pub(crate) Arc<Visit>);

/// Somebody who is signed in. Whoever is not is sent to sign in, and comes
/// back to where they wanted to go.
pub(crate) struct Person(Arc<Visit>);

impl Person {
    /// Whose organisation, who, and when.
    pub(crate) fn ctx(&self) -> &Ctx {
        &self.signed_in().ctx
    }

    /// The session.
    pub(crate) fn signed_in(&self) -> &SignedIn {
        self.0
            .signed_in
            .as_ref()
            .expect("a Person is only made of somebody who is signed in")
    }
}

impl Deref for Visitor {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl Deref for Person {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visit = parts.extensions.get::<Arc<Visit>>().cloned();
        visit.map(Self).ok_or(Failure::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let Visitor(visit) = Visitor::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        if visit.signed_in.is_some() {
            return Ok(Self(visit));
        }
        let is_page = matches!(parts.method, Method::GET | Method::HEAD);
        let next = is_page.then(|| visit.here());
        Err(Redirect::to(&paths::sign_in(next.as_deref())).into_response())
    }
}

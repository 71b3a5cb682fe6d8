//! Every route, in one table, and what every request goes through.

use crate::caller::identify;
use crate::errand::{self, Door};
use crate::etag::JSON_TYPE;
use crate::limits::{self, Limits, REQUESTS_A_MINUTE};
use crate::problem::{self, Fault};
use crate::query::ROOT;
use crate::{
    annotations, api_keys, audit, bulks, changes, companies, customers, documents, events, exports,
    follow_ups, holds, imports, jobs, letters, oauth, openapi, organisation, payments, prices,
    problem_page, recipients, reports, retention, statistics, system, users, views, webhooks,
};
use app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// How long an answer may take before it is given up; waiting for changes
/// is the longest that is promised.
const ANSWER_SECONDS_MAX: u64 = 60;
/// Names a request in the log and in problems.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Where the description can be browsed.
const DOCS: &str = "/api/v1/docs";
/// What the browsable description may load: its own files, and the small
/// pictures inside its style sheet.
const POLICY_OF_DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Longest request id that is taken over from the client.
const REQUEST_ID_BYTES_MAX: usize = 100;

/// What answers and what describes it, from one place.
pub(crate) fn table() -> OpenApiRouter<Arc<App>> {
    record()
        .merge(work())
        .merge(outside())
        .merge(administration())
}

/// What was sent, what became of it, and who received it.
fn record() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(documents::list::list, documents::create::create))
        .routes(routes!(documents::export::export))
        .routes(routes!(documents::show::show))
        .routes(routes!(documents::show::events))
        .routes(routes!(documents::show::attempts))
        .routes(routes!(documents::show::payments))
        .routes(routes!(documents::comments::list, documents::comments::add))
        .routes(routes!(
            documents::comments::show,
            documents::comments::edit
        ))
        .routes(routes!(documents::comments::versions))
        .routes(routes!(documents::files::original))
        .routes(routes!(documents::files::attachment))
        .routes(routes!(documents::links::list, documents::links::make))
        .routes(routes!(documents::links::show, documents::links::revoke))
        .routes(routes!(documents::pictures::list))
        .routes(routes!(documents::pictures::paper))
        .routes(routes!(documents::pictures::page))
        .routes(routes!(imports::list::list, imports::create::create))
        .routes(routes!(imports::show::show))
        .routes(routes!(imports::show::items))
        .routes(routes!(imports::original::original))
        .routes(routes!(imports::undo::preview, imports::undo::undo))
        .routes(routes!(imports::mapping::show, imports::mapping::put))
        .routes(routes!(imports::mapping::check))
        .routes(routes!(imports::mapping::rejected))
        .routes(routes!(payments::list::list))
        .routes(routes!(payments::list::show))
        .routes(routes!(payments::matching::put, payments::matching::delete))
        .routes(routes!(payments::tellings::list))
        .routes(routes!(payments::tellings::twins))
        .routes(routes!(payments::tellings::merge))
        .routes(routes!(payments::tellings::split))
        .routes(routes!(payments::tellings::keep_apart))
        .routes(routes!(customers::list::list))
        .routes(routes!(customers::show::show))
        .routes(routes!(customers::show::behaviour))
        .routes(routes!(customers::documents::list))
        .routes(routes!(companies::list, companies::add))
        .routes(routes!(companies::show, companies::change))
        .routes(routes!(companies::links::show, companies::links::put))
        .routes(routes!(statistics::show::show))
        .routes(routes!(changes::list))
        .routes(routes!(events::list))
        .routes(routes!(events::show))
}

/// What people do with documents together.
fn work() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(bulks::list, bulks::ask))
        .routes(routes!(bulks::show))
        .routes(routes!(bulks::rows))
        .routes(routes!(follow_ups::list, follow_ups::open))
        .routes(routes!(follow_ups::show))
        .routes(routes!(follow_ups::close))
        .routes(routes!(follow_ups::ask_for_resend))
        .routes(routes!(views::list, views::add))
        .routes(routes!(views::show, views::change, views::delete))
}

/// What goes out of the installation, who may ask, and the installation itself.
fn outside() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(reports::definitions::list))
        .routes(routes!(
            reports::definitions::show,
            reports::write::put,
            reports::write::delete
        ))
        .routes(routes!(reports::write::pause, reports::write::resume))
        .routes(routes!(reports::runs::list, reports::runs::order))
        .routes(routes!(reports::due::list))
        .routes(routes!(reports::runs::show))
        .routes(routes!(reports::runs::file))
        .routes(routes!(reports::runs::send_again))
        .routes(routes!(
            reports::subscriptions::list,
            reports::subscriptions::ask_back
        ))
        .routes(routes!(api_keys::list, api_keys::create))
        .routes(routes!(api_keys::show, api_keys::revoke))
        .routes(routes!(api_keys::rotate))
        .routes(routes!(oauth::token))
        .routes(routes!(jobs::list))
        .routes(routes!(jobs::retry))
        .routes(routes!(letters::list))
        .routes(routes!(letters::retry))
        .routes(routes!(system::health))
        .routes(routes!(system::details))
        .routes(routes!(problem_page::show))
        .routes(routes!(exports::list, exports::add))
        .routes(routes!(exports::show))
        .routes(routes!(exports::file))
        .routes(routes!(webhooks::settings::list, webhooks::settings::add))
        .routes(routes!(
            webhooks::settings::show,
            webhooks::settings::change,
            webhooks::settings::delete
        ))
        .routes(routes!(
            webhooks::settings::disable,
            webhooks::settings::enable
        ))
        .routes(routes!(webhooks::settings::rotate))
        .routes(routes!(webhooks::deliveries::list))
        .routes(routes!(webhooks::deliveries::show))
        .routes(routes!(webhooks::replays::add))
        .routes(routes!(webhooks::replays::test))
}

/// People, what they did, how long things are kept, and what figures need.
fn administration() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(users::list, users::invite))
        .routes(routes!(users::show, users::change, users::remove))
        .routes(routes!(users::write))
        .routes(routes!(users::sign_out))
        .routes(routes!(audit::list))
        .routes(routes!(audit::export))
        .routes(routes!(audit::head, audit::sign))
        .routes(routes!(audit::check))
        .routes(routes!(organisation::show, organisation::change))
        .routes(routes!(holds::list, holds::set))
        .routes(routes!(holds::release))
        .routes(routes!(retention::rules, retention::change))
        .routes(routes!(retention::preview))
        .routes(routes!(retention::runs, retention::erase))
        .routes(routes!(recipients::show))
        .routes(routes!(recipients::export))
        .routes(routes!(recipients::erase))
        .routes(routes!(prices::list, prices::add))
        .routes(routes!(prices::remove))
        .routes(routes!(prices::rates))
        .routes(routes!(prices::set_rate, prices::remove_rate))
        .routes(routes!(annotations::list, annotations::add))
        .routes(routes!(annotations::remove))
}

/// The API, below `/api/v1`.
pub fn router(app: Arc<App>) -> Router {
    router_within(app, REQUESTS_A_MINUTE)
}

/// The API, below `/api/v1`, with so many requests a minute for each key.
pub fn router_within(app: Arc<App>, requests_a_minute: u32) -> Router {
    let (table, _) = table().split_for_parts();
    let door = Door::new(Arc::clone(&app), table.clone());
    let limits = Arc::new(Limits::new(Arc::clone(&app), requests_a_minute));
    let table = table
        .layer(from_fn_with_state(door, errand::once))
        .layer(from_fn_with_state(limits, limits::limit))
        .layer(from_fn_with_state(Arc::clone(&app), identify));
    let docs = SwaggerUi::new(DOCS)
        .url(format!("{ROOT}/openapi.json"), openapi::description())
        .config(Config::default().try_it_out_enabled(true));
    Router::new()
        .nest(ROOT, table.with_state(app))
        .merge(docs)
        .route(ROOT, any(nothing))
        .route(&format!("{ROOT}/{{*rest}}"), any(nothing))
        .method_not_allowed_fallback(|| async { Fault::Method })
        .layer(CatchPanicLayer::custom(broken))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(ANSWER_SECONDS_MAX),
        ))
        .layer(CompressionLayer::new())
        .layer(from_fn(dress))
}

async fn nothing() -> Fault {
    Fault::NotFound
}

fn broken(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Fault::Broken.into_response()
}

/// Gives the request a name, writes problems out, and puts the headers on.
async fn dress(request: Request, next: Next) -> Response {
    let id = request_id(&request);
    let is_browsed = request.uri().path().starts_with(DOCS);
    let response = next.run(request).await;
    let mut response = problem::dress(response, id.to_str().unwrap_or_default());
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=63072000; includeSubDomains"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(match is_browsed {
            true => POLICY_OF_DOCS,
            false => "default-src 'none'; frame-ancestors 'none'",
        }),
    );
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind == "application/json") {
        headers.insert(header::CONTENT_TYPE, JSON_TYPE);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The client's own name for the request, or one of ours.
fn request_id(request: &Request) -> HeaderValue {
    let theirs = request.headers().get(&REQUEST_ID).filter(|id| {
        let bytes = id.as_bytes();
        !bytes.is_empty()
            && bytes.len() <= REQUEST_ID_BYTES_MAX
            && bytes.iter().all(u8::is_ascii_graphic)
    });
    theirs.cloned().unwrap_or_else(ours)
}

/// A number that no other request of this process has, and its process.
fn ours() -> HeaderValue {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let text = format!("{:x}-{count:x}", std::process::id());
    HeaderValue::from_str(&text).expect("hexadecimal digits and a hyphen")
}

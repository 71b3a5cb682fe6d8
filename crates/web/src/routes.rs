//! Every route, in one table, and what every request goes through.

use crate::error_page::Failure;
use crate::{
    assets, audit, behaviour, channels, customers, documents, errors, headers, health, help, holds,
    imports, jobs, overview, payments, receivables, recipients, retention, session, sign_in,
};
use app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get, post};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

/// How long a page may take before it is given up.
const PAGE_SECONDS_MAX: u64 = 60;
/// How long an upload may take, slow lines included.
const UPLOAD_SECONDS_MAX: u64 = 60 * 60;
/// What a form around files may take besides them.
const FORM_AROUND_FILES_BYTES: u64 = 1024 * 1024;

/// Who may go somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Everyone,
    /// Whoever is signed in; others are sent to sign in.
    SignedIn,
}

/// A route, as tests and documentation want to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The path, with `{…}` for what varies.
    pub path: &'static str,
    /// The methods besides `HEAD`.
    pub methods: &'static [Method],
    /// Who may go there.
    pub access: Access,
}

const GET: &[Method] = &[Method::GET];
const POST: &[Method] = &[Method::POST];
const BOTH: &[Method] = &[Method::GET, Method::POST];

macro_rules! routes {
    ($($access:ident $methods:ident $pace:ident $path:literal $handler:expr;)+) => {
        /// Every route of the portal.
        pub const ROUTES: &[Route] = &[$(Route {
            path: $path,
            methods: $methods,
            access: Access::$access,
        }),+];

        fn table() -> Router<Arc<App>> {
            Router::new()$(.route($path, $pace($handler)))+
        }
    };
}

routes! {
    Everyone GET  quick "/assets/{file}" get(assets::serve);
    Everyone BOTH quick "/sign-in" get(sign_in::show).post(sign_in::submit);
    SignedIn POST quick "/sign-out" post(sign_in::out);
    SignedIn POST quick "/language" post(sign_in::language);
    SignedIn GET  quick "/" get(overview::show);
    SignedIn GET  quick "/documents" get(documents::list);
    SignedIn GET  quick "/documents/export.csv" get(documents::export);
    SignedIn GET  quick "/documents/{id}" get(documents::show);
    SignedIn GET  quick "/documents/{id}/original" get(documents::original);
    SignedIn GET  quick "/documents/{id}/attachments/{position}" get(documents::attachment);
    SignedIn GET  quick "/documents/{id}/thumbnail" get(documents::thumbnail);
    SignedIn GET  quick "/documents/{id}/pictures/{form}" get(documents::picture_file);
    SignedIn GET  quick "/documents/{id}/pictures/{form}/{page}" get(documents::picture_page);
    SignedIn POST quick "/documents/{id}/comments" post(documents::add_comment);
    SignedIn POST quick "/documents/{id}/comments/{comment}" post(documents::edit_comment);
    SignedIn GET  quick "/channels" get(channels::show);
    SignedIn GET  quick "/behaviour" get(behaviour::show);
    SignedIn GET  quick "/customers" get(customers::list);
    SignedIn GET  quick "/customers/{customer}" get(customers::show);
    SignedIn GET  quick "/errors" get(errors::show);
    SignedIn GET  quick "/receivables" get(receivables::show);
    SignedIn GET  quick "/help/statistics" get(help::statistics);
    SignedIn GET  quick "/payments" get(payments::list);
    SignedIn GET  quick "/payments/{id}" get(payments::show);
    SignedIn POST quick "/payments/{id}/match" post(payments::submit);
    SignedIn POST quick "/payments/{id}/detachment" post(payments::detach);
    SignedIn POST quick "/payments/{id}/merge" post(payments::merge);
    SignedIn POST quick "/payments/{id}/apart" post(payments::keep_apart);
    SignedIn POST quick "/payments/{id}/split" post(payments::split);
    SignedIn BOTH slow  "/imports" uploads();
    SignedIn GET  quick "/jobs" get(jobs::list);
    SignedIn POST quick "/jobs/{id}/retry" post(jobs::retry);
    SignedIn GET  quick "/settings/audit" get(audit::list);
    SignedIn GET  slow  "/settings/audit/check" get(audit::check);
    SignedIn GET  slow  "/settings/audit/export" get(audit::export);
    SignedIn BOTH quick "/settings/audit/head.json" get(audit::head).post(audit::sign);
    SignedIn BOTH quick "/settings/holds" get(holds::list).post(holds::set);
    SignedIn POST slow  "/settings/holds/{id}/release" post(holds::release);
    SignedIn GET  quick "/settings/recipients" get(recipients::show);
    SignedIn POST slow  "/settings/recipients/erasure" post(recipients::erase);
    SignedIn GET  slow  "/settings/recipients/export" get(recipients::export);
    SignedIn BOTH quick "/settings/retention" get(retention::list).post(retention::submit);
    SignedIn POST quick "/settings/retention/erasures" post(retention::erase);
    SignedIn GET  quick "/settings/retention/preview" get(retention::preview);
    SignedIn GET  quick "/imports/{id}" get(imports::show);
    SignedIn GET  slow  "/imports/{id}/file" get(imports::file);
    SignedIn BOTH slow  "/imports/{id}/undo" get(imports::preview_undo).post(imports::undo);
    SignedIn GET  quick "/imports/{id}/columns" get(imports::columns);
    SignedIn GET  slow  "/imports/{id}/check" get(imports::check);
    SignedIn GET  slow  "/imports/{id}/rejected.csv" get(imports::rejected);
    SignedIn POST quick "/imports/{id}/mapping" post(imports::import_table);
}

fn quick(handler: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    within(PAGE_SECONDS_MAX, handler)
}

fn slow(handler: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    within(UPLOAD_SECONDS_MAX, handler)
}

fn within(seconds: u64, handler: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    let patience = Duration::from_secs(seconds);
    handler.layer(TimeoutLayer::with_status_code(
        StatusCode::SERVICE_UNAVAILABLE,
        patience,
    ))
}

/// Files take longer and are larger than anything else.
fn uploads() -> MethodRouter<Arc<App>> {
    let most = imports::UPLOAD_BYTES_MAX + FORM_AROUND_FILES_BYTES;
    let limit = DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX));
    get(imports::list).merge(post(imports::upload).layer(limit))
}

/// The portal.
pub fn router(app: Arc<App>) -> Router {
    let table = table()
        .fallback(|| async { Failure::NotFound })
        .with_state(Arc::clone(&app));
    dressed(table, Arc::clone(&app)).merge(asked_by_machines(app))
}

/// What balancers ask. No person sees it, so there is no page around it, and
/// nobody is looked up.
fn asked_by_machines(app: Arc<App>) -> Router {
    Router::new()
        .route("/health", get(health::live))
        .route("/ready", get(health::ready))
        .with_state(app)
        .layer(from_fn(headers::set))
}

/// What every request goes through, from the outside in: headers on whatever
/// comes back, compression, who it is, whether the form came from a page of
/// ours, and a net under what breaks.
fn dressed(table: Router, app: Arc<App>) -> Router {
    table
        .layer(CatchPanicLayer::custom(broken))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app, session::attend))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::set))
}

fn broken(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Failure::Broken.into_response()
}

#[cfg(test)]
mod tests;

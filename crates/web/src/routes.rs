//! Every route, in one table, and what every request goes through.

use crate::access::guard;
use crate::error_page::Failure;
use crate::{
    annotations, api_keys, assets, audit, behaviour, bulks, channels, customers, documents, errors,
    follow_ups, headers, health, help, holds, imports, jobs, letters, links, overview, palette,
    payments, prices, receivables, recipients, reports, retention, session, settings, sign_in,
    views, webhooks,
};
use app::App;
use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::http::{Method, Response, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::IntoResponse as _;
use axum::routing::{MethodRouter, get, post};
use domain::Right;
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
    /// Whoever has proved a moment ago who they are; others do so first.
    Proven,
    /// Whoever has a right.
    May(Right),
    /// Whoever has a right and has proved a moment ago who they are.
    MayProven(Right),
    /// Whoever runs the installation; others are told that there is nothing.
    Platform,
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

macro_rules! routes {
    ($($access:ident $(($right:ident))? $methods:ident $pace:ident $path:literal $handler:expr;)+) => {
        /// Every route of the portal.
        pub const ROUTES: &[Route] = &[$(Route {
            path: $path,
            methods: $methods,
            access: Access::$access $((Right::$right))?,
        }),+];

        fn table() -> Router<Arc<App>> {
            Router::new()$(.route(
                $path,
                $pace(guarded(Access::$access $((Right::$right))?, $handler)),
            ))+
        }
    };
}

routes! {
    Everyone                  GET  quick "/assets/{file}" get(assets::serve);
    Everyone                  GET  quick "/sign-in" get(sign_in::show);
    Everyone                  POST quick "/sign-in" post(sign_in::submit);
    Everyone                  POST quick "/sign-in/code" post(sign_in::code);
    Everyone                  POST quick "/sign-in/organisation" post(sign_in::choose);
    Everyone                  GET  quick "/sign-in/passkey" get(sign_in::ask_passkey);
    Everyone                  POST quick "/sign-in/passkey" post(sign_in::with_passkey);
    Everyone                  GET  quick "/sign-in/provider" get(sign_in::depart);
    Everyone                  GET  quick "/sign-in/provider/return" get(sign_in::come_back);
    Everyone                  GET  quick "/reset" get(sign_in::ask_reset);
    Everyone                  POST quick "/reset" post(sign_in::send_reset);
    Everyone                  GET  quick "/letter" get(sign_in::letter);
    Everyone                  POST quick "/letter" post(sign_in::redeem);
    Everyone                  GET  quick "/unsubscribe/{word}" get(reports::ask_unsubscribe);
    Everyone                  POST quick "/unsubscribe/{word}" post(reports::unsubscribe);
    Everyone                  GET  quick "/d/{token}" get(links::show);
    Everyone                  GET  quick "/d/{token}/file" get(links::file);
    Everyone                  GET  quick "/d/{token}/pages/{page}" get(links::page);
    Everyone                  GET  quick "/d/{token}/seen.png" get(links::seen);
    SignedIn                  POST quick "/sign-out" post(sign_in::out);
    SignedIn                  POST quick "/language" post(sign_in::language);
    SignedIn                  GET  quick "/prove" get(sign_in::prove);
    SignedIn                  POST quick "/prove" post(sign_in::proved);
    May(Read)                 GET  quick "/" get(overview::show);
    May(Read)                 GET  quick "/documents" get(documents::list);
    SignedIn                  GET  quick "/go-to" get(palette::show);
    SignedIn                  GET  quick "/go-to/results" get(palette::results);
    May(Export)               GET  quick "/documents/export.csv" get(documents::export);
    May(Export)               GET  quick "/documents/export/{format}" get(documents::export_file);
    May(Read)                 GET  quick "/documents/{id}" get(documents::show);
    May(Read)                 GET  quick "/documents/{id}/original" get(documents::original);
    May(Read)                 GET  quick "/documents/{id}/attachments/{position}" get(documents::attachment);
    May(Read)                 GET  quick "/documents/{id}/thumbnail" get(documents::thumbnail);
    May(Read)                 GET  quick "/documents/{id}/pictures/{form}" get(documents::picture_file);
    May(Read)                 GET  quick "/documents/{id}/pictures/{form}/{page}" get(documents::picture_page);
    May(Comment)              POST quick "/documents/{id}/comments" post(documents::add_comment);
    May(Comment)              POST quick "/documents/{id}/comments/{comment}" post(documents::edit_comment);
    May(Share)                GET  quick "/documents/{id}/links" get(links::list);
    May(Share)                POST quick "/documents/{id}/links" post(links::make);
    May(Share)                POST quick "/documents/{id}/links/{link}/revocation" post(links::revoke);
    May(FollowUp)             POST quick "/documents/{id}/follow-ups" post(documents::open_follow_up);
    May(FollowUp)             POST quick "/documents/{id}/resends" post(documents::ask_for_resend);
    May(Read)                 GET  quick "/follow-ups" get(follow_ups::list);
    May(FollowUp)             POST quick "/follow-ups/{id}/closing" post(documents::close_follow_up);
    May(Read)                 GET  quick "/channels" get(channels::show);
    May(Read)                 GET  quick "/behaviour" get(behaviour::show);
    May(Read)                 GET  quick "/customers" get(customers::list);
    May(Read)                 GET  quick "/customers/{customer}" get(customers::show);
    May(Read)                 GET  quick "/errors" get(errors::show);
    May(Read)                 GET  quick "/receivables" get(receivables::show);
    May(Read)                 GET  quick "/help/statistics" get(help::statistics);
    May(Read)                 GET  quick "/payments" get(payments::list);
    May(Read)                 GET  quick "/payments/{id}" get(payments::show);
    May(Match)                POST quick "/payments/{id}/match" post(payments::submit);
    May(Match)                POST quick "/payments/{id}/detachment" post(payments::detach);
    May(Match)                POST quick "/payments/{id}/merge" post(payments::merge);
    May(Match)                POST quick "/payments/{id}/apart" post(payments::keep_apart);
    May(Match)                POST quick "/payments/{id}/split" post(payments::split);
    May(Read)                 GET  quick "/imports" get(imports::list);
    May(Import)               POST slow  "/imports" upload();
    May(ManageKeys)           GET  quick "/settings/api-keys" get(api_keys::list);
    MayProven(ManageKeys)     POST quick "/settings/api-keys" post(api_keys::add);
    MayProven(ManageKeys)     POST quick "/settings/api-keys/{id}/rotation" post(api_keys::rotate);
    May(ManageKeys)           POST quick "/settings/api-keys/{id}/revocation" post(api_keys::revoke);
    May(Operate)              GET  quick "/letters" get(letters::list);
    May(Operate)              POST quick "/letters/retry" post(letters::retry);
    May(Read)                 GET  quick "/reports" get(reports::list);
    May(Report)               GET  slow  "/reports/build" get(reports::build);
    May(Report)               POST slow  "/reports/build" post(reports::preview);
    May(Report)               GET  quick "/reports/subscriptions" get(reports::subscriptions);
    May(Report)               POST quick "/reports/subscriptions" post(reports::ask_back);
    May(Read)                 GET  quick "/reports/runs/{id}" get(reports::run);
    May(Read)                 GET  slow  "/reports/runs/{id}/page" get(reports::read);
    May(Export)               GET  slow  "/reports/runs/{id}/files/{name}" get(reports::file);
    May(Report)               POST slow  "/reports/runs/{id}/letters" post(reports::send_again);
    May(Read)                 GET  quick "/reports/{name}" get(reports::show);
    May(Report)               POST quick "/reports/{name}/definition" post(reports::save);
    May(Export)               POST quick "/reports/{name}/orders" post(reports::order);
    May(Report)               POST quick "/reports/{name}/pause" post(reports::pause);
    May(Report)               POST quick "/reports/{name}/deletion" post(reports::delete);
    May(Operate)              GET  quick "/settings/health" get(settings::health);
    May(Operate)              GET  quick "/jobs" get(jobs::list);
    May(Operate)              POST quick "/jobs/{id}/retry" post(jobs::retry);
    May(Read)                 GET  quick "/imports/{id}" get(imports::show);
    May(Read)                 GET  slow  "/imports/{id}/file" get(imports::file);
    May(Import)               GET  slow  "/imports/{id}/undo" get(imports::preview_undo);
    May(Import)               POST slow  "/imports/{id}/undo" post(imports::undo);
    May(Import)               GET  quick "/imports/{id}/columns" get(imports::columns);
    May(Import)               GET  slow  "/imports/{id}/check" get(imports::check);
    May(Import)               GET  slow  "/imports/{id}/rejected.csv" get(imports::rejected);
    May(Import)               POST quick "/imports/{id}/mapping" post(imports::import_table);
    May(ReadAudit)            GET  quick "/settings/audit" get(audit::list);
    May(ReadAudit)            GET  slow  "/settings/audit/check" get(audit::check);
    May(ReadAudit)            GET  slow  "/settings/audit/export" get(audit::export);
    May(ReadAudit)            GET  quick "/settings/audit/head.json" get(audit::head);
    May(ReadAudit)            POST quick "/settings/audit/head.json" post(audit::sign);
    May(ManageRetention)      GET  quick "/settings/holds" get(holds::list);
    May(ManageRetention)      POST slow  "/settings/holds" post(holds::set);
    May(ManageRetention)      POST slow  "/settings/holds/{id}/release" post(holds::release);
    May(ManageRetention)      GET  quick "/settings/recipients" get(recipients::show);
    MayProven(ManageRetention) POST slow  "/settings/recipients/erasure" post(recipients::erase);
    May(ManageRetention)      GET  slow  "/settings/recipients/export" get(recipients::export);
    May(ManageRetention)      GET  quick "/settings/retention" get(retention::list);
    MayProven(ManageRetention) POST quick "/settings/retention" post(retention::submit);
    May(ManageRetention)      POST quick "/settings/retention/erasures" post(retention::erase);
    May(ManageRetention)      GET  quick "/settings/retention/preview" get(retention::preview);
    SignedIn                  GET  quick "/settings" get(settings::index);
    SignedIn                  GET  quick "/settings/profile" get(settings::profile);
    SignedIn                  POST quick "/settings/profile" post(settings::set_profile);
    SignedIn                  POST quick "/settings/profile/password" post(settings::change_password);
    SignedIn                  POST quick "/settings/profile/sessions/end" post(settings::end_other_sessions);
    SignedIn                  POST quick "/settings/profile/sessions/{session}/end" post(settings::end_session);
    Proven                    GET  quick "/settings/second-factor" get(settings::second_factor);
    Proven                    POST quick "/settings/second-factor" post(settings::begin_totp);
    Proven                    POST quick "/settings/second-factor/confirmation" post(settings::confirm_totp);
    Proven                    POST quick "/settings/second-factor/removal" post(settings::remove_totp);
    Proven                    GET  quick "/settings/second-factor/passkeys/new" get(settings::new_passkey);
    Proven                    POST quick "/settings/second-factor/passkeys" post(settings::add_passkey);
    Proven                    POST quick "/settings/second-factor/passkeys/{credential}/removal" post(settings::remove_passkey);
    May(ManagePeople)         GET  quick "/settings/people" get(settings::people);
    MayProven(ManagePeople)   POST quick "/settings/people" post(settings::invite);
    May(ManagePeople)         GET  quick "/settings/people/{id}" get(settings::person);
    MayProven(ManagePeople)   POST quick "/settings/people/{id}" post(settings::change_person);
    MayProven(ManagePeople)   POST quick "/settings/people/{id}/letter" post(settings::send_letter);
    MayProven(ManagePeople)   POST quick "/settings/people/{id}/removal" post(settings::remove_person);
    May(ManagePeople)         POST quick "/settings/people/{id}/sessions/end" post(settings::end_sessions_of);
    May(ManagePeople)         POST quick "/settings/people/{id}/sessions/{session}/end" post(settings::end_session_of);
    SignedIn                  GET  quick "/settings/roles" get(settings::roles);
    SignedIn                  POST quick "/settings/roles/seen-as" post(settings::see_as);
    May(Read)                 GET  quick "/settings/companies" get(settings::companies);
    May(ManageCompanies)      POST quick "/settings/companies" post(settings::add_company);
    May(Read)                 GET  quick "/settings/companies/{id}" get(settings::company);
    May(ManageCompanies)      POST quick "/settings/companies/{id}" post(settings::change_company);
    May(ManageCompanies)      POST quick "/settings/companies/{id}/links" post(settings::allow_links);
    May(ManagePeople)         GET  quick "/settings/organisation" get(settings::organisation);
    MayProven(ManagePeople)   POST quick "/settings/organisation" post(settings::change_organisation);
    MayProven(ManagePeople)   POST quick "/settings/organisation/sign-in" post(settings::set_sign_in);
    May(Read)                 GET  quick "/bulks" get(bulks::list);
    May(Read)                 GET  slow  "/bulks/new" get(bulks::new);
    May(Read)                 POST slow  "/bulks" post(bulks::ask);
    May(Read)                 GET  quick "/bulks/{id}" get(bulks::show);
    May(Read)                 GET  slow  "/bulks/{id}/report.csv" get(bulks::report);
    May(Read)                 GET  quick "/views" get(views::list);
    May(Read)                 POST quick "/views" post(views::add);
    May(Read)                 POST quick "/views/default" post(views::open_with);
    May(Read)                 POST quick "/views/{id}" post(views::rename);
    May(Read)                 POST quick "/views/{id}/content" post(views::save);
    May(Read)                 POST quick "/views/{id}/removal" post(views::remove);
    May(ManageWebhooks)       GET  quick "/settings/webhooks" get(webhooks::list);
    May(ManageWebhooks)       POST quick "/settings/webhooks" post(webhooks::add);
    May(ManageWebhooks)       GET  quick "/settings/webhooks/{id}" get(webhooks::show);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}" post(webhooks::change);
    May(ManageWebhooks)       GET  quick "/settings/webhooks/{id}/deliveries/{delivery}" get(webhooks::delivery);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}/tests" post(webhooks::test);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}/pause" post(webhooks::pause);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}/resume" post(webhooks::resume);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}/secret" post(webhooks::rotate);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}/delete" post(webhooks::delete);
    May(ManageWebhooks)       POST quick "/settings/webhooks/{id}/replays" post(webhooks::replay);
    May(Read)                 GET  quick "/settings/annotations" get(annotations::show);
    May(Comment)              POST quick "/settings/annotations" post(annotations::add);
    May(Comment)              POST quick "/settings/annotations/{id}/removal" post(annotations::remove);
    May(ManageCompanies)      POST quick "/settings/interest" post(prices::set_rate);
    May(ManageCompanies)      POST quick "/settings/interest/{day}/removal" post(prices::remove_rate);
    May(Read)                 GET  quick "/settings/prices" get(prices::show);
    May(ManageCompanies)      POST quick "/settings/prices" post(prices::add);
    May(ManageCompanies)      POST quick "/settings/prices/{id}/removal" post(prices::remove);
    Platform                  GET  quick "/platform" get(settings::platform);
}

/// A route behind its guard.
fn guarded(access: Access, handler: MethodRouter<Arc<App>>) -> MethodRouter<Arc<App>> {
    handler.layer(from_fn(move |request: Request, next: Next| {
        guard(access, request, next)
    }))
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
fn upload() -> MethodRouter<Arc<App>> {
    let most = imports::UPLOAD_BYTES_MAX + FORM_AROUND_FILES_BYTES;
    let limit = DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX));
    post(imports::upload).layer(limit)
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

//! Who asks: the key in the header, what it may do, and for which companies.
//!
//! The key is looked up once a request, before anything else ([`identify`]);
//! a handler says with its [`Caller`] what the key has to be good for.

use crate::problem::{Fault, Problem};
use app::api_keys::{self, Opened};
use app::{App, Ctx};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::Scope;
use std::marker::PhantomData;
use std::sync::Arc;

/// What a request needs of a key.
pub(crate) trait Need {
    /// The scope.
    const SCOPE: Scope;
}

macro_rules! needs {
    ($($(#[$meta:meta])* $name:ident = $scope:ident;)+) => {$(
        $(#[$meta])*
        pub(crate) enum $name {}

        impl Need for $name {
            const SCOPE: Scope = Scope::$scope;
        }
    )+};
}

needs! {
    /// Reading documents and what became of them.
    ReadDocuments = DocumentsRead;
    /// Handing in files, and writing comments.
    WriteDocuments = DocumentsWrite;
    /// Reading payments.
    ReadPayments = PaymentsRead;
    /// Matching payments.
    WritePayments = PaymentsWrite;
    /// Asking for statistics.
    ReadStatistics = StatisticsRead;
    /// Seeing, inviting, changing and removing people.
    ManagePeople = PeopleManage;
    /// Reading the audit log.
    ReadAudit = AuditRead;
    /// Saying how long things are kept, and what is held.
    ManageRetention = RetentionManage;
    /// Setting up reports.
    WriteReports = ReportsWrite;
    /// Changing companies and what is set for them.
    ManageCompanies = CompaniesManage;
    /// Making and revoking links for recipients.
    ManageLinks = LinksManage;
    /// Making and revoking keys.
    ManageKeys = KeysManage;
    /// Seeing jobs and running them again.
    Operate = Operate;
    /// Making webhooks and looking after them.
    ManageWebhooks = WebhooksManage;
    /// Giving documents to people.
    WriteFollowUps = FollowUpsWrite;
    /// Saving views.
    WriteViews = ViewsWrite;
}

/// A caller with a key that is good for `N`.
pub(crate) struct Caller<N> {
    ctx: Ctx,
    need: PhantomData<fn() -> N>,
}

impl<N> Caller<N> {
    /// Whose organisation, which companies, and when.
    pub(crate) const fn ctx(&self) -> &Ctx {
        &self.ctx
    }
}

/// What the key of a request opens, or why that cannot be told.
#[derive(Clone)]
pub(crate) struct Identified(Result<Option<Arc<Opened>>, Problem>);

impl Identified {
    /// What a key opens.
    pub(crate) fn as_opened(opened: Opened) -> Self {
        Self(Ok(Some(Arc::new(opened))))
    }

    /// What the key of a request opens, if it opens anything.
    pub(crate) fn of(extensions: &Extensions) -> Option<Arc<Opened>> {
        let identified = extensions.get::<Self>()?;
        identified.0.as_ref().ok()?.clone()
    }
}

/// Looks up the key of a request, if it has one.
pub(crate) async fn identify(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let opened = match bearer(request.headers()) {
        Some(secret) => api_keys::open(&app, secret).await,
        None => Ok(None),
    };
    let identified = opened
        .map(|opened| opened.map(Arc::new))
        .map_err(Problem::from);
    request.extensions_mut().insert(Identified(identified));
    next.run(request).await
}

impl<N: Need> FromRequestParts<Arc<App>> for Caller<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Problem> {
        let identified = parts.extensions.get::<Identified>().ok_or(Fault::NoKey)?;
        let opened = identified.0.clone()?.ok_or(Fault::NoKey)?;
        if !opened.scopes.contains(&N::SCOPE) {
            let missing = format!(
                "the key '{}' does not have the scope '{}'; use one that has it",
                opened.name,
                N::SCOPE
            );
            return Err(Problem::from(Fault::Scope).saying(missing));
        }
        Ok(Self {
            ctx: opened.ctx.clone(),
            need: PhantomData,
        })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let written = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = written.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

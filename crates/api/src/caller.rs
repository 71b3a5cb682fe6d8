//! Who asks: the key in the header, what it may do, and for which companies.

use crate::problem::{Fault, Problem};
use app::{App, Ctx, api_keys};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
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
    /// Making webhooks and looking after them.
    ManageWebhooks = WebhooksManage;
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

impl<N: Need> FromRequestParts<Arc<App>> for Caller<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let secret = bearer(&parts.headers).ok_or(Fault::NoKey)?;
        let opened = api_keys::open(app, secret).await?.ok_or(Fault::NoKey)?;
        if !opened.scopes.contains(&N::SCOPE) {
            let missing = format!(
                "the key '{}' does not have the scope '{}'; use one that has it",
                opened.name,
                N::SCOPE
            );
            return Err(Problem::from(Fault::Scope).saying(missing));
        }
        Ok(Self {
            ctx: opened.ctx,
            need: PhantomData,
        })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let written = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = written.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

//! How long things are kept, and erasing what is not kept any more.

use crate::caller::{Caller, ManageRetention};
use crate::problem::Problem;
use crate::wire::{Erasure, RetentionPreview, RetentionRule};
use app::retention::{self, Applies, Change, Scope};
use app::{App, Ctx, companies};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use domain::{Channel, CompanyId, DocumentKind};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A change of how long something is kept. Without a company, a channel and a
/// kind it is for everything.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetentionChange {
    /// Id of the company that it is for.
    #[schema(format = Uuid)]
    company: Option<String>,
    /// The channel that it is for: that of the attempt that counts.
    #[schema(example = "efaktura")]
    channel: Option<String>,
    /// The kind of document that it is for.
    #[schema(example = "reminder")]
    kind: Option<String>,
    /// For how many months from receipt; the rules for larger parts hold again
    /// where it is left out.
    #[schema(minimum = 1)]
    months: Option<u16>,
    /// `forward` for documents received from today on, `all` for those that
    /// are there, too.
    #[schema(example = "forward")]
    applies: String,
    /// How many documents it erases at once, as the preview said. Not needed
    /// for a preview; a change that erases something needs it.
    #[serde(default)]
    documents: u64,
}

/// List the rules of how long things are kept
///
/// In the order in which they were said.
#[utoipa::path(
    get, path = "/retention/rules", tag = "retention",
    responses((status = 200, body = [RetentionRule])),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn rules(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
) -> Result<Json<Vec<RetentionRule>>, Problem> {
    Ok(Json(all_rules(&app, caller.ctx()).await?))
}

/// Change how long something is kept
///
/// `documents` says how many documents whoever asks knows to be erased by it
/// at once; where it would be others, nothing is changed
/// (`retention.unconfirmed`). Answers all rules as they are then.
#[utoipa::path(
    post, path = "/retention/rules", tag = "retention",
    request_body = RetentionChange,
    responses((status = 200, body = [RetentionRule])),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    body: Result<Json<RetentionChange>, JsonRejection>,
) -> Result<Json<Vec<RetentionRule>>, Problem> {
    let Json(asked) = body.map_err(Problem::from)?;
    let change = asked.read(&app, caller.ctx()).await?;
    retention::change(&app, caller.ctx(), &change, asked.documents).await?;
    Ok(Json(all_rules(&app, caller.ctx()).await?))
}

/// Look at what a change of the rules would erase
///
/// Nothing is changed.
#[utoipa::path(
    post, path = "/retention/previews", tag = "retention",
    request_body = RetentionChange,
    responses((status = 200, body = RetentionPreview)),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    body: Result<Json<RetentionChange>, JsonRejection>,
) -> Result<Json<RetentionPreview>, Problem> {
    let Json(asked) = body.map_err(Problem::from)?;
    let change = asked.read(&app, caller.ctx()).await?;
    let preview = retention::preview(&app, caller.ctx(), &change).await?;
    Ok(Json((&preview).into()))
}

/// List the runs of erasing
///
/// Newest first.
#[utoipa::path(
    get, path = "/retention/erasures", tag = "retention",
    responses((status = 200, body = [Erasure])),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn runs(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
) -> Result<Json<Vec<Erasure>>, Problem> {
    let runs = retention::list_runs(&app, caller.ctx()).await?;
    Ok(Json(runs.iter().map(Erasure::from).collect()))
}

/// Erase what is not kept any more
///
/// In the background, as once a day by itself. What a hold holds stays.
#[utoipa::path(
    post, path = "/retention/erasures", tag = "retention",
    responses((status = 202, description = "It will be done")),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn erase(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
) -> Result<StatusCode, Problem> {
    retention::erase_soon(&app, caller.ctx()).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn all_rules(app: &App, ctx: &Ctx) -> Result<Vec<RetentionRule>, Problem> {
    let said = retention::list(app, ctx).await?;
    let rules = said.iter().map(|said| RetentionRule::from(&said.rule));
    Ok(rules.collect())
}

impl RetentionChange {
    async fn read(&self, app: &App, ctx: &Ctx) -> Result<Change, Problem> {
        let applies = match self.applies.as_str() {
            "forward" => Applies::Forward,
            "all" => Applies::All,
            other => {
                let message = format!("'{other}' is neither 'forward' nor 'all'");
                return Err(Problem::parameter("/applies", "retention.applies", message));
            }
        };
        let scope = Scope {
            company: self.company(app, ctx).await?,
            channel: word::<Channel>("/channel", "channel.unknown", self.channel.as_deref())?,
            kind: word::<DocumentKind>("/kind", "kind.unknown", self.kind.as_deref())?,
        };
        Ok(Change {
            scope,
            months: self.months,
            applies,
        })
    }

    async fn company(&self, app: &App, ctx: &Ctx) -> Result<Option<CompanyId>, Problem> {
        let Some(written) = &self.company else {
            return Ok(None);
        };
        let known = companies::list(app, ctx).await?;
        let found = known.iter().map(|company| company.id);
        let found = found.into_iter().find(|id| id.to_string() == *written);
        found.map(Some).ok_or_else(|| {
            let message = format!("there is no company with the id '{written}'");
            Problem::parameter("/company", "company.unknown", message)
        })
    }
}

fn word<T: std::str::FromStr<Err = domain::UnknownCode>>(
    field: &str,
    code: &'static str,
    written: Option<&str>,
) -> Result<Option<T>, Problem> {
    let read = written.map(str::parse::<T>).transpose();
    read.map_err(|error| Problem::parameter(field, code, error.to_string()))
}

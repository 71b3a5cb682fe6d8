use crate::caller::{Caller, WriteReports};
use crate::problem::{Fault, Problem};
use app::App;
use app::reports;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Somebody a report goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Subscription {
    /// Short name of the report.
    report: String,
    /// E-mail address.
    address: String,
    /// Whether they get the figures; otherwise a link that asks them to sign
    /// in.
    gets_figures: bool,
    /// Whether somebody there ended it.
    is_ended: bool,
    /// How many letters in a row came back.
    bounces: u32,
    /// Whether no more letters are sent because they come back.
    is_stopped: bool,
}

/// Somebody to ask back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskedBack {
    /// Short name of the report.
    report: String,
    /// E-mail address.
    address: String,
}

/// List everybody that reports go to
///
/// Those included who ended it, or whose letters came back.
#[utoipa::path(
    get, path = "/report-subscriptions", tag = "reports", operation_id = "list_report_subscriptions",
    responses((status = 200, body = [Subscription])),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
) -> Result<Json<Vec<Subscription>>, Problem> {
    let all = reports::subscriptions(&app, caller.ctx()).await?;
    let all = all.into_iter().map(|one| Subscription {
        report: one.report,
        address: one.address,
        gets_figures: one.may_see,
        is_ended: one.is_ended,
        bounces: one.bounces,
        is_stopped: one.is_stopped,
    });
    Ok(Json(all.collect()))
}

/// Ask somebody back
///
/// Who ended a report, or whose letters came back: it goes to them again.
#[utoipa::path(
    post, path = "/report-subscriptions", tag = "reports", operation_id = "ask_back",
    request_body = AskedBack,
    responses((status = 204, description = "It goes to them again")),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn ask_back(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
    body: Result<Json<AskedBack>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let Json(asked) = body.map_err(Problem::from)?;
    let done = reports::ask_back(&app, caller.ctx(), &asked.report, &asked.address).await?;
    done.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

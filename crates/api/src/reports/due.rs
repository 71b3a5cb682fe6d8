use crate::caller::{Caller, ReadDocuments};
use crate::problem::Problem;
use app::App;
use app::reports;
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// When a report goes out next.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DueReport {
    /// Short name of the report.
    name: String,
    /// What it will be about: a day, week, month or year.
    #[schema(example = "2026-11")]
    period: String,
    /// When it goes out.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
    /// How many addresses it goes to.
    recipients: usize,
    /// Whether its timetable rests, so that it does not go out.
    is_paused: bool,
}

/// List what goes out next
///
/// Of each report with a timetable, soonest first; what is overdue comes first
/// of all.
#[utoipa::path(
    get, path = "/due-reports", tag = "reports", operation_id = "list_due_reports",
    responses((status = 200, body = [DueReport])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<DueReport>>, Problem> {
    let due = reports::due(&app, caller.ctx()).await?;
    let due = due.into_iter().map(|due| DueReport {
        name: due.name,
        period: due.period.to_string(),
        due_at: due.at,
        recipients: due.recipients,
        is_paused: due.is_paused,
    });
    Ok(Json(due.collect()))
}

//! Setting reports up.

use super::definitions::Report;
use crate::caller::{Caller, WriteReports};
use crate::problem::{Fault, Problem};
use app::reports::{self, Definition};
use app::{App, Ctx};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// What a report is made of.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportFields {
    /// What it is called; the name of its kind where it is left out.
    #[serde(default)]
    #[schema(max_length = 120)]
    title: String,
    /// Which documents, in the filter language, without a period; all where
    /// it is left out.
    #[serde(default)]
    filter: String,
    /// What it shows, in order.
    #[schema(example = json!(["key-figures", "failed"]))]
    sections: Vec<String>,
    /// The columns of lists of documents; the usual where none are named.
    #[serde(default)]
    columns: Vec<String>,
    /// What the table of groups is by: dimensions of the statistics.
    #[serde(default)]
    grouping: Vec<String>,
    /// How long its period is: `day`, `week`, `month` or `year`.
    #[schema(example = "month")]
    unit: String,
    /// `nb` or `en`.
    #[schema(example = "nb")]
    language: String,
    /// The files that are made besides the mail: `pdf`, `xlsx`, `csv`,
    /// `csv-machine`, `ndjson`, `html`.
    #[serde(default)]
    formats: Vec<String>,
    /// The addresses it goes to.
    #[serde(default)]
    recipients: Vec<String>,
    /// When it goes out; only by hand where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    timetable: Option<ReportTimetable>,
    /// Whether it stays where it is if there is nothing in it.
    #[serde(default)]
    skip_empty: bool,
}

/// When a report goes out, by the clock of the organisation.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportTimetable {
    /// The hour.
    #[schema(minimum = 0, maximum = 23)]
    hour: i8,
    /// The minute.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 59)]
    minute: i8,
    /// How many days after the end of the period; 1 is the day after its last.
    #[schema(minimum = 1, maximum = 60)]
    days_after: u8,
    /// Whether it waits for the next day on which banks settle.
    #[serde(default)]
    bank_days: bool,
}

impl ReportFields {
    /// As the verbs know it. A report that was there keeps the kind it began
    /// as, and with it its name.
    fn read(&self, before: Option<&Definition>) -> Result<Definition, Problem> {
        let read = serde_json::to_value(self).and_then(serde_json::from_value::<Definition>);
        let mut definition =
            read.map_err(|error| Problem::parameter("/", "report.definition", error.to_string()))?;
        if let Some(before) = before {
            definition.kind = before.kind;
        }
        Ok(definition)
    }
}

/// Set a report up, or change it
///
/// What was due before is not made up for.
#[utoipa::path(
    put, path = "/reports/{name}", tag = "reports",
    params(("name" = String, Path, description = "Short name of the report: a-z, 0-9 and hyphens")),
    request_body = ReportFields,
    responses((status = 200, body = Report)),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
    Path(name): Path<String>,
    body: Result<Json<ReportFields>, JsonRejection>,
) -> Result<Json<Report>, Problem> {
    let Json(fields) = body.map_err(Problem::from)?;
    let before = reports::find(&app, caller.ctx(), &name).await?;
    let definition = fields.read(before.as_ref().map(|report| &report.definition))?;
    reports::put(&app, caller.ctx(), &name, &definition).await?;
    now(&app, caller.ctx(), &name).await
}

/// Take a report away
///
/// Its runs stay. One that comes with the program is then as it came.
#[utoipa::path(
    delete, path = "/reports/{name}", tag = "reports",
    params(("name" = String, Path, description = "Short name of the report")),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    let deleted = reports::delete(&app, caller.ctx(), &name).await?;
    deleted.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Have the timetable of a report rest
///
/// What is due while it rests is not made up for.
#[utoipa::path(
    put, path = "/reports/{name}/pause", tag = "reports",
    params(("name" = String, Path, description = "Short name of the report")),
    responses((status = 200, body = Report)),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn pause(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
    Path(name): Path<String>,
) -> Result<Json<Report>, Problem> {
    rest(&app, caller.ctx(), &name, true).await
}

/// Have the timetable of a report go on
#[utoipa::path(
    delete, path = "/reports/{name}/pause", tag = "reports",
    params(("name" = String, Path, description = "Short name of the report")),
    responses((status = 200, body = Report)),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn resume(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
    Path(name): Path<String>,
) -> Result<Json<Report>, Problem> {
    rest(&app, caller.ctx(), &name, false).await
}

async fn rest(app: &App, ctx: &Ctx, name: &str, rests: bool) -> Result<Json<Report>, Problem> {
    let paused = reports::pause(app, ctx, name, rests).await?;
    paused.ok_or(Fault::NotFound)?;
    now(app, ctx, name).await
}

async fn now(app: &App, ctx: &Ctx, name: &str) -> Result<Json<Report>, Problem> {
    let report = reports::find(app, ctx, name).await?;
    let report = report.ok_or(Fault::NotFound)?;
    Ok(Json(Report::of(app, &report)))
}

use crate::caller::{Caller, ReadDocuments};
use crate::problem::{Fault, Problem};
use app::App;
use app::reports::{self, SetUp};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Report {
    /// Its short name.
    name: String,
    /// What it is called, in English where nobody named it.
    title: String,
    /// Whether it comes with the program.
    is_built_in: bool,
    /// Whether its timetable rests.
    is_paused: bool,
    /// How long its period is: `day`, `week`, `month`, `year`.
    unit: String,
    /// Which documents, in the filter language; empty for all.
    filter: String,
    /// What it shows, in order.
    sections: Vec<String>,
    /// The files that are made: `pdf`, `xlsx`, `csv`, `csv-machine`, `ndjson`, `html`.
    formats: Vec<String>,
    /// How many addresses it goes to.
    recipients: usize,
}

impl Report {
    pub(super) fn of(app: &App, report: &SetUp) -> Self {
        let definition = &report.definition;
        Self {
            title: report.title_in(app, "en"),
            is_built_in: report.is_built_in(),
            is_paused: report.is_paused,
            unit: definition.unit.code().to_owned(),
            filter: definition.filter.clone(),
            sections: codes(&definition.sections, |section| section.code()),
            formats: codes(&definition.formats, |format| format.code()),
            recipients: definition.recipients.len(),
            name: report.name.clone(),
        }
    }
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|one| code(*one).to_owned()).collect()
}

/// List reports
///
/// Those that come with the program first, then the organisation's own.
#[utoipa::path(
    get, path = "/reports", tag = "reports", operation_id = "list_reports",
    responses((status = 200, body = [Report])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<Report>>, Problem> {
    let reports = reports::list(&app, caller.ctx()).await?;
    let reports = reports.iter().map(|report| Report::of(&app, report));
    Ok(Json(reports.collect()))
}

/// Show a report
#[utoipa::path(
    get, path = "/reports/{name}", tag = "reports", operation_id = "show_report",
    params(("name" = String, Path, description = "Short name of the report")),
    responses((status = 200, body = Report)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(name): Path<String>,
) -> Result<Json<Report>, Problem> {
    let report = reports::find(&app, caller.ctx(), &name).await?;
    let report = report.ok_or(Fault::NotFound)?;
    Ok(Json(Report::of(&app, &report)))
}

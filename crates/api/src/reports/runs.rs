use crate::caller::{Caller, ReadDocuments, WriteReports};
use crate::documents::files::saved_as;
use crate::problem::{Fault, Problem};
use app::App;
use app::reports::{self, Format, Order};
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::RunId;
use domain::period::{DateSpan, Period, When};
use futures_util::stream;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::io;
use std::sync::Arc;
use utoipa::ToSchema;

/// One making of a report for one period.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Run {
    /// Its id.
    #[schema(format = Uuid)]
    id: String,
    /// Short name of the report.
    report: String,
    /// The first day that it is about.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last one.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// What was known then is in it.
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    /// Who ordered it.
    ordered_by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    ordered_at: Timestamp,
    /// `waiting`, `made`, `skipped` (empty, not sent) or `failed` (it is tried again).
    state: String,
    /// Why it failed.
    error: Option<String>,
    /// Its files, once it is made.
    files: Vec<RunFile>,
    /// When its files went that named documents which are erased; those that are left have
    /// figures only.
    #[schema(value_type = Option<String>, format = DateTime)]
    names_erased_at: Option<Timestamp>,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct RunFile {
    /// Its name.
    name: String,
    /// How many bytes it has.
    size: u64,
}

/// An order.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRun {
    /// The days: `2026-10`, `2026-11-25`, `2026-W48`; the last period that is over where none is given.
    period: Option<String>,
    /// Files to make; those of the report where none are given.
    formats: Option<Vec<String>>,
    /// Whether with everything that is known now, not as it was known when it was due.
    #[serde(default)]
    is_restated: bool,
    /// Whether it goes out to everybody who gets the report.
    #[serde(default)]
    goes_out: bool,
}

impl Run {
    fn of(run: &reports::Run, files: Vec<reports::RunFile>) -> Self {
        let file = |file: reports::RunFile| RunFile {
            name: file.name,
            size: file.size,
        };
        Self {
            id: run.id.to_string(),
            report: run.report.clone(),
            from: run.period_from,
            to: run.period_to,
            as_of: run.as_of,
            ordered_by: run.ordered_by.clone(),
            ordered_at: run.ordered_at,
            state: run.state.code().to_owned(),
            error: run.error.clone(),
            files: files.into_iter().map(file).collect(),
            names_erased_at: run.names_erased_at,
        }
    }
}

/// List the runs of a report
///
/// The newest 200, without their files.
#[utoipa::path(
    get, path = "/reports/{name}/runs", tag = "reports", operation_id = "list_runs",
    params(("name" = String, Path, description = "Short name of the report")),
    responses((status = 200, body = [Run])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(name): Path<String>,
) -> Result<Json<Vec<Run>>, Problem> {
    let report = reports::find(&app, caller.ctx(), &name).await?;
    report.ok_or(Fault::NotFound)?;
    let runs = reports::runs(&app, caller.ctx(), Some(&name)).await?;
    let runs = runs.iter().map(|run| Run::of(run, Vec::new()));
    Ok(Json(runs.collect()))
}

/// Order a run
///
/// It is made in the background; ask for it until its state is `made`. The same
/// order of a period that is over is the same run, with the same bytes. One that
/// goes out is a new one each time, and takes a key that may set reports up.
#[utoipa::path(
    post, path = "/reports/{name}/runs", tag = "reports", operation_id = "order_run",
    params(("name" = String, Path, description = "Short name of the report")),
    request_body = NewRun,
    responses((status = 202, body = Run, description = "It is being made")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn order(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(name): Path<String>,
    body: Result<Json<NewRun>, JsonRejection>,
) -> Result<(StatusCode, Json<Run>), Problem> {
    let Json(asked) = body.map_err(Problem::from)?;
    let order = Order {
        name,
        period: asked.period.as_deref().map(period).transpose()?,
        is_restated: asked.is_restated,
        formats: asked.formats.as_deref().map(formats).transpose()?,
        goes_out: asked.goes_out,
    };
    let run = reports::order(&app, caller.ctx(), &order, false).await?;
    let run = run.ok_or(Fault::NotFound)?;
    let files = reports::files(&app, caller.ctx(), run.id).await?;
    Ok((StatusCode::ACCEPTED, Json(Run::of(&run, files))))
}

fn period(written: &str) -> Result<Period, Problem> {
    match written.parse::<DateSpan>() {
        Ok(DateSpan::In(When::Fixed(period))) => Ok(period),
        _ => Err(Problem::parameter(
            "period",
            "report.period",
            format!("'{written}' is no day, week, month or year, such as 2026-10"),
        )),
    }
}

fn formats(written: &[String]) -> Result<Vec<Format>, Problem> {
    let format = |word: &String| {
        Format::from_code(word).ok_or_else(|| {
            let known: Vec<&str> = Format::ALL.iter().map(|format| format.code()).collect();
            let message = format!("'{word}' is no format; there is: {}", known.join(", "));
            Problem::parameter("formats", "report.format", message)
        })
    };
    written.iter().map(format).collect()
}

/// Show a run
#[utoipa::path(
    get, path = "/report-runs/{id}", tag = "reports", operation_id = "show_run",
    params(("id" = String, Path, description = "Id of the run", format = Uuid)),
    responses((status = 200, body = Run)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Run>, Problem> {
    let id: RunId = id.parse().map_err(|_| Fault::NotFound)?;
    let run = reports::lookup(&app, caller.ctx(), id).await?;
    let run = run.ok_or(Fault::NotFound)?;
    let files = reports::files(&app, caller.ctx(), id).await?;
    Ok(Json(Run::of(&run, files)))
}

/// How many letters were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct LettersOfRun {
    /// One to each address.
    letters: usize,
}

/// Send the letters of a run again
///
/// To everybody who gets the report now, with the files as they were made. A
/// run that is not made, or that was ordered to be looked at only, is answered
/// like one that is unknown.
#[utoipa::path(
    post, path = "/report-runs/{id}/letters", tag = "reports", operation_id = "send_run_again",
    params(("id" = String, Path, description = "Id of the run", format = Uuid)),
    responses((status = 202, body = LettersOfRun, description = "They are on their way")),
    security(("key" = ["reports:write"])),
)]
pub(crate) async fn send_again(
    State(app): State<Arc<App>>,
    caller: Caller<WriteReports>,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<LettersOfRun>), Problem> {
    let id: RunId = id.parse().map_err(|_| Fault::NotFound)?;
    let sent = reports::send_again(&app, caller.ctx(), id).await?;
    let letters = sent.ok_or(Fault::NotFound)?;
    Ok((StatusCode::ACCEPTED, Json(LettersOfRun { letters })))
}

/// Download a file of a run
///
/// The bytes as they were made, the same each time; `etag` is their SHA-256.
#[utoipa::path(
    get, path = "/report-runs/{id}/files/{name}", tag = "reports", operation_id = "show_run_file",
    params(
        ("id" = String, Path, description = "Id of the run", format = Uuid),
        ("name" = String, Path, description = "Name of the file"),
    ),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn file(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: RunId = id.parse().map_err(|_| Fault::NotFound)?;
    let reading = reports::open_file(&app, caller.ctx(), id, &name).await?;
    let reading = reading.ok_or(Fault::NotFound)?;
    let sized = [(header::CONTENT_LENGTH, HeaderValue::from(reading.size()))];
    let pieces = stream::try_unfold((app, reading), |(app, mut reading)| async move {
        match reading.next(&app).await {
            Ok(part) => Ok(part.map(|part| (part, (app, reading)))),
            Err(error) => {
                tracing::error!(?error, "a file of a report was cut off");
                Err(io::Error::other("the file was cut off"))
            }
        }
    });
    let body = Body::from_stream(pieces);
    Ok((saved_as(&name), sized, body).into_response())
}

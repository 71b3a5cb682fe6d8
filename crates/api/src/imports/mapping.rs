//! Tables of other systems: what one is taken for, what its rows would come
//! to, and taking it in by what was said of its columns.

use super::create::{answer, channel};
use crate::caller::{Caller, WriteDocuments};
use crate::documents::files::saved_as;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{Import, Mapping, Table, TableCheck};
use app::App;
use app::imports::{self, Options, TableSettings};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::ImportId;
use std::sync::Arc;

/// Look at a table
///
/// What a file that was received seems to be, column by column, with sample
/// rows; or what was said before of a table of its shape. A file that is no
/// table is answered like one that is unknown.
#[utoipa::path(
    get, path = "/imports/{id}/mapping", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    responses((status = 200, body = Table)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Table>, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let looked = imports::look(&app, caller.ctx(), id, None).await?;
    Ok(Json((&looked.ok_or(Fault::NotFound)?).into()))
}

/// Check a mapping
///
/// What the rows would come to if they were read like this. Nothing is written.
#[utoipa::path(
    post, path = "/imports/{id}/check", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    request_body = Mapping,
    responses((status = 200, body = TableCheck)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn check(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
    body: Result<Json<Mapping>, JsonRejection>,
) -> Result<Json<TableCheck>, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let settings = settings(body)?;
    let options = Options::default();
    let checked = imports::check(&app, caller.ctx(), id, &settings, &options).await?;
    Ok(Json((&checked.ok_or(Fault::NotFound)?).into()))
}

/// Take out the rows that a mapping rejects
///
/// As the table they came in, with a column that says why: to be mended and
/// handed in again. Nothing is written.
#[utoipa::path(
    post, path = "/imports/{id}/rejected", tag = "imports",
    params(("id" = String, Path, description = "Id of the import", format = Uuid)),
    request_body = Mapping,
    responses((status = 200, content_type = "text/csv", body = String)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn rejected(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
    body: Result<Json<Mapping>, JsonRejection>,
) -> Result<Response, Problem> {
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let settings = settings(body)?;
    let rows = imports::rejected_rows(&app, caller.ctx(), id, &settings).await?;
    let rows = rows.ok_or(Fault::NotFound)?;
    let kind = [(header::CONTENT_TYPE, "text/csv; charset=utf-8")];
    Ok((saved_as("rejected.csv"), kind, rows).into_response())
}

/// Import a table by a mapping
///
/// Reads the file like this, as a new import to follow at `location`, and
/// remembers the mapping for tables of the same shape.
#[utoipa::path(
    put, path = "/imports/{id}/mapping", tag = "imports",
    params(
        ("id" = String, Path, description = "Id of the import", format = Uuid),
        ("company" = Option<String>, Query, description = "The company that the documents belong to: organisation number or name"),
        ("channel" = Option<String>, Query, description = "The channel of the documents, whatever the table says"),
    ),
    request_body = Mapping,
    responses((status = 202, body = Import, headers(("location" = String, description = "Address of the new import")))),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn put(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
    query: Query,
    body: Result<Json<Mapping>, JsonRejection>,
) -> Result<Response, Problem> {
    query.only(&["company", "channel"], false)?;
    let id: ImportId = id.parse().map_err(|_| Fault::NotFound)?;
    let settings = settings(body)?;
    let options = Options {
        company: query.get("company").map(str::to_owned),
        channel: channel(&query)?,
        ..Options::default()
    };
    let ctx = caller.ctx();
    let accepted = imports::import_table(&app, ctx, id, &settings, &options).await?;
    let accepted = accepted.ok_or(Fault::NotFound)?;
    answer(&app, ctx, &accepted.imports).await
}

fn settings(body: Result<Json<Mapping>, JsonRejection>) -> Result<TableSettings, Problem> {
    let Json(mapping) = body.map_err(Problem::from)?;
    let wrong = |message: String| Problem::parameter("", "mapping.invalid", message);
    let settings = mapping
        .settings()
        .map_err(|error| wrong(error.to_string()))?;
    let named = |fields: Vec<imports::Field>| {
        let codes: Vec<&str> = fields.iter().map(|field| field.code()).collect();
        codes.join(", ")
    };
    match (settings.missing(), settings.doubled()) {
        (missing, _) if !missing.is_empty() => {
            Err(wrong(format!("no column is: {}", named(missing))))
        }
        (_, doubled) if !doubled.is_empty() => {
            Err(wrong(format!("several columns are: {}", named(doubled))))
        }
        _ => Ok(settings),
    }
}

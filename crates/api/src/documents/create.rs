use crate::caller::{Caller, WriteDocuments};
use crate::errand::not_taken;
use crate::imports::create::channel;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{FieldProblem, ItemReport, Summary};
use app::imports::{self, Content, Options, Outcome, from_content};
use app::{App, Ctx};
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;

/// The most bytes of a JSON body: it is read as a whole.
const JSON_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The name of a file that is given none.
const NAMELESS: &str = "upload";

/// What became of everything that was handed in. It is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Taken {
    /// One entry an item, in order.
    items: Vec<ItemReport>,
    /// What they add up to.
    summary: Summary,
}

/// Hand in documents, events or payments
///
/// The body is a file of any supported format, told by its content: UBL, a
/// zip archive, OCR giro and so on; or JSON: one object or an array of them, as
/// in the NDJSON format. Handing in the same thing again changes nothing and
/// answers the same document.
///
/// One item that is stored is answered with 201, one that was there already
/// with 200, one that cannot be used with 422; several, and everything in an
/// array, with 207 and the outcome of each. Whatever is answered is on disk.
#[utoipa::path(
    post, path = "/documents", tag = "documents",
    params(
        ("name" = Option<String>, Query, description = "Name of the file"),
        ("company" = Option<String>, Query, description = "The company that the documents belong to: organisation number or name"),
        ("channel" = Option<String>, Query, description = "The channel of the documents, whatever the file says"),
    ),
    request_body(content(
        (Value = "application/json"),
        (String = "application/x-ndjson"),
        (Vec<u8> = "application/octet-stream"),
    )),
    responses(
        (status = 200, body = Taken, description = "It was there already, or waits for its document"),
        (status = 201, body = Taken, description = "It is stored", headers(("location" = String, description = "Address of the document"))),
        (status = 207, body = Taken, description = "Several items, each with its outcome"),
    ),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    query: Query,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    query.only(&["name", "company", "channel"], false)?;
    let options = Options {
        company: query.get("company").map(str::to_owned),
        channel: channel(&query)?,
        ..Options::default()
    };
    let (content, is_bulk) = match is_json(&headers) {
        true => {
            let body = to_bytes(body, JSON_BYTES_MAX).await;
            lines(&body.map_err(|_| Fault::TooLarge)?)?
        }
        false => {
            let taken = app.spool().take(body.into_data_stream()).await;
            (taken.map_err(|why| not_taken(&why))?, false)
        }
    };
    let name = query.get("name").unwrap_or(NAMELESS).to_owned();
    let taken = receive(app, caller.ctx().clone(), (name, content), options).await?;
    match is_bulk {
        true => Ok((StatusCode::MULTI_STATUS, Json(taken)).into_response()),
        false => answer(taken),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim() == "application/json"
}

/// A JSON body as the lines of the NDJSON format, and whether it is an array.
/// An object that does not say what it is is a document.
fn lines(body: &[u8]) -> Result<(Content, bool), Problem> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Problem::from(Fault::Malformed).saying(error.to_string()))?;
    let (values, is_bulk) = match value {
        Value::Array(values) => (values, true),
        one => (vec![one], false),
    };
    let mut lines = Vec::new();
    for mut value in values {
        if let Value::Object(fields) = &mut value
            && !fields.contains_key("type")
        {
            fields.insert("type".to_owned(), "document".into());
        }
        lines.extend(value.to_string().bytes());
        lines.push(b'\n');
    }
    Ok((lines.into(), is_bulk))
}

/// Goes on although the client may have gone: what was begun is completed.
async fn receive(
    app: Arc<App>,
    ctx: Ctx,
    file: (String, Content),
    options: Options,
) -> Result<Taken, Problem> {
    let job = tokio::spawn(async move {
        let mut items = Vec::new();
        let mut report = |item: imports::ItemReport| items.push(ItemReport::from(&item));
        let files = from_content(&app, file.0, file.1);
        let summary = imports::receive(&app, &ctx, files, &options, &mut report).await?;
        Ok::<_, app::Error>(Taken {
            items,
            summary: summary.into(),
        })
    });
    let taken = job.await.map_err(|_| Fault::Broken)?;
    Ok(taken?)
}

fn answer(taken: Taken) -> Result<Response, Problem> {
    let [only] = taken.items.as_slice() else {
        return Ok((StatusCode::MULTI_STATUS, Json(taken)).into_response());
    };
    if only.outcome == Outcome::Rejected.code() {
        return Err(refused(only));
    }
    let is_new = only.outcome == Outcome::Stored.code();
    let address = only
        .document
        .as_ref()
        .filter(|_| only.kind == "document")
        .and_then(|id| HeaderValue::from_str(&format!("/api/v1/documents/{id}")).ok());
    let status = match is_new {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    };
    let mut response = (status, Json(taken)).into_response();
    if let Some(address) = address {
        response.headers_mut().insert(header::LOCATION, address);
    }
    Ok(response)
}

/// The item cannot be used; its findings say why. The file is kept.
fn refused(item: &ItemReport) -> Problem {
    let mut problem = Problem::from(Fault::Unusable);
    if let Some(first) = item.findings.first() {
        problem = problem.saying(first.message.clone());
    }
    let errors = item.findings.iter().map(|finding| FieldProblem {
        pointer: finding.place.clone(),
        code: finding.code.clone(),
        message: finding.message.clone(),
    });
    problem.errors.extend(errors);
    problem
}

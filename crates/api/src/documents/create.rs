use crate::caller::{Caller, WriteDocuments};
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{FieldProblem, ItemReport, Summary};
use app::imports::{self, Options, Outcome, from_uploads};
use app::{App, Ctx};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Channel;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use utoipa::ToSchema;

/// The most bytes handed in at once; they lie in memory until they are
/// recorded.
pub(crate) const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;
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
/// with 200, one that cannot be used with 422, several with 207 and the outcome
/// of each. Whatever is answered is on disk.
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
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    query.only(&["name", "company", "channel"], false)?;
    let options = Options {
        company: query.get("company").map(str::to_owned),
        channel: channel(&query)?,
    };
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::from(Fault::TooLarge),
        _ => Fault::Malformed.into(),
    })?;
    let bytes = match is_json(&headers) {
        true => lines(&body)?,
        false => body.to_vec(),
    };
    let name = query.get("name").unwrap_or(NAMELESS).to_owned();
    let taken = receive(app, caller.ctx().clone(), (name, bytes), options).await?;
    answer(taken)
}

fn channel(query: &Query) -> Result<Option<Channel>, Problem> {
    let word = query.get("channel");
    word.map(|word| {
        word.parse().map_err(|error: domain::UnknownCode| {
            Problem::parameter("channel", "channel.unknown", error.to_string())
        })
    })
    .transpose()
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim() == "application/json"
}

/// A JSON body as the lines of the NDJSON format. An object that does not say
/// what it is is a document.
fn lines(body: &[u8]) -> Result<Vec<u8>, Problem> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Problem::from(Fault::Malformed).saying(error.to_string()))?;
    let values = match value {
        Value::Array(values) => values,
        one => vec![one],
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
    Ok(lines)
}

/// Goes on although the client may have gone: what was begun is completed.
async fn receive(
    app: Arc<App>,
    ctx: Ctx,
    file: (String, Vec<u8>),
    options: Options,
) -> Result<Taken, Problem> {
    let job = tokio::spawn(async move {
        let mut items = Vec::new();
        let mut report = |item: imports::ItemReport| items.push(ItemReport::from(&item));
        let files = from_uploads(vec![file]);
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

//! Documents that are given to people to see to.

use crate::caller::{Caller, ReadDocuments, WriteFollowUps};
use crate::etag::tagged;
use crate::problem::{Fault, Problem};
use crate::query::{Query, ROOT};
use crate::wire::FollowUp;
use app::App;
use app::follow_ups::{self, FollowUpOutcome, NewFollowUp, Which};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::{Channel, DocumentId, FollowUpId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// A page of follow-ups. Follow `next` to the end.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct FollowUpPage {
    /// The follow-ups.
    items: Vec<FollowUp>,
    /// Address of the next page; absent on the last.
    next: Option<String>,
}

/// A document to give to somebody.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FollowUpFields {
    /// Id of the document.
    #[schema(format = Uuid)]
    document: String,
    /// To whom: the id or the e-mail address of a person who may see the
    /// document and follow it up.
    #[schema(example = "kari@nord.example")]
    assignee: String,
    /// What is to be done.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    note: String,
    /// Until when.
    #[schema(format = Date, example = "2026-12-01")]
    due_on: String,
}

/// How following a document up ended.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closing {
    /// `resolved`, `resent`, `settled` or `not_needed`.
    #[schema(example = "resolved")]
    outcome: String,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    reason: String,
}

/// A wish for a document to be sent again.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Resend {
    /// On which channel; as the sender finds best where it is left out.
    #[serde(default)]
    #[schema(example = "print")]
    channel: Option<String>,
}

/// List follow-ups
///
/// Those that are open, by the day until which; or those that ended, the last
/// first.
#[utoipa::path(
    get, path = "/follow-ups", tag = "follow-ups",
    params(
        ("state" = Option<String>, Query, description = "`open` or `closed`; `open` where it is left out"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` of the page before said"),
    ),
    responses((status = 200, body = FollowUpPage)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Json<FollowUpPage>, Problem> {
    query.only(&["state", "limit", "cursor"], false)?;
    let which = match query.get("state") {
        None | Some("open") => Which::Open,
        Some("closed") => Which::Closed,
        Some(word) => {
            let message = format!("'{word}' is neither open nor closed");
            return Err(Problem::parameter("state", "follow_up.state", message));
        }
    };
    let cursor = query.cursor();
    let (ctx, limit) = (caller.ctx(), query.limit()?);
    let page = follow_ups::list(&app, ctx, which, cursor.as_deref(), limit).await?;
    let items = page.items.iter().map(|item| (&item.follow_up).into());
    Ok(Json(FollowUpPage {
        items: items.collect(),
        next: page.next.map(|cursor| query.at(&cursor)),
    }))
}

/// Give a document to somebody
///
/// They get an e-mail. Whoever had it has passed it on.
#[utoipa::path(
    post, path = "/follow-ups", tag = "follow-ups",
    request_body = FollowUpFields,
    responses((status = 201, body = FollowUp, headers(
        ("location" = String, description = "Where the follow-up is"),
    ))),
    security(("key" = ["follow-ups:write"])),
)]
pub(crate) async fn open(
    State(app): State<Arc<App>>,
    caller: Caller<WriteFollowUps>,
    body: Result<Json<FollowUpFields>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(fields) = body.map_err(Problem::from)?;
    let unknown = || {
        let message = format!("there is no document '{}'", fields.document);
        Problem::parameter("/document", "document.invalid", message)
    };
    let new = NewFollowUp {
        document: fields.document.parse().map_err(|_| unknown())?,
        assignee: fields.assignee.clone(),
        note: fields.note.clone(),
        due_on: day(&fields.due_on)?,
    };
    let opened = follow_ups::open(&app, caller.ctx(), new).await?;
    let opened = FollowUp::from(&opened.ok_or_else(unknown)?);
    let location = [(header::LOCATION, format!("{ROOT}/follow-ups/{}", opened.id))];
    Ok((StatusCode::CREATED, location, Json(opened)).into_response())
}

/// Show a follow-up
#[utoipa::path(
    get, path = "/follow-ups/{id}", tag = "follow-ups",
    params(("id" = String, Path, description = "Id of the follow-up", format = Uuid)),
    responses((status = 200, body = FollowUp), (status = 304)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: FollowUpId = id.parse().map_err(|_| Fault::NotFound)?;
    let found = follow_ups::lookup(&app, caller.ctx(), id).await?;
    let found = FollowUp::from(&found.ok_or(Fault::NotFound)?);
    Ok(tagged(&headers, &found))
}

/// End a follow-up
#[utoipa::path(
    post, path = "/follow-ups/{id}/closing", tag = "follow-ups",
    params(("id" = String, Path, description = "Id of the follow-up", format = Uuid)),
    request_body = Closing,
    responses((status = 200, body = FollowUp)),
    security(("key" = ["follow-ups:write"])),
)]
pub(crate) async fn close(
    State(app): State<Arc<App>>,
    caller: Caller<WriteFollowUps>,
    Path(id): Path<String>,
    body: Result<Json<Closing>, JsonRejection>,
) -> Result<Json<FollowUp>, Problem> {
    let id: FollowUpId = id.parse().map_err(|_| Fault::NotFound)?;
    let known = follow_ups::lookup(&app, caller.ctx(), id).await?;
    known.ok_or(Fault::NotFound)?;
    let Json(closing) = body.map_err(Problem::from)?;
    let outcome: FollowUpOutcome =
        closing
            .outcome
            .parse()
            .map_err(|error: domain::UnknownCode| {
                Problem::parameter("/outcome", "follow_up.outcome", error.to_string())
            })?;
    let closed = follow_ups::close(&app, caller.ctx(), id, outcome, &closing.reason).await?;
    Ok(Json((&closed.ok_or(Fault::NotFound)?).into()))
}

/// Ask for a document to be sent again
///
/// Told in the log as `resend_asked`, and to webhooks as
/// `document.resend_asked`; sending it is up to the sending system.
#[utoipa::path(
    post, path = "/documents/{id}/resends", tag = "follow-ups",
    params(("id" = String, Path, description = "Id of the document", format = Uuid)),
    request_body = Resend,
    responses((status = 204)),
    security(("key" = ["follow-ups:write"])),
)]
pub(crate) async fn ask_for_resend(
    State(app): State<Arc<App>>,
    caller: Caller<WriteFollowUps>,
    Path(id): Path<String>,
    body: Result<Json<Resend>, JsonRejection>,
) -> Result<StatusCode, Problem> {
    let id: DocumentId = id.parse().map_err(|_| Fault::NotFound)?;
    let Json(resend) = body.map_err(Problem::from)?;
    let channel = resend.channel.as_deref().map(str::parse::<Channel>);
    let channel = channel
        .transpose()
        .map_err(|error| Problem::parameter("/channel", "channel.unknown", error.to_string()))?;
    let asked = app::resends::ask(&app, caller.ctx(), id, channel).await?;
    asked.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

fn day(written: &str) -> Result<Date, Problem> {
    written.parse().map_err(|_| {
        let message = format!("'{written}' is not a day; write it as 2026-12-01");
        Problem::parameter("/due_on", "follow_up.day", message)
    })
}

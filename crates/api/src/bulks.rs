//! What is done to many documents at once, and what became of each.

use crate::caller::{Caller, ReadDocuments};
use crate::problem::{Fault, Problem};
use crate::query::{Query, ROOT, search};
use crate::wire::{Bulk, BulkRow};
use app::App;
use app::bulks::{self, BulkAction, BulkRowState, Selection};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::{BulkId, DocumentId};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;
use utoipa::ToSchema;

/// The most documents that are named one by one.
const NAMED_MAX: usize = 1_000;

/// A page of rows. Follow `next` to the end.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct BulkRowPage {
    /// The rows.
    items: Vec<BulkRow>,
    /// Address of the next page; absent on the last.
    next: Option<String>,
}

/// Something to do to many documents: which, and what.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBulk {
    /// `assign` (with `assignee`, `due_on`, `note`), `comment` (with `text`),
    /// `resolve` (with `outcome`, `reason`), `resend` (with `channel`) or
    /// `hold` (with `name`, `reason`).
    #[schema(example = "comment")]
    action: String,
    /// Words of the filter language; empty for all documents. Either this or
    /// `documents`.
    #[schema(example = "delivery:failed received:last30d", max_length = 4_000)]
    filter: Option<String>,
    /// Ids of documents. Either this or `filter`.
    #[schema(max_items = 1_000)]
    documents: Option<Vec<String>>,
    /// How many documents they are, as far as you know: where they are
    /// another number, nothing is done.
    expected: Option<u64>,
    /// Id or e-mail address of the person they are given to.
    assignee: Option<String>,
    /// Until when.
    #[schema(format = Date, example = "2026-12-01")]
    due_on: Option<String>,
    /// What is to be done.
    #[schema(max_length = 2_000)]
    note: Option<String>,
    /// The comment.
    #[schema(max_length = 10_000)]
    text: Option<String>,
    /// How following up ended: `resolved`, `resent`, `settled` or
    /// `not_needed`.
    outcome: Option<String>,
    /// Why.
    #[schema(max_length = 2_000)]
    reason: Option<String>,
    /// The channel on which to send again; as the sender finds best where it
    /// is left out.
    channel: Option<String>,
    /// What people call the hold.
    #[schema(max_length = 200)]
    name: Option<String>,
}

/// List bulks
///
/// What this key asked for in the last 30 days, the last first.
#[utoipa::path(
    get, path = "/bulks", tag = "follow-ups",
    responses((status = 200, body = [Bulk])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<Bulk>>, Problem> {
    let bulks = bulks::list(&app, caller.ctx()).await?;
    Ok(Json(bulks.iter().map(Bulk::from).collect()))
}

/// Do something to many documents
///
/// The key needs the scope of what is done, too: `documents:write` to comment,
/// `follow-ups:write` to assign, resolve and ask for a resend,
/// `retention:manage` to hold. Which documents is settled now; it is done in
/// the background, each document once. Ask for the progress where `Location`
/// points.
#[utoipa::path(
    post, path = "/bulks", tag = "follow-ups",
    request_body = NewBulk,
    responses((status = 202, body = Bulk, headers(
        ("location" = String, description = "Where its progress can be asked for"),
    ))),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    body: Result<Json<NewBulk>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let (selection, named) = new.selection()?;
    let assignee = match (new.action.as_str(), &new.assignee) {
        ("assign", Some(named)) => {
            let found = bulks::assignee(&app, caller.ctx(), &selection, named).await?;
            Some(found.id)
        }
        _ => None,
    };
    let action = new.action(assignee)?;
    let seen = new.expected.or(named);
    let bulk = bulks::ask(&app, caller.ctx(), &selection, action, seen).await?;
    let found = bulks::lookup(&app, caller.ctx(), bulk.id).await?;
    let bulk = Bulk::from(&found.ok_or(Fault::NotFound)?);
    let location = [(header::LOCATION, format!("{ROOT}/bulks/{}", bulk.id))];
    Ok((StatusCode::ACCEPTED, location, Json(bulk)).into_response())
}

/// Show a bulk
///
/// How far it is.
#[utoipa::path(
    get, path = "/bulks/{id}", tag = "follow-ups",
    params(("id" = String, Path, description = "Id of the bulk", format = Uuid)),
    responses((status = 200, body = Bulk)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
) -> Result<Json<Bulk>, Problem> {
    let found = bulks::lookup(&app, caller.ctx(), read_id(&id)?).await?;
    Ok(Json((&found.ok_or(Fault::NotFound)?).into()))
}

/// List what became of each document
///
/// In the order in which they are done. Rows of erased documents are gone.
#[utoipa::path(
    get, path = "/bulks/{id}/rows", tag = "follow-ups",
    params(
        ("id" = String, Path, description = "Id of the bulk", format = Uuid),
        ("state" = Option<String>, Query, description = "`waiting`, `done`, `skipped` or `failed`; all where it is left out"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` of the page before said"),
    ),
    responses((status = 200, body = BulkRowPage)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn rows(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<BulkRowPage>, Problem> {
    let id = read_id(&id)?;
    query.only(&["state", "limit", "cursor"], false)?;
    let state = query.get("state").map(str::parse::<BulkRowState>);
    let state = state
        .transpose()
        .map_err(|error| Problem::parameter("state", "bulk.state", error.to_string()))?;
    let after = match query.cursor() {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| Problem::cursor(&cursor))?,
    };
    let page = bulks::rows(&app, caller.ctx(), id, state, after, query.limit()?).await?;
    let page = page.ok_or(Fault::NotFound)?;
    Ok(Json(BulkRowPage {
        items: page.items.iter().map(BulkRow::from).collect(),
        next: page.next.map(|place| query.at(&place.to_string())),
    }))
}

fn read_id(id: &str) -> Result<BulkId, Problem> {
    id.parse().map_err(|_| Fault::NotFound.into())
}

impl NewBulk {
    /// Which documents, and how many where they are named.
    fn selection(&self) -> Result<(Selection, Option<u64>), Problem> {
        match (&self.filter, &self.documents) {
            (Some(filter), None) => Ok((Selection::All(search(filter, None)?.filter), None)),
            (None, Some(named)) if named.len() <= NAMED_MAX => {
                let mut known = HashSet::new();
                let mut ids = Vec::new();
                for id in named {
                    let id = document_id(id)?;
                    if known.insert(id) {
                        ids.push(id);
                    }
                }
                let count = ids.len() as u64;
                Ok((Selection::These(ids), Some(count)))
            }
            (None, Some(_)) => {
                let message = format!("name at most {NAMED_MAX} documents, or send a filter");
                Err(Problem::parameter("/documents", "bulk.many", message))
            }
            _ => {
                let message = "say which documents, by either 'filter' or 'documents'";
                Err(Problem::parameter(
                    "/filter",
                    "bulk.selection",
                    message.to_owned(),
                ))
            }
        }
    }

    /// What is to be done. A field that has no meaning for it is refused: it
    /// was meant otherwise.
    fn action(&self, assignee: Option<domain::UserId>) -> Result<BulkAction, Problem> {
        let words = |field: &Option<String>| field.clone().unwrap_or_default();
        let action = match self.action.as_str() {
            "assign" => BulkAction::Assign {
                assignee: assignee.ok_or_else(|| missing("/assignee"))?,
                note: words(&self.note),
                due_on: parsed("/due_on", "follow_up.day", self.due_on.as_ref())?,
            },
            "comment" => BulkAction::Comment {
                text: words(&self.text),
            },
            "resolve" => BulkAction::Resolve {
                outcome: parsed("/outcome", "follow_up.outcome", self.outcome.as_ref())?,
                reason: words(&self.reason),
            },
            "hold" => BulkAction::Hold {
                name: words(&self.name),
                reason: words(&self.reason),
            },
            "resend" => BulkAction::Resend {
                channel: match &self.channel {
                    None => None,
                    channel => Some(parsed("/channel", "channel.unknown", channel.as_ref())?),
                },
            },
            other => {
                let known = BulkAction::CODES.join(", ");
                let message =
                    format!("'{other}' cannot be done to many documents; one of: {known}");
                return Err(Problem::parameter("/action", "bulk.action", message));
            }
        };
        self.refuse_others()?;
        Ok(action)
    }

    fn refuse_others(&self) -> Result<(), Problem> {
        let fields = [
            ("assignee", self.assignee.is_some(), "assign"),
            ("due_on", self.due_on.is_some(), "assign"),
            ("note", self.note.is_some(), "assign"),
            ("text", self.text.is_some(), "comment"),
            ("outcome", self.outcome.is_some(), "resolve"),
            ("reason", self.reason.is_some(), "resolve hold"),
            ("channel", self.channel.is_some(), "resend"),
            ("name", self.name.is_some(), "hold"),
        ];
        let is_of = |actions: &str| actions.split(' ').any(|one| one == self.action);
        let wrong = fields
            .into_iter()
            .find(|(_, is_there, actions)| *is_there && !is_of(actions));
        match wrong {
            None => Ok(()),
            Some((field, ..)) => {
                let message = format!("'{}' takes no '{field}'; leave it out", self.action);
                let place = format!("/{field}");
                Err(Problem::parameter(&place, "bulk.field", message))
            }
        }
    }
}

fn missing(place: &str) -> Problem {
    let message = "this is needed for what is to be done".to_owned();
    Problem::parameter(place, "bulk.field", message)
}

fn parsed<T>(place: &str, code: &'static str, written: Option<&String>) -> Result<T, Problem>
where
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let written = written.ok_or_else(|| missing(place))?;
    written
        .parse()
        .map_err(|error: T::Err| Problem::parameter(place, code, error.to_string()))
}

fn document_id(written: &str) -> Result<DocumentId, Problem> {
    written.parse().map_err(|_| {
        let message = format!("'{written}' is not the id of a document");
        Problem::parameter("/documents", "document.invalid", message)
    })
}

//! Legal holds.

use crate::caller::{Caller, ManageRetention};
use crate::problem::{Fault, Problem};
use crate::wire::Hold;
use app::App;
use app::holds::{self, HoldOn, NewHold};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{DocumentId, HoldId};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A hold to set: on what a filter selects, or on one document.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldToSet {
    /// What people call it, for example the number of a case.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    reason: String,
    /// Words of the filter language: what they select, now and later, is held.
    #[schema(example = "customer:10042")]
    filter: Option<String>,
    /// Id of one document.
    #[schema(format = Uuid)]
    document: Option<String>,
}

/// List legal holds
///
/// Newest first, released ones included.
#[utoipa::path(
    get, path = "/holds", tag = "retention",
    responses((status = 200, body = [Hold])),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
) -> Result<Json<Vec<Hold>>, Problem> {
    let holds = holds::list(&app, caller.ctx()).await?;
    Ok(Json(holds.iter().map(Hold::from).collect()))
}

/// Set a legal hold
///
/// On a filter it holds what the filter selects now and later; what was held
/// once stays held until the hold is released.
#[utoipa::path(
    post, path = "/holds", tag = "retention",
    request_body = HoldToSet,
    responses((status = 201, body = Hold)),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn set(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    body: Result<Json<HoldToSet>, JsonRejection>,
) -> Result<(StatusCode, Json<Hold>), Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let on = match (new.filter, new.document) {
        (Some(filter), None) => HoldOn::Filter(filter),
        (None, Some(id)) => HoldOn::Document(document(&id)?),
        _ => {
            let message = "say either which filter or which document it is on";
            return Err(Problem::parameter("/filter", "hold.on", message.to_owned()));
        }
    };
    let new = NewHold {
        name: new.name,
        reason: new.reason,
        on,
    };
    let hold = holds::set(&app, caller.ctx(), new).await?;
    let hold = hold.ok_or_else(no_document)?;
    Ok((StatusCode::CREATED, Json((&hold).into())))
}

/// Release a legal hold
///
/// What no other hold holds goes by the rules again.
#[utoipa::path(
    delete, path = "/holds/{id}", tag = "retention",
    params(("id" = String, Path, description = "Id of the hold", format = Uuid)),
    responses((status = 204, description = "It is released")),
    security(("key" = ["retention:manage"])),
)]
pub(crate) async fn release(
    State(app): State<Arc<App>>,
    caller: Caller<ManageRetention>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: HoldId = id.parse().map_err(|_| Fault::NotFound)?;
    let released = holds::release(&app, caller.ctx(), id).await?;
    released.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

fn document(id: &str) -> Result<DocumentId, Problem> {
    id.parse().map_err(|_| no_document())
}

fn no_document() -> Problem {
    let message = "there is no such document".to_owned();
    Problem::parameter("/document", "hold.document", message)
}

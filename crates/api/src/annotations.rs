//! What happened and is read along with figures over time.

use crate::caller::{Caller, ReadDocuments, WriteDocuments};
use crate::prices::company;
use crate::problem::{Fault, Problem};
use crate::wire::Annotation;
use app::App;
use app::annotations::{self, NewAnnotation};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{AnnotationId, Channel};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// An annotation to add.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnnotationToAdd {
    /// The day on which it began.
    #[schema(value_type = String, format = Date)]
    first_on: Date,
    /// The last day; the first where it is left out.
    #[schema(value_type = Option<String>, format = Date)]
    last_on: Option<Date>,
    /// Id of the company that it is about; all where it is left out.
    #[schema(format = Uuid)]
    company: Option<String>,
    /// The channel that it is about; all where it is left out.
    #[schema(example = "ehf")]
    channel: Option<String>,
    /// What happened.
    #[schema(min_length = 1, max_length = 200)]
    text: String,
}

/// List annotations
///
/// The latest day first.
#[utoipa::path(
    get, path = "/annotations", tag = "statistics",
    responses((status = 200, body = [Annotation])),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
) -> Result<Json<Vec<Annotation>>, Problem> {
    let all = annotations::list(&app, caller.ctx()).await?;
    Ok(Json(all.iter().map(Annotation::from).collect()))
}

/// Add an annotation
///
/// Figures over time show it: an outage, a letter about prices, a campaign.
#[utoipa::path(
    post, path = "/annotations", tag = "statistics",
    request_body = AnnotationToAdd,
    responses((status = 201, body = Annotation)),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    body: Result<Json<AnnotationToAdd>, JsonRejection>,
) -> Result<(StatusCode, Json<Annotation>), Problem> {
    let Json(new) = body.map_err(Problem::from)?;
    let channel = new.channel.as_deref().map(str::parse::<Channel>);
    let new = NewAnnotation {
        first_on: new.first_on,
        last_on: new.last_on,
        company: company(new.company.as_deref())?,
        channel: channel.transpose().map_err(|error| {
            Problem::parameter("/channel", "channel.unknown", error.to_string())
        })?,
        text: new.text,
    };
    let added = annotations::add(&app, caller.ctx(), new).await?;
    Ok((StatusCode::CREATED, Json((&added).into())))
}

/// Take an annotation away
#[utoipa::path(
    delete, path = "/annotations/{id}", tag = "statistics",
    params(("id" = String, Path, description = "Id of the annotation", format = Uuid)),
    responses((status = 204, description = "It is gone")),
    security(("key" = ["documents:write"])),
)]
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller<WriteDocuments>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id: AnnotationId = id.parse().map_err(|_| Fault::NotFound)?;
    let removed = annotations::remove(&app, caller.ctx(), id).await?;
    removed.ok_or(Fault::NotFound)?;
    Ok(StatusCode::NO_CONTENT)
}

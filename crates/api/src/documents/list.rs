use crate::caller::{Caller, ReadDocuments};
use crate::problem::Problem;
use crate::query::Query;
use crate::wire::{Document, Sum};
use app::App;
use app::documents::{self, Search, Sort};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A page of documents, with what the whole filter adds up to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DocumentPage {
    /// The documents.
    items: Vec<Document>,
    /// Address of the next page; absent on the last.
    next: Option<String>,
    /// How many documents the filter selects in all.
    total: u64,
    /// Their amounts, one entry a currency.
    sums: Vec<Sum>,
}

/// The filter language, the same as in the portal's addresses: a comma is
/// *or*, different keys are *and*, a `-` in front of a key is *not*.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `Query` reads")]
pub(crate) struct FilterWords {
    /// Number, KID, customer number or part of the customer's name.
    q: Option<String>,
    /// Organisation number or name of the company.
    company: Option<String>,
    /// Kinds, such as `invoice,credit_note`.
    kind: Option<String>,
    /// Distribution channels, such as `ehf,efaktura`.
    channel: Option<String>,
    /// Payment channels, such as `avtalegiro`.
    paid_by: Option<String>,
    /// Where the delivery stands, such as `failed,returned`.
    delivery: Option<String>,
    /// What the recipient did, such as `opened`.
    recipient: Option<String>,
    /// Where the money stands, such as `overdue`.
    payment: Option<String>,
    /// Why something went wrong.
    reason: Option<String>,
    /// Id, number or name of the customer.
    customer: Option<String>,
    /// When received: a day, month, week or range, such as `2026-10-01..2026-10-31` or `last30d`.
    received: Option<String>,
    /// The day on the document, likewise.
    issued: Option<String>,
    /// The due date, likewise.
    due: Option<String>,
    /// The day it was paid, likewise.
    paid: Option<String>,
    /// Amount, such as `>1000` or `100..200`.
    amount: Option<String>,
    /// Currency (ISO 4217).
    currency: Option<String>,
    /// The sender's batch.
    batch: Option<String>,
    /// What it has: `comment`, `error`, `hold`.
    has: Option<String>,
}

/// Order and page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `Query` reads")]
pub(crate) struct Listing {
    /// Column to sort by, `-` in front reverses; `-received` where none is given.
    sort: Option<String>,
    /// Rows of the page, 50 where none are given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// What `next` of the page before said.
    cursor: Option<String>,
}

/// List documents
///
/// Newest first unless sorted otherwise, with the exact total and the sums of
/// everything that the filter selects.
#[utoipa::path(
    get, path = "/documents", tag = "documents",
    params(FilterWords, Listing),
    responses((status = 200, body = DocumentPage)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Json<DocumentPage>, Problem> {
    query.only(&["sort", "limit", "cursor"], true)?;
    let search = Search {
        filter: query.filter()?,
        sort: sort(&query)?,
    };
    let cursor = query.cursor();
    let found = documents::find(
        &app,
        caller.ctx(),
        &search,
        cursor.as_deref(),
        query.limit()?,
    )
    .await?;
    Ok(Json(DocumentPage {
        items: found.rows.iter().map(Document::from).collect(),
        next: found.next.map(|cursor| query.at(&cursor)),
        total: found.total,
        sums: found.sums.into_iter().map(Sum::from).collect(),
    }))
}

pub(super) fn sort(query: &Query) -> Result<Sort, Problem> {
    let Some(written) = query.get("sort") else {
        return Ok(Sort::default());
    };
    written.parse().map_err(|error: documents::UnknownSort| {
        Problem::parameter("sort", "sort.invalid", error.to_string())
    })
}

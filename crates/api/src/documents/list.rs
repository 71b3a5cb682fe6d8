use super::selection::{DocumentItem, Selection};
use crate::caller::{Caller, ReadDocuments};
use crate::problem::Problem;
use crate::query::{Query, sort_by};
use crate::wire::Sum;
use app::documents::{self, Search, Sort};
use app::{App, Ctx};
use axum::Json;
use axum::extract::State;
use domain::filter::Filter;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// A page of documents, with what the whole filter adds up to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct DocumentPage {
    /// The documents.
    items: Vec<DocumentItem>,
    /// Address of the next page; absent on the last.
    next: Option<String>,
    /// Address of the page before; absent on the first.
    prev: Option<String>,
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
    /// What `next` or `prev` of a page said.
    cursor: Option<String>,
}

/// What of each document the answer holds.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that `Selection` reads")]
pub(crate) struct Selecting {
    /// Only these fields, separated by commas, such as `id,number,payment`.
    fields: Option<String>,
    /// More, separated by commas: `company`, `customer`, `events`, `attempts`,
    /// `payments`, `comments`.
    expand: Option<String>,
}

/// List documents
///
/// Newest first unless sorted otherwise, with the exact total and the sums of
/// everything that the filter selects.
#[utoipa::path(
    get, path = "/documents", tag = "documents",
    params(FilterWords, Listing, Selecting),
    responses((status = 200, body = DocumentPage)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Json<DocumentPage>, Problem> {
    let filter = query.filter()?;
    Ok(Json(page(&app, caller.ctx(), &query, filter).await?))
}

/// A page of the documents that a filter selects, as the query asks for it.
pub(crate) async fn page(
    app: &App,
    ctx: &Ctx,
    query: &Query,
    filter: Filter,
) -> Result<DocumentPage, Problem> {
    let [fields, expand] = Selection::PARAMETERS;
    query.only(&["sort", "limit", "cursor", fields, expand], true)?;
    let selection = Selection::read(query)?;
    let search = Search {
        filter,
        sort: sort(query)?,
    };
    let (cursor, limit) = (query.cursor(), query.limit()?);
    let found = documents::find(app, ctx, &search, cursor.as_deref(), limit).await?;
    let mut items = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        items.push(selection.of(app, ctx, row).await?);
    }
    Ok(DocumentPage {
        items,
        next: found.next.map(|cursor| query.at(&cursor)),
        prev: found.previous.map(|cursor| query.at(&cursor)),
        total: found.total,
        sums: found.sums.into_iter().map(Sum::from).collect(),
    })
}

pub(super) fn sort(query: &Query) -> Result<Sort, Problem> {
    sort_by(query.get("sort"), "sort")
}

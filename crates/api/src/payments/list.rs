use crate::caller::{Caller, ReadPayments};
use crate::etag::tagged;
use crate::problem::{Fault, Problem};
use crate::query::Query;
use crate::wire::{Payment, PaymentCount};
use app::payments::{self, PaymentCursor, PaymentFilter};
use app::{App, Back, Ctx};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::PaymentId;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A page of payments, with what all of them add up to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct PaymentPage {
    /// The payments.
    items: Vec<Payment>,
    /// Address of the next page; absent on the last.
    next: Option<String>,
    /// Address of the page before; absent on the first.
    prev: Option<String>,
    /// How many there are in all, and their sums.
    count: PaymentCount,
}

/// List payments
///
/// As read from the bank's files, newest value date first.
#[utoipa::path(
    get, path = "/payments", tag = "payments",
    params(
        ("matched" = Option<bool>, Query, description = "Only payments that belong to a document, or only those that belong to none"),
        ("q" = Option<String>, Query, description = "Part of the KID, the payer's name or the text"),
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` or `prev` of a page said"),
    ),
    responses((status = 200, body = PaymentPage)),
    security(("key" = ["payments:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadPayments>,
    query: Query,
) -> Result<Json<PaymentPage>, Problem> {
    query.only(&["matched", "q", "limit", "cursor"], false)?;
    let filter = PaymentFilter {
        matched: matched(&query)?,
        document: None,
        text: query.get("q").map(str::to_owned),
        companies: None,
    };
    let after = query.cursor().as_deref().map(read_cursor).transpose()?;
    let (ctx, limit) = (caller.ctx(), query.limit()?);
    let page = payments::list(&app, ctx, &filter, after, limit).await?;
    let back = match (after, page.payments.first()) {
        (Some(_), Some(first)) => {
            let first = PaymentCursor {
                value_on: first.value_on,
                id: first.id,
            };
            payments::before(&app, ctx, &filter, first, limit).await?
        }
        _ => Back::Nowhere,
    };
    Ok(Json(PaymentPage {
        items: page.payments.iter().map(Payment::from).collect(),
        next: page.next.map(|cursor| query.at(&write_cursor(cursor))),
        prev: query.back(back, write_cursor),
        count: page.count.into(),
    }))
}

/// Show a payment
#[utoipa::path(
    get, path = "/payments/{id}", tag = "payments",
    params(("id" = String, Path, description = "Id of the payment", format = Uuid)),
    responses((status = 200, body = Payment), (status = 304)),
    security(("key" = ["payments:read"])),
)]
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<ReadPayments>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: PaymentId = id.parse().map_err(|_| Fault::NotFound)?;
    let payment = one(&app, caller.ctx(), id).await?;
    Ok(tagged(&headers, &payment))
}

/// A payment as it is now.
pub(super) async fn one(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Payment, Problem> {
    let payment = payments::show(app, ctx, id).await?;
    Ok((&payment.ok_or(Fault::NotFound)?).into())
}

fn matched(query: &Query) -> Result<Option<bool>, Problem> {
    match query.get("matched") {
        None => Ok(None),
        Some("true") => Ok(Some(true)),
        Some("false") => Ok(Some(false)),
        Some(word) => Err(Problem::parameter(
            "matched",
            "matched.invalid",
            format!("'{word}' is neither true nor false"),
        )),
    }
}

/// `<value date>.<id>`.
fn write_cursor(cursor: PaymentCursor) -> String {
    format!("{}.{}", cursor.value_on, cursor.id)
}

fn read_cursor(text: &str) -> Result<PaymentCursor, Problem> {
    let read = || {
        let (day, id) = text.split_once('.')?;
        Some(PaymentCursor {
            value_on: day.parse().ok()?,
            id: id.parse().ok()?,
        })
    };
    read().ok_or_else(|| Problem::cursor(text))
}

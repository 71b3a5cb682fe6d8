use crate::caller::{Caller, ReadDocuments};
use crate::page::Page;
use crate::problem::Problem;
use crate::query::Query;
use crate::wire::Customer;
use app::{App, Back, customers};
use axum::Json;
use axum::extract::State;
use domain::CustomerId;
use std::sync::Arc;

/// List customers
///
/// Whoever receives documents, in the order of their ids. A page may be
/// shorter than `limit` although there is a next one.
#[utoipa::path(
    get, path = "/customers", tag = "customers",
    params(
        ("limit" = Option<u32>, Query, description = "Rows of the page, 50 where none are given", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "What `next` or `prev` of a page said"),
    ),
    responses((status = 200, body = Page<Customer>)),
    security(("key" = ["documents:read"])),
)]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<ReadDocuments>,
    query: Query,
) -> Result<Json<Page<Customer>>, Problem> {
    query.only(&["limit", "cursor"], false)?;
    let after = query.cursor().as_deref().map(read_cursor).transpose()?;
    let (ctx, limit) = (caller.ctx(), query.limit()?);
    let (found, next) = customers::list(&app, ctx, after, limit).await?;
    let back = match (after, found.first()) {
        (Some(_), Some(first)) => customers::before(&app, ctx, first.id, limit).await?,
        _ => Back::Nowhere,
    };
    Ok(Json(Page {
        items: found.iter().map(Customer::from).collect(),
        next: next.map(|id| query.at(&id.to_string())),
        prev: query.back(back, |id| id.to_string()),
    }))
}

fn read_cursor(text: &str) -> Result<CustomerId, Problem> {
    text.parse().map_err(|_| Problem::cursor(text))
}

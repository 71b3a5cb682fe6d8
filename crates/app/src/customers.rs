//! Customers: whoever receives documents from the organisation. Whoever may
//! see some companies only sees the customers of those.

use crate::documents::view;
use crate::{App, Back, Ctx, Result};
use domain::filter::{Filter, Test};
use domain::{CustomerId, Right};
use facts::{Dimension, GroupKey};
use std::collections::HashSet;

pub use store::port::Customer;

/// A page of customers by id, and where the next one begins. A page may be
/// shorter than the limit, or empty, where others may not be seen.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    after: Option<CustomerId>,
    limit: usize,
) -> Result<(Vec<Customer>, Option<CustomerId>)> {
    ctx.require(Right::Read)?;
    let listed = app.store.list_customers(ctx.organisation, after, limit + 1);
    let mut customers = listed.await?;
    let more = customers.len() > limit;
    customers.truncate(limit);
    let next = customers.last().filter(|_| more).map(|last| last.id);
    if !ctx.sees_all() {
        let seen = seen(app, ctx, &Filter::default()).await?;
        customers.retain(|customer| seen.contains(&customer.id));
    }
    Ok((customers, next))
}

/// The way to the page before the one that begins with a customer.
pub async fn before(
    app: &App,
    ctx: &Ctx,
    first: CustomerId,
    limit: usize,
) -> Result<Back<CustomerId>> {
    ctx.require(Right::Read)?;
    let listed = app
        .store
        .list_customers_before(ctx.organisation, first, limit + 1);
    Ok(Back::of(&listed.await?, limit))
}

/// A customer by id.
pub async fn show(app: &App, ctx: &Ctx, id: CustomerId) -> Result<Option<Customer>> {
    ctx.require(Right::Read)?;
    let found = app.store.lookup_customers(ctx.organisation, &[id]).await?;
    if !ctx.sees_all() && !seen(app, ctx, &theirs(id)).await?.contains(&id) {
        return Ok(None);
    }
    Ok(found.into_iter().next())
}

/// Selects the documents of a customer.
pub fn theirs(id: CustomerId) -> Filter {
    Filter::default().with(Test::Customer(vec![id.to_string()]).yes())
}

/// The customers of the documents that a filter selects and the asker may see.
async fn seen(app: &App, ctx: &Ctx, filter: &Filter) -> Result<HashSet<CustomerId>> {
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let groups = loaded
        .read()
        .group(&view(ctx, filter), &[Dimension::Customer]);
    let keys = groups.into_iter().flat_map(|group| group.keys);
    let customers = keys.filter_map(|key| match key {
        GroupKey::Customer(id) => Some(id),
        _ => None,
    });
    Ok(customers.collect())
}

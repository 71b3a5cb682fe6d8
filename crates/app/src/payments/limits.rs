//! Whose a payment is: the company's whose document it belongs to, and while it
//! belongs to none, the company's whose account it came to. One to an account
//! of nobody is seen by those who see every company.

use crate::conditions::Thing;
use crate::{App, Ctx, Result, documents};
use domain::{DocumentId, Payment, PaymentId, Right};
use std::collections::HashSet;
use store::port::PaymentFilter;

/// A filter within what the asker may see.
pub(super) fn within(ctx: &Ctx, filter: &PaymentFilter) -> PaymentFilter {
    PaymentFilter {
        companies: ctx.companies.clone(),
        ..filter.clone()
    }
}

/// A payment that the asker may see; one of another company is answered like
/// an unknown one.
pub(super) async fn seen(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Option<Payment>> {
    let found = app.store.lookup_payment(ctx.organisation, id).await?;
    let found = found.into_iter().collect();
    Ok(those_seen(app, ctx, found).await?.pop())
}

/// Of these payments, the ones that the asker may see.
pub(super) async fn those_seen(
    app: &App,
    ctx: &Ctx,
    mut payments: Vec<Payment>,
) -> Result<Vec<Payment>> {
    if ctx.sees_all() {
        return Ok(payments);
    }
    let matched = payments.iter().filter_map(|payment| payment.matched);
    let ids: Vec<DocumentId> = matched.map(|matched| matched.document).collect();
    let rows = documents::rows(app, ctx, &ids).await?;
    let documents: HashSet<DocumentId> = rows.into_iter().map(|row| row.head.id).collect();
    payments.retain(|payment| match payment.matched {
        Some(matched) => documents.contains(&matched.document),
        None => payment.company.is_some_and(|company| ctx.may_see(company)),
    });
    Ok(payments)
}

/// The app for a change of payments that the asker may see. Whoever is limited
/// changes them as they are seen here or not at all: one that is matched
/// meanwhile may be another company's. `None` where one of them is unknown.
pub(super) async fn to_change(app: &App, ctx: &Ctx, ids: &[PaymentId]) -> Result<Option<App>> {
    ctx.require(Right::Match)?;
    let mut at_work = app.clone();
    if ctx.sees_all() {
        return Ok(Some(at_work));
    }
    for id in ids {
        at_work = at_work.as_it_is(ctx, Thing::Payment(*id)).await?;
        if seen(app, ctx, *id).await?.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(at_work))
}

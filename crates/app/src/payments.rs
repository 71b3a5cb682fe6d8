//! Payments: what came in, which document it belongs to, and a person's word
//! on both. Whoever may see some companies only is answered as if there were
//! those payments only that are of these companies ([`seen`]).

mod limits;

use crate::audit::{self, Act};
use crate::{App, Back, Ctx, Error, Result, documents};
use domain::payment::Telling;
use domain::{DocumentId, Payment, PaymentId, Right, SourceKey};
use limits::{seen, to_change, within};
use serde_json::json;
use std::sync::Arc;
use store::Store;
use store::port::MatchOutcome;

pub use store::port::{PaymentCount, PaymentCursor, PaymentFilter, PaymentSum};

/// Payments on one page.
pub const PAGE_ROWS: usize = 50;
/// The most documents suggested for one payment.
pub const SUGGESTIONS_MAX: usize = 10;
/// The most documents that are looked at for them; some may be of companies
/// that the asker does not see.
const LOOKED_AT_MAX: usize = 100;

/// A page of payments with what the filter adds up to.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The payments, newest value date first.
    pub payments: Vec<Payment>,
    /// How many the filter selects in all, and their sums.
    pub count: PaymentCount,
    /// Where the next page begins, if there is one.
    pub next: Option<PaymentCursor>,
}

/// A page of payments.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    filter: &PaymentFilter,
    after: Option<PaymentCursor>,
    limit: usize,
) -> Result<Page> {
    ctx.require(Right::Read)?;
    let filter = &within(ctx, filter);
    let organisation = ctx.organisation;
    let mut payments = app
        .store
        .list_payments(organisation, filter, after, limit + 1)
        .await?;
    let more = payments.len() > limit;
    payments.truncate(limit);
    let last = payments.last().filter(|_| more);
    Ok(Page {
        next: last.map(|payment| PaymentCursor {
            value_on: payment.value_on,
            id: payment.id,
        }),
        count: app.store.count_payments(organisation, filter).await?,
        payments,
    })
}

/// How many payments a filter selects, and their sums.
pub async fn count(app: &App, ctx: &Ctx, filter: &PaymentFilter) -> Result<PaymentCount> {
    ctx.require(Right::Read)?;
    let filter = within(ctx, filter);
    Ok(app.store.count_payments(ctx.organisation, &filter).await?)
}

/// The way to the page before the one that begins with a payment.
pub async fn before(
    app: &App,
    ctx: &Ctx,
    filter: &PaymentFilter,
    first: PaymentCursor,
    limit: usize,
) -> Result<Back<PaymentCursor>> {
    ctx.require(Right::Read)?;
    let filter = within(ctx, filter);
    let listed = app
        .store
        .list_payments_before(ctx.organisation, &filter, first, limit + 1);
    Ok(Back::of(&listed.await?, limit))
}

/// A payment by id.
pub async fn show(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Option<Payment>> {
    ctx.require(Right::Read)?;
    seen(app, ctx, id).await
}

/// Documents that an unmatched payment may belong to, by amount. Only a
/// suggestion: nothing is matched by it.
pub async fn suggest(app: &App, ctx: &Ctx, payment: &Payment) -> Result<Vec<DocumentId>> {
    ctx.require(Right::Read)?;
    let found = app
        .store
        .find_documents_by_outstanding(ctx.organisation, payment.amount, LOOKED_AT_MAX)
        .await?;
    let rows = documents::rows(app, ctx, &found).await?;
    let suggested = rows.into_iter().map(|row| row.head.id);
    Ok(suggested.take(SUGGESTIONS_MAX).collect())
}

/// Matches a payment to a document by hand. `None` where either is unknown.
pub async fn match_by_hand(
    app: &App,
    ctx: &Ctx,
    payment: PaymentId,
    document: DocumentId,
) -> Result<Option<()>> {
    let Some(at_work) = to_change(app, ctx, &[payment]).await? else {
        return Ok(None);
    };
    if documents::lookup(app, ctx, document).await?.is_none() {
        return Ok(None);
    }
    let content = json!({ "document": document });
    let outcome = telling(&at_work, ctx, Act::PAYMENT_MATCHED, payment, content)
        .match_payment(ctx.organisation, payment, document, ctx.now)
        .await?;
    answered(outcome)
}

/// Undoes a match. `None` where there is no such payment.
pub async fn detach(app: &App, ctx: &Ctx, payment: PaymentId) -> Result<Option<()>> {
    let Some(at_work) = to_change(app, ctx, &[payment]).await? else {
        return Ok(None);
    };
    let outcome = telling(&at_work, ctx, Act::PAYMENT_DETACHED, payment, json!({}))
        .detach_payment(ctx.organisation, payment, ctx.now)
        .await?;
    answered(outcome)
}

/// What each file told of a payment that several told of; empty where only
/// one did.
pub async fn tellings(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Vec<Telling>> {
    ctx.require(Right::Read)?;
    if seen(app, ctx, id).await?.is_none() {
        return Ok(Vec::new());
    }
    Ok(app
        .store
        .list_payment_tellings(ctx.organisation, id)
        .await?)
}

/// Payments that may be this one under another system's name.
pub async fn twins(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Vec<Payment>> {
    ctx.require(Right::Read)?;
    if seen(app, ctx, id).await?.is_none() {
        return Ok(Vec::new());
    }
    let twins = app.store.list_payment_twins(ctx.organisation, id).await?;
    limits::those_seen(app, ctx, twins).await
}

/// The giro payments that a line of a statement is the sum of; `None` where it
/// is none. They are counted one by one, and the line is not. They are told by
/// their file, which only those see who see every company.
pub async fn sum_of(app: &App, ctx: &Ctx, id: PaymentId) -> Result<Option<PaymentSum>> {
    if !ctx.sees_all() {
        return Ok(None);
    }
    Ok(app.store.find_payment_sum(ctx.organisation, id).await?)
}

/// Makes two payments one. `None` where either is unknown; otherwise the one
/// that stays.
pub async fn merge(
    app: &App,
    ctx: &Ctx,
    one: PaymentId,
    other: PaymentId,
) -> Result<Option<PaymentId>> {
    let Some(at_work) = to_change(app, ctx, &[one, other]).await? else {
        return Ok(None);
    };
    let content = json!({ "with": other });
    let outcome = telling(&at_work, ctx, Act::PAYMENT_MERGED, one, content)
        .merge_payments(ctx.organisation, one, other, ctx.now)
        .await?;
    if answered(outcome)?.is_none() {
        return Ok(None);
    }
    let stays = app.store.lookup_payment(ctx.organisation, one).await?;
    Ok(Some(stays.map_or(other, |payment| payment.id)))
}

/// Undoes that what a file told was taken for this payment. `None` where
/// there is no such payment or telling; otherwise the payment that begins.
pub async fn split(
    app: &App,
    ctx: &Ctx,
    id: PaymentId,
    telling: SourceKey,
) -> Result<Option<PaymentId>> {
    let Some(at_work) = to_change(app, ctx, &[id]).await? else {
        return Ok(None);
    };
    let new = app.id(PaymentId::from_parts);
    let content = json!({ "new": new });
    let outcome = self::telling(&at_work, ctx, Act::PAYMENT_SPLIT, id, content)
        .split_payment(ctx.organisation, id, telling, new, ctx.now)
        .await?;
    Ok(answered(outcome)?.map(|()| new))
}

/// Notes that two payments that look alike are two. `None` where either is
/// unknown.
pub async fn keep_apart(
    app: &App,
    ctx: &Ctx,
    one: PaymentId,
    other: PaymentId,
) -> Result<Option<()>> {
    let Some(at_work) = to_change(app, ctx, &[one, other]).await? else {
        return Ok(None);
    };
    let content = json!({ "from": other });
    let outcome = telling(&at_work, ctx, Act::PAYMENT_KEPT_APART, one, content)
        .keep_payments_apart(ctx.organisation, one, other, ctx.now)
        .await?;
    answered(outcome)
}

/// The record, which tells of a person's word about this payment.
fn telling(
    app: &App,
    ctx: &Ctx,
    act: Act,
    payment: PaymentId,
    content: serde_json::Value,
) -> Arc<dyn Store> {
    let subject = audit::subject("payment", payment);
    audit::telling_with(app, ctx, act, &subject, content)
}

fn answered(outcome: MatchOutcome) -> Result<Option<()>> {
    match outcome {
        MatchOutcome::Done => Ok(Some(())),
        MatchOutcome::Unknown => Ok(None),
        MatchOutcome::AlreadyMatched(_) => Err(Error::conflict(
            "payment.already_matched",
            "the payment belongs to a document already; undo that match first",
        )),
        MatchOutcome::NotMatched => Err(Error::conflict(
            "payment.not_matched",
            "the payment belongs to no document, so there is nothing to undo",
        )),
        MatchOutcome::CannotBe => Err(Error::conflict(
            "payment.cannot_match",
            "the document asks for no payment in this currency, or the payments are of other money",
        )),
    }
}

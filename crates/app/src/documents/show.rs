use super::{Row, rows};
use crate::follow_ups::{self, FollowUp};
use crate::holds::{self, Hold};
use crate::{App, Ctx, Result, retention};
use domain::{Attempt, Document, DocumentId, Event, Payment, Right, fold};
use jiff::civil::Date;
use store::port::{Comment, CommentVersion, Company, Customer, Import, Mention, PaymentFilter};

/// The most payments shown on one document.
const PAYMENTS_MAX: usize = 200;

/// Everything known of one document.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The document as the list shows it.
    pub row: Row,
    /// All of its data.
    pub document: Document,
    /// The company that sent it.
    pub company: Option<Company>,
    /// Who received it.
    pub customer: Option<Customer>,
    /// Its attempts, in the order they began.
    pub attempts: Vec<Attempt>,
    /// Its events, as they happened.
    pub events: Vec<Event>,
    /// The payments that belong to it.
    pub payments: Vec<Payment>,
    /// What people wrote on it, oldest first.
    pub comments: Vec<Comment>,
    /// What the comments said before they were edited.
    pub comment_versions: Vec<CommentVersion>,
    /// Who is mentioned in the comments.
    pub mentions: Vec<Mention>,
    /// To whom it was given to see to, newest first.
    pub follow_ups: Vec<FollowUp>,
    /// The file that told of it.
    pub import: Option<Import>,
    /// The day on which it will be erased, unless a hold holds it.
    pub erased_on: Date,
    /// The holds that hold it.
    pub holds: Vec<Hold>,
}

/// Everything known of one document; `None` where there is no such document.
pub async fn show(app: &App, ctx: &Ctx, id: DocumentId) -> Result<Option<Shown>> {
    ctx.require(Right::Read)?;
    let organisation = ctx.organisation;
    let Some(document) = super::lookup(app, ctx, id).await? else {
        return Ok(None);
    };
    let Some(row) = rows(app, ctx, &[id]).await?.into_iter().next() else {
        return Ok(None);
    };
    let mut events = app.store.list_document_events(organisation, id).await?;
    events.sort_by_key(|event| (event.occurred_at, event.seq));
    let filter = PaymentFilter {
        document: Some(id),
        ..PaymentFilter::default()
    };
    let companies = app.store.list_companies(organisation).await?;
    let customers = app
        .store
        .lookup_customers(organisation, &[row.head.customer])
        .await?;
    let import = match document.import {
        Some(import) => app.store.lookup_import(organisation, import).await?,
        None => None,
    };
    let rules = retention::rules(app, ctx).await?;
    Ok(Some(Shown {
        attempts: fold(&document.head, &events).attempts,
        company: companies
            .into_iter()
            .find(|company| company.id == row.head.company),
        customer: customers.into_iter().next(),
        payments: app
            .store
            .list_payments(organisation, &filter, None, PAYMENTS_MAX)
            .await?,
        comments: app.store.list_comments(organisation, id).await?,
        comment_versions: app.store.list_comment_versions(organisation, id).await?,
        mentions: app.store.list_mentions(organisation, id).await?,
        follow_ups: follow_ups::of_document(app, ctx, id).await?,
        erased_on: rules.erased_on(&retention::kept(ctx, &row)),
        holds: holds::of_document(app, ctx, id).await?,
        row,
        document,
        events,
        import,
    }))
}

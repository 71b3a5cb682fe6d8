//! All that is kept of one recipient, over every company of the organisation:
//! taken out, or erased, because the recipient asks for it.

use crate::audit::{self, Act, subject};
use crate::documents::{self, Search, Shown};
use crate::pieces::Pieces;
use crate::retention::{Preview, erase_now, preview_of};
use crate::{App, Ctx, Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::filter::{Filter, Test};
use domain::{CustomerId, DocumentId, Right};
use facts::Sort;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::port::{Customer, Erased};

/// Documents whose rows are looked up at a time.
const ROWS_AT_A_TIME: usize = 1_000;

/// A recipient as somebody named them, with what is kept.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Every customer that the name or number means.
    pub customers: Vec<Customer>,
    /// What erasing them would erase, and what holds would keep.
    pub preview: Preview,
    documents: Vec<DocumentId>,
}

impl Recipient {
    /// How many documents they got.
    pub const fn documents(&self) -> usize {
        self.documents.len()
    }
}

/// The recipient that a customer number, a name or an id means.
pub async fn find(app: &App, ctx: &Ctx, typed: &str) -> Result<Recipient> {
    ctx.require(Right::ManageRetention)?;
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Error::invalid(
            "recipient.empty",
            "customer",
            "write a customer number, a name or an id",
        ));
    }
    let search = Search {
        filter: Filter::default().and(Test::Customer(vec![typed.to_owned()]).yes()),
        sort: Sort::default(),
    };
    let documents = documents::ids(app, ctx, &search).await?;
    let mut ids: BTreeSet<CustomerId> = BTreeSet::new();
    for some in documents.chunks(ROWS_AT_A_TIME) {
        let rows = app.store.lookup_standings(ctx.organisation, some).await?;
        ids.extend(rows.iter().map(|row| row.head.customer));
    }
    let ids: Vec<CustomerId> = ids.into_iter().collect();
    Ok(Recipient {
        customers: app.store.lookup_customers(ctx.organisation, &ids).await?,
        preview: preview_of(app, ctx, &documents).await?,
        documents,
    })
}

/// Erases all of a recipient's documents that no hold holds, with who the
/// recipient is if nothing is left. `confirmed` is how many documents whoever
/// asks knows that to be.
pub async fn erase(app: &App, ctx: &Ctx, recipient: &Recipient, confirmed: u64) -> Result<Erased> {
    ctx.require(Right::ManageRetention)?;
    if recipient.preview.documents != confirmed {
        return Err(Error::conflict(
            "recipient.unconfirmed",
            format!(
                "this erases {} documents; look at it again and confirm that",
                recipient.preview.documents
            ),
        ));
    }
    let erased = erase_now(app, ctx, &recipient.documents).await?;
    let content = json!({ "documents": erased.documents, "held": erased.held });
    for customer in &recipient.customers {
        let about = subject("customer", customer.id);
        audit::note_with(app, ctx, Act::CUSTOMER_ERASED, &about, content.clone()).await?;
    }
    Ok(erased)
}

/// An export under way: one JSON value a line, first who the recipient is,
/// then each document with everything.
pub struct Export {
    app: Arc<App>,
    ctx: Ctx,
    customers: Vec<Customer>,
    documents: std::vec::IntoIter<DocumentId>,
    begun: bool,
}

/// Begins to take out all that is kept of a recipient, and notes it.
pub async fn export(app: &Arc<App>, ctx: &Ctx, recipient: Recipient) -> Result<Export> {
    ctx.require(Right::ManageRetention)?;
    for customer in &recipient.customers {
        let about = subject("customer", customer.id);
        audit::note(app, ctx, Act::CUSTOMER_EXPORTED, &about).await?;
    }
    Ok(Export {
        app: Arc::clone(app),
        ctx: ctx.clone(),
        customers: recipient.customers,
        documents: recipient.documents.into_iter(),
        begun: false,
    })
}

impl Pieces for Export {
    async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        if !self.begun {
            self.begun = true;
            let customers: Vec<Value> = self.customers.iter().map(customer_json).collect();
            return Ok(Some(line(&json!({ "customers": customers }))));
        }
        for id in self.documents.by_ref() {
            let Some(shown) = documents::show(&self.app, &self.ctx, id).await? else {
                continue;
            };
            let mut value = document_json(&shown);
            value["files"] = files(&self.app, &self.ctx, &shown).await?;
            return Ok(Some(line(&value)));
        }
        Ok(None)
    }
}

fn line(value: &Value) -> Vec<u8> {
    format!("{value}\n").into_bytes()
}

fn customer_json(customer: &Customer) -> Value {
    json!({
        "id": customer.id,
        "number": customer.number,
        "organisation_number": customer.organisation_number,
        "endpoint": customer.endpoint,
        "name": customer.name,
    })
}

fn document_json(shown: &Shown) -> Value {
    let (head, document) = (&shown.document.head, &shown.document);
    let events = shown.events.iter().map(|event| {
        json!({
            "occurred_at": event.occurred_at,
            "learned_at": event.learned_at,
            "source": event.source,
            "fact": event.fact,
        })
    });
    let payments = shown.payments.iter().map(|payment| {
        json!({
            "value_on": payment.value_on,
            "amount": payment.amount,
            "account": payment.account,
            "kid": payment.kid,
            "payer_name": payment.payer_name,
            "payer_account": payment.payer_account,
            "text": payment.text,
        })
    });
    let comments = shown.comments.iter().map(|comment| {
        json!({
            "at": comment.created_at,
            "by": comment.author_name,
            "text": comment.text,
            "before": shown
                .comment_versions
                .iter()
                .filter(|version| version.comment == comment.id)
                .map(|version| &version.text)
                .collect::<Vec<_>>(),
        })
    });
    let follow_ups = shown.follow_ups.iter().map(|one| {
        json!({
            "at": one.opened_at,
            "by": one.opened_by,
            "assignee": one.assignee_name,
            "note": one.note,
            "due_on": one.due_on,
            "outcome": one.end.as_ref().map(|end| end.outcome),
            "reason": one.end.as_ref().map(|end| &end.reason),
        })
    });
    json!({
        "document": head.id,
        "company": shown.row.company_name,
        "kind": head.kind,
        "channel": head.channel,
        "number": head.number,
        "kid": head.kid,
        "account": head.account,
        "amount": head.amount,
        "issued_on": head.issued_on,
        "due_on": head.due_on,
        "received_at": head.received_at,
        "batch": head.batch,
        "details": document.details,
        "events": events.collect::<Vec<_>>(),
        "payments": payments.collect::<Vec<_>>(),
        "comments": comments.collect::<Vec<_>>(),
        "follow_ups": follow_ups.collect::<Vec<_>>(),
        "erased_on": shown.erased_on,
    })
}

/// The bytes that were sent, and those that came with them.
async fn files(app: &App, ctx: &Ctx, shown: &Shown) -> Result<Value> {
    let id = shown.document.head.id;
    let mut files = Vec::new();
    files.extend(documents::original(app, ctx, id).await?);
    for position in 0..shown.document.attachments.len() {
        files.extend(documents::attachment(app, ctx, id, position).await?);
    }
    let files = files.into_iter().map(|file| {
        json!({
            "name": file.name,
            "media_type": file.media_type,
            "base64": STANDARD.encode(&file.bytes),
        })
    });
    Ok(files.collect())
}

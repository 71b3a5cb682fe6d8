//! The audit log: who did what, kept so that nobody can rewrite it unnoticed.
//!
//! A verb that changes something does so through [`telling`], so that the
//! change and its entry are one transaction; one that shows a document or takes
//! something out, or whose work is many transactions, notes it with [`note`].
//! Either says the [`Act`] and the thing it was done to (`document:<id>`). What
//! is personal (names, numbers, addresses) goes into the content
//! ([`telling_with`], [`note_with`]), never into the subject: the content can be
//! erased, the chain cannot.

mod export;
mod head;
mod verify;

pub use domain::audit::Act;
pub use export::{Export, Flavour, entry_json, export};
pub use head::{Signer, head_from_json, head_json, is_signed, sign};
pub use store::port::{AuditEntry, AuditFilter, SignedHead};
pub use verify::{Verified, verify};

use crate::{Actor, App, Ctx, Result};
use domain::filter::{Filter, Test};
use domain::{DocumentId, Head, OrganisationId, Right};
use serde_json::{Value, json};
use std::fmt::Display;
use std::sync::Arc;
use store::Store;
use store::port::NewAuditEntry;

/// Entries on one page.
pub const PAGE_ROWS: usize = 50;

/// The actor of what nobody did who is known, such as a refused sign-in.
pub const NOBODY: &str = "nobody";

/// Notes that the asker did something. `subject` is what it was done to, as
/// [`subject`] writes it; empty where it is about all of the organisation.
pub async fn note(app: &App, ctx: &Ctx, act: Act, subject: &str) -> Result<()> {
    note_with(app, ctx, act, subject, json!({})).await
}

/// The same with more to say: an object of names and values, which can be
/// erased later.
pub async fn note_with(
    app: &App,
    ctx: &Ctx,
    act: Act,
    subject: &str,
    content: Value,
) -> Result<()> {
    let entries = vec![entry(app, ctx, act, subject, content)];
    Ok(app
        .store
        .add_audit_entries(ctx.organisation, entries)
        .await?)
}

/// The record, whose next change tells the log of itself: both are one
/// transaction, and where nothing changes nothing is told. For verbs that
/// change something; `subject` as for [`note`].
pub(crate) fn telling(app: &App, ctx: &Ctx, act: Act, subject: &str) -> Arc<dyn Store> {
    telling_with(app, ctx, act, subject, json!({}))
}

/// The same with more to say, as in [`note_with`].
pub(crate) fn telling_with(
    app: &App,
    ctx: &Ctx,
    act: Act,
    subject: &str,
    content: Value,
) -> Arc<dyn Store> {
    let entry = entry(app, ctx, act, subject, content);
    app.store.telling(vec![entry])
}

/// The same for a change of a document whose number is known.
pub(crate) fn telling_about(app: &App, ctx: &Ctx, act: Act, head: &Head) -> Arc<dyn Store> {
    let content = json!({ "number": head.number });
    telling_with(app, ctx, act, &subject("document", head.id), content)
}

/// The same for what happens at the door, as in [`note_at_the_door`].
pub(crate) fn telling_at_the_door(
    app: &App,
    actor: &str,
    act: Act,
    content: Value,
) -> Arc<dyn Store> {
    let entry = entry_at_the_door(app, actor, act, content);
    app.store.telling(vec![entry])
}

fn entry(app: &App, ctx: &Ctx, act: Act, subject: &str, content: Value) -> NewAuditEntry {
    let mut content = content;
    let name = match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => Some(name),
        Actor::Operator => None,
    };
    if let Some(name) = name {
        content["actor"] = name.as_str().into();
    }
    NewAuditEntry {
        at: ctx.now,
        actor: actor(&ctx.actor),
        act,
        subject: subject.to_owned(),
        salt: salt(app),
        content: content.to_string(),
    }
}

/// Notes what happened at the door, where nobody has come in yet. `actor` is
/// who came in, as [`subject`] writes it, or [`NOBODY`].
pub async fn note_at_the_door(
    app: &App,
    organisation: OrganisationId,
    actor: &str,
    act: Act,
    content: Value,
) -> Result<()> {
    apart(app, organisation, actor, act, content).await
}

/// The same as something to do apart from the app.
pub(crate) fn apart(
    app: &App,
    organisation: OrganisationId,
    actor: &str,
    act: Act,
    content: Value,
) -> impl Future<Output = Result<()>> + Send + use<> {
    let entry = entry_at_the_door(app, actor, act, content);
    let store = Arc::clone(&app.store);
    async move { Ok(store.add_audit_entries(organisation, vec![entry]).await?) }
}

fn entry_at_the_door(app: &App, actor: &str, act: Act, content: Value) -> NewAuditEntry {
    NewAuditEntry {
        at: app.now(),
        actor: actor.to_owned(),
        act,
        subject: String::new(),
        salt: salt(app),
        content: content.to_string(),
    }
}

/// Notes that the asker looked at a document. Doors call it, because only
/// they know whether a person looks or a browser reads ahead.
pub async fn viewed(app: &App, ctx: &Ctx, head: &Head) -> Result<()> {
    about(app, ctx, Act::DOCUMENT_VIEWED, head).await
}

/// Notes that the asker took a document's file out.
pub async fn downloaded(app: &App, ctx: &Ctx, document: DocumentId) -> Result<()> {
    about_document(app, ctx, Act::DOCUMENT_DOWNLOADED, document).await
}

/// Notes something about a document whose number is known.
async fn about(app: &App, ctx: &Ctx, act: Act, head: &Head) -> Result<()> {
    let content = json!({ "number": head.number });
    note_with(app, ctx, act, &subject("document", head.id), content).await
}

/// Notes something about a document, with its number.
async fn about_document(app: &App, ctx: &Ctx, act: Act, document: DocumentId) -> Result<()> {
    let ids = [document];
    let rows = app.store.lookup_standings(ctx.organisation, &ids).await?;
    let number = rows.first().map(|row| row.head.number.as_str());
    let content = json!({ "number": number });
    note_with(app, ctx, act, &subject("document", document), content).await
}

/// A noun and its id, as subjects and actors are written.
pub fn subject(noun: &str, id: impl Display) -> String {
    format!("{noun}:{id}")
}

/// Who acts, as the chain holds it.
pub fn actor(actor: &Actor) -> String {
    match actor {
        Actor::Person { id, .. } => subject("person", id),
        Actor::Key { id, .. } => subject("key", id),
        Actor::Operator => "operator".to_owned(),
    }
}

/// A filter as an entry may hold it: which keys were asked for, and their
/// values where those are words of ours. What a person typed may be a name.
pub fn impersonal(filter: &Filter) -> String {
    let terms = filter.terms.iter().map(|term| {
        let is_typed = matches!(
            term.test,
            Test::Text(_) | Test::Customer(_) | Test::Batch(_)
        );
        let (key, value) = term.to_pair();
        match is_typed {
            true => format!("{key}:…"),
            false => format!("{key}:{value}"),
        }
    });
    terms.collect::<Vec<_>>().join(" ")
}

/// A page of the log with how many entries the filter selects in all.
#[derive(Debug, Clone)]
pub struct Page {
    /// The entries, newest first.
    pub entries: Vec<AuditEntry>,
    /// How many the filter selects.
    pub total: u64,
    /// The number before which the next page begins, if there is one.
    pub next: Option<u64>,
}

/// A page of the log.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    filter: &AuditFilter,
    before: Option<u64>,
    limit: usize,
) -> Result<Page> {
    ctx.require(Right::ReadAudit)?;
    let organisation = ctx.organisation;
    let mut entries = app
        .store
        .list_audit_entries(organisation, filter, before, limit + 1)
        .await?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let last = entries.last().filter(|_| more);
    Ok(Page {
        next: last.map(|entry| entry.link.number),
        total: app.store.count_audit_entries(organisation, filter).await?,
        entries,
    })
}

/// The signed heads of the chain, newest first.
pub async fn heads(app: &App, ctx: &Ctx, limit: usize) -> Result<Vec<SignedHead>> {
    ctx.require(Right::ReadAudit)?;
    Ok(app.store.list_audit_heads(ctx.organisation, limit).await?)
}

/// Looks at the whole chain and at the heads kept beside it.
pub async fn check(app: &App, ctx: &Ctx) -> Result<Verified> {
    ctx.require(Right::ReadAudit)?;
    verify(app.store.as_ref(), ctx.organisation, &[]).await
}

/// A salt that nobody can guess, without which a commitment tells nothing.
fn salt(app: &App) -> [u8; 32] {
    let mut salt = [0; 32];
    app.random.fill(&mut salt);
    salt
}

/// What an entry says beside the chain; an empty object once it was erased.
pub fn content(entry: &AuditEntry) -> Value {
    let written = entry.content.as_ref();
    written
        .and_then(|content| serde_json::from_str(&content.content).ok())
        .unwrap_or_else(|| json!({}))
}

#[cfg(test)]
mod tests;

//! Legal holds: what one covers is not erased until it is released.
//!
//! A hold on a filter holds what the filter selects when it is set, and what
//! it selects before each run of erasing; what was held once stays held until
//! the hold is released, though the filter may not select it any more.

use crate::audit::{self, Act, subject};
use crate::documents::{self, Search};
use crate::{Actor, App, Ctx, Error, Result};
use domain::filter::Filter;
use domain::{DocumentId, HoldId, Right};
use facts::Sort;
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;
use store::Store;

pub use store::port::{Hold, HoldOn};

/// Longest name and reason of a hold, in characters.
pub const NAME_CHARACTERS_MAX: usize = 200;
pub const REASON_CHARACTERS_MAX: usize = 2_000;
/// Documents that are held or let go in one transaction.
const DOCUMENTS_AT_A_TIME: usize = 200;

/// A hold to set.
#[derive(Debug, Clone)]
pub struct NewHold {
    /// What people call it.
    pub name: String,
    /// Why.
    pub reason: String,
    /// What it is on.
    pub on: HoldOn,
}

/// Every hold, newest first, released ones included.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<Hold>> {
    ctx.require(Right::ManageRetention)?;
    all(app, ctx).await
}

async fn all(app: &App, ctx: &Ctx) -> Result<Vec<Hold>> {
    Ok(app.store.list_holds(ctx.organisation).await?)
}

/// The holds that hold a document.
pub async fn of_document(app: &App, ctx: &Ctx, document: DocumentId) -> Result<Vec<Hold>> {
    let ids = app
        .store
        .list_holds_of_document(ctx.organisation, document)
        .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut holds = all(app, ctx).await?;
    holds.retain(|hold| ids.contains(&hold.id));
    Ok(holds)
}

/// Sets a hold, and has it hold what it covers now. `None` where it is on a
/// document that there is not.
pub async fn set(app: &App, ctx: &Ctx, new: NewHold) -> Result<Option<Hold>> {
    ctx.require(Right::ManageRetention)?;
    let hold = Hold {
        id: app.id(HoldId::from_parts),
        name: checked("name", &new.name, 1, NAME_CHARACTERS_MAX)?,
        reason: checked("reason", &new.reason, 0, REASON_CHARACTERS_MAX)?,
        on: new.on,
        set_at: ctx.now,
        set_by: by(ctx),
        released: None,
        documents: 0,
    };
    match &hold.on {
        HoldOn::Filter(written) => {
            read(written)?;
        }
        HoldOn::Document(id) => {
            if documents::lookup(app, ctx, *id).await?.is_none() {
                return Ok(None);
            }
        }
    }
    telling_set(app, ctx, &hold)
        .add_hold(ctx.organisation, hold.clone())
        .await?;
    let documents = hold_all(app, ctx, &hold).await?;
    Ok(Some(Hold { documents, ..hold }))
}

/// Sets a hold under an id, which holds nothing yet; setting it again under
/// the same one changes nothing.
pub(crate) async fn set_as(
    app: &App,
    ctx: &Ctx,
    id: HoldId,
    on: HoldOn,
    name: &str,
    reason: &str,
) -> Result<()> {
    ctx.require(Right::ManageRetention)?;
    let hold = Hold {
        id,
        name: checked("name", name, 1, NAME_CHARACTERS_MAX)?,
        reason: checked("reason", reason, 0, REASON_CHARACTERS_MAX)?,
        on,
        set_at: ctx.now,
        set_by: by(ctx),
        released: None,
        documents: 0,
    };
    telling_set(app, ctx, &hold)
        .add_hold(ctx.organisation, hold)
        .await?;
    Ok(())
}

/// The record, which tells of a hold that is set.
fn telling_set(app: &App, ctx: &Ctx, hold: &Hold) -> Arc<dyn Store> {
    let content = json!({ "name": hold.name });
    audit::telling_with(app, ctx, Act::HOLD_SET, &subject("hold", hold.id), content)
}

/// Has a hold that stands hold one document. `None` where there is no such
/// document.
pub(crate) async fn hold_one(
    app: &App,
    ctx: &Ctx,
    id: HoldId,
    document: DocumentId,
) -> Result<Option<()>> {
    ctx.require(Right::ManageRetention)?;
    if documents::lookup(app, ctx, document).await?.is_none() {
        return Ok(None);
    }
    app.store
        .hold_documents(ctx.organisation, id, vec![document], ctx.now)
        .await?;
    Ok(Some(()))
}

/// What must hold of the name and the reason of a hold.
pub(crate) fn check(name: &str, reason: &str) -> Result<()> {
    checked("name", name, 1, NAME_CHARACTERS_MAX)?;
    checked("reason", reason, 0, REASON_CHARACTERS_MAX)?;
    Ok(())
}

/// Releases a hold and lets go what it held; what other holds hold stays
/// held. `None` where there is no such hold that stands.
pub async fn release(app: &App, ctx: &Ctx, id: HoldId) -> Result<Option<()>> {
    ctx.require(Right::ManageRetention)?;
    let released = audit::telling(app, ctx, Act::HOLD_RELEASED, &subject("hold", id))
        .release_hold(ctx.organisation, id, ctx.now, &by(ctx))
        .await?;
    if !released {
        return Ok(None);
    }
    let_go(app, ctx, id).await?;
    Ok(Some(()))
}

async fn let_go(app: &App, ctx: &Ctx, id: HoldId) -> Result<u64> {
    let mut all = 0;
    loop {
        let some = app
            .store
            .let_go(ctx.organisation, id, ctx.now, DOCUMENTS_AT_A_TIME)
            .await?;
        all += some;
        if some == 0 {
            return Ok(all);
        }
    }
}

/// Has every hold that stands hold what its filter selects now, and completes
/// releases that were interrupted.
pub(crate) async fn catch_up(app: &App, ctx: &Ctx) -> Result<()> {
    for hold in all(app, ctx).await? {
        match hold.released {
            None => {
                hold_all(app, ctx, &hold).await?;
            }
            Some(_) if hold.documents > 0 => {
                let_go(app, ctx, hold.id).await?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// What the holds that stand would hold if they looked now.
pub(crate) async fn would_hold(app: &App, ctx: &Ctx) -> Result<HashSet<DocumentId>> {
    let mut held = HashSet::new();
    for hold in all(app, ctx).await? {
        if hold.released.is_none() {
            held.extend(covered(app, ctx, &hold).await?);
        }
    }
    Ok(held)
}

async fn hold_all(app: &App, ctx: &Ctx, hold: &Hold) -> Result<u64> {
    let mut held = 0;
    for some in covered(app, ctx, hold).await?.chunks(DOCUMENTS_AT_A_TIME) {
        held += app
            .store
            .hold_documents(ctx.organisation, hold.id, some.to_vec(), ctx.now)
            .await?;
    }
    Ok(held)
}

async fn covered(app: &App, ctx: &Ctx, hold: &Hold) -> Result<Vec<DocumentId>> {
    match &hold.on {
        HoldOn::Document(id) => Ok(vec![*id]),
        HoldOn::Filter(written) => {
            let search = Search {
                filter: read(written)?,
                sort: Sort::default(),
            };
            documents::ids(app, ctx, &search).await
        }
    }
}

fn read(written: &str) -> Result<Filter> {
    let filter = Filter::parse(written);
    filter.map_err(|error| Error::invalid("hold.filter", "filter", error.to_string()))
}

fn by(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => name.clone(),
        Actor::Operator => "operator".to_owned(),
    }
}

fn checked(field: &'static str, text: &str, least: usize, most: usize) -> Result<String> {
    let text = text.trim();
    let count = text.chars().count();
    match (least..=most).contains(&count) {
        true => Ok(text.to_owned()),
        false => Err(Error::invalid(
            "hold.text",
            field,
            format!("write {least} to {most} characters; this has {count}"),
        )),
    }
}

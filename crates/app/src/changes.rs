//! Changes: the log of the organisation in its order, for other systems that
//! keep a copy. Whoever reads it from the start and looks up what it names
//! ends with the same as the portal shows.

use crate::{App, Ctx, Result};
use domain::{CompanyId, DocumentId, Event, Right, Seq};
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// The most events answered at once.
pub const EVENTS_MAX: usize = 1_000;
/// How often the log is looked at while somebody waits for it to grow.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// A piece of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The events after the place asked for, in order. Whoever may see some
    /// companies only gets the events about their documents.
    pub events: Vec<Event>,
    /// How far this answer goes; ask on from here.
    pub reached: Seq,
    /// Whether more is there already.
    pub has_more: bool,
}

/// The log after a place, at most `limit` events of it.
pub async fn list(app: &App, ctx: &Ctx, after: Seq, limit: usize) -> Result<Changes> {
    ctx.require(Right::Read)?;
    let limit = limit.clamp(1, EVENTS_MAX);
    let mut events = app
        .store
        .list_events_after(ctx.organisation, after, limit + 1)
        .await?;
    let has_more = events.len() > limit;
    events.truncate(limit);
    let reached = events.last().map_or(after, |event| event.seq);
    if !ctx.sees_all() {
        keep_seen(app, ctx, &mut events).await?;
    }
    Ok(Changes {
        events,
        reached,
        has_more,
    })
}

/// Waits until the log goes on after a place, or until patience runs out.
/// Answers whether it went on.
pub async fn wait(app: &App, ctx: &Ctx, after: Seq, patience: Duration) -> Result<bool> {
    ctx.require(Right::Read)?;
    let gone_on = async {
        while app.store.last_seq(ctx.organisation).await? <= after {
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(())
    };
    match tokio::time::timeout(patience, gone_on).await {
        Ok(looked) => looked.map(|()| true),
        Err(_) => Ok(false),
    }
}

/// Leaves out what is about documents of other companies, and about none.
async fn keep_seen(app: &App, ctx: &Ctx, events: &mut Vec<Event>) -> Result<()> {
    let named: HashSet<DocumentId> = events.iter().filter_map(|event| event.document).collect();
    let named: Vec<DocumentId> = named.into_iter().collect();
    let rows = app.store.lookup_standings(ctx.organisation, &named).await?;
    let companies: HashMap<DocumentId, CompanyId> = rows
        .into_iter()
        .map(|row| (row.head.id, row.head.company))
        .collect();
    events.retain(|event| {
        let company = event.document.and_then(|id| companies.get(&id));
        company.is_some_and(|company| ctx.may_see(*company))
    });
    Ok(())
}

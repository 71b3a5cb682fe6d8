//! Changes: the log of the organisation in its order, for other systems that
//! keep a copy. Whoever reads it from the start and looks up what it names
//! ends with the same as the portal shows.

use crate::{App, Back, Ctx, Result};
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
    keep_seen(app, ctx, &mut events).await?;
    Ok(Changes {
        events,
        reached,
        has_more,
    })
}

/// The end of the log, or what comes before a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// The events, the latest first. Whoever may see some companies only gets
    /// those about their documents.
    pub events: Vec<Event>,
    /// The place before which the next page ends; `None` at the beginning of
    /// the log.
    pub next: Option<Seq>,
    /// How to get to the page before.
    pub prev: Back<Seq>,
}

/// What was told last before a place in the log, or of all; at most `limit`
/// events.
pub async fn latest(app: &App, ctx: &Ctx, before: Option<Seq>, limit: usize) -> Result<Latest> {
    ctx.require(Right::Read)?;
    let limit = limit.clamp(1, EVENTS_MAX);
    let end = app.store.last_seq(ctx.organisation).await?;
    // The log has no gaps, so a page is a stretch of it.
    let rows = limit as i64;
    let last = before.map_or(end.0, |place| end.0.min(place.0 - 1)).max(0);
    let after = (last - rows).max(0);
    let here = usize::try_from(last - after).unwrap_or(limit);
    let mut events = app
        .store
        .list_events_after(ctx.organisation, Seq(after), here)
        .await?;
    events.reverse();
    keep_seen(app, ctx, &mut events).await?;
    Ok(Latest {
        events,
        next: (after > 0).then_some(Seq(after + 1)),
        prev: match end.0 - last {
            0 => Back::Nowhere,
            later if later <= rows => Back::First,
            _ => Back::After(Seq(last + rows + 1)),
        },
    })
}

/// The event at a place in the log; `None` where there is none or it is about
/// what the asker may not see.
pub async fn show(app: &App, ctx: &Ctx, seq: Seq) -> Result<Option<Event>> {
    ctx.require(Right::Read)?;
    let Some(before) = seq.0.checked_sub(1).filter(|before| *before >= 0) else {
        return Ok(None);
    };
    let mut events = app
        .store
        .list_events_after(ctx.organisation, Seq(before), 1)
        .await?;
    events.retain(|event| event.seq == seq);
    keep_seen(app, ctx, &mut events).await?;
    Ok(events.pop())
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

/// Leaves out what is about documents of other companies, and about none, for
/// whoever may see some companies only.
async fn keep_seen(app: &App, ctx: &Ctx, events: &mut Vec<Event>) -> Result<()> {
    if ctx.sees_all() {
        return Ok(());
    }
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

//! Which documents are not kept any more on a day.

use crate::{App, Ctx, Result, documents};
use domain::DocumentId;
use domain::filter::{Filter, Has, Test};
use domain::period::{DateSpan, Period, When};
use domain::retention::{Due, Kept, Rules};
use facts::{Dimension, GroupKey, Sort};
use jiff::civil::Date;
use std::collections::HashSet;

/// Documents that a change would erase at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many.
    pub documents: u64,
    /// How many more it would be if no hold held them.
    pub held: u64,
    /// The days on which the first and the last of them were received.
    pub received: Option<(Date, Date)>,
}

/// The rules of the organisation.
pub(crate) async fn rules(app: &App, ctx: &Ctx) -> Result<Rules> {
    let said = app.store.list_retention_rules(ctx.organisation).await?;
    Ok(Rules::new(said.into_iter().map(|said| said.rule)))
}

/// The documents that by these rules are not kept any more on a day, held
/// ones among them, oldest first for each part.
pub async fn due(app: &App, ctx: &Ctx, rules: &Rules, today: Date) -> Result<Vec<DocumentId>> {
    let loaded = app.shelf.current(app.store.as_ref(), ctx).await?;
    let facts = loaded.read();
    let there = Filter::default().and(Test::Has(vec![Has::Erased]).no());
    let parts = [Dimension::Company, Dimension::Channel, Dimension::Kind];
    let mut due = Vec::new();
    for group in facts.group(&documents::view(ctx, &there), &parts) {
        let [
            GroupKey::Company(company),
            GroupKey::Channel(channel),
            GroupKey::Kind(kind),
        ] = group.keys.as_slice()
        else {
            continue;
        };
        for days in rules.due(*company, *channel, *kind, today) {
            let filter = there
                .clone()
                .and(Test::Company(vec![company.to_string()]).yes())
                .and(Test::Channel(vec![*channel]).yes())
                .and(Test::Kind(vec![*kind]).yes())
                .and(Test::Received(span(days)).yes());
            due.extend(facts.ids(&documents::view(ctx, &filter), Sort::default()));
        }
    }
    Ok(due)
}

fn span(days: Due) -> DateSpan {
    let day = |day| When::Fixed(Period::Day(day));
    match days.from {
        Some(from) => DateSpan::Between(day(from), day(days.to)),
        None => DateSpan::Until(day(days.to)),
    }
}

/// Those of some documents that are not among others.
pub(super) fn without(some: Vec<DocumentId>, others: &[DocumentId]) -> Vec<DocumentId> {
    let others: HashSet<&DocumentId> = others.iter().collect();
    some.into_iter().filter(|id| !others.contains(id)).collect()
}

/// What erasing some documents comes to.
pub(crate) async fn preview(app: &App, ctx: &Ctx, ids: &[DocumentId]) -> Result<Preview> {
    let held = held(app, ctx).await?;
    let free: Vec<DocumentId> = ids
        .iter()
        .copied()
        .filter(|id| !held.contains(id))
        .collect();
    let mut received: Option<(Date, Date)> = None;
    for some in free.chunks(ROWS_AT_A_TIME) {
        for row in app.store.lookup_standings(ctx.organisation, some).await? {
            let day = received_on(ctx, row.head.received_at);
            let (first, last) = received.unwrap_or((day, day));
            received = Some((first.min(day), last.max(day)));
        }
    }
    Ok(Preview {
        documents: free.len() as u64,
        held: (ids.len() - free.len()) as u64,
        received,
    })
}

/// Rows that are looked up at a time.
const ROWS_AT_A_TIME: usize = 5_000;

/// Every document that a hold holds.
pub(super) async fn held(app: &App, ctx: &Ctx) -> Result<HashSet<DocumentId>> {
    let mut held = HashSet::new();
    let mut after = None;
    loop {
        let page = app
            .store
            .list_held_documents(ctx.organisation, after, ROWS_AT_A_TIME)
            .await?;
        after = page.last().copied();
        let is_last = page.len() < ROWS_AT_A_TIME;
        held.extend(page);
        if is_last {
            return Ok(held);
        }
    }
}

/// The organisation's local day of a moment.
pub(super) fn received_on(ctx: &Ctx, at: jiff::Timestamp) -> Date {
    at.to_zoned(ctx.time_zone.clone()).date()
}

/// What the rules look at in a document as lists show it.
pub(crate) fn kept(ctx: &Ctx, row: &documents::Row) -> Kept {
    Kept {
        company: row.head.company,
        channel: row.standing.channel,
        kind: row.head.kind,
        received_on: received_on(ctx, row.head.received_at),
    }
}

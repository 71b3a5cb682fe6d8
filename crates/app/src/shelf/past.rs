//! What was known at a moment that is over.
//!
//! Standings are the fold of events, and every event says when it was
//! learned. So the documents of which something was learned since are folded
//! anew without it, and the others stand as they do now.

use super::loaded::{Loaded, ROWS_AT_A_TIME, company, customer, entry};
use crate::{App, Ctx, Result};
use domain::{DocumentId, OrganisationId, Seq, Standing};
use facts::{CompanyEntry, CustomerEntry, Entry, Facts};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use store::Store;

/// How long a moment counts as now: looking for what was learned since walks
/// the log, which nobody who asks about the present should wait for.
const STILL_NOW: SignedDuration = SignedDuration::from_secs(2);
/// Documents folded anew at a time.
const FOLDED_AT_A_TIME: usize = 2_000;

/// The facts of an organisation as they were known at a moment.
pub(crate) struct Past {
    pub(super) loaded: Arc<Loaded>,
    /// Where documents stood that stand otherwise now.
    standings: HashMap<DocumentId, Standing>,
}

/// The moments that somebody asks about just now. Whoever has one keeps it.
#[derive(Default)]
pub(super) struct Pasts(Mutex<HashMap<(OrganisationId, Timestamp), Weak<Past>>>);

impl Pasts {
    fn put(&self, ctx: &Ctx, past: &Arc<Past>) {
        let mut pasts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pasts.retain(|_, past| past.strong_count() > 0);
        pasts.insert((ctx.organisation, ctx.now), Arc::downgrade(past));
    }

    pub(super) fn of(&self, ctx: &Ctx) -> Option<Arc<Past>> {
        let pasts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pasts.get(&(ctx.organisation, ctx.now))?.upgrade()
    }
}

impl Past {
    /// Where a document stood, where that is not how it stands now.
    pub(crate) fn standing(&self, id: DocumentId) -> Option<&Standing> {
        self.standings.get(&id)
    }
}

/// Has every question that is asked at the moment of `ctx` answered by what
/// was known then, for as long as the answer of this is kept. `None` where
/// nothing was learned since, so that it is what is known now.
pub(crate) async fn look_back(app: &App, ctx: &Ctx) -> Result<Option<Arc<Past>>> {
    if app.now().duration_since(ctx.now) < STILL_NOW {
        return Ok(None);
    }
    let store = app.store.as_ref();
    let changed = learned_of_since(store, ctx).await?;
    if changed.is_empty() {
        return Ok(None);
    }
    let mut facts = Facts::new(ctx.time_zone.clone());
    tell_names(store, ctx, &mut facts).await?;
    let mut standings = HashMap::with_capacity(changed.len());
    for ids in changed.chunks(FOLDED_AT_A_TIME) {
        let rows = store
            .list_standings_as_of(ctx.organisation, ctx.now, ids)
            .await?;
        standings.extend(rows.iter().map(|row| (row.head.id, row.standing.clone())));
        let entries: Vec<Entry> = rows.into_iter().map(entry).collect();
        facts.apply(&entries);
    }
    tell_the_others(store, ctx, &changed, &mut facts).await?;
    let past = Arc::new(Past {
        loaded: Arc::new(Loaded::of(ctx.organisation, ctx.time_zone.clone(), facts)),
        standings,
    });
    app.shelf.pasts.put(ctx, &past);
    Ok(Some(past))
}

/// The documents of which something was learned after the moment, by id.
async fn learned_of_since(store: &dyn Store, ctx: &Ctx) -> Result<Vec<DocumentId>> {
    let mut changed: Vec<DocumentId> = Vec::new();
    loop {
        let after = changed.last().copied();
        let after = after.unwrap_or(DocumentId::from_bytes([0; 16]));
        let page = store
            .list_documents_learned_of_after(ctx.organisation, ctx.now, after, ROWS_AT_A_TIME)
            .await?;
        let is_last = page.len() < ROWS_AT_A_TIME;
        changed.extend(page);
        if is_last {
            return Ok(changed);
        }
    }
}

/// The documents that stand as they stood.
async fn tell_the_others(
    store: &dyn Store,
    ctx: &Ctx,
    changed: &[DocumentId],
    facts: &mut Facts,
) -> Result<()> {
    let mut after = Seq(0);
    loop {
        let page = store
            .list_standings_after(ctx.organisation, after, ROWS_AT_A_TIME)
            .await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.seq;
        let others = page
            .into_iter()
            .filter(|row| changed.binary_search(&row.head.id).is_err());
        let entries: Vec<Entry> = others.map(entry).collect();
        facts.apply(&entries);
    }
}

async fn tell_names(store: &dyn Store, ctx: &Ctx, facts: &mut Facts) -> Result<()> {
    let companies = store.list_companies(ctx.organisation).await?;
    let companies: Vec<CompanyEntry> = companies.into_iter().map(company).collect();
    facts.apply_companies(&companies);
    let mut after = Seq(0);
    loop {
        let page = store
            .list_customers_after(ctx.organisation, after, ROWS_AT_A_TIME)
            .await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.seq;
        let customers: Vec<CustomerEntry> = page.into_iter().map(customer).collect();
        facts.apply_customers(&customers);
    }
}

//! What was known at a moment that is over.
//!
//! Standings are the fold of events, and every event says when it was
//! learned. So the documents of which something was learned since are folded
//! anew without it, and the others stand as they do now: in a copy of the
//! facts.

use super::loaded::{Loaded, entry};
use crate::ahead::Ahead;
use crate::{App, Ctx, Error, Result};
use domain::{DocumentId, OrganisationId, Seq, Standing};
use facts::{Entry, Facts};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use store::Store;
use store::port::StandingRow;

/// How long a moment counts as now: the facts are not copied for what came
/// while somebody waited.
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
    let store = &app.store;
    // The facts first: what comes in between is listed, too.
    let present = app.shelf.present(store.as_ref(), ctx).await?;
    let changed = learned_of_since(store.as_ref(), ctx).await?;
    if changed.is_empty() {
        return Ok(None);
    }
    let mut facts = copy_of(present).await?;
    let mut standings = HashMap::with_capacity(changed.len());
    let mut folding = Ahead::new();
    let mut rest = changed.chunks(FOLDED_AT_A_TIME);
    loop {
        while !folding.is_full()
            && let Some(some) = rest.next()
        {
            folding.begin(folded_then(Arc::clone(store), ctx, some.to_vec()));
        }
        let Some((ids, rows)) = folding.next().await? else {
            break;
        };
        standings.extend(rows.iter().map(|row| (row.head.id, row.standing.clone())));
        let entries: Vec<Entry> = rows.into_iter().map(entry).collect();
        // Taken out first, as the facts keep what is later in the log.
        facts.remove(&ids);
        facts.apply(&entries);
    }
    let past = Arc::new(Past {
        loaded: Arc::new(Loaded::of(ctx.organisation, ctx.time_zone.clone(), facts)),
        standings,
    });
    app.shelf.pasts.put(ctx, &past);
    Ok(Some(past))
}

async fn copy_of(present: Arc<Loaded>) -> Result<Facts> {
    let copying = tokio::task::spawn_blocking(move || present.read().clone());
    copying.await.map_err(Error::internal)
}

/// Some documents, and where those of them that were known stood.
fn folded_then(
    store: Arc<dyn Store>,
    ctx: &Ctx,
    ids: Vec<DocumentId>,
) -> impl Future<Output = Result<(Vec<DocumentId>, Vec<StandingRow>)>> + use<> {
    let (organisation, moment) = (ctx.organisation, ctx.now);
    async move {
        let rows = store.list_standings_as_of(organisation, moment, &ids);
        let rows = rows.await?;
        Ok((ids, rows))
    }
}

/// The documents of which something was learned after the moment, by id.
async fn learned_of_since(store: &dyn Store, ctx: &Ctx) -> Result<Vec<DocumentId>> {
    let mut changed = BTreeSet::new();
    let mut from = Some(Seq(0));
    while let Some(seq) = from {
        let page = store
            .list_documents_learned_of_after(ctx.organisation, ctx.now, seq)
            .await?;
        changed.extend(page.documents);
        from = page.next;
    }
    Ok(changed.into_iter().collect())
}

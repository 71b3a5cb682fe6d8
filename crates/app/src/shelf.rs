//! The facts of each organisation, loaded when first asked for and brought
//! up to the end of the log before every answer.
//!
//! One path serves starting up, reading one's own writes and hearing of what
//! another process wrote: ask the record for all that changed after the
//! position of the facts, and apply it. A follower in the background does
//! most of that work before anybody asks; the check before each answer is
//! what makes it certain.
//!
//! Only so many bytes of facts stay in memory. What was not asked for longest
//! goes first, and comes back from its snapshot when it is asked for again.

mod loaded;
mod past;
mod reading;
mod snapshot;

pub(crate) use loaded::Loaded;
pub(crate) use past::{Past, look_back};

use crate::{Ctx, Error, Result};
use domain::OrganisationId;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Snapshots, Store};

/// Memory for facts unless somebody says otherwise: some 20 million documents.
pub const FACTS_BYTES_MAX: usize = 2 * 1024 * 1024 * 1024;

/// How facts are kept.
#[derive(Clone)]
pub struct FactsSettings {
    /// The most bytes of facts in memory. Those in use stay, whatever they take.
    pub bytes_max: usize,
    /// Where snapshots of them are kept; nowhere in tests and short commands.
    pub snapshots: Option<Snapshots>,
}

impl Default for FactsSettings {
    fn default() -> Self {
        Self {
            bytes_max: FACTS_BYTES_MAX,
            snapshots: None,
        }
    }
}

/// The facts that are loaded, by organisation.
pub(crate) struct Shelf {
    slots: Mutex<Slots>,
    pasts: past::Pasts,
    settings: FactsSettings,
}

#[derive(Default)]
struct Slots {
    of: HashMap<OrganisationId, Slot>,
    /// How often the shelf was asked; the clock of the slots.
    asked: u64,
}

struct Slot {
    loaded: Arc<Loaded>,
    /// When it was asked for last.
    asked: u64,
}

impl Shelf {
    /// An empty shelf.
    pub(crate) fn new(settings: FactsSettings) -> Self {
        Self {
            slots: Mutex::default(),
            pasts: past::Pasts::default(),
            settings,
        }
    }

    /// The facts of the asker's organisation: as of the end of the log now, or
    /// of the moment of asking where somebody looks back to it.
    pub(crate) async fn current(&self, store: &dyn Store, ctx: &Ctx) -> Result<Arc<Loaded>> {
        if let Some(past) = self.past(ctx) {
            return Ok(Arc::clone(&past.loaded));
        }
        self.present(store, ctx).await
    }

    /// The facts as of the end of the log now.
    async fn present(&self, store: &dyn Store, ctx: &Ctx) -> Result<Arc<Loaded>> {
        let loaded = self.slot(ctx.organisation, &ctx.time_zone);
        self.bring_up(store, &loaded).await?;
        Ok(loaded)
    }

    /// What was known at the moment of asking, where somebody looks back to it.
    pub(crate) fn past(&self, ctx: &Ctx) -> Option<Arc<Past>> {
        self.pasts.of(ctx)
    }

    /// Brings what is loaded of an organisation up to the end of the log, if
    /// it is loaded at all. Nobody has asked, so it does not count as use.
    pub(crate) async fn follow(
        &self,
        store: &dyn Store,
        organisation: OrganisationId,
    ) -> Result<()> {
        let loaded = self.slots().of.get(&organisation).map(Slot::share);
        match loaded {
            Some(loaded) => self.bring_up(store, &loaded).await,
            None => Ok(()),
        }
    }

    /// Every organisation whose facts are loaded.
    pub(crate) fn organisations(&self) -> Vec<OrganisationId> {
        self.slots().of.keys().copied().collect()
    }

    /// Keeps a snapshot of what is loaded of an organisation, if so many
    /// events came since the last one. Answers whether it did.
    pub(crate) async fn save(
        &self,
        store: &dyn Store,
        organisation: OrganisationId,
        events_min: u64,
    ) -> Result<bool> {
        let loaded = self.slots().of.get(&organisation).map(Slot::share);
        let (Some(snapshots), Some(loaded)) = (&self.settings.snapshots, loaded) else {
            return Ok(false);
        };
        if loaded.events_unsaved() < events_min.max(1) {
            return Ok(false);
        }
        snapshot::save(store, snapshots, &loaded).await
    }

    /// Forgets the facts of an organisation and their snapshot, so that they
    /// are loaded anew from the record.
    pub(crate) async fn forget(&self, organisation: OrganisationId) -> Result<()> {
        if let Some(snapshots) = &self.settings.snapshots {
            snapshots.delete(organisation).await?;
        }
        self.slots().of.remove(&organisation);
        Ok(())
    }

    async fn bring_up(&self, store: &dyn Store, loaded: &Arc<Loaded>) -> Result<()> {
        let snapshots = self.settings.snapshots.as_ref();
        if loaded.catch_up(store, snapshots).await? {
            self.make_room(loaded.organisation());
        }
        Ok(())
    }

    fn slot(&self, organisation: OrganisationId, zone: &TimeZone) -> Arc<Loaded> {
        let mut slots = self.slots();
        slots.asked += 1;
        let asked = slots.asked;
        let slot = slots.of.entry(organisation).or_insert_with(|| Slot {
            loaded: Arc::new(Loaded::empty(organisation, zone.clone())),
            asked,
        });
        slot.asked = asked;
        slot.share()
    }

    /// Puts out what was not asked for longest until the rest fits. What is
    /// in use stays, and what was just brought up.
    fn make_room(&self, for_whom: OrganisationId) {
        let mut slots = self.slots();
        while slots.bytes() > self.settings.bytes_max {
            let idle = slots.of.iter().filter(|(organisation, slot)| {
                **organisation != for_whom && Arc::strong_count(&slot.loaded) == 1
            });
            let Some((oldest, _)) = idle.min_by_key(|(_, slot)| slot.asked) else {
                return;
            };
            let oldest = *oldest;
            tracing::info!(organisation = %oldest, "facts put out to make room");
            slots.of.remove(&oldest);
        }
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slots {
    fn bytes(&self) -> usize {
        self.of.values().map(|slot| slot.loaded.bytes()).sum()
    }
}

impl Slot {
    fn share(&self) -> Arc<Loaded> {
        Arc::clone(&self.loaded)
    }
}

impl From<facts::CursorError> for Error {
    fn from(error: facts::CursorError) -> Self {
        Self::invalid("cursor.invalid", "cursor", error.to_string())
    }
}

#[cfg(test)]
mod tests;

//! The facts of each organisation, loaded when first asked for and brought
//! up to the end of the log before every answer.
//!
//! One path serves starting up, reading one's own writes and hearing of what
//! another process wrote: ask the record for all that changed after the
//! position of the facts, and apply it.

use crate::{Ctx, Error, Result};
use domain::{OrganisationId, Seq};
use facts::{CompanyEntry, CustomerEntry, Entry, Facts};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};
use store::Store;
use store::port::{Customer, StandingRow};

/// Rows asked of the record at a time. Large enough that the asking costs
/// little, small enough that a page of rows stays in the cache.
const ROWS_AT_A_TIME: usize = 20_000;

#[derive(Default)]
pub(crate) struct Shelf {
    loaded: Mutex<HashMap<OrganisationId, Arc<Loaded>>>,
}

/// One organisation's facts.
pub(crate) struct Loaded {
    facts: RwLock<Facts>,
    turn: tokio::sync::Mutex<()>,
}

impl Shelf {
    /// The facts of the asker's organisation, as of the end of the log now.
    pub(crate) async fn current(&self, store: &dyn Store, ctx: &Ctx) -> Result<Arc<Loaded>> {
        let loaded = self.slot(ctx);
        loaded.catch_up(store, ctx.organisation).await?;
        Ok(loaded)
    }

    /// Forgets the facts of an organisation, so that they are loaded anew.
    pub(crate) fn forget(&self, organisation: OrganisationId) {
        self.slots().remove(&organisation);
    }

    fn slot(&self, ctx: &Ctx) -> Arc<Loaded> {
        let fresh = || {
            Arc::new(Loaded {
                facts: RwLock::new(Facts::new(ctx.time_zone.clone())),
                turn: tokio::sync::Mutex::new(()),
            })
        };
        let mut slots = self.slots();
        Arc::clone(slots.entry(ctx.organisation).or_insert_with(fresh))
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, HashMap<OrganisationId, Arc<Loaded>>> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loaded {
    /// The facts, to read.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Facts> {
        self.facts.read().unwrap_or_else(PoisonError::into_inner)
    }

    async fn catch_up(&self, store: &dyn Store, organisation: OrganisationId) -> Result<()> {
        let end = store.last_seq(organisation).await?;
        if self.read().position() >= end {
            return Ok(());
        }
        let _turn = self.turn.lock().await;
        let began = self.read().position();
        if began >= end {
            return Ok(());
        }
        let mut from = began;
        if from == Seq::default() {
            self.apply_companies(store, organisation).await?;
        }
        self.apply_customers(store, organisation, from).await?;
        // While one page of rows is applied, the next one is being read.
        let mut page = store
            .list_standings_after(organisation, from, ROWS_AT_A_TIME)
            .await?;
        while let Some(last) = page.last() {
            from = last.seq;
            let is_full = page.len() >= ROWS_AT_A_TIME;
            let next = async {
                match is_full {
                    true => {
                        store
                            .list_standings_after(organisation, from, ROWS_AT_A_TIME)
                            .await
                    }
                    false => Ok(Vec::new()),
                }
            };
            let apply = self.apply(page);
            let (next, applied) = tokio::join!(next, apply);
            applied?;
            page = next?;
        }
        self.remove_withdrawn(store, organisation, began).await?;
        self.write().set_position(end);
        Ok(())
    }

    /// Takes out what was withdrawn since.
    async fn remove_withdrawn(
        &self,
        store: &dyn Store,
        organisation: OrganisationId,
        mut from: Seq,
    ) -> Result<()> {
        loop {
            let page = store
                .list_withdrawn_after(organisation, from, ROWS_AT_A_TIME)
                .await?;
            let Some((last, _)) = page.last() else {
                return Ok(());
            };
            from = *last;
            let ids: Vec<_> = page.into_iter().map(|(_, id)| id).collect();
            self.write().remove(&ids);
        }
    }

    async fn apply(&self, page: Vec<StandingRow>) -> Result<()> {
        let entries: Vec<Entry> = page.into_iter().map(entry).collect();
        tokio::task::yield_now().await;
        self.write().apply(&entries);
        Ok(())
    }

    async fn apply_companies(&self, store: &dyn Store, organisation: OrganisationId) -> Result<()> {
        let companies = store.list_companies(organisation).await?;
        let entries: Vec<CompanyEntry> = companies
            .into_iter()
            .map(|company| CompanyEntry {
                id: company.id,
                number: company.number.unwrap_or_default(),
                name: company.name,
            })
            .collect();
        self.write().apply_companies(&entries);
        Ok(())
    }

    async fn apply_customers(
        &self,
        store: &dyn Store,
        organisation: OrganisationId,
        mut from: Seq,
    ) -> Result<()> {
        loop {
            let page = store
                .list_customers_after(organisation, from, ROWS_AT_A_TIME)
                .await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            from = last.seq;
            let entries: Vec<CustomerEntry> = page.into_iter().map(customer).collect();
            self.write().apply_customers(&entries);
        }
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Facts> {
        self.facts.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn entry(row: StandingRow) -> Entry {
    Entry {
        seq: row.seq,
        head: row.head,
        standing: row.standing,
    }
}

fn customer(customer: Customer) -> CustomerEntry {
    CustomerEntry {
        id: customer.id,
        number: customer.number,
        name: customer.name,
    }
}

impl From<facts::CursorError> for Error {
    fn from(error: facts::CursorError) -> Self {
        Self::invalid("cursor.invalid", "cursor", error.to_string())
    }
}

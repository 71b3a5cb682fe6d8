//! One organisation's facts, and how they are brought up to date.

use super::reading::Reading;
use super::snapshot;
use crate::Result;
use domain::{DocumentId, OrganisationId, Seq};
use facts::{CompanyEntry, CustomerEntry, Entry, Facts};
use jiff::tz::TimeZone;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use store::port::{Company, Customer, LogEnd, StandingRow};
use store::{Snapshots, Store};

/// The epoch of facts that were never loaded.
const NEVER: i64 = -1;

/// One organisation's facts.
pub(crate) struct Loaded {
    organisation: OrganisationId,
    zone: TimeZone,
    facts: RwLock<Facts>,
    turn: tokio::sync::Mutex<()>,
    /// The epoch of the standings that the facts were read from.
    epoch: AtomicI64,
    bytes: AtomicUsize,
    /// The position of the snapshot that was loaded or saved last.
    saved: AtomicI64,
}

impl Loaded {
    pub(super) fn empty(organisation: OrganisationId, zone: TimeZone) -> Self {
        Self {
            organisation,
            facts: RwLock::new(Facts::new(zone.clone())),
            zone,
            turn: tokio::sync::Mutex::default(),
            epoch: AtomicI64::new(NEVER),
            bytes: AtomicUsize::new(0),
            saved: AtomicI64::new(0),
        }
    }

    /// These facts, which change no more.
    pub(super) fn of(organisation: OrganisationId, zone: TimeZone, facts: Facts) -> Self {
        Self {
            facts: RwLock::new(facts),
            ..Self::empty(organisation, zone)
        }
    }

    /// The facts, to read.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Facts> {
        self.facts.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose facts they are.
    pub(crate) const fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// How many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// The epoch of the facts; while they are being read, theirs.
    pub(super) fn epoch(&self) -> i64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// How many events came since a snapshot of this was kept.
    pub(crate) fn events_unsaved(&self) -> u64 {
        let since = self.read().position().0 - self.saved.load(Ordering::Relaxed);
        u64::try_from(since).unwrap_or(0)
    }

    /// Notes that a snapshot as of this position is kept.
    pub(super) fn note_saved(&self, position: Seq) {
        self.saved.store(position.0, Ordering::Relaxed);
    }

    /// Applies everything up to the end of the log now. Answers whether there
    /// was anything.
    pub(super) async fn catch_up(
        &self,
        store: &dyn Store,
        snapshots: Option<&Snapshots>,
    ) -> Result<bool> {
        let end = store.log_end(self.organisation).await?;
        if self.is_at(end) {
            return Ok(false);
        }
        let _turn = self.turn.lock().await;
        if self.is_at(end) {
            return Ok(false);
        }
        if self.epoch() == end.epoch {
            let from = self.read().position();
            self.apply_after(store, &self.facts, from, end.seq).await?;
        } else {
            self.load(store, snapshots, end).await?;
        }
        let mut facts = write(&self.facts);
        facts.set_position(end.seq);
        self.bytes.store(facts.bytes(), Ordering::Relaxed);
        Ok(true)
    }

    fn is_at(&self, end: LogEnd) -> bool {
        self.epoch() == end.epoch && self.read().position() >= end.seq
    }

    /// Loads the facts beside those that are there, which go on answering
    /// until the new ones take their place.
    async fn load(
        &self,
        store: &dyn Store,
        snapshots: Option<&Snapshots>,
        end: LogEnd,
    ) -> Result<()> {
        let found = match snapshots {
            Some(snapshots) => {
                snapshot::load(store, snapshots, self.organisation, &self.zone, end).await
            }
            None => None,
        };
        let facts = found.unwrap_or_else(|| Facts::new(self.zone.clone()));
        let from = facts.position();
        let fresh = RwLock::new(facts);
        self.apply_after(store, &fresh, from, end.seq).await?;
        let fresh = fresh.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut facts = write(&self.facts);
        *facts = fresh;
        self.epoch.store(end.epoch, Ordering::Release);
        self.note_saved(from);
        Ok(())
    }

    /// Applies to some facts everything after a place in the log, which ended
    /// at another a moment ago.
    async fn apply_after(
        &self,
        store: &dyn Store,
        facts: &RwLock<Facts>,
        from: Seq,
        end: Seq,
    ) -> Result<()> {
        let companies = store.list_companies(self.organisation).await?;
        let companies: Vec<CompanyEntry> = companies.into_iter().map(company).collect();
        write(facts).apply_companies(&companies);
        let reading = Reading::of(store, self.organisation);
        let tell = |customers: Vec<Customer>| {
            let entries: Vec<CustomerEntry> = customers.into_iter().map(customer).collect();
            write(facts).apply_customers(&entries);
        };
        reading.customers(from, tell).await?;
        let apply = |rows: Vec<StandingRow>| {
            let entries: Vec<Entry> = rows.into_iter().map(entry).collect();
            write(facts).apply(&entries);
        };
        reading.standings(from, end, apply).await?;
        let remove = |withdrawn: Vec<(Seq, DocumentId)>| {
            let ids: Vec<_> = withdrawn.into_iter().map(|(_, id)| id).collect();
            write(facts).remove(&ids);
        };
        Ok(reading.withdrawn(from, remove).await?)
    }
}

fn write(facts: &RwLock<Facts>) -> RwLockWriteGuard<'_, Facts> {
    facts.write().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn entry(row: StandingRow) -> Entry {
    Entry {
        seq: row.seq,
        head: row.head,
        standing: row.standing,
    }
}

fn company(company: Company) -> CompanyEntry {
    CompanyEntry {
        id: company.id,
        number: company.number.unwrap_or_default(),
        name: company.name,
    }
}

fn customer(customer: Customer) -> CustomerEntry {
    CustomerEntry {
        id: customer.id,
        number: customer.number,
        name: customer.name,
    }
}

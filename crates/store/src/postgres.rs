//! The engine PostgreSQL: a server that several nodes share.
//!
//! A connection is driven by the thread that uses it ([`session`]). Reading
//! borrows one from a pool; writing has lanes, each a thread with a connection
//! of its own, and an organisation always goes by the same lane, so that what
//! waits for it shares a transaction.

mod address;
mod connection;
mod examine;
mod fault;
mod lane;
mod listen;
mod migrate;
mod readers;
mod session;
mod value;

use crate::blobs::{self, Depot};
use crate::engine::{CHANGES_MAX, Engine, Job, Scope};
use crate::port::{Change, Check, Database};
use crate::record::Record;
use crate::{Error, Result};
use address::Address;
use lane::Lanes;
use listen::Listener;
use readers::Readers;
use session::Session;
use std::sync::Arc;
use tokio::sync::broadcast;

/// Frees the rows that erasing left dead in the tables it goes through. What
/// the server keeps of its own log is its keeper's to rotate.
const PURGE: &str = "VACUUM (TRUNCATE ON) documents, events, standings, attachments, comments, \
    comment_versions, customers, document_references, import_items, imports, originals, \
    payments, payment_tellings, waiting_events, audit_contents";

/// A database in PostgreSQL.
struct Postgres {
    lanes: Lanes,
    readers: Arc<Readers>,
    changes: broadcast::Sender<Change>,
    listener: Listener,
    address: Arc<Address>,
}

/// Opens the record in the database at a URL (`postgres://user@host/name`),
/// with large originals at a place of their own, and brings the schema up to date.
///
/// Refuses a server older than 15, a role that row-level security does not
/// hold, a record that a newer version wrote, and a URL that would send
/// passwords to an unverified host.
pub async fn open(url: &str, originals: &Depot) -> Result<Record> {
    let address = Arc::new(Address::parse(url)?);
    let originals = originals.clone();
    let place = address.to_string();
    let opening = Arc::clone(&address);
    let opened = tokio::task::spawn_blocking(move || {
        let blobs = blobs::open(&originals)?;
        let session = Session::connect(&opening)?;
        examine::refuse(&session)?;
        migrate::migrate(&session)?;
        Ok::<_, Error>((blobs, session))
    });
    let (blobs, session) = opened.await.map_err(Error::other)??;
    let postgres = Postgres::start(address, session)?;
    Ok(Record::new(Arc::new(postgres), blobs, place))
}

impl Postgres {
    fn start(address: Arc<Address>, session: Session) -> Result<Self> {
        let changes = broadcast::channel(CHANGES_MAX).0;
        Ok(Self {
            lanes: Lanes::start(&address, &changes)?,
            listener: Listener::start(Arc::clone(&address), changes.clone()),
            readers: Arc::new(Readers::new(Arc::clone(&address), session)),
            address,
            changes,
        })
    }
}

#[async_trait::async_trait]
impl Engine for Postgres {
    async fn read(&self, scope: Scope, job: Job) -> Result<()> {
        self.readers.read(scope, job).await
    }

    async fn write(&self, scope: Scope, job: Job) -> Result<()> {
        self.lanes.write(scope, job).await
    }

    fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    async fn examine(&self) -> Result<Vec<Check>> {
        let begin = "BEGIN READ ONLY".to_owned();
        self.readers.within(begin, examine::examine).await
    }

    async fn database(&self) -> Result<Database> {
        let begin = "BEGIN READ ONLY".to_owned();
        self.readers.within(begin, examine::database).await
    }

    async fn purge(&self) -> Result<()> {
        let address = Arc::clone(&self.address);
        let purging = tokio::task::spawn_blocking(move || Session::connect(&address)?.batch(PURGE));
        purging.await.map_err(Error::other)?
    }

    async fn close(&self) -> Result<()> {
        self.listener.stop();
        self.readers.close().await;
        self.lanes.close().await
    }
}

/// Runs a statement on a server, for a test.
#[cfg(test)]
pub(crate) async fn admin(url: String, sql: String) {
    let done = tokio::task::spawn_blocking(move || admin_blocking(&url, &sql));
    done.await.unwrap().unwrap();
}

#[cfg(test)]
pub(crate) fn admin_blocking(url: &str, sql: &str) -> Result<()> {
    Session::connect(&Address::parse(url)?)?.batch(sql)
}

#[cfg(test)]
mod tests;

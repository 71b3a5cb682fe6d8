//! Connections that only read.

use super::address::Address;
use super::connection::{Inside, Purpose, beginning};
use super::session::Session;
use crate::engine::{Job, Scope};
use crate::{Error, Result};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Connections of one node that read at once. A server of the usual hundred
/// connections has room for seven nodes with their writers.
const READERS_MAX: usize = 8;

/// A pool of connections that only read, made when they are needed.
pub(super) struct Readers {
    address: Arc<Address>,
    idle: Mutex<Vec<Session>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    /// A pool with its first connection.
    pub(super) fn new(address: Arc<Address>, first: Session) -> Self {
        Self {
            address,
            idle: Mutex::new(vec![first]),
            turns: Arc::new(Semaphore::new(READERS_MAX)),
        }
    }

    /// Reads in one transaction, so that everything is seen as of one moment.
    pub(super) async fn read(self: &Arc<Self>, scope: Scope, job: Job) -> Result<()> {
        let begin = beginning(scope, Purpose::Read);
        self.within(begin, move |session| job(&Inside::new(session)))
            .await
    }

    /// Lends a connection inside a transaction. One on which anything failed
    /// is not used again.
    pub(super) async fn within<T: Send + 'static>(
        self: &Arc<Self>,
        begin: String,
        job: impl FnOnce(&Session) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| Error::other("the record is closed"))?;
        let pool = Arc::clone(self);
        let reading = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let session = pool.begun(&begin)?;
            let value = job(&session)?;
            session.settle()?;
            // Nothing of what was read depends on how it ends, so nobody
            // waits for it; but it is sent, so that it does end.
            session.later("COMMIT")?;
            session.look();
            pool.idle().push(session);
            Ok(value)
        });
        reading.await.map_err(Error::other)?
    }

    /// A connection on the way into a transaction. One that lay idle may have
    /// been cut while nobody looked; then the next one is tried, and at last
    /// a new one.
    fn begun(&self, begin: &str) -> Result<Session> {
        let session = loop {
            let Some(session) = self.idle().pop() else {
                break Session::connect(&self.address)?;
            };
            if !session.is_cut() {
                break session;
            }
        };
        session.send_batch(begin.to_owned())?;
        Ok(session)
    }

    /// Closes every connection; who reads now finishes first.
    pub(super) async fn close(&self) {
        let all = u32::try_from(READERS_MAX).expect("a handful of connections");
        let waited = self.turns.acquire_many(all).await;
        self.turns.close();
        drop(waited);
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Connections that only read. They never wait for the writer, nor it for them.

use super::fault::{Fault, Sql};
use crate::{Error, Result};
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// A pool of connections that only read.
pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    size: u32,
}

impl Readers {
    /// A pool of these connections.
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(connections.len())),
            size: u32::try_from(connections.len()).expect("a handful of connections"),
            idle: Mutex::new(connections),
        }
    }

    /// Reads in one transaction, so that everything is seen as of one moment.
    pub(super) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&Connection) -> Sql<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| Error::other("the record is closed"))?;
        let pool = Arc::clone(self);
        let reading = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            pool.lend()?.read(job)
        });
        reading.await.map_err(Error::other)?
    }

    /// Closes every connection; who reads now finishes first.
    pub(super) async fn close(&self) {
        let waited = self.turns.acquire_many(self.size).await;
        self.turns.close();
        drop(waited);
        self.idle().clear();
    }

    fn lend(&self) -> Result<Lent<'_>> {
        let connection = self.idle().pop();
        connection
            .map(|connection| Lent {
                pool: self,
                connection: Some(connection),
            })
            .ok_or_else(|| Error::other("the record is closed"))
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection out of the pool; it goes back even if its reader panics.
struct Lent<'a> {
    pool: &'a Readers,
    connection: Option<Connection>,
}

impl Lent<'_> {
    fn read<T>(&self, job: impl FnOnce(&Connection) -> Sql<T>) -> Result<T> {
        let connection = self.connection.as_ref();
        let connection = connection.expect("taken out only when it goes back");
        let mut begin = connection.prepare_cached("BEGIN").map_err(Fault::from)?;
        begin.execute([]).map_err(Fault::from)?;
        let value = job(connection)?;
        let mut end = connection.prepare_cached("COMMIT").map_err(Fault::from)?;
        end.execute([]).map_err(Fault::from)?;
        Ok(value)
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        // A reader that failed half-way left its transaction open.
        if !connection.is_autocommit()
            && let Err(error) = connection.execute_batch("ROLLBACK")
        {
            tracing::warn!(%error, "a read transaction could not be ended");
        }
        self.pool.idle().push(connection);
    }
}

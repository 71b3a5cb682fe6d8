//! One thread owns the connection that writes. What waits is written in one
//! transaction, so that its fsync is shared, and answered after the commit.

use super::checkpoint;
use super::fault::{Fault, Sql, same};
use crate::{Error, Result};
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};

/// Jobs that may wait. Whoever comes after them waits for a place.
const QUEUE_JOBS_MAX: usize = 256;
/// Jobs in one transaction, so that the first one does not wait for ever.
const GROUP_JOBS_MAX: usize = 64;

/// The one that writes.
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Box<dyn Work>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    purging: Purging,
}

/// Those who wait until the log of the database is empty.
type Purging = Arc<Mutex<Vec<oneshot::Sender<()>>>>;

impl Writer {
    /// Starts the thread; the connection is its own from now on.
    pub(super) fn start(connection: Connection) -> Result<Self> {
        let (sender, receiver) = mpsc::channel(QUEUE_JOBS_MAX);
        let purging = Purging::default();
        let waiting = Arc::clone(&purging);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || serve(&connection, receiver, &waiting))
            .map_err(Error::other)?;
        Ok(Self {
            queue: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            purging,
        })
    }

    /// Does a job in a transaction. `Ok` means that its effect is on disk;
    /// an error or a panic in the job undoes that job alone.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Sql<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let pending = Pending {
            job: Some(job),
            outcome: None,
            answer,
        };
        let queue = lock(&self.queue).clone().ok_or_else(closed)?;
        queue.send(Box::new(pending)).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    /// Empties the log of the database. What was deleted is overwritten in the
    /// file itself as it is deleted; the log is what still has it.
    pub(super) async fn purge(&self) -> Result<()> {
        let (done, purged) = oneshot::channel();
        lock(&self.purging).push(done);
        // The one that writes looks who waits after each commit.
        self.write(|_| Ok(())).await?;
        purged.await.map_err(|_| closed())
    }

    /// Does what waits, writes the log of the database into its file and stops.
    pub(super) async fn close(&self) -> Result<()> {
        lock(&self.queue).take();
        let Some(thread) = lock(&self.thread).take() else {
            return Ok(());
        };
        let joined = tokio::task::spawn_blocking(move || thread.join());
        joined
            .await
            .map_err(Error::other)?
            .map_err(|_| Error::other("the writer had stopped"))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn closed() -> Error {
    Error::other("the record is closed")
}

/// A job with whoever waits for its answer.
trait Work: Send {
    /// Does it, and remembers what came of it. Answers the failure, if any.
    fn run(&mut self, connection: &Connection) -> Option<Error>;
    /// Tells what came of it; `lost` says that the commit failed.
    fn answer(self: Box<Self>, lost: Option<&Error>);
}

struct Pending<F, T> {
    job: Option<F>,
    outcome: Option<Result<T>>,
    answer: oneshot::Sender<Result<T>>,
}

impl<F, T> Work for Pending<F, T>
where
    F: FnOnce(&Connection) -> Sql<T> + Send,
    T: Send,
{
    fn run(&mut self, connection: &Connection) -> Option<Error> {
        let job = self.job.take()?;
        let outcome = catch_unwind(AssertUnwindSafe(|| job(connection)))
            .unwrap_or_else(|_| Err(Fault::Told(Error::other("a job of the record panicked"))))
            .map_err(Error::from);
        let failure = outcome.as_ref().err().map(same);
        self.outcome = Some(outcome);
        failure
    }

    fn answer(self: Box<Self>, lost: Option<&Error>) {
        let outcome = match (self.outcome, lost) {
            (Some(Err(own)), _) => Err(own),
            (Some(Ok(value)), None) => Ok(value),
            (_, lost) => Err(lost.map_or_else(closed, same)),
        };
        // Whoever asked may have gone; what was done stays done.
        let _ = self.answer.send(outcome);
    }
}

fn serve(
    connection: &Connection,
    mut queue: mpsc::Receiver<Box<dyn Work>>,
    purging: &Mutex<Vec<oneshot::Sender<()>>>,
) {
    while let Some(first) = queue.blocking_recv() {
        let mut group = vec![first];
        while group.len() < GROUP_JOBS_MAX {
            let Ok(next) = queue.try_recv() else { break };
            group.push(next);
        }
        let lost = commit(connection, &mut group).err();
        if let Some(error) = &lost {
            tracing::warn!(%error, jobs = group.len(), "a commit failed");
        }
        for work in group {
            work.answer(lost.as_ref());
        }
        let waiting = std::mem::take(&mut *lock(purging));
        if waiting.is_empty() {
            checkpoint::if_due(connection);
        } else {
            checkpoint::purge(connection);
        }
        for done in waiting {
            // Whoever asked may have gone.
            let _ = done.send(());
        }
    }
    checkpoint::completely(connection);
}

fn commit(connection: &Connection, group: &mut [Box<dyn Work>]) -> Result<()> {
    let done = within_transaction(connection, group);
    if done.is_err() && !connection.is_autocommit() {
        let undone = connection.execute_batch("ROLLBACK").map_err(Fault::from);
        undone.map_err(Error::from)?;
    }
    done
}

fn within_transaction(connection: &Connection, group: &mut [Box<dyn Work>]) -> Result<()> {
    statement(connection, "BEGIN IMMEDIATE")?;
    if let [work] = group {
        return alone(connection, work.as_mut());
    }
    for work in group {
        statement(connection, "SAVEPOINT job")?;
        let failure = work.run(connection);
        // Some failures, a full disk among them, make the engine undo the
        // whole transaction; then nothing of the group is written.
        if connection.is_autocommit() {
            return Err(failure.unwrap_or_else(|| Error::other("the transaction was undone")));
        }
        if failure.is_some() {
            statement(connection, "ROLLBACK TO job")?;
        }
        statement(connection, "RELEASE job")?;
    }
    statement(connection, "COMMIT")
}

/// A job that has its transaction to itself needs no place to go back to, and
/// the engine no journal of what each of its statements changed.
fn alone(connection: &Connection, work: &mut dyn Work) -> Result<()> {
    match work.run(connection) {
        None => statement(connection, "COMMIT"),
        Some(failure) if connection.is_autocommit() => Err(failure),
        Some(_) => statement(connection, "ROLLBACK"),
    }
}

fn statement(connection: &Connection, sql: &'static str) -> Result<()> {
    let run = || -> Sql<()> {
        connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    };
    run().map_err(Error::from)
}

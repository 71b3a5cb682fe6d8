//! Writing: what waits for one organisation is written in one transaction, so
//! that its commit is shared, and answered after the commit.

use super::address::Address;
use super::connection::{Inside, Purpose, beginning};
use super::fault::same;
use super::session::Session;
use crate::engine::{Job, Scope};
use crate::port::Change;
use crate::{Error, Result};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tokio::sync::{broadcast, mpsc, oneshot};

/// Lanes of one node. Organisations in different lanes do not wait for each
/// other; more lanes than cores, because a lane mostly waits for the server.
const LANES: usize = 4;
/// Jobs that may wait in a lane. Whoever comes after them waits for a place.
const QUEUE_JOBS_MAX: usize = 256;
/// Jobs in one transaction, so that the first one does not wait for ever, nor
/// another node for the organisation.
const GROUP_JOBS_MAX: usize = 64;

/// Those that write.
pub(super) struct Lanes {
    lanes: Vec<Lane>,
}

struct Lane {
    queue: Mutex<Option<mpsc::Sender<Work>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// A job with whoever waits for its answer.
struct Work {
    scope: Scope,
    job: Option<Job>,
    failure: Option<Error>,
    answer: oneshot::Sender<Result<()>>,
}

impl Lanes {
    /// Starts the threads. Each connects when it has something to write.
    pub(super) fn start(
        address: &Arc<Address>,
        changes: &broadcast::Sender<Change>,
    ) -> Result<Self> {
        let lane = |number| Lane::start(number, Arc::clone(address), changes.clone());
        let lanes = (0..LANES).map(lane).collect::<Result<_>>()?;
        Ok(Self { lanes })
    }

    /// Does a job in a transaction. `Ok` means that its effect is on disk; an
    /// error or a panic in the job undoes that job alone.
    pub(super) async fn write(&self, scope: Scope, job: Job) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        let work = Work {
            scope,
            job: Some(job),
            failure: None,
            answer,
        };
        let queue = lock(&self.lane(scope).queue).clone().ok_or_else(closed)?;
        queue.send(work).await.map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }

    fn lane(&self, scope: Scope) -> &Lane {
        let mut hasher = DefaultHasher::new();
        if let Scope::Organisation(id) = scope {
            id.hash(&mut hasher);
        }
        let lanes = self.lanes.len() as u64;
        let place = usize::try_from(hasher.finish() % lanes).expect("less than the lanes");
        &self.lanes[place]
    }

    /// Does what waits and stops.
    pub(super) async fn close(&self) -> Result<()> {
        for lane in &self.lanes {
            lock(&lane.queue).take();
        }
        for lane in &self.lanes {
            let Some(thread) = lock(&lane.thread).take() else {
                continue;
            };
            let joined = tokio::task::spawn_blocking(move || thread.join()).await;
            joined
                .map_err(Error::other)?
                .map_err(|_| Error::other("a writer had stopped"))?;
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn closed() -> Error {
    Error::other("the record is closed")
}

impl Lane {
    fn start(
        number: usize,
        address: Arc<Address>,
        changes: broadcast::Sender<Change>,
    ) -> Result<Self> {
        let (sender, receiver) = mpsc::channel(QUEUE_JOBS_MAX);
        let writing = Writing {
            address,
            changes,
            session: None,
        };
        let thread = std::thread::Builder::new()
            .name(format!("store-writer-{number}"))
            .spawn(move || writing.serve(receiver))
            .map_err(Error::other)?;
        Ok(Self {
            queue: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
        })
    }
}

/// A lane from the inside.
struct Writing {
    address: Arc<Address>,
    changes: broadcast::Sender<Change>,
    session: Option<Session>,
}

impl Writing {
    fn serve(mut self, mut queue: mpsc::Receiver<Work>) {
        let mut next = queue.blocking_recv();
        while let Some(first) = next {
            let scope = first.scope;
            let mut group = vec![first];
            next = None;
            while group.len() < GROUP_JOBS_MAX && next.is_none() {
                let Ok(work) = queue.try_recv() else { break };
                match work.scope == scope {
                    true => group.push(work),
                    // A transaction is of one organisation.
                    false => next = Some(work),
                }
            }
            self.commit(scope, group);
            next = next.or_else(|| queue.blocking_recv());
        }
    }

    fn commit(&mut self, scope: Scope, mut group: Vec<Work>) {
        let outcome = self.within_transaction(scope, &mut group);
        let lost = outcome.as_ref().err();
        if let Some(error) = lost {
            tracing::warn!(%error, jobs = group.len(), "a commit failed");
            // What its transaction came to is known to nobody on this side.
            self.session = None;
        }
        for work in group {
            let told = match (work.failure, lost) {
                (Some(own), _) => Err(own),
                (None, Some(lost)) => Err(same(lost)),
                (None, None) => Ok(()),
            };
            // Whoever asked may have gone; what was done stays done.
            let _ = work.answer.send(told);
        }
        for change in outcome.unwrap_or_default() {
            // Nobody may be listening.
            let _ = self.changes.send(change);
        }
    }

    fn within_transaction(&mut self, scope: Scope, group: &mut [Work]) -> Result<Vec<Change>> {
        let session = self.begun(&beginning(scope, Purpose::Write))?;
        if let [work] = group {
            return alone(session, work);
        }
        let mut changes = Vec::new();
        for work in group {
            session.later("SAVEPOINT job")?;
            match work.run(session) {
                Ok(announced) => {
                    changes.extend(announced);
                    session.later("RELEASE job")?;
                }
                Err(error) => {
                    work.failure = Some(error);
                    session.batch("ROLLBACK TO job; RELEASE job")?;
                }
            }
        }
        commit(session)?;
        Ok(changes)
    }

    /// The lane's connection in a transaction; a new one where the old one
    /// was cut while nobody looked.
    fn begun(&mut self, begin: &str) -> Result<&Session> {
        if let Some(session) = self.session.take().filter(|session| !session.is_cut()) {
            match session.batch(begin) {
                Ok(()) => return Ok(self.session.insert(session)),
                Err(Error::Away { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        let session = Session::connect(&self.address)?;
        session.batch(begin)?;
        Ok(self.session.insert(session))
    }
}

/// The server takes the commit of a transaction that has failed for a
/// rollback, and calls that a success. Whatever goes before it is refused.
const COMMIT: &str = "SELECT 1; COMMIT";

/// Commits, and waits for everything that was left for later.
fn commit(session: &Session) -> Result<()> {
    session.later(COMMIT)?;
    session.settle()
}

/// A job that has its transaction to itself needs no place to go back to.
fn alone(session: &Session, work: &mut Work) -> Result<Vec<Change>> {
    match work.run(session) {
        Ok(announced) => commit(session).map(|()| announced),
        Err(error) => {
            work.failure = Some(error);
            session.batch("ROLLBACK").map(|()| Vec::new())
        }
    }
}

impl Work {
    /// Does the job; answers what it wants announced.
    fn run(&mut self, session: &Session) -> Result<Vec<Change>> {
        let Some(job) = self.job.take() else {
            return Ok(Vec::new());
        };
        let inside = Inside::new(session);
        let done = catch_unwind(AssertUnwindSafe(|| job(&inside)))
            .unwrap_or_else(|_| Err(Error::other("a job of the record panicked")));
        // A failure that was left for later belongs to this job and no other.
        let settled = session.settle();
        done.and(settled)?;
        Ok(inside.announced())
    }
}

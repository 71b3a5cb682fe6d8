//! The record itself, one file a noun, whichever engine holds it.

mod annotation;
mod api_key;
mod audit;
mod backup;
mod bulk;
mod change;
mod comment;
mod company;
mod condition;
mod customer;
mod document;
mod door;
mod effect;
mod erasing;
mod errand;
mod export;
mod extract;
mod factor;
mod follow_up;
mod hold;
mod import;
mod job;
mod letter;
mod link;
pub(crate) mod log;
mod mandate;
mod matching;
mod organisation;
pub(crate) mod original;
mod payment;
mod person;
mod price;
mod queue;
mod reception;
mod recording;
mod report;
mod resend;
mod retention;
mod standing;
mod sweep;
mod telling;
mod undo;
mod upkeep;
mod view;
mod webhook;
mod words;

use crate::blobs::Blobs;
use crate::engine::{Engine, Job, Scope};
use crate::sql::Connection;
use crate::{Error, Result};
use std::sync::Arc;
use tokio::sync::oneshot;

/// A record: the organisations and all they have, in a database, and beside
/// it their large originals. Cheap to share behind an `Arc`; several
/// processes may have the same one open.
pub struct Record {
    engine: Arc<dyn Engine>,
    blobs: Arc<dyn Blobs>,
    place: String,
    /// What it is at work for, where that is to be done once.
    errand: Option<Arc<errand::AtWork>>,
    /// What the next effect depends on.
    conditions: Vec<Arc<condition::Condition>>,
    /// What the audit log is told of the next effect.
    told: Option<Arc<audit::Told>>,
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl Record {
    /// A record in this database with these originals; `place` names it to
    /// people and holds no secret.
    pub(crate) fn new(engine: Arc<dyn Engine>, blobs: Arc<dyn Blobs>, place: String) -> Self {
        Self {
            engine,
            blobs,
            place,
            errand: None,
            conditions: Vec::new(),
            told: None,
        }
    }

    /// The same record, at work for the same.
    fn same(&self) -> Self {
        Self {
            engine: Arc::clone(&self.engine),
            blobs: Arc::clone(&self.blobs),
            place: self.place.clone(),
            errand: self.errand.clone(),
            conditions: self.conditions.clone(),
            told: self.told.clone(),
        }
    }

    /// Where large originals lie.
    pub(crate) fn blobs(&self) -> Arc<dyn Blobs> {
        Arc::clone(&self.blobs)
    }

    /// What people call the record by.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Reads as of one moment.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        scope: impl Into<Scope>,
        job: impl FnOnce(&dyn Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (job, mut answered) = answering(job);
        self.engine.read(scope.into(), job).await?;
        answered.try_recv().map_err(Error::other)
    }

    /// Writes all of a job or nothing of it; `Ok` is on disk.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        scope: impl Into<Scope>,
        job: impl FnOnce(&dyn Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (job, mut answered) = answering(job);
        self.engine.write(scope.into(), job).await?;
        answered.try_recv().map_err(Error::other)
    }

    /// Runs work that keeps a core busy, away from those that wait.
    pub(crate) async fn busy<T: Send + 'static>(
        job: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        tokio::task::spawn_blocking(job)
            .await
            .map_err(Error::other)?
    }
}

/// A job that sends its answer, and where the answer comes.
fn answering<T: Send + 'static>(
    job: impl FnOnce(&dyn Connection) -> Result<T> + Send + 'static,
) -> (Job, oneshot::Receiver<T>) {
    let (answer, answered) = oneshot::channel();
    let job = move |connection: &dyn Connection| {
        // Whoever asked may have gone; what was done stays done.
        let _ = answer.send(job(connection)?);
        Ok(())
    };
    (Box::new(job), answered)
}

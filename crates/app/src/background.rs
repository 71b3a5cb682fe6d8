//! What goes on while nobody asks: facts follow the log, snapshots are kept,
//! old pictures go, and jobs are done.

use crate::App;
use crate::{jobs, pictures, webhooks};
use domain::OrganisationId;
use std::sync::Arc;
use std::time::Duration;
use store::port::Change;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often to look whether a log has grown, though nobody said so: another
/// process of this machine does not, and a hint may be missed.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// How often to see whether a snapshot is due. Writing one keeps a core and
/// the disk busy for a second or so.
const SNAPSHOTS_EVERY: Duration = Duration::from_secs(60);
/// Events after which a snapshot is worth keeping anew: applying so many at a
/// start takes some tenths of a second.
const SNAPSHOT_EVENTS: u64 = 50_000;
/// How often old pictures are looked for. They lie on each node, so each looks
/// for itself.
const PICTURES_EVERY: Duration = Duration::from_secs(60 * 60);
/// How long stopping waits for what is under way.
const STOP_WITHIN: Duration = Duration::from_secs(20);

/// The tasks of a running node.
pub struct Background {
    app: Arc<App>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Background {
    /// Starts following and doing jobs.
    pub fn start(app: &Arc<App>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let tasks = vec![
            tokio::spawn(follow(Arc::clone(app), stopped.clone())),
            tokio::spawn(snapshots(Arc::clone(app), stopped.clone())),
            tokio::spawn(sweep_pictures(Arc::clone(app), stopped.clone())),
            tokio::spawn(jobs::work(Arc::clone(app), stopped.clone())),
            tokio::spawn(webhooks::work(Arc::clone(app), stopped)),
        ];
        Self {
            app: Arc::clone(app),
            stop,
            tasks,
        }
    }

    /// Stops, lets what is under way come to its end for a while, and keeps
    /// snapshots of what has changed.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let ending = async {
            for task in self.tasks {
                if let Err(error) = task.await {
                    tracing::error!(%error, "a task in the background broke");
                }
            }
        };
        let all = async { tokio::join!(ending, save_snapshots(&self.app, 1)) };
        if tokio::time::timeout(STOP_WITHIN, all).await.is_err() {
            tracing::warn!("stopped before all was done; it is done at the next start");
        }
    }
}

/// Whether it is time to stop; waits until it is.
pub(crate) async fn asked_to_stop(stopped: &mut watch::Receiver<bool>) {
    // An error says that nobody can ask any more.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// Brings loaded facts up to date as soon as somebody says that a log has
/// grown, and from time to time without.
async fn follow(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let mut changes = app.store.subscribe();
    loop {
        let grown = tokio::select! {
            grown = grown(&mut changes) => grown,
            () = tokio::time::sleep(LOOK_EVERY) => None,
            () = asked_to_stop(&mut stopped) => return,
        };
        match grown {
            Some(organisation) => bring_up(&app, organisation).await,
            None => {
                for organisation in app.shelf.organisations() {
                    bring_up(&app, organisation).await;
                }
            }
        }
    }
}

/// Whose log has grown; `None` where some news was missed.
pub(crate) async fn grown(changes: &mut Receiver<Change>) -> Option<OrganisationId> {
    loop {
        match next_change(changes).await {
            Some(Change::Log { organisation, .. }) => return Some(organisation),
            Some(Change::Job) => {}
            None => return None,
        }
    }
}

/// What has changed; `None` where some news was missed.
pub(crate) async fn next_change(changes: &mut Receiver<Change>) -> Option<Change> {
    match changes.recv().await {
        Ok(change) => Some(change),
        Err(RecvError::Lagged(_)) => None,
        // The record is closed; there is nothing more to hear.
        Err(RecvError::Closed) => std::future::pending().await,
    }
}

async fn bring_up(app: &App, organisation: OrganisationId) {
    if let Err(error) = app.shelf.follow(app.store.as_ref(), organisation).await {
        tracing::warn!(%error, %organisation, "the facts could not be brought up to date yet");
    }
}

/// Takes away pictures that are older or more than are kept, first at the start.
async fn sweep_pictures(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        let sweeping = Arc::clone(&app);
        let swept = tokio::task::spawn_blocking(move || pictures::sweep(&sweeping)).await;
        if let Ok(Err(error)) = swept {
            tracing::warn!(%error, "old pictures could not be taken away yet");
        }
        tokio::select! {
            () = tokio::time::sleep(PICTURES_EVERY) => {}
            () = asked_to_stop(&mut stopped) => return,
        }
    }
}

async fn snapshots(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(SNAPSHOTS_EVERY) => {}
            () = asked_to_stop(&mut stopped) => return,
        }
        save_snapshots(&app, SNAPSHOT_EVENTS).await;
    }
}

async fn save_snapshots(app: &App, events_min: u64) {
    for organisation in app.shelf.organisations() {
        let saving = app.shelf.save(app.store.as_ref(), organisation, events_min);
        match saving.await {
            Ok(true) => tracing::info!(%organisation, "a snapshot of the facts is kept"),
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, %organisation, "no snapshot of the facts could be kept");
            }
        }
    }
}

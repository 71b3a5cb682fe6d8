//! Hearing what other nodes have written.

use super::address::Address;
use super::connection::CHANNEL;
use crate::port::Change;
use domain::Seq;
use futures_util::StreamExt as _;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Client, Connection, NoTls};

#[cfg(test)]
mod tests;

/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_secs(1);

/// The one that listens.
pub(super) struct Listener {
    task: JoinHandle<()>,
}

impl Listener {
    /// Listens until it is stopped, whatever happens to the connection.
    pub(super) fn start(address: Arc<Address>, changes: broadcast::Sender<Change>) -> Self {
        let task = tokio::spawn(async move {
            loop {
                if let Err(error) = listen(&address, &changes).await {
                    tracing::debug!(%error, "not listening to the database");
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
        Self { task }
    }

    /// Hears nothing any more.
    pub(super) fn stop(&self) {
        self.task.abort();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

type Heard = Result<(), tokio_postgres::Error>;

/// Listens until the connection ends.
async fn listen(address: &Address, changes: &broadcast::Sender<Change>) -> Heard {
    match &address.tls {
        Some(tls) => {
            let (client, connection) = address.config.connect(tls.clone()).await?;
            hear(client, connection, changes).await
        }
        None => {
            let (client, connection) = address.config.connect(NoTls).await?;
            hear(client, connection, changes).await
        }
    }
}

async fn hear<S, T>(
    client: Client,
    mut connection: Connection<S, T>,
    changes: &broadcast::Sender<Change>,
) -> Heard
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    let messages = futures_util::stream::poll_fn(|cx| connection.poll_message(cx));
    let hearing = messages.for_each(|message| async {
        let Ok(AsyncMessage::Notification(told)) = message else {
            return;
        };
        if let Some(change) = understood(told.payload()) {
            // Nobody may be listening.
            let _ = changes.send(change);
        }
    });
    let listen = format!("LISTEN {CHANNEL}");
    let asking = async {
        client.batch_execute(&listen).await?;
        // The connection lasts as long as its client does.
        std::future::pending::<Heard>().await
    };
    tokio::select! {
        () = hearing => Ok(()),
        failed = asking => failed,
    }
}

/// That a job waits.
const JOB: &str = "job";

/// What a node tells of a change: `<organisation> <place>` of a log. Nothing in
/// it needs quoting.
pub(super) fn told(change: Change) -> String {
    match change {
        Change::Log { organisation, seq } => format!("{organisation} {}", seq.0),
        Change::Job => JOB.to_owned(),
    }
}

/// The change that a node told of.
fn understood(payload: &str) -> Option<Change> {
    if payload == JOB {
        return Some(Change::Job);
    }
    let (organisation, seq) = payload.split_once(' ')?;
    Some(Change::Log {
        organisation: organisation.parse().ok()?,
        seq: Seq(seq.parse().ok()?),
    })
}

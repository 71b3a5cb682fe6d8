//! One connection, driven by the thread that uses it.
//!
//! The driver is asynchronous and would have its connection driven by a task
//! of some other thread; each answer would then wake that thread first and ours
//! after it. Here both sides run in a runtime of this one thread, so a question
//! costs one way there and back and nothing else.

use super::address::Address;
use super::fault::Faulty;
use crate::Result;
use crate::queries::Query;
use futures_util::future::{BoxFuture, FutureExt as _};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, NoTls, Statement};

/// Answers that may be outstanding. More would only be memory: the server is
/// no quicker for it.
pub(super) const OUTSTANDING_MAX: usize = 256;
/// Statements that are gathered before they are sent on their way, so that
/// the server works while we do.
const GATHERED_MAX: usize = 8;

/// An answer that is to come: how many rows were changed.
pub(super) type Answer = BoxFuture<'static, std::result::Result<u64, tokio_postgres::Error>>;

/// What the server calls us in its list of connections.
pub(super) const NAME: &str = "utsyn";
/// How long connecting may take.
pub(super) const TIMEOUT_CONNECT: Duration = Duration::from_secs(5);

/// What holds on every connection:
/// - a statement that runs longer than a minute is not one of ours;
/// - who waits ten seconds for another writer hears that the record is busy,
///   as with the other engine;
/// - a node that died in a transaction may not hold its organisation for ever;
/// - a commit is on the server's disk when it is answered, even where the
///   server is set otherwise; a stricter setting is left as it is;
/// - a plan made while a table was small must not walk through it once it is
///   large: whatever has an index uses it.
const SETTINGS: &str = "
SET statement_timeout = '60s';
SET lock_timeout = '10s';
SET idle_in_transaction_session_timeout = '60s';
SET enable_seqscan = off;
SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local')";

/// A connection with the statements that are prepared on it.
pub(super) struct Session {
    /// Taken out only when the session is dropped.
    runtime: Option<Runtime>,
    client: Arc<Client>,
    statements: RefCell<HashMap<&'static str, Statement>>,
    outstanding: RefCell<Vec<Answer>>,
    gathered: Cell<usize>,
}

impl Session {
    /// Connects and sets the connection up.
    pub(super) fn connect(address: &Address) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(crate::Error::other)?;
        let client = runtime.block_on(dial(address)).faulty()?;
        let session = Self {
            runtime: Some(runtime),
            client: Arc::new(client),
            statements: RefCell::default(),
            outstanding: RefCell::default(),
            gathered: Cell::new(0),
        };
        session.batch(SETTINGS)?;
        Ok(session)
    }

    pub(super) fn client(&self) -> &Arc<Client> {
        &self.client
    }

    /// Whether the connection was cut while nobody looked.
    pub(super) fn is_cut(&self) -> bool {
        self.look();
        self.client.is_closed()
    }

    /// Lets the connection send what it has, and hear what has come.
    pub(super) fn look(&self) {
        self.wait(async {
            // Once to be asked again, once for the connection's turn, and
            // once more because its turn may come after ours.
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
        });
    }

    /// Sends a statement and leaves its answer for later.
    pub(super) fn send(&self, mut answer: Answer) -> Result<()> {
        // The driver sends when it is first asked how far it is.
        if let Some(failed) = (&mut answer).now_or_never() {
            return failed.map(drop).faulty();
        }
        let outstanding = {
            let mut outstanding = self.outstanding.borrow_mut();
            outstanding.push(answer);
            outstanding.len()
        };
        if outstanding >= OUTSTANDING_MAX {
            return self.settle();
        }
        self.gathered.set(self.gathered.get() + 1);
        if self.gathered.get() >= GATHERED_MAX {
            self.gathered.set(0);
            self.wait(tokio::task::yield_now());
        }
        Ok(())
    }

    /// Sends statements that are no query of the registry, and leaves their
    /// answer for later.
    pub(super) fn later(&self, sql: &'static str) -> Result<()> {
        self.send_batch(sql.to_owned())
    }

    /// The same with a text of its own.
    pub(super) fn send_batch(&self, sql: String) -> Result<()> {
        let client = Arc::clone(&self.client);
        self.send(async move { client.batch_execute(&sql).await.map(|()| 0) }.boxed())
    }

    /// The answers that are outstanding, to be awaited before any other. The
    /// first failure is the one that matters, because the server refuses
    /// everything after it.
    pub(super) fn outstanding(
        &self,
    ) -> impl Future<Output = std::result::Result<(), tokio_postgres::Error>> + use<> {
        let answers = self.outstanding.take();
        self.gathered.set(0);
        async {
            let mut first = Ok(());
            for answer in answers {
                // The rest is awaited all the same, so that nothing is left
                // behind.
                first = first.and(answer.await.map(drop));
            }
            first
        }
    }

    /// Collects the answers that are outstanding.
    pub(super) fn settle(&self) -> Result<()> {
        if self.outstanding.borrow().is_empty() {
            return Ok(());
        }
        self.wait(self.outstanding()).faulty()
    }

    /// Waits for an answer, and meanwhile drives the connection.
    pub(super) fn wait<F: Future>(&self, future: F) -> F::Output {
        let runtime = self.runtime.as_ref();
        let runtime = runtime.expect("taken out only when the session is dropped");
        runtime.block_on(future)
    }

    /// Runs statements that are no query of the registry.
    pub(super) fn batch(&self, sql: &str) -> Result<()> {
        self.wait(self.client.batch_execute(sql)).faulty()
    }

    /// The statement of a query, prepared the first time.
    pub(super) fn prepared(&self, query: &'static Query) -> Result<Statement> {
        if let Some(statement) = self.statements.borrow().get(query.path) {
            return Ok(statement.clone());
        }
        let statement = self.wait(self.client.prepare(query.postgres)).faulty()?;
        let kept = statement.clone();
        self.statements.borrow_mut().insert(query.path, kept);
        Ok(statement)
    }

    /// Whether the statement of a query is prepared already.
    pub(super) fn is_prepared(&self, query: &'static Query) -> bool {
        self.statements.borrow().contains_key(query.path)
    }
}

async fn dial(address: &Address) -> std::result::Result<Client, tokio_postgres::Error> {
    match &address.tls {
        Some(tls) => {
            let (client, connection) = address.config.connect(tls.clone()).await?;
            tokio::spawn(connection);
            Ok(client)
        }
        None => {
            let (client, connection) = address.config.connect(NoTls).await?;
            tokio::spawn(connection);
            Ok(client)
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A runtime must not wait for its threads inside another runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

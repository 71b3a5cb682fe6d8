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
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, NoTls, Statement};

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
    client: Client,
    statements: RefCell<HashMap<&'static str, Statement>>,
}

impl Session {
    /// Connects and sets the connection up.
    pub(super) fn connect(address: &Address) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(crate::Error::other)?;
        let client = runtime.block_on(dial(address)).faulty()?;
        let session = Self {
            runtime: Some(runtime),
            client,
            statements: RefCell::default(),
        };
        session.batch(SETTINGS)?;
        Ok(session)
    }

    pub(super) const fn client(&self) -> &Client {
        &self.client
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

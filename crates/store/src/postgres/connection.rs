//! A transaction as the record sees it.
//!
//! A statement of which nobody needs the answer is sent at once and its answer
//! left for later; the next question, or the end of the job, collects what has
//! gathered. So a batch of invoices waits for its questions only.

use super::fault::Faulty;
use super::session::Session;
use super::value::Line;
use crate::Result;
use crate::engine::Scope;
use crate::port::Change;
use crate::queries::Query;
use crate::sql::{self, Owned, Values, Visitor};
use futures_util::TryStreamExt as _;
use futures_util::future::{BoxFuture, FutureExt as _, join, try_join_all};
use std::cell::{Cell, RefCell};
use tokio_postgres::{Row, Statement};

/// Answers that may be outstanding. More would only be memory: the server is
/// no quicker for it.
const OUTSTANDING_MAX: usize = 256;
/// Statements that are gathered before they are sent on their way, so that
/// the server works while we do.
const GATHERED_MAX: usize = 8;

/// What listeners listen to.
pub(super) const CHANNEL: &str = "utsyn_changes";

type Answer<'s> = BoxFuture<'s, std::result::Result<u64, tokio_postgres::Error>>;

/// A connection inside a transaction.
pub(super) struct Inside<'s> {
    session: &'s Session,
    outstanding: RefCell<Vec<Answer<'s>>>,
    gathered: Cell<usize>,
    announced: RefCell<Vec<Change>>,
}

impl<'s> Inside<'s> {
    pub(super) const fn new(session: &'s Session) -> Self {
        Self {
            session,
            outstanding: RefCell::new(Vec::new()),
            gathered: Cell::new(0),
            announced: RefCell::new(Vec::new()),
        }
    }

    /// What was told to those who listen on other nodes.
    pub(super) fn announced(self) -> Vec<Change> {
        self.announced.into_inner()
    }

    /// Collects the answers that are outstanding; the first failure is the
    /// one that matters, because the server refuses everything after it.
    pub(super) fn settle(&self) -> Result<()> {
        let outstanding = self.outstanding.take();
        self.gathered.set(0);
        if outstanding.is_empty() {
            return Ok(());
        }
        self.session.wait(collect(outstanding)).faulty()
    }

    fn prepared(&self, query: &'static Query) -> Result<Statement> {
        if !self.session.is_prepared(query) {
            // Otherwise the failure of another statement would be told as one
            // of preparing this.
            self.settle()?;
        }
        self.session.prepared(query)
    }

    /// Sends a statement and leaves its answer for later.
    fn send(&self, mut answer: Answer<'s>) -> Result<()> {
        // The driver sends when it is first asked how far it is.
        let sent = (&mut answer).now_or_never();
        if let Some(failed) = sent {
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
            self.session.wait(tokio::task::yield_now());
        }
        Ok(())
    }

    /// Asks once for each of these values, all at once, after what is
    /// outstanding.
    fn ask(&self, statement: &Statement, values: &[Values<'_>]) -> Result<Vec<Row>> {
        let client = self.session.client();
        let questions = values.iter().map(|values| async {
            let rows = client.query_raw(statement, owned(values)).await?;
            rows.try_collect::<Vec<Row>>().await
        });
        let before = collect(self.outstanding.take());
        self.gathered.set(0);
        let answers = try_join_all(questions);
        let (before, answers) = self.session.wait(join(before, answers));
        before.faulty()?;
        Ok(answers.faulty()?.into_iter().flatten().collect())
    }

    fn execute(&self, query: &'static Query, values: Values<'_>) -> Result<Answer<'s>> {
        let statement = self.prepared(query)?;
        let values = owned(values);
        let client = self.session.client();
        Ok(async move { client.execute_raw(&statement, values).await }.boxed())
    }
}

fn owned(values: Values<'_>) -> Vec<Owned> {
    let owned = values.iter().map(|value| Owned::of(value.value()));
    owned.collect()
}

async fn collect(answers: Vec<Answer<'_>>) -> std::result::Result<(), tokio_postgres::Error> {
    let mut first = Ok(());
    for answer in answers {
        // The rest is awaited all the same, so that nothing is left behind.
        first = first.and(answer.await.map(drop));
    }
    first
}

impl sql::Connection for Inside<'_> {
    fn run(&self, query: &'static Query, values: Values<'_>) -> Result<usize> {
        let answer = self.execute(query, values)?;
        let before = collect(self.outstanding.take());
        self.gathered.set(0);
        let (before, rows) = self.session.wait(join(before, answer));
        before.faulty()?;
        Ok(usize::try_from(rows.faulty()?).unwrap_or(usize::MAX))
    }

    fn queue(&self, query: &'static Query, values: Values<'_>) -> Result<()> {
        let answer = self.execute(query, values)?;
        self.send(answer)
    }

    fn visit(
        &self,
        query: &'static Query,
        values: Values<'_>,
        visit: &mut Visitor<'_>,
    ) -> Result<()> {
        self.visit_each(query, &[values], visit)
    }

    fn visit_each(
        &self,
        query: &'static Query,
        values: &[Values<'_>],
        visit: &mut Visitor<'_>,
    ) -> Result<()> {
        let statement = self.prepared(query)?;
        for some in values.chunks(OUTSTANDING_MAX) {
            for row in self.ask(&statement, some)? {
                if visit(&Line(&row))?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn announce(&self, change: Change) -> Result<()> {
        let told = format!("{} {}", change.organisation, change.seq.0);
        let client = self.session.client();
        let notify = async move {
            // Both parts are written by us: an id and a number.
            let sql = format!("NOTIFY {CHANNEL}, '{told}'");
            client.batch_execute(&sql).await.map(|()| 0)
        };
        self.announced.borrow_mut().push(change);
        self.send(notify.boxed())
    }
}

/// How a transaction begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

/// Whoever adds an organisation is alone in doing so; any number will do.
const ACROSS_TENANTS_LOCK: i64 = 0x5574_7379_6E00_0001;

/// What begins a transaction: a reader sees one moment, a writer is alone in
/// its organisation, and both see nobody else's rows.
pub(super) fn beginning(scope: Scope, purpose: Purpose) -> String {
    let mut begin = match purpose {
        Purpose::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY".to_owned(),
        Purpose::Write => "BEGIN".to_owned(),
    };
    match scope {
        Scope::Organisation(id) => {
            begin += &format!("; SELECT set_config('utsyn.organisation', '{id}', true)");
            if purpose == Purpose::Write {
                begin += &format!(
                    "; SELECT 1 FROM organisations WHERE organisation_id = '{id}' \
                     FOR NO KEY UPDATE"
                );
            }
        }
        Scope::AcrossTenants => {
            begin += "; SELECT set_config('utsyn.across_tenants', 'on', true)";
            if purpose == Purpose::Write {
                begin += &format!("; SELECT pg_advisory_xact_lock({ACROSS_TENANTS_LOCK})");
            }
        }
    }
    begin
}

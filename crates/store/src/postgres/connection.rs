//! A transaction as the record sees it.
//!
//! A statement of which nobody needs the answer is sent at once and its answer
//! left for later; the next question, or the end of the job, collects what has
//! gathered. So a batch of invoices waits for its questions only.

use super::fault::Faulty;
use super::listen;
use super::session::{Answer, OUTSTANDING_MAX, Session};
use super::value::Line;
use crate::Result;
use crate::engine::Scope;
use crate::port::Change;
use crate::queries::Query;
use crate::sql::{self, Load, Owned, Values, Visitor};
use futures_util::TryStreamExt as _;
use futures_util::future::{BoxFuture, FutureExt as _, join, ready, try_join_all};
use std::cell::RefCell;
use std::pin::pin;
use std::sync::Arc;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::Type;
use tokio_postgres::{Row, Statement};

/// What listeners listen to.
pub(super) const CHANNEL: &str = "utsyn_changes";

type Rows = std::result::Result<Vec<Row>, tokio_postgres::Error>;

/// A question that was asked ahead, with its answer to come.
struct Ahead {
    path: &'static str,
    values: Vec<Owned>,
    rows: BoxFuture<'static, Rows>,
}

/// A connection inside a transaction.
pub(super) struct Inside<'s> {
    session: &'s Session,
    ahead: RefCell<Vec<Ahead>>,
    announced: RefCell<Vec<Change>>,
}

impl<'s> Inside<'s> {
    pub(super) const fn new(session: &'s Session) -> Self {
        Self {
            session,
            ahead: RefCell::new(Vec::new()),
            announced: RefCell::new(Vec::new()),
        }
    }

    /// What was told to those who listen on other nodes.
    pub(super) fn announced(self) -> Vec<Change> {
        self.announced.into_inner()
    }

    fn prepared(&self, query: &'static Query) -> Result<Statement> {
        if !self.session.is_prepared(query) {
            // Otherwise the failure of another statement would be told as one
            // of preparing this.
            self.session.settle()?;
        }
        self.session.prepared(query)
    }

    /// The rows of a query, to come.
    fn question(
        &self,
        query: &'static Query,
        values: Vec<Owned>,
    ) -> Result<BoxFuture<'static, Rows>> {
        let statement = self.prepared(query)?;
        let client = Arc::clone(self.session.client());
        let rows = async move {
            let rows = client.query_raw(&statement, values).await?;
            rows.try_collect().await
        };
        Ok(rows.boxed())
    }

    /// The answer to a question that was asked ahead, to come.
    fn asked(&self, query: &'static Query, values: &[Owned]) -> Option<BoxFuture<'static, Rows>> {
        let mut ahead = self.ahead.borrow_mut();
        let mut asked = ahead.iter();
        let place = asked.position(|asked| asked.path == query.path && asked.values == values)?;
        Some(ahead.swap_remove(place).rows)
    }

    /// Asks once for each of these values, all at once, after what is
    /// outstanding.
    fn ask(&self, query: &'static Query, values: &[Values<'_>]) -> Result<Vec<Row>> {
        let questions = values.iter().map(|values| {
            let values = owned(values);
            let asked = self.asked(query, &values);
            asked.map_or_else(|| self.question(query, values), Ok)
        });
        let questions = questions.collect::<Result<Vec<_>>>()?;
        let answers = join(self.session.outstanding(), try_join_all(questions));
        let (before, answers) = self.session.wait(answers);
        before.faulty()?;
        Ok(answers.faulty()?.into_iter().flatten().collect())
    }

    fn execute(&self, query: &'static Query, values: Values<'_>) -> Result<Answer> {
        let statement = self.prepared(query)?;
        let values = owned(values);
        let client = Arc::clone(self.session.client());
        Ok(async move { client.execute_raw(&statement, values).await }.boxed())
    }
}

fn owned(values: Values<'_>) -> Vec<Owned> {
    let owned = values.iter().map(|value| Owned::of(value.value()));
    owned.collect()
}

impl sql::Connection for Inside<'_> {
    fn run(&self, query: &'static Query, values: Values<'_>) -> Result<usize> {
        let answer = self.execute(query, values)?;
        let answers = join(self.session.outstanding(), answer);
        let (before, rows) = self.session.wait(answers);
        before.faulty()?;
        Ok(usize::try_from(rows.faulty()?).unwrap_or(usize::MAX))
    }

    fn queue(&self, query: &'static Query, values: Values<'_>) -> Result<()> {
        let answer = self.execute(query, values)?;
        self.session.send(answer)
    }

    fn load(&self, load: &'static Load, rows: &[&[Owned]]) -> Result<()> {
        self.session.send_batch(load.stage.to_owned())?;
        self.session.settle()?;
        let staged = self.session.prepared(load.staged)?;
        let types: Vec<Type> = staged.columns().iter().map(|c| c.type_().clone()).collect();
        let client = self.session.client();
        let stream = async {
            let sink = client.copy_in(load.stream).await?;
            let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
            for row in rows {
                writer.as_mut().write_raw(row.iter()).await?;
            }
            writer.finish().await
        };
        self.session.wait(stream).faulty()?;
        self.queue(load.take, &[])?;
        self.queue(load.clear, &[])
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
        for some in values.chunks(OUTSTANDING_MAX) {
            for row in self.ask(query, some)? {
                if visit(&Line(&row))?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn ahead(&self, questions: &[(&'static Query, Values<'_>)]) -> Result<()> {
        let mut ahead = Vec::with_capacity(questions.len());
        for (query, values) in questions {
            let values = owned(values);
            let mut rows = self.question(query, values.clone())?;
            // The driver sends when it is first asked how far it is.
            let rows = match (&mut rows).now_or_never() {
                Some(rows) => ready(rows).boxed(),
                None => rows,
            };
            ahead.push(Ahead {
                path: query.path,
                values,
                rows,
            });
        }
        self.ahead.replace(ahead);
        Ok(())
    }

    fn announce(&self, change: Change) -> Result<()> {
        self.announced.borrow_mut().push(change);
        let told = listen::told(change);
        self.session
            .send_batch(format!("NOTIFY {CHANNEL}, '{told}'"))
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

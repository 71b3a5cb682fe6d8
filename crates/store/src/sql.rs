//! The thin layer between the record and its engines.
//!
//! The nouns under `record` are written once, against [`Connection`]: run a
//! query of the registry with values, and read the columns of its rows from
//! left to right. An engine implements that trait on its own connection and
//! nothing of its driver shows here.
//!
//! The layer is synchronous, because a job of the record is a sequence of
//! questions each of which needs the answer before: where it runs, and that
//! nobody else waits for it, is the engine's affair (`crate::engine`).

mod columns;
pub(crate) mod row;
mod value;

pub(crate) use columns::{Cells, Columns};
pub(crate) use value::{Bind, Owned, Value, Values, params, storable};

use crate::Result;
use crate::port::Change;
use crate::queries::Query;
use std::ops::ControlFlow;

/// What hears of every row that a query selects, until it has enough.
pub(crate) type Visitor<'v> = dyn FnMut(&dyn Cells) -> Result<ControlFlow<()>> + 'v;

/// How whole rows of a table are put in bulk, every column in the order of the
/// schema.
#[derive(Debug)]
pub(crate) struct Load {
    /// Puts one row in the place of one with its key.
    pub(crate) put: &'static Query,
    /// Makes the table of this connection that rows are streamed into.
    pub(crate) stage: &'static str,
    /// Streams rows into that table.
    pub(crate) stream: &'static str,
    /// Selects its columns.
    pub(crate) staged: &'static Query,
    /// Puts what was streamed in the place of rows with the same key.
    pub(crate) take: &'static Query,
    /// Empties it again.
    pub(crate) clear: &'static Query,
}

/// A connection inside a transaction.
pub(crate) trait Connection {
    /// Runs a statement; answers how many rows it changed.
    fn run(&self, query: &'static Query, values: Values<'_>) -> Result<usize>;

    /// Runs a statement of which nobody needs to know what it changed. It may
    /// be done later, but in order: before the next answer and before the
    /// commit. So may its failure be told.
    fn queue(&self, query: &'static Query, values: Values<'_>) -> Result<()>;

    /// Puts rows in the place of those with their keys. An engine that is far
    /// away takes them in one stream. No key may come twice.
    fn load(&self, load: &'static Load, rows: &[&[Owned]]) -> Result<()> {
        for row in rows {
            let values: Vec<&dyn Bind> = row.iter().map(|cell| cell as &dyn Bind).collect();
            self.queue(load.put, &values)?;
        }
        Ok(())
    }

    /// Hands the rows that a query selects to `visit`, one after the other.
    fn visit(
        &self,
        query: &'static Query,
        values: Values<'_>,
        visit: &mut Visitor<'_>,
    ) -> Result<()>;

    /// Asks the same query once for each of these values and hands over all
    /// rows, in that order. An engine that is far away asks all of it at once.
    fn visit_each(
        &self,
        query: &'static Query,
        values: &[Values<'_>],
        visit: &mut Visitor<'_>,
    ) -> Result<()>;

    /// Says which questions will be asked next, at most once each, and that
    /// nothing until then can change their answers. An engine that is far away
    /// asks them at once, so that all of them cost one way there and back.
    /// What was said before and not asked is forgotten.
    fn ahead(&self, questions: &[(&'static Query, Values<'_>)]) -> Result<()> {
        let _ = questions;
        Ok(())
    }

    /// Tells those who listen that a log has grown, once that is on disk.
    fn announce(&self, change: Change) -> Result<()>;
}

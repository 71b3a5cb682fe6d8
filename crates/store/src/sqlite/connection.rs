//! The engine's connection as the record sees it.

use super::fault::{Fault, Sql};
use crate::port::Change;
use crate::queries::Query;
use crate::sql::{self, Cells, Value, Values, Visitor, storable};
use crate::{Error, Result};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, Row, ToSql};
use std::cell::RefCell;

/// A connection inside a transaction.
pub(super) struct Inside<'c> {
    connection: &'c Connection,
    announced: RefCell<Vec<Change>>,
}

impl<'c> Inside<'c> {
    pub(super) const fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            announced: RefCell::new(Vec::new()),
        }
    }

    /// What is to be told to those who listen after the commit.
    pub(super) fn announced(self) -> Vec<Change> {
        self.announced.into_inner()
    }

    fn prepare(&self, query: &'static Query, values: Values<'_>) -> Sql<CachedStatement<'c>> {
        let mut statement = self.connection.prepare_cached(query.sqlite)?;
        bind(&mut statement, query, values)?;
        Ok(statement)
    }
}

fn bind(statement: &mut CachedStatement<'_>, query: &Query, values: Values<'_>) -> Sql<()> {
    if statement.parameter_count() != values.len() {
        // Left unbound it would be NULL and nobody would notice.
        return Err(Error::other(format!("{} wants other values", query.path)).into());
    }
    for (place, value) in (1..).zip(values) {
        statement.raw_bind_parameter(place, Bound(value.value()))?;
    }
    Ok(())
}

impl sql::Connection for Inside<'_> {
    fn run(&self, query: &'static Query, values: Values<'_>) -> Result<usize> {
        let mut statement = self.prepare(query, values)?;
        Ok(statement.raw_execute().map_err(Fault::from)?)
    }

    fn queue(&self, query: &'static Query, values: Values<'_>) -> Result<()> {
        self.run(query, values).map(drop)
    }

    fn visit(
        &self,
        query: &'static Query,
        values: Values<'_>,
        visit: &mut Visitor<'_>,
    ) -> Result<()> {
        let mut statement = self.prepare(query, values)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(Fault::from)? {
            if visit(&Line(row))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn visit_each(
        &self,
        query: &'static Query,
        values: &[Values<'_>],
        visit: &mut Visitor<'_>,
    ) -> Result<()> {
        // Found among the prepared ones once, not once for each of thousands.
        let mut statement = self
            .connection
            .prepare_cached(query.sqlite)
            .map_err(Fault::from)?;
        for values in values {
            bind(&mut statement, query, values)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next().map_err(Fault::from)? {
                if visit(&Line(row))?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn announce(&self, change: Change) -> Result<()> {
        self.announced.borrow_mut().push(change);
        Ok(())
    }
}

/// A value as the driver takes it.
struct Bound<'v>(Value<'v>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let borrowed = match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(number),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Text(text) => match storable(text) {
                std::borrow::Cow::Borrowed(text) => ValueRef::Text(text.as_bytes()),
                std::borrow::Cow::Owned(text) => return Ok(text.into()),
            },
        };
        Ok(ToSqlOutput::Borrowed(borrowed))
    }
}

/// A row as the record reads it.
struct Line<'r>(&'r Row<'r>);

impl Cells for Line<'_> {
    fn cell(&self, place: usize) -> Option<Value<'_>> {
        match self.0.get_ref(place).ok()? {
            ValueRef::Null => Some(Value::Null),
            ValueRef::Integer(number) => Some(Value::Int(number)),
            ValueRef::Text(text) => std::str::from_utf8(text).ok().map(Value::Text),
            ValueRef::Blob(bytes) => Some(Value::Bytes(bytes)),
            ValueRef::Real(_) => None,
        }
    }
}

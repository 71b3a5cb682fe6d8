//! Columns to values and back.

use super::fault::Sql;
use crate::Error;
use domain::{ContentHash, Currency, Finding, Money};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use rusqlite::types::{FromSql, ValueRef};
use rusqlite::{Connection, Params, Row};

/// Reads the columns of a row from left to right, so that a query and its
/// reader are in step as long as both name the same columns in one order.
pub(super) struct Columns<'r> {
    row: &'r Row<'r>,
    table: &'static str,
    next: usize,
}

impl<'r> Columns<'r> {
    fn take<T: FromSql>(&mut self, column: &'static str) -> Sql<T> {
        let value = self.value();
        T::column_result(value).map_err(|_| self.inconsistent(column).into())
    }

    fn value(&mut self) -> ValueRef<'r> {
        let value = self.row.get_ref(self.next).unwrap_or(ValueRef::Null);
        self.next += 1;
        value
    }

    fn inconsistent(&self, column: &'static str) -> Error {
        Error::Inconsistent {
            table: self.table,
            column,
        }
    }

    pub(super) fn int(&mut self, column: &'static str) -> Sql<i64> {
        self.take(column)
    }

    pub(super) fn optional_int(&mut self, column: &'static str) -> Sql<Option<i64>> {
        self.take(column)
    }

    /// A count or a size: never negative.
    pub(super) fn count(&mut self, column: &'static str) -> Sql<u64> {
        let value = self.int(column)?;
        u64::try_from(value).map_err(|_| self.inconsistent(column).into())
    }

    pub(super) fn flag(&mut self, column: &'static str) -> Sql<bool> {
        Ok(self.int(column)? != 0)
    }

    pub(super) fn text(&mut self, column: &'static str) -> Sql<String> {
        self.take(column)
    }

    pub(super) fn optional_text(&mut self, column: &'static str) -> Sql<Option<String>> {
        self.take(column)
    }

    pub(super) fn bytes(&mut self, column: &'static str) -> Sql<Vec<u8>> {
        self.take(column)
    }

    pub(super) fn optional_bytes(&mut self, column: &'static str) -> Sql<Option<Vec<u8>>> {
        self.take(column)
    }

    pub(super) fn id<T>(&mut self, column: &'static str, make: fn([u8; 16]) -> T) -> Sql<T> {
        self.take(column).map(make)
    }

    pub(super) fn optional_id<T>(
        &mut self,
        column: &'static str,
        make: fn([u8; 16]) -> T,
    ) -> Sql<Option<T>> {
        Ok(self.take::<Option<[u8; 16]>>(column)?.map(make))
    }

    pub(super) fn hash(&mut self, column: &'static str) -> Sql<ContentHash> {
        self.take(column).map(ContentHash::from_bytes)
    }

    pub(super) fn optional_hash(&mut self, column: &'static str) -> Sql<Option<ContentHash>> {
        Ok(self
            .take::<Option<[u8; 32]>>(column)?
            .map(ContentHash::from_bytes))
    }

    /// A word of a vocabulary by its stored number.
    pub(super) fn word<T>(
        &mut self,
        column: &'static str,
        from_number: fn(u8) -> Option<T>,
    ) -> Sql<T> {
        let number = self.int(column)?;
        self.known(column, u8::try_from(number).ok().and_then(from_number))
    }

    pub(super) fn optional_word<T>(
        &mut self,
        column: &'static str,
        from_number: fn(u8) -> Option<T>,
    ) -> Sql<Option<T>> {
        let Some(number) = self.optional_int(column)? else {
            return Ok(None);
        };
        let word = u8::try_from(number).ok().and_then(from_number);
        self.known(column, word).map(Some)
    }

    pub(super) fn moment(&mut self, column: &'static str) -> Sql<Timestamp> {
        let micros = self.int(column)?;
        self.known(column, Timestamp::from_microsecond(micros).ok())
    }

    pub(super) fn optional_moment(&mut self, column: &'static str) -> Sql<Option<Timestamp>> {
        let Some(micros) = self.optional_int(column)? else {
            return Ok(None);
        };
        self.known(column, Timestamp::from_microsecond(micros).ok())
            .map(Some)
    }

    pub(super) fn day(&mut self, column: &'static str) -> Sql<Date> {
        let days = self.int(column)?;
        self.known(column, day_from(days))
    }

    pub(super) fn optional_day(&mut self, column: &'static str) -> Sql<Option<Date>> {
        let Some(days) = self.optional_int(column)? else {
            return Ok(None);
        };
        self.known(column, day_from(days)).map(Some)
    }

    pub(super) fn currency(&mut self, column: &'static str) -> Sql<Currency> {
        let value = self.value();
        let currency = value.as_str().ok().and_then(|text| text.parse().ok());
        self.known(column, currency)
    }

    pub(super) fn money(&mut self) -> Sql<Money> {
        let minor = self.int("amount_minor")?;
        Ok(Money::new(minor, self.currency("currency")?))
    }

    pub(super) fn optional_money(&mut self) -> Sql<Option<Money>> {
        let Some(minor) = self.optional_int("amount_minor")? else {
            self.next += 1;
            return Ok(None);
        };
        Ok(Some(Money::new(minor, self.currency("currency")?)))
    }

    pub(super) fn json<T: for<'a> serde::Deserialize<'a>>(
        &mut self,
        column: &'static str,
    ) -> Sql<T> {
        let value = self.value();
        let parsed = value
            .as_str()
            .ok()
            .and_then(|text| serde_json::from_str(text).ok());
        self.known(column, parsed)
    }

    /// Findings as JSON; none at all where there are none.
    pub(super) fn findings(&mut self) -> Sql<Vec<Finding>> {
        let value = self.value();
        if value == ValueRef::Null {
            return Ok(Vec::new());
        }
        let parsed = value
            .as_str()
            .ok()
            .and_then(|text| serde_json::from_str(text).ok());
        self.known("findings", parsed)
    }

    /// What was read, or the news that this was never written there.
    pub(super) fn known<T>(&self, column: &'static str, value: Option<T>) -> Sql<T> {
        value.ok_or_else(|| self.inconsistent(column).into())
    }
}

/// The rows that a query selects.
pub(super) fn all<T>(
    connection: &Connection,
    table: &'static str,
    sql: &'static str,
    params: impl Params,
    mut read: impl FnMut(&mut Columns<'_>) -> Sql<T>,
) -> Sql<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(read(&mut Columns {
            row,
            table,
            next: 0,
        })?);
    }
    Ok(values)
}

/// The first row that a query selects.
pub(super) fn one<T>(
    connection: &Connection,
    table: &'static str,
    sql: &'static str,
    params: impl Params,
    read: impl FnOnce(&mut Columns<'_>) -> Sql<T>,
) -> Sql<Option<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    match rows.next()? {
        Some(row) => read(&mut Columns {
            row,
            table,
            next: 0,
        })
        .map(Some),
        None => Ok(None),
    }
}

/// Whether a query selects anything.
pub(super) fn exists(connection: &Connection, sql: &'static str, params: impl Params) -> Sql<bool> {
    Ok(connection.prepare_cached(sql)?.exists(params)?)
}

/// Runs a statement; answers how many rows it changed.
pub(super) fn run(connection: &Connection, sql: &'static str, params: impl Params) -> Sql<usize> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

/// A moment as it lies in a column: microseconds since 1970.
pub(super) fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

/// A moment as it comes back from a column.
pub(super) fn as_stored(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(micros(moment)).unwrap_or(moment)
}

/// A day as it lies in a column: days since 1970-01-01.
pub(super) fn days(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

const EPOCH: Date = Date::constant(1970, 1, 1);

pub(super) fn day_from(days: i64) -> Option<Date> {
    let span = Span::new().try_days(days).ok()?;
    EPOCH.checked_add(span).ok()
}

/// A size or a count as it lies in a column.
pub(super) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A number of rows to ask for, within what one answer may hold.
pub(super) fn limit(rows: usize) -> i64 {
    let rows = rows.min(crate::port::LIST_ROWS_MAX);
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Findings as they lie in a column.
pub(super) fn findings_json(findings: &[Finding]) -> Option<String> {
    match findings {
        [] => None,
        some => Some(json(&some)),
    }
}

/// A value as JSON text.
pub(super) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("values of the domain have text keys only")
}

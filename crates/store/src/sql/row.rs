//! Asking for rows, and values as they lie in columns.

use super::{Bind, Cells, Columns, Connection, Values};
use crate::Result;
use crate::queries::Query;
use domain::{Finding, OrganisationId};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use std::ops::ControlFlow;

/// The rows that a query selects.
pub(crate) fn all<T>(
    connection: &dyn Connection,
    table: &'static str,
    query: &'static Query,
    values: Values<'_>,
    mut read: impl FnMut(&mut Columns<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    let mut visit = |cells: &dyn Cells| {
        rows.push(read(&mut Columns::of(cells, table))?);
        Ok(ControlFlow::Continue(()))
    };
    connection.visit(query, values, &mut visit)?;
    Ok(rows)
}

/// The rows of an organisation with these ids, in the order asked; unknown
/// ones are left out. The query takes the organisation and an id.
pub(crate) fn by_ids<T>(
    connection: &dyn Connection,
    table: &'static str,
    query: &'static Query,
    organisation: OrganisationId,
    ids: &[&[u8; 16]],
    mut read: impl FnMut(&mut Columns<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let organisation = organisation.as_bytes();
    let keys: Vec<[&dyn Bind; 2]> = ids
        .iter()
        .map(|id| [organisation as &dyn Bind, id])
        .collect();
    let keys: Vec<Values<'_>> = keys.iter().map(<[_; 2]>::as_slice).collect();
    let mut rows = Vec::with_capacity(ids.len());
    let mut visit = |cells: &dyn Cells| {
        rows.push(read(&mut Columns::of(cells, table))?);
        Ok(ControlFlow::Continue(()))
    };
    connection.visit_each(query, &keys, &mut visit)?;
    Ok(rows)
}

/// The first row that a query selects.
pub(crate) fn one<T>(
    connection: &dyn Connection,
    table: &'static str,
    query: &'static Query,
    values: Values<'_>,
    mut read: impl FnMut(&mut Columns<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut first = None;
    let mut visit = |cells: &dyn Cells| {
        first = Some(read(&mut Columns::of(cells, table))?);
        Ok(ControlFlow::Break(()))
    };
    connection.visit(query, values, &mut visit)?;
    Ok(first)
}

/// Whether a query selects anything.
pub(crate) fn exists(
    connection: &dyn Connection,
    query: &'static Query,
    values: Values<'_>,
) -> Result<bool> {
    let mut exists = false;
    let mut visit = |_: &dyn Cells| {
        exists = true;
        Ok(ControlFlow::Break(()))
    };
    connection.visit(query, values, &mut visit)?;
    Ok(exists)
}

/// Runs a statement; answers how many rows it changed.
pub(crate) fn run(
    connection: &dyn Connection,
    query: &'static Query,
    values: Values<'_>,
) -> Result<usize> {
    connection.run(query, values)
}

/// Runs a statement of which nobody needs to know what it changed.
pub(crate) fn queue(
    connection: &dyn Connection,
    query: &'static Query,
    values: Values<'_>,
) -> Result<()> {
    connection.queue(query, values)
}

/// A moment as it lies in a column: microseconds since 1970.
pub(crate) fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

/// A moment as it comes back from a column.
pub(crate) fn as_stored(moment: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(micros(moment)).unwrap_or(moment)
}

/// A day as it lies in a column: days since 1970-01-01.
pub(crate) fn days(day: Date) -> i64 {
    day.duration_since(EPOCH).as_hours() / 24
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day as it comes back from a column.
pub(crate) fn day_from(days: i64) -> Option<Date> {
    const SECONDS: i64 = 24 * 60 * 60;
    // By way of a moment, because a span takes several times as long and every
    // document has four days. The calendar's last day is no moment any more.
    let midnight = days.checked_mul(SECONDS).map(Timestamp::from_second);
    match midnight {
        Some(Ok(midnight)) => Some(Offset::UTC.to_datetime(midnight).date()),
        _ => EPOCH.checked_add(Span::new().try_days(days).ok()?).ok(),
    }
}

/// A size or a count as it lies in a column.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A number of rows to ask for, within what one answer may hold.
pub(crate) fn limit(rows: usize) -> i64 {
    let rows = rows.min(crate::port::LIST_ROWS_MAX);
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Findings as they lie in a column.
pub(crate) fn findings_json(findings: &[Finding]) -> Option<String> {
    match findings {
        [] => None,
        some => Some(json(&some)),
    }
}

/// A value as JSON text.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("values of the domain have text keys only")
}

#[cfg(test)]
mod tests;

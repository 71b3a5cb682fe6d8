//! Rows on their way.

use super::table::Table;
use crate::Result;
use crate::sql::{Bind, Cells, Connection, Owned, Value};
use crate::{Error, queries::Query};
use domain::OrganisationId;
use std::collections::HashMap;
use std::ops::ControlFlow;

/// The cells of a row, or of a key, in the order of the schema.
pub(super) type Row = Vec<Owned>;

/// Some rows of a table.
pub(super) struct Page {
    /// The table's place among all of them.
    pub(super) table: usize,
    /// The key of the row before the first; none at the beginning.
    pub(super) after: Option<Row>,
    pub(super) rows: Vec<Row>,
}

/// Hands over every row of an organisation in a table, page by page, in the
/// order of its key, each page with the key before it.
pub(super) fn each_page(
    connection: &dyn Connection,
    organisation: OrganisationId,
    table: &Table,
    take: &mut dyn FnMut(Option<Row>, Vec<Row>) -> Result<()>,
) -> Result<()> {
    let mut after = None;
    loop {
        let rows = list(
            connection,
            organisation,
            table,
            after.as_ref(),
            table.page(),
        )?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        let next = table.key(last);
        // A table with one row an organisation has no second page.
        let is_all = next.is_empty();
        take(after.replace(next), rows)?;
        if is_all {
            return Ok(());
        }
    }
}

fn list(
    connection: &dyn Connection,
    organisation: OrganisationId,
    table: &Table,
    after: Option<&Row>,
    limit: i64,
) -> Result<Vec<Row>> {
    let (query, key): (&'static Query, &[Owned]) = match after {
        Some(key) => (table.list_after, key),
        None => (table.list, &[]),
    };
    let organisation = organisation.as_bytes();
    let mut values: Vec<&dyn Bind> = vec![organisation, &limit];
    values.extend(key.iter().map(|cell| cell as &dyn Bind));
    let mut rows = Vec::new();
    let mut visit = |cells: &dyn Cells| {
        let row = (0..table.width()).map(|place| cells.cell(place).map(Owned::of));
        let row: Option<Row> = row.collect();
        rows.push(row.ok_or_else(|| unreadable(table))?);
        Ok(ControlFlow::Continue(()))
    };
    connection.visit(query, &values, &mut visit)?;
    Ok(rows)
}

fn unreadable(table: &Table) -> Error {
    Error::other(format!(
        "a row of {} holds what was never written there",
        table.name()
    ))
}

/// Puts the rows of a page that are not there already, or not the same.
pub(super) fn put(
    connection: &dyn Connection,
    organisation: OrganisationId,
    table: &Table,
    page: &Page,
) -> Result<()> {
    let limit = i64::try_from(page.rows.len()).unwrap_or(i64::MAX);
    let there = list(connection, organisation, table, page.after.as_ref(), limit)?;
    let there: HashMap<Row, Row> = there
        .into_iter()
        .map(|row| (table.key(&row), row))
        .collect();
    let is_new = |row: &&Row| there.get(&table.key(row)) != Some(*row);
    let new: Vec<&[Owned]> = page.rows.iter().filter(is_new).map(Vec::as_slice).collect();
    match new.is_empty() {
        true => Ok(()),
        false => connection.load(table.load, &new),
    }
}

/// A cell as it goes into a sum: its kind, its length and its bytes, so that
/// no two rows read the same.
pub(super) fn for_sum(cell: &Owned, into: &mut Vec<u8>) {
    let (kind, bytes): (u8, &[u8]) = match cell.value() {
        Value::Null => (0, &[]),
        Value::Int(number) => {
            into.push(1);
            into.extend(number.to_be_bytes());
            return;
        }
        Value::Text(text) => (2, text.as_bytes()),
        Value::Bytes(bytes) => (3, bytes),
    };
    into.push(kind);
    into.extend((bytes.len() as u64).to_be_bytes());
    into.extend(bytes);
}

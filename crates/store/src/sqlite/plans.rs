//! What the query planner should believe about the tables.
//!
//! Without statistics SQLite takes the first column of a key for selective.
//! Here it is the organisation in every key, and often there is only one: a
//! look-up by document would walk the whole log. Measured statistics would
//! mend that, but an empty record has none, and a plan that changes with the
//! data is a surprise. So the planner is told once and for all: one
//! organisation, a million rows, and every further column narrows.
//! (`sqlite_stat1`, <https://sqlite.org/fileformat2.html#the_sqlite_stat1_table>)

use super::fault::Sql;
use rusqlite::{Connection, Result, params};

/// Rows that the planner believes each table to have.
const ROWS: u32 = 1_000_000;
/// Rows that it believes to share a value of a further column.
const ALIKE: u32 = 10;

/// Partial indexes of what waits for something: few rows of a large table.
const FEW: [&str; 3] = ["jobs_due", "payments_unmatched", "payments_waiting"];
/// Rows that it believes those to have.
const FEW_ROWS: u32 = 1_000;

struct Index {
    table: String,
    name: String,
    is_unique: bool,
    columns: Vec<String>,
}

/// Tells the planner about every index of the schema, inside the transaction
/// that makes the schema. Connections opened afterwards go by it.
pub(super) fn settle(connection: &Connection) -> Sql<()> {
    let wanted: Vec<Told> = indexes(connection)?.iter().map(Index::told).collect();
    let exists = "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'";
    if !connection.prepare(exists)?.exists([])? {
        // Makes the table of statistics, which a schema cannot declare.
        connection.execute_batch("ANALYZE organisations")?;
    }
    if told(connection)? == wanted {
        return Ok(());
    }
    connection.execute("DELETE FROM sqlite_stat1", [])?;
    for (table, name, statistics) in wanted {
        let add = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?1, ?2, ?3)";
        connection.execute(add, params![table, name, statistics])?;
    }
    Ok(())
}

/// Has a connection that was open before go by what was settled.
pub(super) fn reload(connection: &Connection) -> Sql<()> {
    Ok(connection.execute_batch("ANALYZE sqlite_schema")?)
}

/// A table, one of its indexes, and its statistics.
type Told = (String, Option<String>, String);

fn told(connection: &Connection) -> Sql<Vec<Told>> {
    let read = "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx";
    let mut statement = connection.prepare(read)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_>>()?)
}

fn indexes(connection: &Connection) -> Sql<Vec<Index>> {
    let read = "
        SELECT t.name, i.name, i.\"unique\", i.origin = 'pk' AND t.wr
        FROM pragma_table_list AS t, pragma_index_list(t.name) AS i
        WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(read)?;
    let found = statement.query_map([], |row| {
        let (table, index): (String, String) = (row.get(0)?, row.get(1)?);
        let columns = columns(connection, &index)?;
        // The key of a table without row ids is the table itself.
        let is_the_table: bool = row.get(3)?;
        Ok(Index {
            name: if is_the_table { table.clone() } else { index },
            is_unique: row.get(2)?,
            table,
            columns,
        })
    })?;
    let mut found: Vec<Index> = found.collect::<Result<_>>()?;
    found.sort_by(|a, b| (&a.table, &a.name).cmp(&(&b.table, &b.name)));
    Ok(found)
}

fn columns(connection: &Connection, index: &str) -> Result<Vec<String>> {
    let read = "SELECT name FROM pragma_index_info(?1) ORDER BY seqno";
    let mut statement = connection.prepare(read)?;
    let names = statement.query_map([index], |row| row.get(0))?;
    names.collect()
}

impl Index {
    fn told(&self) -> Told {
        (
            self.table.clone(),
            Some(self.name.clone()),
            self.statistics(),
        )
    }

    /// Rows of the index, then rows that share its first column, its first
    /// two, and so on.
    fn statistics(&self) -> String {
        let rows = match FEW.contains(&self.name.as_str()) {
            true => FEW_ROWS,
            false => ROWS,
        };
        let last = self.columns.len().saturating_sub(1);
        let alike = self
            .columns
            .iter()
            .enumerate()
            .map(|(n, column)| match column.as_str() {
                _ if n == last && self.is_unique => 1,
                "organisation_id" => rows,
                _ => ALIKE,
            });
        let numbers: Vec<String> = std::iter::once(rows)
            .chain(alike)
            .map(|n| n.to_string())
            .collect();
        numbers.join(" ")
    }
}

#[cfg(test)]
mod tests;

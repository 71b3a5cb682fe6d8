//! The tables of the record, asked of an empty database. The other engine has
//! the same ones; a test holds them equal.

use super::fault::Sql;
use super::migrate;
use crate::Result;
use rusqlite::Connection;

/// A table of the record.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) name: String,
    /// Every column, in the order of the schema.
    pub(crate) columns: Vec<String>,
    /// The columns of its primary key; the organisation is the first.
    pub(crate) key: Vec<String>,
    points_to: Vec<String>,
}

/// Every table that belongs to organisations, each after those it points to.
pub(crate) fn shapes() -> Result<Vec<Shape>> {
    let connection = Connection::open_in_memory().map_err(super::fault::Fault::from)?;
    migrate::migrate(&connection)?;
    let mut waiting = all(&connection)?;
    waiting.retain(|shape| {
        shape
            .key
            .first()
            .is_some_and(|key| key == "organisation_id")
    });
    let mut ordered: Vec<Shape> = Vec::new();
    while !waiting.is_empty() {
        let is_there = |name: &String| ordered.iter().any(|shape| shape.name == *name);
        let ready = waiting.iter().position(|shape| {
            let mut others = shape.points_to.iter().filter(|name| **name != shape.name);
            others.all(is_there)
        });
        let ready = ready.expect("no tables of the schema point to each other in a circle");
        ordered.push(waiting.remove(ready));
    }
    Ok(ordered)
}

fn all(connection: &Connection) -> Sql<Vec<Shape>> {
    let tables = "SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    names(connection, tables, [])?
        .into_iter()
        .map(|name| {
            let columns = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
            let key = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
            let points_to = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1)";
            Ok(Shape {
                columns: names(connection, columns, [&name])?,
                key: names(connection, key, [&name])?,
                points_to: names(connection, points_to, [&name])?,
                name,
            })
        })
        .collect()
}

fn names(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map(params, |row| row.get(0))?;
    rows.collect()
}

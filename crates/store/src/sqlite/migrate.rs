//! The schema, step by step. What was applied is remembered with its
//! checksum, so that a step that was changed afterwards is noticed.

use super::fault::Sql;
use super::plans;
use crate::Error;
use domain::ContentHash;
use rusqlite::{Connection, params};

/// One step of the schema.
pub(super) struct Migration {
    /// The file's name without its ending.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) sql: &'static str,
}

/// Every step, oldest first.
pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    name: "20261123120000_record",
    sql: include_str!("../../migrations/sqlite/20261123120000_record.sql"),
}];

const REMEMBERED: &str = "
CREATE TABLE IF NOT EXISTS migrations (
    name TEXT NOT NULL,
    checksum BLOB NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID";

/// Brings the schema up to date, alone in the file while it does.
pub(super) fn migrate(connection: &Connection) -> Sql<()> {
    apply(connection, MIGRATIONS)?;
    plans::reload(connection)
}

fn apply(connection: &Connection, migrations: &[Migration]) -> Sql<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = apply_within(connection, migrations);
    connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn apply_within(connection: &Connection, migrations: &[Migration]) -> Sql<()> {
    connection.execute_batch(REMEMBERED)?;
    let applied = applied(connection)?;
    if let Some((newer, _)) = applied.get(migrations.len()) {
        return Err(refusal(format!(
            "the record has the step {newer}, which this program does not know; \
             it was written by a newer version: use that one"
        )));
    }
    for ((name, checksum), migration) in applied.iter().zip(migrations) {
        if name != migration.name || *checksum != *sum(migration).as_bytes() {
            return Err(refusal(format!(
                "the step {name} of the record is not the step {} of this program; \
                 use the version that wrote it, or restore a backup",
                migration.name
            )));
        }
    }
    for migration in &migrations[applied.len()..] {
        connection.execute_batch(migration.sql)?;
        connection.execute(
            "INSERT INTO migrations (name, checksum) VALUES (?1, ?2)",
            params![migration.name, sum(migration).as_bytes()],
        )?;
    }
    plans::settle(connection)
}

fn applied(connection: &Connection) -> Sql<Vec<(String, [u8; 32])>> {
    let mut statement =
        connection.prepare("SELECT name, checksum FROM migrations ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn sum(migration: &Migration) -> ContentHash {
    ContentHash::of(migration.sql.as_bytes())
}

fn refusal(reason: String) -> super::fault::Fault {
    Error::other(reason).into()
}

#[cfg(test)]
mod tests;

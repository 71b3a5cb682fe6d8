//! Opening connections, with the settings that the promises stand on.

use super::fault::Sql;
use crate::Error;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a connection waits for another process before it says busy.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Statements that stay prepared; more than there are queries.
const STATEMENTS_MAX: usize = 256;
/// The oldest SQLite to be trusted: before it, resetting the write-ahead log
/// could corrupt the database under several connections.
pub(super) const VERSION_MIN: i32 = 3_051_003;

/// Set when the file is made; 8 KiB holds most compressed originals without a
/// chain of overflow pages.
const PAGE_BYTES: &str = "PRAGMA page_size = 8192";

/// Settings of every connection, each with the value it must have afterwards.
/// Memory-mapping is off: an I/O error under it would kill the process.
const SETTINGS: [(&str, &str, i64); 7] = [
    ("foreign_keys", "PRAGMA foreign_keys", 1),
    ("trusted_schema", "PRAGMA trusted_schema", 0),
    ("secure_delete", "PRAGMA secure_delete", 1),
    ("synchronous", "PRAGMA synchronous", 2),
    ("wal_autocheckpoint", "PRAGMA wal_autocheckpoint", 0),
    ("temp_store", "PRAGMA temp_store", 2),
    ("mmap_size", "PRAGMA mmap_size", 0),
];

/// Memory for pages, in KiB as the engine wants it: negative. What readers do
/// not keep the system does, and a page is quickly had from there.
const WRITER_CACHE: &str = "PRAGMA cache_size = -16384";
const READER_CACHE: &str = "PRAGMA cache_size = -4096";

/// The connection that writes. Makes the file where there is none.
pub(super) fn writer(file: &Path) -> Sql<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch(PAGE_BYTES)?;
    connection.execute_batch("PRAGMA journal_mode = WAL")?;
    set_up(&connection, WRITER_CACHE)?;
    Ok(connection)
}

/// A connection that only reads.
pub(super) fn reader(file: &Path) -> Sql<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    set_up(&connection, READER_CACHE)?;
    Ok(connection)
}

fn set_up(connection: &Connection, cache: &str) -> Sql<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // Otherwise a plan may depend on the value of a LIMIT, and every new
    // value has the statement prepared anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(cache)?;
    for (_, pragma, value) in SETTINGS {
        connection.execute_batch(&format!("{pragma} = {value}"))?;
    }
    for (name, is_ok, found) in settings(connection)? {
        if !is_ok {
            return Err(Error::other(format!("cannot set {name}: it stays {found}")).into());
        }
    }
    Ok(())
}

/// Every setting that the promises stand on: its name, whether it is as it
/// must be, and what it is.
pub(super) fn settings(connection: &Connection) -> Sql<Vec<(&'static str, bool, String)>> {
    let mut found = Vec::new();
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    found.push(("journal_mode", mode == "wal", mode));
    for (name, pragma, wanted) in SETTINGS {
        let value: i64 = connection.query_row(pragma, [], |row| row.get(0))?;
        found.push((name, value == wanted, value.to_string()));
    }
    let version = rusqlite::version_number();
    found.push((
        "version",
        version >= VERSION_MIN,
        rusqlite::version().to_owned(),
    ));
    Ok(found)
}

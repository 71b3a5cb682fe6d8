//! Moving what was committed from the write-ahead log into the database file.
//!
//! SQLite would do it inside a commit and keep quiet about a failed fsync; so
//! its own checkpoints are off and the writer makes them between commits,
//! where their failures are heard and nobody waits for them.

use super::fault::Fault;
use crate::Error;
use rusqlite::Connection;

/// Pages in the write-ahead log from which on it is written out: 32 MiB of
/// pages of 8 KiB. Longer logs make reading slower, shorter ones write the
/// same page again and again.
const LOG_PAGES_MAX: i64 = 4_000;

/// Writes the log out if it has grown long.
pub(super) fn if_due(connection: &Connection) {
    if log_pages(connection, "PRAGMA wal_checkpoint(NOOP)") > LOG_PAGES_MAX {
        log_pages(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }
}

/// Writes all of the log out and empties it.
pub(super) fn completely(connection: &Connection) {
    log_pages(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
}

/// Pages in the log that are not in the database file yet. A failed fsync in
/// here ends the process; anything else is tried again next time.
fn log_pages(connection: &Connection, pragma: &'static str) -> i64 {
    let run = || {
        connection
            .prepare_cached(pragma)?
            .query_row([], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))
    };
    run()
        .map_err(Fault::from)
        .map_err(Error::from)
        .unwrap_or_else(|error| {
            tracing::warn!(%error, pragma, "a checkpoint failed");
            0
        })
}

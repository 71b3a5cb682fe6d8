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

/// Bytes up to which a database is written anew after erasing: it is done in
/// memory, and everybody who writes waits for it.
const REWRITTEN_BYTES_MAX: i64 = 128 * 1024 * 1024;

/// Takes away what erasing left. Erased rows are overwritten where they lay;
/// pages that were split before may still have a copy in their unused part, so
/// a database that is small enough is written anew. Then the log is emptied.
pub(super) fn purge(connection: &Connection) {
    let rewrite = || {
        let bytes = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let bytes: i64 = connection.query_row(bytes, [], |row| row.get(0))?;
        match bytes <= REWRITTEN_BYTES_MAX {
            true => connection.execute_batch("VACUUM"),
            false => Ok(()),
        }
    };
    if let Err(error) = rewrite().map_err(Fault::from).map_err(Error::from) {
        tracing::warn!(%error, "the database could not be written anew");
    }
    completely(connection);
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

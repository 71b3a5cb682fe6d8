//! What goes wrong inside the engine, and how the outside is told of it.

use crate::Error;
use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};

/// The result of everything inside the engine.
pub(super) type Sql<T> = std::result::Result<T, Fault>;

/// What went wrong inside the engine. The driver's own error stays in here.
#[derive(Debug)]
pub(super) enum Fault {
    /// The engine said so.
    Engine(rusqlite::Error),
    /// We said so.
    Told(Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Told(error) => error,
            Fault::Engine(error) => translate(error),
        }
    }
}

/// Keys that a caller can collide with, as the engine names them.
const CONSTRAINTS: [(&str, &str); 8] = [
    ("organisations.organisation_id", "organisation.id"),
    ("companies.number", "company.number"),
    ("companies.company_id", "company.id"),
    ("users.email", "user.email"),
    ("users.user_id", "user.id"),
    ("documents.document_id", "document.id"),
    ("payments.payment_id", "payment.id"),
    ("comments.comment_id", "comment.id"),
];

fn translate(error: rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(code, message) = &error else {
        return Error::other(error);
    };
    if matches!(
        code.extended_code,
        SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC
    ) {
        abort_on_lost_write(&error);
    }
    let constraint = || {
        let columns = message
            .as_deref()?
            .strip_prefix("UNIQUE constraint failed: ")?;
        let known = CONSTRAINTS.iter().find(|(key, _)| columns.ends_with(key))?;
        Some(known.1)
    };
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
        ErrorCode::DiskFull => Error::Full,
        ErrorCode::ConstraintViolation => match constraint() {
            Some(constraint) => Error::Conflict { constraint },
            None => Error::other(error),
        },
        _ => Error::other(error),
    }
}

/// Ends the process: after a failed fsync nobody knows what is on disk, and a
/// second fsync may say yes without having written anything. Started again,
/// the record reads what really is there.
pub(crate) fn abort_on_lost_write(error: &dyn std::fmt::Display) -> ! {
    tracing::error!(%error, "the disk refused an fsync; stopping at once");
    eprintln!("utsyn: the disk refused an fsync ({error}); stopping so that nothing is lost");
    std::process::abort()
}

/// The same failure, for another who waited for the same commit.
pub(super) fn same(error: &Error) -> Error {
    match error {
        Error::Busy => Error::Busy,
        Error::Full => Error::Full,
        other => Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests;

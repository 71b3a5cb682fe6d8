//! What goes wrong with the server, and how the outside is told of it.

use crate::{Error, Result};
use tokio_postgres::error::{DbError, SqlState};

#[cfg(test)]
mod tests;

/// What does not answer, in our errors.
const DATABASE: &str = "database";

/// Tells the driver's failures in our words.
pub(super) trait Faulty<T> {
    fn faulty(self) -> Result<T>;
}

impl<T> Faulty<T> for std::result::Result<T, tokio_postgres::Error> {
    fn faulty(self) -> Result<T> {
        self.map_err(translate)
    }
}

/// Keys that a caller can collide with, as the server names them.
const CONSTRAINTS: [(&str, &str); 8] = [
    ("organisations_pkey", "organisation.id"),
    ("companies_organisation_id_number_key", "company.number"),
    ("companies_pkey", "company.id"),
    ("users_organisation_id_email_key", "user.email"),
    ("users_pkey", "user.id"),
    ("documents_pkey", "document.id"),
    ("payments_pkey", "payment.id"),
    ("comments_pkey", "comment.id"),
];

fn translate(error: tokio_postgres::Error) -> Error {
    let Some(told) = error.as_db_error() else {
        return match is_of_the_way(&error) {
            true => away(error),
            false => Error::other(error),
        };
    };
    let code = told.code().clone();
    if is_leaving(&code) {
        return away(error);
    }
    if code == SqlState::DISK_FULL {
        return Error::Full;
    }
    if is_busy(&code) {
        return Error::Busy;
    }
    match constraint(told) {
        Some(constraint) => Error::Conflict { constraint },
        None => Error::other(error),
    }
}

/// Whether the failure is one of the way to the server: nobody knows whether
/// what was asked last was done.
fn is_of_the_way(error: &tokio_postgres::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(found) = cause {
        if found.is::<std::io::Error>() {
            return true;
        }
        cause = found.source();
    }
    error.is_closed()
}

/// The server goes down, comes up, or takes no more connections.
fn is_leaving(code: &SqlState) -> bool {
    *code == SqlState::ADMIN_SHUTDOWN
        || *code == SqlState::CRASH_SHUTDOWN
        || *code == SqlState::CANNOT_CONNECT_NOW
        || *code == SqlState::TOO_MANY_CONNECTIONS
        || *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        // Class 08, connection exceptions; 25006: a standby that was the
        // primary a moment ago.
        || code.code().starts_with("08")
        || *code == SqlState::READ_ONLY_SQL_TRANSACTION
}

/// Someone else was there first; trying again helps.
fn is_busy(code: &SqlState) -> bool {
    *code == SqlState::LOCK_NOT_AVAILABLE
        || *code == SqlState::T_R_DEADLOCK_DETECTED
        || *code == SqlState::T_R_SERIALIZATION_FAILURE
        || *code == SqlState::QUERY_CANCELED
}

fn constraint(told: &DbError) -> Option<&'static str> {
    if *told.code() != SqlState::UNIQUE_VIOLATION {
        return None;
    }
    let name = told.constraint()?;
    let known = CONSTRAINTS.iter().find(|(key, _)| *key == name)?;
    Some(known.1)
}

fn away(error: tokio_postgres::Error) -> Error {
    Error::Away {
        what: DATABASE,
        source: error.into(),
    }
}

/// The same failure, for another who waited for the same commit.
pub(super) fn same(error: &Error) -> Error {
    match error {
        Error::Busy => Error::Busy,
        Error::Full => Error::Full,
        Error::Away { what, source } => Error::Away {
            what,
            source: source.to_string().into(),
        },
        other => Error::other(other.to_string()),
    }
}

//! Looking whether this engine is set up as the promises need it.

use super::connect;
use super::fault::Sql;
use crate::port::Check;
use rusqlite::Connection;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// Settings, and whether the file is sound.
pub(super) fn database(connection: &Connection) -> Sql<Vec<Check>> {
    let mut checks = settings(connection)?;
    checks.push(integrity(connection)?);
    checks.push(foreign_keys(connection)?);
    Ok(checks)
}

fn settings(connection: &Connection) -> Sql<Vec<Check>> {
    let settings = connect::settings(connection)?;
    Ok(settings
        .into_iter()
        .map(|(name, is_ok, found)| Check {
            name,
            is_ok,
            detail: if is_ok {
                found
            } else {
                format!("{found}; use an unmodified program and start it anew")
            },
        })
        .collect())
}

fn check(name: &'static str, wrong: &[String], right: &str, advice: &str) -> Check {
    Check {
        name,
        is_ok: wrong.is_empty(),
        detail: match wrong {
            [] => right.to_owned(),
            wrong => format!("{}; {advice}", wrong.join(", ")),
        },
    }
}

/// Only the owner of the process may read the record.
pub(super) fn modes(directory: &Path) -> Check {
    let mut wrong = Vec::new();
    for path in [
        directory.to_owned(),
        directory.join(super::DATABASE),
        directory.join(super::ORIGINALS),
    ] {
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.permissions().mode() & 0o077 == 0 => {}
            Ok(_) => wrong.push(format!("others may look into '{}'", path.display())),
            Err(error) => wrong.push(format!("'{}': {error}", path.display())),
        }
    }
    check(
        "record.modes",
        &wrong,
        "only for its owner",
        "take the rights of group and others away with chmod",
    )
}

fn integrity(connection: &Connection) -> Sql<Check> {
    let mut statement = connection.prepare("PRAGMA quick_check(10)")?;
    let told = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let wrong: Vec<String> = told.into_iter().filter(|line| line != "ok").collect();
    let advice = "stop and restore the last backup";
    Ok(check("sqlite.integrity", &wrong, "sound", advice))
}

fn foreign_keys(connection: &Connection) -> Sql<Check> {
    let mut statement =
        connection.prepare("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")?;
    let tables = statement
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let wrong: Vec<String> = tables
        .into_iter()
        .map(|table| format!("rows of {table} point to nothing"))
        .collect();
    Ok(check(
        "record.references",
        &wrong,
        "all point to something",
        "something else than this program wrote here; restore the last backup",
    ))
}

//! Looking whether the server is set up as the promises need it.

use super::fault::Faulty;
use super::session::Session;
use crate::port::{Check, Database};
use crate::{Error, Result};

/// The oldest server that is supported and tested.
const VERSION_MIN: i64 = 150_000;

/// Settings of the server without which what was committed may be lost.
const SETTINGS: [(&str, &str); 2] = [
    ("postgres.fsync", "fsync"),
    ("postgres.full_page_writes", "full_page_writes"),
];

/// Refuses a server or a role with which the promises cannot be kept.
pub(super) fn refuse(session: &Session) -> Result<()> {
    for check in [version(session)?, role(session)?] {
        if !check.is_ok {
            return Err(Error::other(format!("{}: {}", check.name, check.detail)));
        }
    }
    Ok(())
}

/// Everything that is to be looked at.
pub(super) fn examine(session: &Session) -> Result<Vec<Check>> {
    let mut checks = vec![version(session)?, role(session)?];
    for (name, setting) in SETTINGS {
        checks.push(on(session, name, setting)?);
    }
    checks.push(commits(session)?);
    checks.push(walls(session)?);
    Ok(checks)
}

/// How large the database is.
pub(super) fn database(session: &Session) -> Result<Database> {
    let bytes = text(
        session,
        "SELECT CAST(pg_database_size(current_database()) AS TEXT)",
    )?;
    Ok(Database {
        engine: "PostgreSQL",
        bytes: bytes.parse().map_err(Error::other)?,
    })
}

fn check(name: &'static str, is_ok: bool, found: String, advice: &str) -> Check {
    Check {
        name,
        is_ok,
        detail: match is_ok {
            true => found,
            false => format!("{found}; {advice}"),
        },
    }
}

/// The first column of the first row as text.
fn text(session: &Session, sql: &str) -> Result<String> {
    let row = session
        .wait(session.client().query_one(sql, &[]))
        .faulty()?;
    row.try_get(0).faulty()
}

fn version(session: &Session) -> Result<Check> {
    let found = text(session, "SELECT current_setting('server_version_num')")?;
    let is_ok = found.parse::<i64>().is_ok_and(|found| found >= VERSION_MIN);
    let advice = "PostgreSQL 15 or newer is needed";
    Ok(check("postgres.version", is_ok, found, advice))
}

/// A superuser passes by row-level security, whatever the tables say.
fn role(session: &Session) -> Result<Check> {
    let passes = "SELECT CASE WHEN rolsuper OR rolbypassrls THEN 'yes' ELSE 'no' END
        FROM pg_roles WHERE rolname = current_user";
    let is_ok = text(session, passes)? == "no";
    let found = match is_ok {
        true => "held by row-level security",
        false => "the role passes by row-level security, the second wall between organisations",
    };
    let advice = "connect as a role of its own: CREATE ROLE utsyn LOGIN, and give it the \
                  database with ALTER DATABASE … OWNER TO utsyn";
    Ok(check("postgres.role", is_ok, found.to_owned(), advice))
}

fn on(session: &Session, name: &'static str, setting: &str) -> Result<Check> {
    let found = text(session, &format!("SELECT current_setting('{setting}')"))?;
    let is_ok = found == "on";
    let advice = "switch it on: without it a power cut may lose what was acknowledged";
    Ok(check(name, is_ok, found, advice))
}

fn commits(session: &Session) -> Result<Check> {
    let found = text(session, "SELECT current_setting('synchronous_commit')")?;
    let is_ok = !["off", "local"].contains(&found.as_str());
    let advice = "use an unmodified program and start it anew";
    Ok(check("postgres.synchronous_commit", is_ok, found, advice))
}

/// Every table of the record that row-level security does not hold.
fn walls(session: &Session) -> Result<Check> {
    let open = "SELECT COALESCE(string_agg(c.relname, ', ' ORDER BY c.relname), '')
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
        WHERE c.relkind IN ('r', 'p')
            AND c.relnamespace = to_regnamespace(current_schema())
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity)";
    let open = text(session, open)?;
    let is_ok = open.is_empty();
    let found = match is_ok {
        true => "row-level security holds every table".to_owned(),
        false => format!("row-level security does not hold {open}"),
    };
    let advice = "something else than this program changed the schema; restore a backup";
    Ok(check("postgres.walls", is_ok, found, advice))
}

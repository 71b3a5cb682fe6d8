use super::SqliteStore;
use super::connect;
use super::document;
use super::fault::Sql;
use super::organisation;
use super::original;
use super::row;
use super::standing;
use crate::pack::{packed_size_max, unpack_checked};
use crate::port::{Check, Upkeep, Volume};
use crate::queries::{
    DOCUMENT_COUNT, EVENT_COUNT, ORIGINAL_COUNT, ORIGINAL_LIST_NEWEST, PAYMENT_COUNT_ALL,
    STANDING_LIST_NEWEST_IDS, WAITING_COUNT,
};
use crate::{Result, blobs::Blobs};
use domain::{ContentHash, DocumentId, OrganisationId};
use rusqlite::{Connection, params};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

/// Documents and originals of each organisation that are looked at closely.
const SAMPLE: i64 = 200;

#[async_trait::async_trait]
impl Upkeep for SqliteStore {
    async fn examine(&self) -> Result<Vec<Check>> {
        let mut checks = vec![modes(&self.directory)];
        let blobs = Arc::clone(&self.blobs);
        checks.extend(
            self.read(move |connection| examine(connection, blobs.as_ref()))
                .await?,
        );
        Ok(checks)
    }

    async fn volume(&self, organisation: OrganisationId) -> Result<Volume> {
        self.read(move |connection| volume(connection, organisation))
            .await
    }

    async fn close(&self) -> Result<()> {
        self.readers.close().await;
        self.writer.close().await
    }
}

fn volume(connection: &Connection, organisation: OrganisationId) -> Sql<Volume> {
    let count = |sql: &'static str| -> Sql<u64> {
        let found = row::one(
            connection,
            "counts",
            sql,
            params![organisation.as_bytes()],
            |c| c.count("count"),
        )?;
        Ok(found.unwrap_or(0))
    };
    let last_seq = document::last_seq(connection, organisation)?.unwrap_or(0);
    Ok(Volume {
        documents: count(DOCUMENT_COUNT)?,
        // The log has no gaps, so its last place is its length.
        events: u64::try_from(last_seq).unwrap_or(0),
        payments: count(PAYMENT_COUNT_ALL)?,
        originals: count(ORIGINAL_COUNT)?,
        waiting: count(WAITING_COUNT)?,
    })
}

fn examine(connection: &Connection, blobs: &dyn Blobs) -> Sql<Vec<Check>> {
    let mut checks = settings(connection)?;
    checks.push(integrity(connection)?);
    checks.push(foreign_keys(connection)?);
    let organisations: Vec<OrganisationId> = organisation::list(connection)?
        .into_iter()
        .map(|o| o.id)
        .collect();
    checks.push(log(connection, &organisations)?);
    checks.push(standings(connection, &organisations)?);
    checks.push(originals(connection, &organisations, blobs)?);
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

fn check(name: &'static str, wrong: &[String], right: String, advice: &str) -> Check {
    Check {
        name,
        is_ok: wrong.is_empty(),
        detail: match wrong {
            [] => right,
            wrong => format!("{}; {advice}", wrong.join(", ")),
        },
    }
}

/// Only the owner of the process may read the record.
fn modes(directory: &Path) -> Check {
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
    let right = "only for its owner".to_owned();
    check(
        "record.modes",
        &wrong,
        right,
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
    Ok(check(
        "sqlite.integrity",
        &wrong,
        "sound".to_owned(),
        advice,
    ))
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
    let advice = "something else than this program wrote here; restore the last backup";
    Ok(check(
        "record.references",
        &wrong,
        "all point to something".to_owned(),
        advice,
    ))
}

fn log(connection: &Connection, organisations: &[OrganisationId]) -> Sql<Check> {
    let mut wrong = Vec::new();
    let mut events = 0;
    for organisation in organisations {
        let params = params![organisation.as_bytes()];
        let found = row::one(connection, "events", EVENT_COUNT, params, |columns| {
            let count = columns.int("count")?;
            Ok((
                count,
                columns.optional_int("first")?,
                columns.optional_int("last")?,
            ))
        })?;
        let (count, first, last) = found.unwrap_or_default();
        events += count;
        let counter = document::last_seq(connection, *organisation)?.unwrap_or(0);
        let is_gap_free = first.unwrap_or(1) == 1 && last.unwrap_or(0) == count;
        if !is_gap_free || counter != count {
            wrong.push(format!("the log of {organisation} has {count} events, its last is number {}, its counter stands at {counter}", last.unwrap_or(0)));
        }
    }
    let advice = "restore the last backup";
    Ok(check(
        "log.gaps",
        &wrong,
        format!("none among {events} events"),
        advice,
    ))
}

fn standings(connection: &Connection, organisations: &[OrganisationId]) -> Sql<Check> {
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for organisation in organisations {
        let params = params![organisation.as_bytes(), SAMPLE];
        let ids = row::all(
            connection,
            "standings",
            STANDING_LIST_NEWEST_IDS,
            params,
            |columns| columns.id("document_id", DocumentId::from_bytes),
        )?;
        looked_at += ids.len();
        for id in ids {
            if standing::check(connection, *organisation, id)?
                .is_none_or(|(_, is_written)| !is_written)
            {
                wrong.push(format!("document {id}"));
            }
        }
    }
    let right = format!("{looked_at} looked at, all as their events say");
    Ok(check(
        "standings.sample",
        &wrong,
        right,
        "run 'utsyn rebuild-facts'",
    ))
}

fn originals(
    connection: &Connection,
    organisations: &[OrganisationId],
    blobs: &dyn Blobs,
) -> Sql<Check> {
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for organisation in organisations {
        let params = params![organisation.as_bytes(), SAMPLE];
        let hashes = row::all(
            connection,
            "imports",
            ORIGINAL_LIST_NEWEST,
            params,
            |columns| columns.hash("hash"),
        )?;
        looked_at += hashes.len();
        for hash in hashes {
            if !is_whole(connection, *organisation, hash, blobs)? {
                wrong.push(format!("original {hash}"));
            }
        }
    }
    let right = format!("{looked_at} looked at, all there");
    Ok(check(
        "originals.sample",
        &wrong,
        right,
        "restore them from the last backup",
    ))
}

fn is_whole(
    connection: &Connection,
    organisation: OrganisationId,
    hash: ContentHash,
    blobs: &dyn Blobs,
) -> Sql<bool> {
    let Some((size, inline)) = original::lookup(connection, organisation, hash)? else {
        return Ok(false);
    };
    let packed = match inline {
        Some(packed) => Some(packed),
        None => blobs.get(organisation, hash, packed_size_max(size))?,
    };
    Ok(packed.is_some_and(|packed| unpack_checked(&packed, size, hash).is_some()))
}

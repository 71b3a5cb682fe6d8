use super::Record;
use super::document;
use super::original;
use super::standing;
use crate::Result;
use crate::blobs::Blobs;
use crate::pack::{packed_size_max, unpack_checked};
use crate::port::{Check, Database, Organisations as _, OutsideOriginals as _, Upkeep, Volume};
use crate::queries::{
    DOCUMENT_COUNT, EVENT_COUNT, ORIGINAL_COUNT, ORIGINAL_LIST_NEWEST, PAYMENT_COUNT_ALL, Query,
    STANDING_LIST_NEWEST_IDS, WAITING_COUNT,
};
use crate::sql::{Connection, params, row};
use domain::{ContentHash, DocumentId, OrganisationId};
use std::sync::Arc;

/// Documents and originals of each organisation that are looked at closely.
const SAMPLE: i64 = 200;

#[async_trait::async_trait]
impl Upkeep for Record {
    async fn examine(&self) -> Result<Vec<Check>> {
        let mut checks = self.engine.examine().await?;
        let place = self.originals_place().await;
        // Those that lie in a place which does not answer cannot be looked at.
        let blobs = place.is_ok.then(|| Arc::clone(&self.blobs));
        checks.push(place);
        let mut seen = Seen::default();
        for organisation in self.list_organisations_across_tenants().await? {
            let blobs = blobs.clone();
            let look = move |connection: &dyn Connection| {
                Seen::of(connection, organisation.id, blobs.as_deref())
            };
            seen.add(self.read(organisation.id, look).await?);
        }
        checks.extend(seen.checks());
        Ok(checks)
    }

    async fn ping(&self) -> Result<()> {
        self.list_organisations_across_tenants().await.map(drop)
    }

    async fn database(&self) -> Result<Database> {
        self.engine.database().await
    }

    async fn volume(&self, organisation: OrganisationId) -> Result<Volume> {
        let volume = move |connection: &dyn Connection| volume(connection, organisation);
        self.read(organisation, volume).await
    }

    async fn close(&self) -> Result<()> {
        self.engine.close().await
    }
}

impl Record {
    /// Looks whether the place of large originals takes what it is given.
    async fn originals_place(&self) -> Check {
        let probed = self.probe_originals().await;
        Check {
            name: "originals.place",
            is_ok: probed.is_ok(),
            detail: probed.unwrap_or_else(|error| {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                format!(
                    "{error}{}; look at its address, its credentials and whether it runs",
                    cause.map(|cause| format!(" ({cause})")).unwrap_or_default()
                )
            }),
        }
    }
}

fn count(
    connection: &dyn Connection,
    organisation: OrganisationId,
    query: &'static Query,
) -> Result<u64> {
    let params = params![organisation.as_bytes()];
    let found = row::one(connection, "counts", query, params, |columns| {
        columns.count("count")
    })?;
    Ok(found.unwrap_or(0))
}

/// How many events wait for their document.
pub(super) fn waiting(connection: &dyn Connection, organisation: OrganisationId) -> Result<u64> {
    count(connection, organisation, WAITING_COUNT)
}

fn volume(connection: &dyn Connection, organisation: OrganisationId) -> Result<Volume> {
    let count = |query| count(connection, organisation, query);
    let last_seq = document::last_seq(connection, organisation)?.unwrap_or(0);
    Ok(Volume {
        documents: count(DOCUMENT_COUNT)?,
        // The log has no gaps, so its last place is its length.
        events: u64::try_from(last_seq).unwrap_or(0),
        payments: count(PAYMENT_COUNT_ALL)?,
        originals: count(ORIGINAL_COUNT)?,
        waiting: waiting(connection, organisation)?,
    })
}

/// How many of something were looked at, and which of them are wrong.
#[derive(Default)]
struct Looked {
    at: u64,
    wrong: Vec<String>,
}

impl Looked {
    fn add(&mut self, more: Self) {
        self.at += more.at;
        self.wrong.extend(more.wrong);
    }

    fn check(&self, name: &'static str, right: &str, advice: &str) -> Check {
        let detail = match self.wrong.as_slice() {
            [] => format!("{} looked at, {right}", self.at),
            wrong => format!("{}; {advice}", wrong.join(", ")),
        };
        Check {
            name,
            is_ok: self.wrong.is_empty(),
            detail,
        }
    }
}

/// What was seen of organisations.
#[derive(Default)]
struct Seen {
    log: Looked,
    standings: Looked,
    originals: Looked,
}

impl Seen {
    fn of(
        connection: &dyn Connection,
        organisation: OrganisationId,
        blobs: Option<&dyn Blobs>,
    ) -> Result<Self> {
        Ok(Self {
            log: log(connection, organisation)?,
            standings: standings(connection, organisation)?,
            originals: match blobs {
                Some(blobs) => originals(connection, organisation, blobs)?,
                None => Looked::default(),
            },
        })
    }

    fn add(&mut self, more: Self) {
        self.log.add(more.log);
        self.standings.add(more.standings);
        self.originals.add(more.originals);
    }

    fn checks(&self) -> [Check; 3] {
        let restore = "restore the last backup";
        let refold = "run 'utsyn rebuild-facts'";
        let fetch = "restore them from the last backup";
        let as_told = "all as their events say";
        [
            self.log.check("log.gaps", "no gap among them", restore),
            self.standings.check("standings.sample", as_told, refold),
            self.originals.check("originals.sample", "all there", fetch),
        ]
    }
}

fn log(connection: &dyn Connection, organisation: OrganisationId) -> Result<Looked> {
    let params = params![organisation.as_bytes()];
    let found = row::one(connection, "events", EVENT_COUNT, params, |columns| {
        let count = columns.int("count")?;
        let first = columns.optional_int("first")?;
        Ok((count, first, columns.optional_int("last")?))
    })?;
    let (count, first, last) = found.unwrap_or_default();
    let counter = document::last_seq(connection, organisation)?.unwrap_or(0);
    let is_gap_free = first.unwrap_or(1) == 1 && last.unwrap_or(0) == count;
    let mut looked = Looked {
        at: u64::try_from(count).unwrap_or(0),
        wrong: Vec::new(),
    };
    if !is_gap_free || counter != count {
        looked.wrong.push(format!(
            "the log of {organisation} has {count} events, its last is number {}, \
             its counter stands at {counter}",
            last.unwrap_or(0)
        ));
    }
    Ok(looked)
}

fn standings(connection: &dyn Connection, organisation: OrganisationId) -> Result<Looked> {
    let params = params![organisation.as_bytes(), SAMPLE];
    let ids = row::all(
        connection,
        "standings",
        STANDING_LIST_NEWEST_IDS,
        params,
        |columns| columns.id("document_id", DocumentId::from_bytes),
    )?;
    let mut looked = Looked {
        at: ids.len() as u64,
        wrong: Vec::new(),
    };
    for id in ids {
        let checked = standing::check(connection, organisation, id)?;
        if checked.is_none_or(|(_, is_written)| !is_written) {
            looked.wrong.push(format!("document {id}"));
        }
    }
    Ok(looked)
}

fn originals(
    connection: &dyn Connection,
    organisation: OrganisationId,
    blobs: &dyn Blobs,
) -> Result<Looked> {
    let params = params![organisation.as_bytes(), SAMPLE];
    let hashes = row::all(
        connection,
        "imports",
        ORIGINAL_LIST_NEWEST,
        params,
        |columns| columns.hash("hash"),
    )?;
    let mut looked = Looked {
        at: hashes.len() as u64,
        wrong: Vec::new(),
    };
    for hash in hashes {
        if !is_whole(connection, organisation, hash, blobs)? {
            looked.wrong.push(format!("original {hash}"));
        }
    }
    Ok(looked)
}

fn is_whole(
    connection: &dyn Connection,
    organisation: OrganisationId,
    hash: ContentHash,
    blobs: &dyn Blobs,
) -> Result<bool> {
    let Some((size, inline)) = original::lookup(connection, organisation, hash)? else {
        return Ok(false);
    };
    let packed = match inline {
        Some(packed) => Some(packed),
        None => blobs.get(organisation, hash, packed_size_max(size))?,
    };
    Ok(packed.is_some_and(|packed| unpack_checked(&packed, size, hash).is_some()))
}

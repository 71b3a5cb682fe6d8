//! Snapshots: facts as one file, so that a start reads that and the tail of
//! the log instead of every document.
//!
//! A snapshot is only ever a shortcut. One that is damaged, of another log,
//! of another time zone or of a version that nobody reads any more is told in
//! the log and left aside; the record has everything.
//!
//! ```text
//! snapshot = "UTSYNSN1" mark facts
//! mark     = SHA-256 of the epoch of the standings and of the place, source key
//!            and moment of the event at the snapshot's position: 32 bytes
//! facts    = what Facts::write_snapshot writes, with its own version and checksums
//! ```

use super::Loaded;
use crate::{Error, Result};
use domain::{ContentHash, OrganisationId, Seq};
use facts::Facts;
use jiff::tz::TimeZone;
use std::io::Read as _;
use std::sync::Arc;
use store::port::LogEnd;
use store::{Snapshot, Snapshots, Store};

const MAGIC: &[u8; 8] = b"UTSYNSN1";
const MARK_BYTES: usize = 32;

/// Keeps a snapshot of what is loaded; not of an empty log.
pub(crate) async fn save(
    store: &dyn Store,
    snapshots: &Snapshots,
    loaded: &Arc<Loaded>,
) -> Result<bool> {
    let organisation = loaded.organisation();
    let writing = {
        let loaded = Arc::clone(loaded);
        tokio::task::spawn_blocking(move || {
            let facts = loaded.read();
            let end = LogEnd {
                seq: facts.position(),
                epoch: loaded.epoch(),
            };
            written(&facts).map(|bytes| (end, bytes))
        })
    };
    let written = writing.await.map_err(Error::internal)?;
    let (end, mut bytes) = written.map_err(Error::internal)?;
    let Some(mark) = mark(store, organisation, end).await? else {
        return Ok(false);
    };
    bytes[MAGIC.len()..][..MARK_BYTES].copy_from_slice(mark.as_bytes());
    snapshots.save(organisation, bytes).await?;
    loaded.note_saved(end.seq);
    Ok(true)
}

/// A snapshot with room for its mark.
fn written(facts: &Facts) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(facts.bytes());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[0; MARK_BYTES]);
    facts.write_snapshot(&mut bytes)?;
    Ok(bytes)
}

/// The facts of a snapshot that is whole and of this log. Whatever is wrong
/// with it is told in the log, and the caller goes without.
pub(super) async fn load(
    store: &dyn Store,
    snapshots: &Snapshots,
    organisation: OrganisationId,
    zone: &TimeZone,
    end: LogEnd,
) -> Option<Facts> {
    match read(store, snapshots, organisation, zone, end).await {
        Ok(found) => found,
        Err(error) => {
            let reason = error.to_string();
            tracing::warn!(%organisation, reason, "the snapshot of the facts is left aside");
            None
        }
    }
}

/// Why a snapshot is left aside.
#[derive(Debug, thiserror::Error)]
enum Unfit {
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] store::Error),
    #[error("it is no snapshot")]
    NoSnapshot,
    #[error("it is damaged or of another version: {0}")]
    Damaged(#[from] facts::SnapshotError),
    #[error("it was written by a record that went another way")]
    OtherLog,
    #[error("it counts the days of another time zone")]
    OtherZone,
    #[error("reading it was interrupted")]
    Interrupted(#[from] tokio::task::JoinError),
}

async fn read(
    store: &dyn Store,
    snapshots: &Snapshots,
    organisation: OrganisationId,
    zone: &TimeZone,
    end: LogEnd,
) -> std::result::Result<Option<Facts>, Unfit> {
    let Some(snapshot) = snapshots.load(organisation).await? else {
        return Ok(None);
    };
    let (marked, facts) = tokio::task::spawn_blocking(move || taken_in(snapshot)).await??;
    if facts.zone() != zone {
        return Err(Unfit::OtherZone);
    }
    let at = LogEnd {
        seq: facts.position(),
        epoch: end.epoch,
    };
    let mark = match at.seq <= end.seq {
        true => mark(store, organisation, at).await?,
        false => None,
    };
    match mark {
        Some(mark) if mark.as_bytes()[..] == marked[..] => Ok(Some(facts)),
        _ => Err(Unfit::OtherLog),
    }
}

/// The mark of a snapshot, and its facts.
fn taken_in(mut snapshot: Box<Snapshot>) -> std::result::Result<([u8; MARK_BYTES], Facts), Unfit> {
    let (mut magic, mut marked) = ([0; MAGIC.len()], [0; MARK_BYTES]);
    let head = snapshot.read_exact(&mut magic);
    if head
        .and_then(|()| snapshot.read_exact(&mut marked))
        .is_err()
        || magic != *MAGIC
    {
        return Err(Unfit::NoSnapshot);
    }
    Ok((marked, Facts::read_snapshot(snapshot)?))
}

/// What tells one log from another at a place: its event there.
async fn mark(
    store: &dyn Store,
    organisation: OrganisationId,
    at: LogEnd,
) -> store::Result<Option<ContentHash>> {
    let before = Seq(at.seq.0 - 1);
    let events = store.list_events_after(organisation, before, 1).await?;
    let event = events.first().filter(|event| event.seq == at.seq);
    Ok(event.map(|event| {
        let key = &event.source;
        let told = format!(
            "{}\n{}\n{}\n{}\n{}",
            at.epoch, at.seq, key.source, key.id, event.learned_at
        );
        ContentHash::of(told.as_bytes())
    }))
}

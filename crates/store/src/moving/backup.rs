//! A backup is a record of its own, in a directory, with a list of what is in
//! it. Any installation can be opened on it, whatever engine it came from.

use super::sums::Sums;
use crate::port::{Organisations as _, Upkeep as _};
use crate::{Error, Record, Result, blobs};
use domain::OrganisationId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

/// The list beside the database. It is written last: a directory without it
/// is no backup yet.
const MANIFEST: &str = "manifest.json";
/// The form of the list. An unknown one is refused.
const VERSION: u32 = 1;

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this list.
    pub version: u32,
    /// When the backup was begun.
    pub made_at: Timestamp,
    /// By organisation.
    pub organisations: BTreeMap<OrganisationId, Sums>,
}

impl Manifest {
    /// The list of a backup; `None` where the directory holds none.
    ///
    /// # Errors
    /// When it cannot be read or is of another form.
    pub fn read(directory: &Path) -> Result<Option<Self>> {
        let path = directory.join(MANIFEST);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::other(error)),
        };
        let damaged = |error| Error::other(format!("'{}' is damaged: {error}", path.display()));
        let manifest: Self = serde_json::from_slice(&text).map_err(damaged)?;
        if manifest.version != VERSION {
            return Err(Error::other(format!(
                "'{}' is of form {}, this program reads form {VERSION}",
                path.display(),
                manifest.version
            )));
        }
        Ok(Some(manifest))
    }

    fn write(&self, directory: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(Error::other)?;
        let path = directory.join(MANIFEST);
        let grown = directory.join(format!("{MANIFEST}.new"));
        blobs::touch(&grown)?;
        let write = || -> std::io::Result<()> {
            let mut file = std::fs::OpenOptions::new()
                .write(true)
                .truncate(true)
                .open(&grown)?;
            file.write_all(&text)?;
            file.sync_all()?;
            std::fs::rename(&grown, &path)
        };
        write().map_err(Error::other)?;
        blobs::sync_directory(directory)
    }

    /// The first difference to what a record holds, in words.
    pub fn difference(&self, found: &[(OrganisationId, Sums)]) -> Option<String> {
        let found: BTreeMap<OrganisationId, &Sums> =
            found.iter().map(|(id, sums)| (*id, sums)).collect();
        if let Some(more) = found.keys().find(|id| !self.organisations.contains_key(id)) {
            return Some(format!("organisation {more} is not in the list"));
        }
        self.organisations
            .iter()
            .find_map(|(id, sums)| match found.get(id) {
                None => Some(format!("organisation {id} is missing")),
                Some(found) => {
                    let difference = sums.difference(found)?;
                    Some(format!("organisation {id}: {difference}"))
                }
            })
    }
}

/// Backs a record up into a directory, as of one moment for each organisation,
/// and checks the backup row by row and original by original. The record may
/// be in use meanwhile. An interrupted backup is completed by starting it
/// again; a completed one is never overwritten.
pub async fn back_up(
    from: &Record,
    directory: &Path,
    now: Timestamp,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Manifest> {
    if Manifest::read(directory)?.is_some() {
        return Err(Error::other(format!(
            "'{}' holds a backup already; name another directory",
            directory.display()
        )));
    }
    let to = crate::open_sqlite(directory).await?;
    let organisations = super::copy(from, &to, progress).await?;
    to.close().await?;
    let manifest = Manifest {
        version: VERSION,
        made_at: now,
        organisations: organisations.into_iter().collect(),
    };
    manifest.write(directory)?;
    Ok(manifest)
}

/// Puts a backup into a record, and checks what arrived against the list of
/// what was backed up. The record must hold nothing else.
pub async fn restore(
    directory: &Path,
    to: &Record,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Manifest> {
    let Some(manifest) = Manifest::read(directory)? else {
        return Err(Error::other(format!(
            "'{}' holds no completed backup",
            directory.display()
        )));
    };
    for there in to.list_organisations_across_tenants().await? {
        if !manifest.organisations.contains_key(&there.id) {
            return Err(Error::other(format!(
                "the organisation '{}' is there already; restore into an empty record",
                there.slug
            )));
        }
    }
    let from = crate::open_sqlite(directory).await?;
    let moved = super::copy(&from, to, progress).await?;
    from.close().await?;
    match manifest.difference(&moved) {
        None => Ok(manifest),
        Some(difference) => Err(Error::other(format!(
            "the backup is not what it was when it was made: {difference}"
        ))),
    }
}

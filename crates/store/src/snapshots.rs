//! Where snapshots of the facts are kept: one an organisation, below a
//! directory of this node or in a bucket that several nodes share.
//!
//! What is in them is none of this room's business. A snapshot that is lost
//! or late costs a slower start and nothing else, so nothing here is part of
//! what was acknowledged.

use crate::blobs::{self, Depot, Objects};
use crate::{Error, Result};
use bytes::Bytes;
use domain::OrganisationId;
use std::fs;
use std::io::{Cursor, ErrorKind, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// Below this lie the snapshots; in a bucket the originals lie beside them.
const SNAPSHOTS: &str = "snapshots";
/// The most bytes of one: some 70 million documents. What is larger is not
/// read into memory in one piece.
const SNAPSHOT_BYTES_MAX: u64 = 8 * 1024 * 1024 * 1024;

/// A snapshot as it lies there, from its beginning. Hundreds of megabytes, so
/// that whoever takes them all into memory first waits for as much of it to be
/// cleared.
pub type Snapshot = dyn Read + Send;

/// A place for snapshots. Cheap to clone.
#[derive(Clone)]
pub struct Snapshots(Arc<Place>);

enum Place {
    Directory(PathBuf),
    Bucket(Objects),
}

impl Snapshots {
    /// Opens a place, and makes the directory where there is none. Whether a
    /// bucket is there shows with the first question.
    pub fn open(depot: &Depot) -> Result<Self> {
        let place = match depot {
            Depot::Directory(root) => {
                let directory = root.join(SNAPSHOTS);
                blobs::make(&directory)?;
                Place::Directory(directory)
            }
            Depot::Bucket { bucket, prefix } => Place::Bucket(Objects::open(bucket, prefix)?),
        };
        Ok(Self(Arc::new(place)))
    }

    /// Keeps a snapshot in the place of the one before, whole or not at all.
    pub async fn save(&self, organisation: OrganisationId, bytes: Vec<u8>) -> Result<()> {
        let place = Arc::clone(&self.0);
        off_the_loop(move || match place.as_ref() {
            Place::Directory(root) => blobs::replace(&file(root, organisation), &bytes),
            Place::Bucket(objects) => {
                let name = organisation.to_string();
                objects.put(&[SNAPSHOTS, &name], Bytes::from(bytes))
            }
        })
        .await
    }

    /// The snapshot that was kept last, as it lies there: it may be damaged.
    /// To be read off the loop; from a directory nothing is read before.
    pub async fn load(&self, organisation: OrganisationId) -> Result<Option<Box<Snapshot>>> {
        let place = Arc::clone(&self.0);
        off_the_loop(move || match place.as_ref() {
            Place::Directory(root) => open(&file(root, organisation)),
            Place::Bucket(objects) => {
                let name = organisation.to_string();
                let bytes = objects.get(&[SNAPSHOTS, &name], SNAPSHOT_BYTES_MAX)?;
                Ok(bytes.map(|bytes| Box::new(Cursor::new(bytes)) as Box<Snapshot>))
            }
        })
        .await
    }

    /// Takes a snapshot away, if there is one.
    pub async fn delete(&self, organisation: OrganisationId) -> Result<()> {
        let place = Arc::clone(&self.0);
        off_the_loop(move || match place.as_ref() {
            Place::Directory(root) => match fs::remove_file(file(root, organisation)) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::other(error)),
                _ => blobs::sync_directory(root),
            },
            Place::Bucket(objects) => objects.delete(&[SNAPSHOTS, &organisation.to_string()]),
        })
        .await
    }
}

fn file(root: &std::path::Path, organisation: OrganisationId) -> PathBuf {
    root.join(format!("{organisation}.facts"))
}

fn open(file: &std::path::Path) -> Result<Option<Box<Snapshot>>> {
    match fs::File::open(file) {
        Ok(file) => Ok(Some(Box::new(file))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::other(error)),
    }
}

async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::other)?
}

#[cfg(test)]
mod tests;

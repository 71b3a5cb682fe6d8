//! Where large originals lie: outside the database, by the hash of what they
//! hold. A directory of this machine, or a bucket that several share.
//!
//! The directory is written by hand rather than through a crate for object
//! stores, because those do not fsync: after a power cut a renamed file may
//! be empty, or its name gone, although the caller was told that it is kept.

mod bucket;
mod depot;
mod directory;
mod object;

pub(crate) use bucket::Bucket;
pub use depot::{Depot, NotADepot};
pub(crate) use directory::{Directory, failed, make, replace, sync_directory, touch};
pub(crate) use object::Objects;

use crate::Result;
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use std::fs::File;
use std::io::{Cursor, Read, Seek as _};
use std::sync::Arc;

/// A place for bytes that are named by their hash and never change.
///
/// Every verb blocks until it is done, whatever thread it is called on; call
/// it where waiting for a disk or a network holds up nobody.
pub(crate) trait Blobs: Send + Sync {
    /// Keeps bytes. When it returns they are kept for good; bytes that are
    /// there already are not written again.
    fn put(&self, organisation: OrganisationId, hash: ContentHash, bytes: &[u8]) -> Result<()>;
    /// The bytes, if they are there and no more than `size_max`.
    fn get(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Vec<u8>>>;
    /// Keeps all bytes of a file from its beginning, like [`Blobs::put`].
    fn put_file(&self, organisation: OrganisationId, hash: ContentHash, file: &File) -> Result<()> {
        let mut bytes = Vec::new();
        let mut from_start = file;
        from_start.rewind().map_err(failed)?;
        from_start.read_to_end(&mut bytes).map_err(failed)?;
        self.put(organisation, hash, &bytes)
    }
    /// The bytes to read one after the other, at most `size_max`.
    fn open(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Box<dyn Read + Send>>> {
        let bytes = self.get(organisation, hash, size_max)?;
        Ok(bytes.map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn Read + Send>))
    }
    /// Takes bytes away, if they are there.
    fn delete(&self, organisation: OrganisationId, hash: ContentHash) -> Result<()>;
    /// What an organisation has here whose hash begins with this byte. One
    /// byte at a time, so that no answer holds more than a 256th of it all.
    fn list(&self, organisation: OrganisationId, first: u8) -> Result<Vec<Blob>>;
    /// Looks whether the place answers and takes what it is given, and says
    /// which place it is.
    fn probe(&self) -> Result<String>;
}

/// Bytes that lie somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blob {
    /// The hash that names them.
    pub(crate) hash: ContentHash,
    /// When they were put there.
    pub(crate) written_at: Timestamp,
}

/// Opens a place for large originals.
pub(crate) fn open(at: &Depot) -> Result<Arc<dyn Blobs>> {
    Ok(match at {
        Depot::Directory(root) => Arc::new(Directory::open(root.clone())?),
        Depot::Bucket { bucket, prefix } => Arc::new(Bucket::new(Objects::open(bucket, prefix)?)),
    })
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::{server, settings};

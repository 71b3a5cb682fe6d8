//! Where large originals lie: outside the database, by the hash of what they
//! hold. A local directory now; another place is another [`Blobs`].
//!
//! The directory is written by hand rather than through a crate for object
//! stores, because those do not fsync: after a power cut a renamed file may
//! be empty, or its name gone, although the caller was told that it is kept.

use crate::sqlite::abort_on_lost_write;
use crate::{Error, Result};
use domain::{ContentHash, OrganisationId};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Cursor, ErrorKind, Read, Seek as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A place for bytes that are named by their hash and never change.
pub(crate) trait Blobs: Send + Sync {
    /// Keeps bytes. When it returns they are on disk; bytes that are there
    /// already are not written again.
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
}

/// Only the owner of the process may look.
const DIRECTORY_MODE: u32 = 0o700;
/// Only the owner of the process may look.
const FILE_MODE: u32 = 0o600;
/// Directory below the root in which files grow before they get their name.
const INCOMING: &str = "incoming";

/// A directory: `<organisation>/<first two digits>/<hash>`.
pub(crate) struct Directory {
    root: PathBuf,
    incoming: PathBuf,
    written: AtomicU64,
}

impl Directory {
    /// Opens the directory, makes it where there is none, and clears what an
    /// interrupted process left half-written.
    pub(crate) fn open(root: PathBuf) -> Result<Self> {
        let incoming = root.join(INCOMING);
        make(&incoming)?;
        let directory = Self {
            root,
            incoming,
            written: AtomicU64::new(0),
        };
        directory.clear().map_err(Error::other)?;
        Ok(directory)
    }

    /// Removes half-written files. Who still writes one holds its lock.
    fn clear(&self) -> std::io::Result<()> {
        for entry in fs::read_dir(&self.incoming)? {
            let path = entry?.path();
            if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    fn place(&self, organisation: OrganisationId, hash: ContentHash) -> [PathBuf; 3] {
        let name = hash.to_string();
        let of_organisation = self.root.join(organisation.to_string());
        let of_prefix = of_organisation.join(&name[..2]);
        let file = of_prefix.join(name);
        [of_organisation, of_prefix, file]
    }

    /// Writes a file under a name of its own, with its bytes on disk.
    fn write(&self, mut bytes: impl Read) -> Result<(File, PathBuf)> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let path = self
            .incoming
            .join(format!("{}-{number}", std::process::id()));
        let open = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(FILE_MODE)
            .open(&path);
        let mut file = open.map_err(failed)?;
        file.lock().map_err(failed)?;
        if let Err(error) = std::io::copy(&mut bytes, &mut file) {
            let _ = fs::remove_file(&path);
            return Err(failed(error));
        }
        sync(&file);
        Ok((file, path))
    }

    fn keep(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        bytes: impl Read,
    ) -> Result<()> {
        let [of_organisation, of_prefix, file] = self.place(organisation, hash);
        if !file.exists() {
            make(&of_prefix)?;
            let (_lock, grown) = self.write(bytes)?;
            fs::rename(grown, &file).map_err(failed)?;
        }
        // Always, not only when something was made here: another process may
        // have made it a moment ago without having come to its own fsync.
        for directory in [&of_prefix, &of_organisation, &self.root] {
            sync(&File::open(directory).map_err(failed)?);
        }
        Ok(())
    }
}

impl Blobs for Directory {
    fn put(&self, organisation: OrganisationId, hash: ContentHash, bytes: &[u8]) -> Result<()> {
        self.keep(organisation, hash, bytes)
    }

    fn get(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Vec<u8>>> {
        let Some(mut file) = self.open(organisation, hash, size_max)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        Ok(Some(bytes))
    }

    fn put_file(&self, organisation: OrganisationId, hash: ContentHash, file: &File) -> Result<()> {
        let mut from_start = file;
        from_start.rewind().map_err(failed)?;
        self.keep(organisation, hash, from_start)
    }

    fn open(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Box<dyn Read + Send>>> {
        let [_, _, path] = self.place(organisation, hash);
        match File::open(path) {
            Ok(file) => Ok(Some(Box::new(file.take(size_max)))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }
}

/// Makes a directory, and those above it, for the owner alone.
pub(crate) fn make(directory: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(DIRECTORY_MODE)
        .create(directory)
        .map_err(failed)
}

/// Makes an empty file for the owner alone, where there is none.
pub(crate) fn touch(file: &Path) -> Result<()> {
    OpenOptions::new()
        .append(true)
        .create(true)
        .mode(FILE_MODE)
        .open(file)
        .map(drop)
        .map_err(failed)
}

/// Puts a directory's names on disk.
pub(crate) fn sync_directory(directory: &Path) -> Result<()> {
    sync(&File::open(directory).map_err(failed)?);
    Ok(())
}

fn sync(file: &File) {
    if let Err(error) = file.sync_all() {
        abort_on_lost_write(&error);
    }
}

/// A fault of the file system, or the disk being full.
pub(crate) fn failed(error: std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::Full,
        _ => Error::other(error),
    }
}

#[cfg(test)]
mod tests;

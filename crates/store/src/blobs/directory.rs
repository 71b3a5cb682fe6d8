//! Originals in a directory of this machine.

use super::{Blob, Blobs};
use crate::sqlite::abort_on_lost_write;
use crate::{Error, Result};
use domain::{ContentHash, OrganisationId};
use jiff::Timestamp;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Only the owner of the process may look.
const DIRECTORY_MODE: u32 = 0o700;
/// Only the owner of the process may look.
const FILE_MODE: u32 = 0o600;
/// Directory below the root in which files grow before they get their name.
pub(super) const INCOMING: &str = "incoming";

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
    pub(super) fn write(&self, bytes: &[u8]) -> Result<(File, PathBuf)> {
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
        if let Err(error) = file.write_all(bytes) {
            let _ = fs::remove_file(&path);
            return Err(failed(error));
        }
        sync(&file);
        Ok((file, path))
    }
}

impl Blobs for Directory {
    fn put(&self, organisation: OrganisationId, hash: ContentHash, bytes: &[u8]) -> Result<()> {
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

    fn get(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Vec<u8>>> {
        let [_, _, path] = self.place(organisation, hash);
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let mut bytes = Vec::new();
        file.take(size_max)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        Ok(Some(bytes))
    }

    fn delete(&self, organisation: OrganisationId, hash: ContentHash) -> Result<()> {
        let [_, of_prefix, file] = self.place(organisation, hash);
        match fs::remove_file(file) {
            Ok(()) => sync_directory(&of_prefix),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    fn list(&self, organisation: OrganisationId, first: u8) -> Result<Vec<Blob>> {
        let directory = self.root.join(organisation.to_string());
        let entries = match fs::read_dir(directory.join(format!("{first:02x}"))) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let blobs = entries.map(|entry| blob(&entry?));
        let blobs: Vec<Option<Blob>> = blobs.collect::<std::io::Result<_>>().map_err(failed)?;
        Ok(blobs.into_iter().flatten().collect())
    }

    fn probe(&self) -> Result<String> {
        let (_lock, grown) = self.write(b"a probe")?;
        fs::remove_file(grown).map_err(failed)?;
        Ok(format!("directory {}", self.root.display()))
    }
}

/// What a file of the directory holds; `None` where it is none of ours, or
/// went away meanwhile.
fn blob(entry: &fs::DirEntry) -> std::io::Result<Option<Blob>> {
    let name = entry.file_name();
    let Some(hash) = name.to_str().and_then(|name| name.parse().ok()) else {
        return Ok(None);
    };
    let written = match entry.metadata() {
        Ok(metadata) => metadata.modified()?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let written_at = Timestamp::try_from(written).map_err(std::io::Error::other)?;
    Ok(Some(Blob { hash, written_at }))
}

/// Puts a file in the place of another, whole or not at all; when it returns
/// the new one is on disk.
pub(crate) fn replace(file: &Path, bytes: &[u8]) -> Result<()> {
    let growing = file.with_extension(format!("{}.new", std::process::id()));
    let written = write_whole(&growing, bytes).and_then(|()| fs::rename(&growing, file));
    if let Err(error) = written {
        let _ = fs::remove_file(&growing);
        return Err(failed(error));
    }
    let directory = file.parent().expect("a file lies in a directory");
    sync_directory(directory)
}

fn write_whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut open = OpenOptions::new();
    let open = open.write(true).create(true).truncate(true).mode(FILE_MODE);
    let mut file = open.open(file)?;
    file.write_all(bytes)?;
    file.sync_all()
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

//! Pictures that were made before, kept for some hours.
//!
//! A file a picture, in a directory a document, so that forgetting a document
//! is removing a directory. What is kept can always be made again; so nothing
//! here is synced to disk, and whatever cannot be read is not there.

use domain::{ContentHash, DocumentId, OrganisationId};
use render::worker::{Made, Refusal};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// Most bytes kept: some thousand pages.
const BYTES_MAX: u64 = 256 << 20;

/// A picture is kept no longer than this. What is erased must be gone within
/// a day, on every node, also where the news of it did not arrive.
const AGE_MAX: Duration = Duration::from_secs(20 * 60 * 60);

/// How much is kept when there is too much: more would mean sweeping again
/// after the next picture.
const KEPT_OF_TEN: u64 = 8;

/// Digits of the hash in a name.
const NAME_DIGITS: usize = 32;

/// Names one picture of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    organisation: OrganisationId,
    document: DocumentId,
    what: ContentHash,
}

impl Key {
    pub(super) const fn new(
        organisation: OrganisationId,
        document: DocumentId,
        what: ContentHash,
    ) -> Self {
        Self {
            organisation,
            document,
            what,
        }
    }
}

/// A directory of pictures.
#[derive(Debug)]
pub(super) struct Cache {
    root: PathBuf,
    /// Bytes written since the directory was last gone through.
    bytes: AtomicU64,
    written: AtomicU64,
}

#[derive(Serialize, Deserialize)]
struct Head {
    media_type: String,
    pages: usize,
    width_px: u32,
    height_px: u32,
}

impl Cache {
    pub(super) fn new(root: PathBuf) -> Self {
        let cache = Self {
            root,
            bytes: AtomicU64::new(0),
            written: AtomicU64::new(0),
        };
        // Where it cannot be read there is nothing to sweep.
        let _ = cache.sweep();
        cache
    }

    /// The picture, or why there is none, if that is known already.
    pub(super) fn get(&self, key: &Key) -> Option<Result<Made, Refusal>> {
        let path = self.path(key);
        let written_at = fs::metadata(&path).ok()?.modified().ok()?;
        if is_old(written_at) {
            return None;
        }
        let bytes = fs::read(path).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Result<Head, Refusal> = serde_json::from_slice(&bytes[..end]).ok()?;
        Some(head.map(|head| Made {
            media_type: head.media_type,
            pages: head.pages,
            width_px: head.width_px,
            height_px: head.height_px,
            bytes: bytes[end + 1..].to_vec(),
        }))
    }

    /// Keeps a picture, or why there is none. Where it cannot be kept it will
    /// be made again.
    pub(super) fn put(&self, key: &Key, made: &Result<Made, Refusal>) {
        let kept = self.write(key, made);
        let all = self.bytes.fetch_add(kept.unwrap_or(0), Ordering::Relaxed);
        if all > BYTES_MAX {
            let _ = self.sweep();
        }
    }

    fn write(&self, key: &Key, made: &Result<Made, Refusal>) -> io::Result<u64> {
        let head = made.as_ref().map(|made| Head {
            media_type: made.media_type.clone(),
            pages: made.pages,
            width_px: made.width_px,
            height_px: made.height_px,
        });
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.push(b'\n');
        if let Ok(made) = made {
            bytes.extend_from_slice(&made.bytes);
        }
        let path = self.path(key);
        let directory = path.parent().unwrap_or(&self.root);
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
        // Written aside and moved, so that no reader sees half a picture.
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let aside = directory.join(format!("{}-{number}.part", std::process::id()));
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&aside)?;
        file.write_all(&bytes)?;
        fs::rename(aside, path)?;
        Ok(bytes.len() as u64)
    }

    /// Removes every picture of a document.
    pub(super) fn forget(&self, organisation: OrganisationId, id: DocumentId) -> io::Result<()> {
        match fs::remove_dir_all(self.directory(organisation, id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes what is old, and the oldest where there is too much. Answers
    /// how many pictures went.
    pub(super) fn sweep(&self) -> io::Result<usize> {
        let mut found = Vec::new();
        for organisation in directories(&self.root)? {
            for document in directories(&organisation)? {
                pictures(&document, &mut found);
                // Goes only where it is empty.
                let _ = fs::remove_dir(&document);
            }
        }
        found.sort_by_key(|(written_at, ..)| *written_at);
        let mut left: u64 = found.iter().map(|(_, size, _)| size).sum();
        let too_much = left > BYTES_MAX;
        let mut gone = 0;
        for (written_at, size, path) in found {
            let is_over = too_much && left > BYTES_MAX / 10 * KEPT_OF_TEN;
            if (is_over || is_old(written_at)) && fs::remove_file(path).is_ok() {
                left -= size;
                gone += 1;
            }
        }
        self.bytes.store(left, Ordering::Relaxed);
        Ok(gone)
    }

    fn directory(&self, organisation: OrganisationId, id: DocumentId) -> PathBuf {
        self.root
            .join(organisation.to_string())
            .join(id.to_string())
    }

    fn path(&self, key: &Key) -> PathBuf {
        let name = key.what.to_string();
        self.directory(key.organisation, key.document)
            .join(&name[..NAME_DIGITS])
    }
}

fn is_old(written_at: SystemTime) -> bool {
    // A time to come is a clock that was set back: better made again.
    written_at.elapsed().map_or(true, |age| age > AGE_MAX)
}

fn directories(of: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(of) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.is_dir()).collect())
}

fn pictures(directory: &Path, found: &mut Vec<(SystemTime, u64, PathBuf)>) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        let written_at = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        found.push((written_at, metadata.len(), entry.path()));
    }
}

#[cfg(test)]
mod tests;

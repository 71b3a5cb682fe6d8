//! Pictures that were made before, kept for some hours.
//!
//! A file a picture, in a directory a document, so that forgetting a document
//! is removing a directory. What is kept can always be made again; so nothing
//! here is synced to disk, and whatever cannot be read is not there. Where
//! several nodes share a place for originals, they share pictures there, too.

use domain::{ContentHash, DocumentId, OrganisationId};
use render::worker::{Made, Refusal};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use store::Gallery;

/// Most bytes kept: some thousand pages.
const BYTES_MAX: u64 = 256 << 20;

/// A picture is kept no longer than this. What is erased must be gone within
/// a day, on every node, also where the news of it did not arrive.
const AGE_MAX: Duration = Duration::from_secs(20 * 60 * 60);

/// Most pictures that nodes share: some gigabytes.
const SHARED_MAX: usize = 50_000;

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

    fn name(&self) -> String {
        let mut name = self.what.to_string();
        name.truncate(NAME_DIGITS);
        name
    }
}

/// A directory of pictures.
#[derive(Debug)]
pub(super) struct Cache {
    root: PathBuf,
    /// What other nodes have drawn.
    shared: Option<Gallery>,
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
    pub(super) fn new(root: PathBuf, shared: Option<Gallery>) -> Self {
        let cache = Self {
            root,
            shared,
            bytes: AtomicU64::new(0),
            written: AtomicU64::new(0),
        };
        // Where it cannot be read there is nothing to sweep.
        let _ = cache.sweep_here();
        cache
    }

    /// The picture, or why there is none, if this node knows it already.
    pub(super) fn get(&self, key: &Key) -> Option<Result<Made, Refusal>> {
        let path = self.path(key);
        let written_at = fs::metadata(&path).ok()?.modified().ok()?;
        if is_old(written_at) {
            return None;
        }
        unwrapped(&fs::read(path).ok()?)
    }

    /// The same, also where another node knows it. Waits for the network.
    pub(super) fn fetch(&self, key: &Key) -> Option<Result<Made, Refusal>> {
        if let Some(kept) = self.get(key) {
            return Some(kept);
        }
        let shared = self.shared.as_ref()?;
        let found = shared.get(key.organisation, key.document, &key.name());
        let bytes = found.inspect_err(not_shared).ok()??;
        let made = unwrapped(&bytes)?;
        self.keep(key, &bytes);
        Some(made)
    }

    /// Keeps a picture, or why there is none. Where it cannot be kept it will
    /// be made again. Waits for the network.
    pub(super) fn put(&self, key: &Key, made: &Result<Made, Refusal>) {
        let Ok(bytes) = wrapped(made) else { return };
        self.keep(key, &bytes);
        if let Some(shared) = &self.shared {
            let put = shared.put(key.organisation, key.document, &key.name(), bytes);
            let _ = put.inspect_err(not_shared);
        }
    }

    fn keep(&self, key: &Key, bytes: &[u8]) {
        let kept = self.write(key, bytes);
        let all = self.bytes.fetch_add(kept.unwrap_or(0), Ordering::Relaxed);
        if all > BYTES_MAX {
            let _ = self.sweep_here();
        }
    }

    fn write(&self, key: &Key, bytes: &[u8]) -> io::Result<u64> {
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
        file.write_all(bytes)?;
        fs::rename(aside, path)?;
        Ok(bytes.len() as u64)
    }

    /// Removes every picture of a document. What other nodes keep of it for
    /// themselves grows old within the day.
    pub(super) fn forget(&self, organisation: OrganisationId, id: DocumentId) -> io::Result<()> {
        if let Some(shared) = &self.shared {
            shared.forget(organisation, id).map_err(io::Error::other)?;
        }
        match fs::remove_dir_all(self.directory(organisation, id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes what is old, and the oldest where there is too much. Answers
    /// how many pictures went.
    pub(super) fn sweep(&self) -> io::Result<usize> {
        let here = self.sweep_here()?;
        let Some(shared) = &self.shared else {
            return Ok(here);
        };
        let oldest = SystemTime::now() - AGE_MAX;
        let before = jiff::Timestamp::try_from(oldest).map_err(io::Error::other)?;
        let gone = shared.sweep(before, SHARED_MAX).map_err(io::Error::other)?;
        Ok(here + gone)
    }

    fn sweep_here(&self) -> io::Result<usize> {
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
        self.directory(key.organisation, key.document)
            .join(key.name())
    }
}

/// A picture as the bytes of a file: a line about it, and then its own.
fn wrapped(made: &Result<Made, Refusal>) -> serde_json::Result<Vec<u8>> {
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
    Ok(bytes)
}

fn unwrapped(bytes: &[u8]) -> Option<Result<Made, Refusal>> {
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

/// Nodes that cannot share draw for themselves.
fn not_shared(error: &store::Error) {
    tracing::warn!(%error, "pictures are not shared with other nodes");
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

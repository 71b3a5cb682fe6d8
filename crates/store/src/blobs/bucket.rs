//! Originals in a bucket: `<prefix>/originals/<organisation>/<first two
//! digits>/<hash>`, the same shape as in a directory.

use super::{Blob, Blobs, Objects, failed};
use crate::{Error, Result};
use bytes::Bytes;
use domain::{ContentHash, OrganisationId};
use std::fs::File;
use std::io::{Read, Seek as _};
use std::sync::Arc;

/// Below this lie the originals; snapshots of the facts lie beside them.
const ORIGINALS: &str = "originals";
/// Bytes up to which a file is put in one piece. Larger ones go in parts.
const WHOLE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Bytes compared at a time.
const COMPARED_BYTES: u64 = 1024 * 1024;
/// What is put and read again to see whether the bucket takes anything. It
/// stays, so that several nodes can look at once.
const PROBE: &str = "probe";

/// A bucket of originals.
pub(crate) struct Bucket {
    objects: Arc<Objects>,
}

impl Bucket {
    pub(crate) fn new(objects: Objects) -> Self {
        Self {
            objects: Arc::new(objects),
        }
    }
}

/// The parts of a key.
fn with_key<T>(
    organisation: OrganisationId,
    hash: ContentHash,
    ask: impl FnOnce(&[&str]) -> Result<T>,
) -> Result<T> {
    let (organisation, name) = (organisation.to_string(), hash.to_string());
    ask(&[ORIGINALS, &organisation, &name[..2], &name])
}

/// Whether two readers give the same bytes.
fn is_same(mut one: impl Read, mut other: impl Read) -> std::io::Result<bool> {
    let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
    loop {
        of_one.clear();
        of_other.clear();
        one.by_ref().take(COMPARED_BYTES).read_to_end(&mut of_one)?;
        other
            .by_ref()
            .take(COMPARED_BYTES)
            .read_to_end(&mut of_other)?;
        if of_one != of_other || of_one.is_empty() {
            return Ok(of_one == of_other);
        }
    }
}

impl Blobs for Bucket {
    fn put(&self, organisation: OrganisationId, hash: ContentHash, bytes: &[u8]) -> Result<()> {
        with_key(organisation, hash, |key| {
            let packed = Bytes::copy_from_slice(bytes);
            if self.objects.put_new(key, packed.clone())? {
                return Ok(());
            }
            // Something is there. A put of ours whose answer was lost, most
            // likely; but a store that keeps what it refused exists too, so
            // it is looked at before anybody is told that it is kept.
            let there = self.objects.get(key, bytes.len() as u64 + 1)?;
            match there.is_some_and(|there| there == bytes) {
                true => Ok(()),
                false => self.objects.put(key, packed),
            }
        })
    }

    fn get(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Vec<u8>>> {
        with_key(organisation, hash, |key| self.objects.get(key, size_max))
    }

    fn put_file(&self, organisation: OrganisationId, hash: ContentHash, file: &File) -> Result<()> {
        let mut from_start = file;
        from_start.rewind().map_err(failed)?;
        if file.metadata().map_err(failed)?.len() <= WHOLE_BYTES_MAX {
            let mut bytes = Vec::new();
            from_start.read_to_end(&mut bytes).map_err(failed)?;
            return self.put(organisation, hash, &bytes);
        }
        with_key(organisation, hash, |key| {
            let there = self.objects.reader(key, u64::MAX)?;
            if let Some(there) = there
                && is_same(there, from_start).map_err(Error::other)?
            {
                return Ok(());
            }
            from_start.rewind().map_err(failed)?;
            self.objects.put_parts(key, &mut from_start)
        })
    }

    fn open(
        &self,
        organisation: OrganisationId,
        hash: ContentHash,
        size_max: u64,
    ) -> Result<Option<Box<dyn Read + Send>>> {
        let parts = with_key(organisation, hash, |key| self.objects.reader(key, size_max))?;
        Ok(parts.map(|parts| Box::new(parts) as Box<dyn Read + Send>))
    }

    fn delete(&self, organisation: OrganisationId, hash: ContentHash) -> Result<()> {
        with_key(organisation, hash, |key| self.objects.delete(key))
    }

    fn list(&self, organisation: OrganisationId, first: u8) -> Result<Vec<Blob>> {
        let (organisation, first) = (organisation.to_string(), format!("{first:02x}"));
        let objects = self.objects.list(&[ORIGINALS, &organisation, &first])?;
        let blobs = objects.into_iter().filter_map(|object| {
            Some(Blob {
                hash: object.name.parse().ok()?,
                written_at: object.written_at,
            })
        });
        Ok(blobs.collect())
    }

    fn probe(&self) -> Result<String> {
        self.objects
            .put(&[PROBE], Bytes::from_static(PROBE.as_bytes()))?;
        let read = self.objects.get(&[PROBE], 64)?;
        match read.as_deref() {
            Some(bytes) if bytes == PROBE.as_bytes() => {
                Ok(format!("bucket {}", self.objects.name()))
            }
            _ => Err(Error::other("what was put there does not come back")),
        }
    }
}

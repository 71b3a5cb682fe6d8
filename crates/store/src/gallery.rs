//! Pictures of documents that several nodes share, below a directory or in a
//! bucket: what one node has drawn, no other has to draw again.
//!
//! Every picture can be drawn anew, so nothing here is part of what was
//! acknowledged, nothing is synced, and whoever finds none draws one. A
//! document's pictures lie together, so that they go together with it.

use crate::Result;
use crate::blobs::{self, Depot, Objects};
use bytes::Bytes;
use domain::{DocumentId, OrganisationId};
use jiff::Timestamp;
use std::fmt::Display;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Below this lie the pictures; in a bucket the originals lie beside them.
const PICTURES: &str = "pictures";
/// The most bytes of one that is read.
const PICTURE_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// What stands between the parts of a name, which says by itself whose it is.
const BETWEEN: char = '.';

/// A place for pictures. Every verb blocks until it is done. Cheap to clone.
#[derive(Clone)]
pub struct Gallery(Arc<Place>);

enum Place {
    Directory(PathBuf),
    Bucket(Objects),
}

impl std::fmt::Debug for Gallery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gallery")
    }
}

/// A picture that lies there.
struct Hung {
    /// The parts of its key below the pictures.
    key: [String; 3],
    written_at: Timestamp,
}

impl Gallery {
    /// Opens a place. Whether a bucket is there shows with the first question.
    pub fn open(depot: &Depot) -> Result<Self> {
        let place = match depot {
            Depot::Directory(root) => Place::Directory(root.join(PICTURES)),
            Depot::Bucket { bucket, prefix } => Place::Bucket(Objects::open(bucket, prefix)?),
        };
        Ok(Self(Arc::new(place)))
    }

    /// Keeps a picture of a document under a name of letters and digits.
    pub fn put(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<()> {
        let key = key(organisation, document, name);
        match self.0.as_ref() {
            Place::Directory(root) => {
                let file = path(root, &key);
                blobs::make(file.parent().unwrap_or(root))?;
                blobs::replace(&file, &bytes)
            }
            Place::Bucket(objects) => objects.put(&whole(&key), Bytes::from(bytes)),
        }
    }

    /// The picture of this name, if there is one.
    pub fn get(
        &self,
        organisation: OrganisationId,
        document: DocumentId,
        name: &str,
    ) -> Result<Option<Vec<u8>>> {
        let key = key(organisation, document, name);
        match self.0.as_ref() {
            Place::Directory(root) => match fs::read(path(root, &key)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(blobs::failed(error)),
            },
            Place::Bucket(objects) => objects.get(&whole(&key), PICTURE_BYTES_MAX),
        }
    }

    /// Takes every picture of a document away.
    pub fn forget(&self, organisation: OrganisationId, document: DocumentId) -> Result<()> {
        let (organisation, document) = (part(organisation), part(document));
        for hung in self.list(&[&organisation, &document])? {
            self.delete(&hung.key)?;
        }
        Ok(())
    }

    /// Takes away what was put there before a moment, and the oldest of more
    /// than so many. Answers how many pictures went.
    pub fn sweep(&self, before: Timestamp, count_max: usize) -> Result<usize> {
        let mut all = self.list(&[])?;
        all.sort_by_key(|hung| hung.written_at);
        let too_many = all.len().saturating_sub(count_max);
        let mut gone = 0;
        for (position, hung) in all.iter().enumerate() {
            if position < too_many || hung.written_at < before {
                self.delete(&hung.key)?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    fn delete(&self, key: &[String; 3]) -> Result<()> {
        match self.0.as_ref() {
            Place::Directory(root) => match fs::remove_file(path(root, key)) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(blobs::failed(error)),
                _ => Ok(()),
            },
            Place::Bucket(objects) => objects.delete(&whole(key)),
        }
    }

    /// What lies below a part of a key.
    fn list(&self, below: &[&str]) -> Result<Vec<Hung>> {
        match self.0.as_ref() {
            Place::Directory(root) => {
                let mut found = Vec::new();
                let folder = below
                    .iter()
                    .fold(root.clone(), |path, part| path.join(part));
                walk(&folder, &mut found).map_err(blobs::failed)?;
                Ok(found)
            }
            Place::Bucket(objects) => {
                let below: Vec<&str> = [PICTURES]
                    .into_iter()
                    .chain(below.iter().copied())
                    .collect();
                let listed = objects.list(&below)?.into_iter();
                let hung = listed.filter_map(|object| {
                    Some(Hung {
                        key: parse(&object.name)?,
                        written_at: object.written_at,
                    })
                });
                Ok(hung.collect())
            }
        }
    }
}

fn key(organisation: OrganisationId, document: DocumentId, name: &str) -> [String; 3] {
    let (organisation, document) = (part(organisation), part(document));
    let file = format!("{organisation}{BETWEEN}{document}{BETWEEN}{name}");
    [organisation, document, file]
}

/// An id as part of a key: without hyphens, because places that keep objects
/// as files have little room for names.
fn part(id: impl Display) -> String {
    id.to_string().replace('-', "")
}

/// The key that a file's name says.
fn parse(file: &str) -> Option<[String; 3]> {
    let mut parts = file.split(BETWEEN);
    let (organisation, document) = (parts.next()?, parts.next()?);
    Some([organisation, document, file].map(str::to_owned))
}

fn whole(key: &[String; 3]) -> [&str; 4] {
    [PICTURES, &key[0], &key[1], &key[2]]
}

fn path(root: &Path, key: &[String; 3]) -> PathBuf {
    key.iter()
        .fold(root.to_owned(), |path, part| path.join(part))
}

fn walk(folder: &Path, found: &mut Vec<Hung>) -> std::io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), found)?;
        } else if let Some(key) = parse(&entry.file_name().to_string_lossy()) {
            let written_at = entry.metadata()?.modified()?;
            found.push(Hung {
                key,
                written_at: Timestamp::try_from(written_at).unwrap_or(Timestamp::MIN),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

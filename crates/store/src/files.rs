//! Files that are made of the record and can be made anew: exports. They lie
//! below a directory, or in a bucket that several nodes share, under names
//! that whoever keeps them chooses.
//!
//! A name is there with all of its bytes or not at all. Nothing here is part
//! of what was acknowledged.

use crate::blobs::{self, Depot, Objects};
use crate::{Error, Result};
use bytes::Bytes;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most bytes of one file that are read.
const FILE_BYTES_MAX: u64 = 1024 * 1024 * 1024 * 1024;
/// Bytes up to which a file is put into a bucket in one piece.
const WHOLE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// For the owner alone.
const FILE_MODE: u32 = 0o600;

/// A place for files. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<Place>);

enum Place {
    Directory(PathBuf),
    Bucket(Arc<Objects>),
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.as_ref() {
            Place::Directory(root) => write!(f, "Files({})", root.display()),
            Place::Bucket(objects) => write!(f, "Files({})", objects.name()),
        }
    }
}

impl Files {
    /// Opens a place; a directory is made with the first file. Whether a
    /// bucket is there shows with the first question.
    pub fn open(depot: &Depot) -> Result<Self> {
        let place = match depot {
            Depot::Directory(root) => Place::Directory(root.clone()),
            Depot::Bucket { bucket, prefix } => {
                Place::Bucket(Arc::new(Objects::open(bucket, prefix)?))
            }
        };
        Ok(Self(Arc::new(place)))
    }

    /// Keeps all of a file under a name, in the place of what was there. The
    /// parts of a name are plain words, no paths.
    pub async fn keep(&self, name: &[&str], file: File) -> Result<()> {
        let (place, name) = (Arc::clone(&self.0), checked(name)?);
        off_the_loop(move || match place.as_ref() {
            Place::Directory(root) => copy(&path(root, &name), file),
            Place::Bucket(objects) => put(objects, &name, file),
        })
        .await
    }

    /// The bytes under a name, to be read where waiting holds up nobody;
    /// `None` where there are none.
    pub async fn read(&self, name: &[&str]) -> Result<Option<Box<dyn Read + Send>>> {
        let (place, name) = (Arc::clone(&self.0), checked(name)?);
        off_the_loop(move || match place.as_ref() {
            Place::Directory(root) => match File::open(path(root, &name)) {
                Ok(file) => Ok(Some(Box::new(file) as Box<dyn Read + Send>)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(Error::other(error)),
            },
            Place::Bucket(objects) => {
                let parts = objects.reader(&words(&name), FILE_BYTES_MAX)?;
                Ok(parts.map(|parts| Box::new(parts) as Box<dyn Read + Send>))
            }
        })
        .await
    }

    /// Takes away what lies under a name, if anything does.
    pub async fn delete(&self, name: &[&str]) -> Result<()> {
        let (place, name) = (Arc::clone(&self.0), checked(name)?);
        off_the_loop(move || match place.as_ref() {
            Place::Directory(root) => match fs::remove_file(path(root, &name)) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::other(error)),
                _ => Ok(()),
            },
            Place::Bucket(objects) => objects.delete(&words(&name)),
        })
        .await
    }
}

/// The parts of a name, none of which leads elsewhere.
fn checked(name: &[&str]) -> Result<Vec<String>> {
    let leads_elsewhere = |part: &&str| {
        part.is_empty() || part.starts_with('.') || part.contains(['/', '\\', '\0'])
    };
    match name.iter().any(leads_elsewhere) {
        true => Err(Error::other("a name of a file has words for its parts")),
        false => Ok(name.iter().map(|part| (*part).to_owned()).collect()),
    }
}

fn words(name: &[String]) -> Vec<&str> {
    name.iter().map(String::as_str).collect()
}

fn path(root: &Path, name: &[String]) -> PathBuf {
    name.iter().fold(root.to_owned(), |path, part| path.join(part))
}

fn copy(to: &Path, mut from: File) -> Result<()> {
    let directory = to.parent().expect("a file lies in a directory");
    blobs::make(directory)?;
    let growing = to.with_extension(format!("{}.new", std::process::id()));
    let written = (|| {
        from.rewind()?;
        let mut open = OpenOptions::new();
        let open = open.write(true).create(true).truncate(true);
        let mut file = open.mode(FILE_MODE).open(&growing)?;
        std::io::copy(&mut from, &mut file)?;
        file.sync_all()?;
        fs::rename(&growing, to)
    })();
    if let Err(error) = written {
        let _ = fs::remove_file(&growing);
        return Err(blobs::failed(error));
    }
    blobs::sync_directory(directory)
}

fn put(objects: &Arc<Objects>, name: &[String], mut from: File) -> Result<()> {
    from.rewind().map_err(blobs::failed)?;
    let size = from.metadata().map_err(blobs::failed)?.len();
    if size > WHOLE_BYTES_MAX {
        return objects.put_parts(&words(name), &mut from);
    }
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).map_err(blobs::failed)?;
    objects.put(&words(name), Bytes::from(bytes))
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

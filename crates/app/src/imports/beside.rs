//! Files that lie beside the one being read, which a list may name.

use super::content::Content;
use super::parcel::OpenParcel;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the files beside are.
#[derive(Clone)]
pub(super) enum Beside {
    /// Nowhere.
    Nothing,
    /// In a directory.
    Directory(PathBuf),
    /// In an archive, below a directory of it.
    Archive(Arc<Mutex<OpenParcel>>, String),
    /// Among the files that came together, by name.
    Together(Arc<HashMap<String, Content>>),
}

impl Beside {
    /// The file with this name, if it lies there or below.
    pub(super) fn fetch(&self, name: &str) -> Option<Content> {
        if !stays_below(name) {
            return None;
        }
        match self {
            Self::Nothing => None,
            Self::Directory(directory) => Content::open(&below(directory, name)?).ok(),
            Self::Archive(archive, directory) => {
                let mut archive = archive.lock().unwrap_or_else(PoisonError::into_inner);
                archive.find(&format!("{directory}{name}"))
            }
            Self::Together(files) => files.get(name).cloned(),
        }
    }
}

/// The file itself, where no link on the way leads out of the directory: a
/// list may be written by somebody who can make links, but not read all files.
fn below(directory: &Path, name: &str) -> Option<PathBuf> {
    let directory = match directory.as_os_str().is_empty() {
        true => Path::new("."),
        false => directory,
    };
    let directory = directory.canonicalize().ok()?;
    let path = directory.join(name).canonicalize().ok()?;
    (path.starts_with(&directory) && path.is_file()).then_some(path)
}

/// Whether a name leads to something below the directory it is used in.
fn stays_below(name: &str) -> bool {
    let is_plain = |part| matches!(part, Component::Normal(_));
    !name.is_empty() && !name.contains('\0') && Path::new(name).components().all(is_plain)
}

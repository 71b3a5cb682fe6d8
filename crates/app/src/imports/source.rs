//! Where files come from: paths, directories, archives, a browser.
//!
//! Whatever the source, files come out one by one with a name, bytes, and a
//! way to fetch what lies beside them. Lists come before the files that they
//! may name, and what a list names is taken with the list.

use domain::Finding;
use domain::intake::ItemBody;
use formats::archive::Archive;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The most bytes of one file. A reader holds a file in memory, and a few
/// are read at a time.
pub const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// How deep directories are walked, so that a loop of links ends.
const DIRECTORY_DEPTH_MAX: usize = 32;

/// A file on its way in.
pub struct Incoming {
    /// Its name, with the archive or directory it lies in.
    pub name: String,
    /// Its bytes, or why they cannot be had.
    pub bytes: Result<Vec<u8>, Finding>,
    /// What lies beside it.
    pub(super) beside: Beside,
}

/// Files that lie beside the one being read.
#[derive(Clone)]
pub(super) enum Beside {
    /// Nothing.
    Nothing,
    /// A directory.
    Directory(PathBuf),
    /// The other files of an archive, below a directory of it.
    Archive(Arc<Mutex<OpenArchive>>, String),
    /// Files that came together, by name.
    Together(Arc<HashMap<String, Vec<u8>>>),
}

type OpenArchive = Archive<Cursor<Vec<u8>>>;
type Files = Box<dyn Iterator<Item = Incoming> + Send>;

impl Beside {
    /// The bytes of the file with this name, if it lies there or below.
    pub(super) fn fetch(&self, name: &str) -> Option<Vec<u8>> {
        if !stays_below(name) {
            return None;
        }
        match self {
            Self::Nothing => None,
            Self::Directory(directory) => read_bounded(&directory.join(name)).ok(),
            Self::Archive(archive, directory) => {
                let mut archive = archive.lock().unwrap_or_else(PoisonError::into_inner);
                archive.find(&format!("{directory}{name}"))?.content.ok()
            }
            Self::Together(files) => files.get(name).cloned(),
        }
    }
}

/// Whether a name leads to something below the directory it is used in.
fn stays_below(name: &str) -> bool {
    let is_plain = |part| matches!(part, Component::Normal(_));
    !name.is_empty() && !name.contains('\0') && Path::new(name).components().all(is_plain)
}

/// The files at these paths, in order: directories are walked, archives are
/// opened.
pub fn from_paths(paths: Vec<PathBuf>) -> impl Iterator<Item = Incoming> + Send {
    let mut taken = HashSet::new();
    paths
        .into_iter()
        .flat_map(|path| walk(path, 0))
        .flat_map(move |path| {
            if taken.contains(&path) {
                return Box::new(std::iter::empty()) as Files;
            }
            let file = open(&path);
            taken.extend(named_by(&file).map(|name| path.with_file_name(name)));
            unpacked(file)
        })
}

/// How many files there are below these paths, archives counted as one;
/// `None` where that cannot be known beforehand.
pub fn count_files(paths: &[PathBuf]) -> Option<u64> {
    let known = paths.iter().all(|path| path.as_os_str() != "-");
    let count = |path: &PathBuf| walk(path.clone(), 0).count() as u64;
    known.then(|| paths.iter().map(count).sum())
}

/// Files that a browser sent together.
pub fn from_uploads(mut files: Vec<(String, Vec<u8>)>) -> impl Iterator<Item = Incoming> + Send {
    files.sort_by_key(|(name, _)| !may_be_a_list(name));
    let together = Arc::new(files.iter().cloned().collect::<HashMap<_, _>>());
    let mut taken = HashSet::new();
    files.into_iter().flat_map(move |(name, bytes)| {
        if taken.contains(&name) {
            return Box::new(std::iter::empty()) as Files;
        }
        let file = Incoming {
            name,
            bytes: Ok(bytes),
            beside: Beside::Together(Arc::clone(&together)),
        };
        taken.extend(named_by(&file));
        unpacked(file)
    })
}

/// The files below a path, those of a directory in order of name.
fn walk(path: PathBuf, depth: usize) -> Box<dyn Iterator<Item = PathBuf> + Send> {
    if !path.is_dir() || depth > DIRECTORY_DEPTH_MAX {
        return Box::new(std::iter::once(path));
    }
    let Ok(entries) = std::fs::read_dir(&path) else {
        return Box::new(std::iter::once(path));
    };
    let is_hidden = |path: &PathBuf| {
        let name = path.file_name();
        name.is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    let mut below: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| !is_hidden(path))
        .collect();
    below.sort_by_key(|path| (!may_be_a_list(&path.to_string_lossy()), path.clone()));
    Box::new(
        below
            .into_iter()
            .flat_map(move |path| walk(path, depth + 1)),
    )
}

/// Only for the order of reading; what a file is, its content decides.
fn may_be_a_list(name: &str) -> bool {
    let name = name.to_lowercase();
    let endings = [".csv", ".txt", ".tsv", ".ndjson", ".jsonl"];
    endings.iter().any(|ending| name.ends_with(ending))
}

fn open(path: &Path) -> Incoming {
    let name = path.to_string_lossy().into_owned();
    let (bytes, beside) = match name.as_str() {
        "-" => (read_to_end(std::io::stdin().lock()), Beside::Nothing),
        _ => {
            let parent = path.parent().map(Path::to_owned).unwrap_or_default();
            (read_bounded(path), Beside::Directory(parent))
        }
    };
    let bytes = bytes.map_err(|error| {
        let message = format!("the file cannot be read: {error}");
        Finding::error("file.unreadable", "", message)
    });
    Incoming {
        name,
        bytes,
        beside,
    }
}

/// The file itself or, of an archive, the files in it.
fn unpacked(file: Incoming) -> Files {
    match file.bytes {
        Ok(bytes) if formats::is_zip(&bytes) => match Archive::open(Cursor::new(bytes)) {
            Ok(archive) => Box::new(entries(file.name, archive)),
            Err(finding) => Box::new(std::iter::once(Incoming {
                name: file.name,
                bytes: Err(finding),
                beside: Beside::Nothing,
            })),
        },
        bytes => Box::new(std::iter::once(Incoming { bytes, ..file })),
    }
}

fn entries(archive_name: String, archive: OpenArchive) -> impl Iterator<Item = Incoming> + Send {
    let mut positions: Vec<usize> = (0..archive.len()).collect();
    positions.sort_by_key(|position| !may_be_a_list(&archive.name(*position).unwrap_or_default()));
    let archive = Arc::new(Mutex::new(archive));
    let mut taken = HashSet::new();
    let mut is_over = false;
    positions.into_iter().filter_map(move |position| {
        if is_over {
            return None;
        }
        let entry = archive
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .at(position)?;
        is_over = entry.ends_archive();
        if taken.contains(&entry.name) {
            return None;
        }
        let directory = entry
            .name
            .rfind('/')
            .map_or("", |end| &entry.name[..=end])
            .to_owned();
        let file = Incoming {
            name: format!("{archive_name}/{}", entry.name),
            bytes: entry.content,
            beside: Beside::Archive(Arc::clone(&archive), directory.clone()),
        };
        taken.extend(named_by(&file).map(|name| format!("{directory}{name}")));
        Some(file)
    })
}

/// The names of files that this one, if it is a list, takes with it.
fn named_by(file: &Incoming) -> impl Iterator<Item = String> + use<> {
    let names: Vec<String> = match &file.bytes {
        Ok(bytes) if may_be_a_list(&file.name) => formats::read_bytes(&file.name, bytes)
            .filter_map(|item| match item.body {
                ItemBody::Document(document) => Some(document.beside),
                _ => None,
            })
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    names.into_iter()
}

fn read_bounded(path: &Path) -> std::io::Result<Vec<u8>> {
    read_to_end(std::fs::File::open(path)?)
}

fn read_to_end(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        let message = format!("it is larger than {FILE_BYTES_MAX} bytes; split it");
        return Err(std::io::Error::new(
            std::io::ErrorKind::FileTooLarge,
            message,
        ));
    }
    Ok(bytes)
}

//! Where files come from: paths, directories, a browser.
//!
//! Whatever the source, files come out one by one with a name, their content,
//! and a way to fetch what lies beside them. Lists come before the files that
//! they may name, and what a list names is taken with the list.

use super::beside::Beside;
use super::content::{Content, Spool};
use crate::App;
use domain::intake::ItemBody;
use domain::{Finding, ImportId};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How deep directories are walked, so that a loop of links ends.
const DIRECTORY_DEPTH_MAX: usize = 32;
/// The most files that lists of one run may take with them; of more, the
/// rest is read again on its own, which finds duplicates.
const TAKEN_MAX: usize = 1_000_000;

/// A file on its way in.
pub struct Incoming {
    /// Its name, with the archive or directory it lies in.
    pub name: String,
    /// Its content, or why it cannot be had.
    pub content: Result<Content, Finding>,
    /// What lies beside it.
    pub(super) beside: Beside,
    /// What it is noted under, where it was noted before it is read.
    pub(super) import: Option<ImportId>,
}

impl Incoming {
    /// The same file without its content, for a reason.
    pub(super) fn set_aside(&self, why: Finding) -> Self {
        Self {
            name: self.name.clone(),
            content: Err(why),
            beside: self.beside.clone(),
            import: self.import,
        }
    }
}

type Files = Box<dyn Iterator<Item = Incoming> + Send>;

/// The files at these paths, in order; directories are walked. Standard input
/// (`-`) is put aside in the spool.
pub fn from_paths(
    spool: &Spool,
    paths: Vec<PathBuf>,
) -> impl Iterator<Item = Incoming> + Send + use<> {
    let spool = spool.clone();
    let mut taken = HashSet::new();
    paths
        .into_iter()
        .flat_map(|path| walk(path, 0))
        .flat_map(move |path| {
            if taken.contains(&path) {
                return Box::new(std::iter::empty()) as Files;
            }
            let file = open(&spool, &path);
            if taken.len() < TAKEN_MAX {
                taken.extend(named_by(&file).map(|name| path.with_file_name(name)));
            }
            Box::new(std::iter::once(file))
        })
}

/// How many files there are below these paths, archives counted as one;
/// `None` where that cannot be known beforehand.
pub fn count_files(paths: &[PathBuf]) -> Option<u64> {
    let known = paths.iter().all(|path| path.as_os_str() != "-");
    let count = |path: &PathBuf| walk(path.clone(), 0).count() as u64;
    known.then(|| paths.iter().map(count).sum())
}

/// Files that came together and are in memory.
pub fn from_uploads(files: Vec<(String, Vec<u8>)>) -> impl Iterator<Item = Incoming> + Send {
    let files = files
        .into_iter()
        .map(|(name, bytes)| (None, name, Content::from(bytes)));
    together(files.collect())
}

/// A file that came by itself, noted under an id of the app's next making:
/// an errand that is done again finds it under the same.
pub fn from_content(
    app: &App,
    name: String,
    content: Content,
) -> impl Iterator<Item = Incoming> + Send + use<> {
    together(vec![(Some(app.id(ImportId::from_parts)), name, content)])
}

/// Files that came together, wherever they lie.
pub fn from_contents(files: Vec<(String, Content)>) -> impl Iterator<Item = Incoming> + Send {
    let files = files
        .into_iter()
        .map(|(name, content)| (None, name, content));
    together(files.collect())
}

/// Files that came together, with what they are noted under where they were
/// noted already. Those that a list takes with it still come, without content:
/// they were received too, and have to end as something.
pub(super) fn together(
    mut files: Vec<(Option<ImportId>, String, Content)>,
) -> impl Iterator<Item = Incoming> + Send {
    files.sort_by_key(|(_, name, _)| !may_be_a_list(name));
    let by_name = files
        .iter()
        .map(|(_, name, content)| (name.clone(), content.clone()));
    let together = Arc::new(by_name.collect::<HashMap<_, _>>());
    let mut taken = HashMap::<String, String>::new();
    files
        .into_iter()
        .filter_map(move |(import, name, content)| {
            let content = match (taken.get(&name), import) {
                (Some(_), None) => return None,
                (Some(list), Some(_)) => Err(taken_with(list)),
                (None, _) => Ok(content),
            };
            let file = Incoming {
                name,
                content,
                beside: Beside::Together(Arc::clone(&together)),
                import,
            };
            taken.extend(named_by(&file).map(|name| (name, file.name.clone())));
            Some(file)
        })
}

/// That a file was kept with the documents of a list.
fn taken_with(list: &str) -> Finding {
    let message = format!("kept with the document that '{list}' names it for");
    Finding::info(super::TAKEN, "", message)
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
pub(super) fn may_be_a_list(name: &str) -> bool {
    let name = name.to_lowercase();
    let endings = [".csv", ".txt", ".tsv", ".ndjson", ".jsonl", ".json"];
    endings.iter().any(|ending| name.ends_with(ending))
}

fn open(spool: &Spool, path: &Path) -> Incoming {
    let name = path.to_string_lossy().into_owned();
    let (content, beside) = match name.as_str() {
        "-" => (spool.aside().fill(std::io::stdin().lock()), Beside::Nothing),
        _ => {
            let parent = path.parent().map(Path::to_owned).unwrap_or_default();
            (Content::open(path), Beside::Directory(parent))
        }
    };
    Incoming {
        name,
        content: content.map_err(|error| unreadable(&error)),
        beside,
        import: None,
    }
}

/// Why bytes cannot be had.
pub(super) fn unreadable(error: &std::io::Error) -> Finding {
    let message = format!("the file cannot be read: {error}");
    Finding::error("file.unreadable", "", message)
}

/// The names of files that this one, if it is a list, takes with it.
pub(super) fn named_by(file: &Incoming) -> impl Iterator<Item = String> + use<> {
    let reading = match &file.content {
        Ok(content) if may_be_a_list(&file.name) => {
            formats::read_sized(&file.name, content.buffered(), content.size()).ok()
        }
        _ => None,
    };
    reading
        .into_iter()
        .flatten()
        .filter_map(|item| match item.body {
            ItemBody::Document(document) => Some(document.beside),
            _ => None,
        })
        .flatten()
}

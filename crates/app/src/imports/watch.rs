//! Watched folders: `in/<organisation>/<company>/…` is taken in by itself,
//! and every file ends under `done` or, with a reason beside it, under
//! `failed`. A file is moved only after what it brought is on disk, and what
//! was interrupted is taken up again: telling it twice changes nothing.

use super::receive::{ItemReport, Options, receive};
use super::source::{from_paths, may_be_a_list, named_by};
use crate::{App, Ctx, Error, Result, companies, organisations};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use store::port::Outcome;

/// How often the folders are looked at.
const LOOKED_AT_EVERY: Duration = Duration::from_secs(2);
/// Files taken in one look; the others wait for the next.
const FILES_MAX: usize = 1_000;
/// How deep a company's folder is walked.
const DEPTH_MAX: usize = 8;
/// Reasons written beside a file that failed.
const REASONS_MAX: usize = 100;
/// What uploads that are not finished are called by the programs that send
/// them, until they are renamed.
const UNFINISHED: [&str; 5] = [".part", ".tmp", ".filepart", ".partial", ".crdownload"];

/// A folder that is watched.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    /// What each file looked like the last time, to see whether it still grows.
    seen: HashMap<PathBuf, (u64, Option<SystemTime>)>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Where it lies now.
    pub path: PathBuf,
    /// Why some or all of it was not taken; empty where all was well.
    pub reasons: Vec<String>,
}

impl Watch {
    /// Watches a directory; makes `in`, `done` and `failed` in it, and in
    /// `in` a folder for each organisation and company.
    pub async fn open(app: &App, root: PathBuf) -> Result<Self> {
        for name in ["in", "done", "failed"] {
            std::fs::create_dir_all(root.join(name)).map_err(Error::internal)?;
        }
        for organisation in organisations::list_across_tenants(app).await? {
            let ctx = organisations::operator(app, &organisation);
            for company in companies::list(app, &ctx).await? {
                let name = company.number.unwrap_or_else(|| folder_of(&company.name));
                let folder = root.join("in").join(&organisation.slug).join(name);
                std::fs::create_dir_all(folder).map_err(Error::internal)?;
            }
        }
        Ok(Self {
            root,
            seen: HashMap::new(),
        })
    }

    /// Goes on looking until it is dropped.
    pub async fn keep_looking(mut self, app: Arc<App>, tell: impl Fn(&Taken) + Send) {
        loop {
            match self.look(&app).await {
                Ok(taken) => taken.iter().for_each(&tell),
                Err(error) => tracing::error!(error = %error, "a watched folder was not read"),
            }
            tokio::time::sleep(LOOKED_AT_EVERY).await;
        }
    }

    /// Takes in what is complete. A file is complete when it looks the same as
    /// the time before.
    pub async fn look(&mut self, app: &Arc<App>) -> Result<Vec<Taken>> {
        let mut seen = HashMap::new();
        let mut taken = Vec::new();
        // Folders with a list that waits: what it names waits with it.
        let mut held: HashSet<PathBuf> = HashSet::new();
        for organisation in organisations::list_across_tenants(app).await? {
            let ctx = organisations::operator(app, &organisation);
            let companies = companies::list(app, &ctx).await?;
            let folder = self.root.join("in").join(&organisation.slug);
            for path in files_below(&folder) {
                let Some(looks) = looks(&path) else { continue };
                let is_list = may_be_a_list(&path.to_string_lossy());
                let is_held = !is_list && path.ancestors().any(|it| held.contains(it));
                let mut together = vec![path.clone()];
                if is_list && self.is_complete(&path) {
                    together.extend(beside(app, &path));
                }
                let is_complete = together.iter().all(|path| self.is_complete(path));
                if !is_complete || is_held || taken.len() >= FILES_MAX {
                    held.extend(path.parent().filter(|_| is_list).map(Path::to_owned));
                    seen.insert(path, looks);
                    continue;
                }
                let below = path.strip_prefix(&folder).unwrap_or(&path);
                let company = company_of(below, &companies);
                let reasons = take(app, &ctx, &path, company).await;
                let to = End {
                    folder: &folder,
                    organisation: &organisation.slug,
                    name: if reasons.is_empty() { "done" } else { "failed" },
                };
                // The list goes first: read again without the files that it
                // names, its documents would be others.
                taken.push(self.put_away(&to, &path, reasons)?);
                for path in together.iter().skip(1) {
                    self.put_away(&to, path, Vec::new())?;
                }
            }
        }
        self.seen = seen;
        Ok(taken)
    }

    /// Whether a file looks as it did the time before.
    fn is_complete(&self, path: &Path) -> bool {
        looks(path).is_some_and(|looks| self.seen.get(path) == Some(&looks))
    }

    /// Moves a file to where it ends, with the reason beside it if there is one.
    fn put_away(&self, end: &End<'_>, path: &Path, reasons: Vec<String>) -> Result<Taken> {
        let below = path.strip_prefix(end.folder).unwrap_or(path);
        let to = self.root.join(end.name).join(end.organisation).join(below);
        let to = free_name(&to);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(Error::internal)?;
        }
        if !reasons.is_empty() {
            let mut beside = to.clone().into_os_string();
            beside.push(".reason.txt");
            let text = reasons.join("\n") + "\n";
            std::fs::write(beside, text).map_err(Error::internal)?;
        }
        std::fs::rename(path, &to).map_err(Error::internal)?;
        Ok(Taken { path: to, reasons })
    }
}

/// Where files of an organisation end.
struct End<'e> {
    /// Where they came from.
    folder: &'e Path,
    organisation: &'e str,
    /// Whether they were taken: the folder's name.
    name: &'static str,
}

/// The files that lie where a list says, and go with it.
fn beside(app: &App, list: &Path) -> Vec<PathBuf> {
    let files = from_paths(app.spool(), vec![list.to_owned()]);
    let names = files
        .take(1)
        .flat_map(|file| named_by(&file).collect::<Vec<_>>());
    let paths = names.map(|name| list.with_file_name(name));
    let is_file = |path: &PathBuf| {
        // Links are left where they are.
        let metadata = std::fs::symlink_metadata(path);
        path != list && metadata.is_ok_and(|metadata| metadata.is_file())
    };
    paths.filter(is_file).collect()
}

/// Takes a file in; answers what was wrong with it.
async fn take(app: &Arc<App>, ctx: &Ctx, path: &Path, company: Option<String>) -> Vec<String> {
    let options = Options {
        company,
        ..Options::default()
    };
    let mut reasons = Vec::new();
    let mut report = |item: ItemReport| {
        if item.outcome != Outcome::Rejected || reasons.len() >= REASONS_MAX {
            return;
        }
        let place = item.item.as_str();
        let separator = if place.is_empty() { "" } else { ": " };
        for finding in &item.findings {
            reasons.push(format!(
                "{place}{separator}{} [{}]",
                finding.message, finding.code
            ));
        }
    };
    let files = from_paths(app.spool(), vec![path.to_owned()]);
    let received = receive(app, ctx, files, &options, &mut report).await;
    if let Err(error) = received {
        reasons.push(error.to_string());
    }
    reasons
}

/// The company that the first folder names: by its number or its name.
fn company_of(below: &Path, companies: &[companies::Company]) -> Option<String> {
    let first = below.components().next()?;
    let name = first.as_os_str().to_string_lossy();
    let is_it = |company: &&companies::Company| {
        company.number.as_deref() == Some(&*name) || folder_of(&company.name) == *name
    };
    let company = companies.iter().find(is_it)?;
    Some(
        company
            .number
            .clone()
            .unwrap_or_else(|| company.name.clone()),
    )
}

/// A company's name as the name of a folder.
fn folder_of(name: &str) -> String {
    let letters = name.chars();
    letters
        .map(|letter| match letter {
            '/' | '\\' | '\0' => '-',
            other => other,
        })
        .collect()
}

/// Files below a folder that nobody still sends, lists first, in order of
/// name. Links are not followed: they could lead anywhere.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(folder, 0, &mut files);
    files.sort_by_key(|path| (!may_be_a_list(&path.to_string_lossy()), path.clone()));
    files
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(std::result::Result::ok) {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let is_unfinished = UNFINISHED.iter().any(|ending| name.ends_with(ending));
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if name.starts_with('.') || is_unfinished {
            continue;
        }
        if kind.is_dir() && depth < DEPTH_MAX {
            walk(&entry.path(), depth + 1, files);
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
}

fn looks(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// A name that is not taken: files of the same name come every day.
fn free_name(wanted: &Path) -> PathBuf {
    let mut free = wanted.to_owned();
    let mut number = 1;
    while free.exists() {
        number += 1;
        let mut name = wanted.file_stem().unwrap_or_default().to_os_string();
        name.push(format!("-{number}"));
        if let Some(ending) = wanted.extension() {
            name.push(".");
            name.push(ending);
        }
        free = wanted.with_file_name(name);
    }
    free
}

//! The files that git has or would take, as the rules see them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::invocation;

#[cfg(test)]
mod tests;

/// Larger files are taken for data and not read. The longest text of the
/// project is the lock file, well below.
const TEXT_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Paths from the root with `/` between, and the text of those that are text.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, Option<String>>,
    /// The list of oversized files as it was before the present one, if git
    /// knows an earlier one.
    pub(super) earlier_oversized: Option<String>,
}

impl Tree {
    /// Reads the working tree: committed files and new ones that are not
    /// ignored.
    ///
    /// # Errors
    /// When git does not answer, or a file cannot be read.
    pub(super) fn read(root: &Path) -> Result<Tree> {
        let arguments = [
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ];
        let listed = invocation::read(&mut git(root, &arguments))?;
        let mut files = BTreeMap::new();
        for path in listed.split(|byte| *byte == 0).filter(|p| !p.is_empty()) {
            let path = String::from_utf8_lossy(path).into_owned();
            // A file deleted but not yet committed is still listed.
            if root.join(&path).is_file() {
                let text = read_text(&root.join(&path))?;
                files.insert(path, text);
            }
        }
        let present = files.get(super::sizes::LIST).cloned().flatten();
        Ok(Tree {
            files,
            earlier_oversized: earlier(root, super::sizes::LIST, present.as_deref()),
        })
    }

    /// A tree drawn for a test.
    #[cfg(test)]
    pub(super) fn sample(files: &[(&str, &str)]) -> Tree {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())))
            .collect();
        Tree {
            files,
            earlier_oversized: None,
        }
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every text file with its path, in the order of the paths.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether a file or a directory has this path.
    pub(super) fn has(&self, path: &str) -> bool {
        let directory = format!("{}/", path.trim_end_matches('/'));
        path.is_empty()
            || self.files.contains_key(path)
            || self.paths().any(|file| file.starts_with(&directory))
    }

    /// The crates: `(name of the directory, path of its Cargo.toml)`.
    pub(super) fn crates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.paths().filter_map(|path| {
            let directory = path.strip_suffix("/Cargo.toml")?;
            let name = directory.strip_prefix("crates/").unwrap_or(directory);
            (!name.contains('/')).then_some((name, path))
        })
    }
}

/// Joins a relative path onto the directory of `file`; `None` when it leaves
/// the repository.
pub(super) fn beside(file: &str, relative: &str) -> Option<String> {
    let directory = file.rsplit_once('/').map_or("", |(directory, _)| directory);
    let mut parts: Vec<&str> = Vec::new();
    for part in directory.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn git(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(arguments)
        .stdin(Stdio::null())
        .current_dir(root);
    command
}

fn read_text(file: &Path) -> Result<Option<String>> {
    let told = || format!("could not read {}", file.display());
    if file.metadata().with_context(told)?.len() > TEXT_BYTES_MAX {
        return Ok(None);
    }
    let bytes = std::fs::read(file).with_context(told)?;
    Ok(String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0')))
}

/// The newest of the last two committed versions that differs from the present
/// one: before a commit the one that is being changed, after it (and in
/// continuous integration) the one that was changed.
fn earlier(root: &Path, path: &str, present: Option<&str>) -> Option<String> {
    ["HEAD", "HEAD~1"].into_iter().find_map(|commit| {
        let bytes = invocation::read(&mut git(root, &["show", &format!("{commit}:{path}")]));
        let text = String::from_utf8(bytes.ok()?).ok()?;
        (Some(text.as_str()) != present).then_some(text)
    })
}

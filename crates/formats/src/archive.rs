//! Zip archives: the files in them, one at a time, within limits that no
//! archive gets around by what it claims.
//!
//! Bytes are counted as they come out, not as the archive promises them. An
//! entry that breaks a rule is told as a finding in its place; the entries
//! after it are read all the same, but for a limit on the whole archive. Of
//! the directory some 60 bytes an entry are held, so that a hundred thousand
//! entries cost little.

mod directory;
mod entry;

use crate::{code, limits};
use directory::Directory;
use domain::Finding;
use rawzip::{MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive, ZipLocator};
use std::io::{Cursor, Result as IoResult, Write};

pub use entry::{Copied, Entry};

/// Bytes that can be read from wherever one wants.
pub trait ReadAt {
    /// How many there are.
    fn size(&self) -> u64;

    /// Reads bytes from a position on; 0 at the end.
    fn read_at(&self, buffer: &mut [u8], position: u64) -> IoResult<usize>;
}

impl<T: AsRef<[u8]>> ReadAt for Cursor<T> {
    fn size(&self) -> u64 {
        self.get_ref().as_ref().len() as u64
    }

    fn read_at(&self, buffer: &mut [u8], position: u64) -> IoResult<usize> {
        ReaderAt::read_at(self, buffer, position)
    }
}

/// Bytes as the reader of archives wants them.
struct Input<R>(R);

impl<R: ReadAt> ReaderAt for Input<R> {
    fn read_at(&self, buffer: &mut [u8], position: u64) -> IoResult<usize> {
        self.0.read_at(buffer, position)
    }
}

/// An open archive.
pub struct Archive<R> {
    zip: ZipArchive<Input<R>>,
    directory: Directory,
    /// How many bytes the archive itself has.
    size: u64,
    /// Unpacked bytes by position, so that reading one twice counts once.
    unpacked: Vec<u64>,
    /// The sum of them.
    total: u64,
}

impl<R> std::fmt::Debug for Archive<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl<R: ReadAt> Archive<R> {
    /// Opens an archive and holds its directory to the limits. The finding
    /// says why it cannot be used as a whole: `archive.damaged`,
    /// `archive.too_many` or `archive.overlap`.
    pub fn open(input: R) -> Result<Self, Finding> {
        Self::open_within(input, limits::ARCHIVE_ENTRIES_MAX)
    }

    /// Opens an archive that may have so many entries.
    pub fn open_within(input: R, entries_max: usize) -> Result<Self, Finding> {
        let size = input.size();
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let zip = ZipLocator::new()
            .locate_in_reader(Input(input), &mut buffer, size)
            .map_err(|(_, why)| damaged(&why))?;
        let directory = Directory::read(&zip, &mut buffer, entries_max)?;
        if directory.has_overlap(zip.directory_offset()) {
            let message = "entries share the same bytes, as only an attack needs; pack it again";
            return Err(code::ARCHIVE_OVERLAP.at("", message));
        }
        Ok(Self {
            unpacked: vec![0; directory.len()],
            zip,
            directory,
            size,
            total: 0,
        })
    }

    /// How many entries there are, directories included.
    pub const fn len(&self) -> usize {
        self.directory.len()
    }

    /// Whether there is no entry at all.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The files, in the order of the archive's directory. Directories and
    /// what operating systems leave behind are passed over.
    pub fn entries(&mut self) -> Entries<'_, R> {
        Entries {
            archive: self,
            position: 0,
            is_done: false,
        }
    }

    /// The file of this name, as [`Entry::name`] gives it: for files that a
    /// list in the same archive names. `None` where there is none.
    pub fn find(&mut self, name: &str) -> Option<Entry> {
        self.position(name)
            .and_then(|position| self.entry(position))
    }

    /// Where the file of this name lies in the directory.
    pub fn position(&self, name: &str) -> Option<usize> {
        let windows = name.replace('/', "\\");
        let find = |name: &str| self.directory.position(name);
        find(name).or_else(|| find(&windows))
    }

    /// The name of the entry at this position, as written.
    pub fn name(&self, position: usize) -> Option<&str> {
        let slot = self.directory.slot(position)?;
        Some(self.directory.name(slot))
    }

    /// The file at this position of the directory, from 0; `None` where
    /// nothing to be read is there.
    pub fn at(&mut self, position: usize) -> Option<Entry> {
        self.entry(position)
    }

    /// How many bytes the entry at this position says that it unpacks to;
    /// nothing but a hint of where to put them.
    pub fn claimed_size(&self, position: usize) -> u64 {
        let slot = self.directory.slot(position);
        slot.map_or(0, |slot| slot.way.uncompressed_size_hint())
    }

    /// Unpacks the file at this position into `to` as it comes; for entries
    /// that are too large to be held. What was written of an entry that is
    /// refused is of no use.
    pub fn copy(&mut self, position: usize, to: &mut dyn Write) -> Option<Copied> {
        let before = *self.unpacked.get(position)?;
        let others = self.total - before;
        let allowance = self.most().saturating_sub(others);
        let copied = entry::copy(&self.zip, &self.directory, position, allowance, to)?;
        let bytes = copied.content.as_ref().map_or(0, |size| *size);
        self.unpacked[position] = bytes;
        self.total = others + bytes;
        Some(copied)
    }

    fn entry(&mut self, position: usize) -> Option<Entry> {
        let mut bytes = Vec::new();
        let Copied { name, content } = self.copy(position, &mut bytes)?;
        let content = content.map(|_| bytes);
        Some(Entry { name, content })
    }

    /// How many bytes the whole archive may unpack to.
    fn most(&self) -> u64 {
        self.size
            .saturating_mul(limits::ARCHIVE_RATIO_MAX)
            .clamp(limits::ARCHIVE_RATIO_AFTER_BYTES, limits::ARCHIVE_BYTES_MAX)
    }
}

/// That the archive as a whole cannot be used.
fn damaged(why: &rawzip::Error) -> Finding {
    let message = format!("the archive cannot be opened: {why}; pack it again");
    code::ARCHIVE_DAMAGED.at("", message)
}

/// The files of an archive, read as they are asked for.
#[derive(Debug)]
pub struct Entries<'a, R> {
    archive: &'a mut Archive<R>,
    position: usize,
    is_done: bool,
}

impl<R: ReadAt> Iterator for Entries<'_, R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        while !self.is_done && self.position < self.archive.len() {
            let found = self.archive.entry(self.position);
            self.position += 1;
            if let Some(entry) = found {
                self.is_done = entry.ends_archive();
                return Some(entry);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;

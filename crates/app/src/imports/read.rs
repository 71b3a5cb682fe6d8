//! Reading what was received: small files together on all cores, large ones
//! alone and piece by piece, archives entry by entry. A reader that breaks
//! on a file loses that file only.

use super::attempts::{self, Attempts};
use super::content::{Content, HELD_BYTES_MAX};
use super::parcel;
use super::piece::{Piece, Pieces};
use super::prepare::{Brought, Opened, Preparing, Step, refused};
use super::source::Incoming;
use crate::{Error, Result};
use domain::Finding;
use std::panic::{AssertUnwindSafe, catch_unwind};
use store::port::Packed;

/// Files read together, on all cores, before they are handed on.
const FILES_AT_A_TIME: usize = 256;
/// Bytes of files read together, so that they do not fill the memory: what
/// is read takes several times its size.
const BYTES_AT_A_TIME: u64 = 2 * 1024 * 1024;
/// The format of an archive that was received.
const ARCHIVE: &str = "zip";

/// Where groups of pieces go.
pub(super) type Groups = tokio::sync::mpsc::Sender<Result<Vec<Piece>>>;

pub(super) struct Reading<'a> {
    preparing: &'a Preparing<'a>,
    send: &'a Groups,
    group: Vec<Incoming>,
    bytes: u64,
}

/// What an entry of an archive came to, when it was read with others.
struct EntryRead {
    items: Vec<Brought>,
    findings: Vec<Finding>,
    size: u64,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(preparing: &'a Preparing<'a>, send: &'a Groups) -> Self {
        Self {
            preparing,
            send,
            group: Vec::new(),
            bytes: 0,
        }
    }

    /// Reads files until there are no more, or nobody listens.
    pub(super) fn all(mut self, files: impl Iterator<Item = Incoming>) -> Result<()> {
        for incoming in files {
            let Ok(content) = incoming.content.clone() else {
                self.together(incoming)?;
                continue;
            };
            let head = content.head(formats::limits::HEAD_BYTES);
            if head.is_ok_and(|head| formats::is_zip(&head)) {
                self.flush()?;
                self.archive(incoming, &content)?;
            } else if content.size() > HELD_BYTES_MAX {
                self.flush()?;
                self.alone(&incoming)?;
            } else {
                self.together(incoming)?;
            }
        }
        self.flush()
    }

    /// Puts a small file to the others, and reads them when they are enough.
    fn together(&mut self, incoming: Incoming) -> Result<()> {
        self.bytes += incoming.content.as_ref().map_or(0, Content::size);
        self.group.push(incoming);
        match self.group.len() >= FILES_AT_A_TIME || self.bytes >= BYTES_AT_A_TIME {
            true => self.flush(),
            false => Ok(()),
        }
    }

    fn flush(&mut self) -> Result<()> {
        self.bytes = 0;
        let group = std::mem::take(&mut self.group);
        let whole = |incoming: &Incoming| {
            let mut pieces = Vec::new();
            self.file(incoming, &mut |piece| {
                pieces.push(piece);
                Ok(())
            })?;
            Ok(pieces)
        };
        let pieces = self.attempts().each(&group, whole, |incoming, finding| {
            whole(&incoming.set_aside(finding))
        })?;
        match pieces.is_empty() {
            true => Ok(()),
            false => self.hand_on(pieces.into_iter().flatten().collect()),
        }
    }

    const fn attempts(&self) -> Attempts<'_> {
        Attempts(self.preparing)
    }

    /// Reads a large file, handing on each piece before the next is read.
    fn alone(&self, incoming: &Incoming) -> Result<()> {
        let read =
            |incoming: &Incoming| self.file(incoming, &mut |piece| self.hand_on(vec![piece]));
        self.attempts()
            .alone(incoming, read, |finding| read(&incoming.set_aside(finding)))
    }

    /// Reads a file; one that breaks its reader is refused where it broke.
    fn file(&self, incoming: &Incoming, outlet: &mut dyn FnMut(Piece) -> Result<()>) -> Result<()> {
        let mut pieces = Pieces::new(self.preparing.ctx.now, outlet);
        let read = caught(|| self.preparing.file(incoming, &mut pieces));
        let Err(finding) = read else {
            return read.expect("looked at above");
        };
        if !pieces.is_open() {
            let nothing = Opened::nothing();
            pieces.open(self.preparing.import(incoming, &nothing), None);
        }
        pieces.add(refused(incoming, finding))?;
        pieces.end_file(0);
        pieces.finish()
    }

    /// Reads an archive as one file that was received.
    fn archive(&self, archive: Incoming, content: &Content) -> Result<()> {
        let mut outlet = |piece| self.hand_on(vec![piece]);
        let mut pieces = Pieces::new(self.preparing.ctx.now, &mut outlet);
        let packed = self.preparing.pack(content)?;
        let opened = Opened {
            packed,
            format: ARCHIVE,
            findings: Vec::new(),
        };
        let import = self.preparing.import(&archive, &opened);
        pieces.open(import, Some(opened.packed));
        let most = self.preparing.options.archive_entries_max;
        let most = most.unwrap_or(self.preparing.app.archive_entries_max);
        match parcel::entries(&archive, content, self.preparing.app.spool(), most) {
            Ok(entries) => self.entries(&archive.name, entries, &mut pieces)?,
            Err(finding) => {
                pieces.add(refused(&archive, finding))?;
                pieces.end_file(0);
            }
        }
        pieces.finish()
    }

    fn entries(
        &self,
        archive: &str,
        entries: impl Iterator<Item = Incoming>,
        pieces: &mut Pieces<'_>,
    ) -> Result<()> {
        let mut entries = entries.peekable();
        while entries.peek().is_some() {
            let (group, large) = next_entries(&mut entries);
            let read = self.attempts().each(
                &group,
                |entry| self.entry(entry),
                |entry, finding| self.entry(&entry.set_aside(finding)),
            )?;
            for (entry, read) in group.iter().zip(read) {
                pieces.notice(within(archive, &entry.name, read.findings));
                for brought in read.items {
                    pieces.add(placed(archive, brought))?;
                }
                pieces.end_file(read.size);
            }
            if let Some(entry) = large {
                let key = attempts::key(&entry);
                match self.attempts().begin_alone(&key)? {
                    Some(finding) => {
                        self.large_entry(archive, &entry.set_aside(finding), pieces)?;
                    }
                    None => {
                        self.large_entry(archive, &entry, pieces)?;
                        self.attempts().end(&[key])?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads a small entry whole.
    fn entry(&self, entry: &Incoming) -> Result<EntryRead> {
        let mut read = EntryRead {
            items: Vec::new(),
            findings: Vec::new(),
            size: 0,
        };
        let mut own = None;
        let told = caught(|| {
            self.preparing.read(entry, &mut |step| {
                match step {
                    Step::Opened(opened) => {
                        read.findings = opened.findings;
                        own = Some(opened.packed);
                    }
                    Step::Item(brought) => read.items.push(with_own(brought, &mut own)),
                }
                Ok(())
            })
        });
        match told.unwrap_or_else(|finding| Ok(Err(finding)))? {
            Ok(size) => read.size = size,
            Err(finding) => read.items.push(refused(entry, finding)),
        }
        Ok(read)
    }

    /// Reads a large entry, handing on its items as they come.
    fn large_entry(&self, archive: &str, entry: &Incoming, pieces: &mut Pieces<'_>) -> Result<()> {
        let mut own = None;
        let told = caught(|| {
            self.preparing.read(entry, &mut |step| match step {
                Step::Opened(opened) => {
                    pieces.notice(within(archive, &entry.name, opened.findings));
                    own = Some(opened.packed);
                    Ok(())
                }
                Step::Item(brought) => pieces.add(placed(archive, with_own(brought, &mut own))),
            })
        });
        let size = match told.unwrap_or_else(|finding| Ok(Err(finding)))? {
            Ok(size) => size,
            Err(finding) => {
                pieces.add(placed(archive, refused(entry, finding)))?;
                0
            }
        };
        pieces.end_file(size);
        Ok(())
    }

    fn hand_on(&self, pieces: Vec<Piece>) -> Result<()> {
        self.send
            .blocking_send(Ok(pieces))
            .map_err(|_| Error::internal("nobody waits for what is read any more"))
    }
}

/// The next small entries, and the large one that follows them.
fn next_entries(entries: &mut impl Iterator<Item = Incoming>) -> (Vec<Incoming>, Option<Incoming>) {
    let mut group = Vec::new();
    let mut bytes = 0;
    while group.len() < FILES_AT_A_TIME && bytes < BYTES_AT_A_TIME {
        let Some(entry) = entries.next() else { break };
        let size = entry.content.as_ref().map_or(0, Content::size);
        if size > HELD_BYTES_MAX {
            return (group, Some(entry));
        }
        bytes += size;
        group.push(entry);
    }
    (group, None)
}

/// The first item of an entry brings the entry's own bytes along, for the
/// document that they are.
fn with_own(mut brought: Brought, own: &mut Option<Packed>) -> Brought {
    brought.originals.extend(own.take());
    brought
}

/// An item of an entry, placed in the archive.
fn placed(archive: &str, mut brought: Brought) -> Brought {
    let entry = inside(archive, &brought.told.file);
    brought.item.place = match brought.item.place.as_str() {
        "" => entry.to_owned(),
        place => format!("{entry}, {place}"),
    };
    brought
}

/// Findings about an entry as a whole, placed in the archive.
fn within(archive: &str, file: &str, findings: Vec<Finding>) -> Vec<Finding> {
    let entry = inside(archive, file);
    let placed = findings.into_iter().map(|mut finding| {
        finding.place = match finding.place.as_str() {
            "" => entry.to_owned(),
            place => format!("{entry}, {place}"),
        };
        finding
    });
    placed.collect()
}

/// The entry's name without the archive's.
fn inside<'n>(archive: &str, file: &'n str) -> &'n str {
    let entry = file.strip_prefix(archive);
    entry.map_or(file, |entry| entry.trim_start_matches('/'))
}

/// Runs a reader so that its panic is a finding about the file.
fn caught<T>(read: impl FnOnce() -> T) -> std::result::Result<T, Finding> {
    // What the reader had begun is dropped or, of pieces, complete up to the
    // last item: an item is added as a whole.
    catch_unwind(AssertUnwindSafe(read)).map_err(|_| {
        let message = "the reader broke on this file, which is a fault of ours; the file is kept. \
                       Please tell us, and import it again after an update";
        Finding::error(super::READER_BROKE, "", message)
    })
}

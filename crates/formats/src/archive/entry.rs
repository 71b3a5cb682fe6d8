//! One entry of an archive.

use super::directory::{Directory, Kind};
use crate::code::{self, Code};
use crate::{beside, limits, sniff};
use domain::Finding;
use flate2::read::DeflateDecoder;
use rawzip::{ReaderAt, ZipArchive, ZipArchiveEntryWayfinder};
use std::io::{Read, Write};

const LINK: &str = "the entry is a link to another file; pack the file itself";
const LOCKED: &str = "the entry is encrypted; pack it without a password";
const ODD_METHOD: &str = "the entry is packed in a way that is not read; use ordinary \
                          compression (deflate)";

/// A file in an archive, with what was read of it: its bytes, or how many
/// were copied elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<T = Vec<u8>> {
    /// Its name in the archive, with `/` between its parts. Of an entry that
    /// was refused for its name, the name as written.
    pub name: String,
    /// Its bytes, or why they are not to be had.
    pub content: Result<T, Finding>,
}

/// A file of an archive whose bytes were copied; the content is how many.
pub type Copied = Entry<u64>;

impl<T> Entry<T> {
    fn refused(name: String, code: Code, message: impl Into<String>) -> Self {
        let finding = code.at(name.as_str(), message);
        Self {
            name,
            content: Err(finding),
        }
    }

    /// Whether nothing after this entry is read, because the archive as a
    /// whole has reached a limit.
    pub fn ends_archive(&self) -> bool {
        matches!(&self.content, Err(finding) if finding.code == code::ARCHIVE_TOO_LARGE.code)
    }
}

/// Copies out the entry at this position, of which at most so many bytes are
/// allowed by what the whole archive may unpack to. `None` where there is
/// nothing that anybody put there on purpose.
pub(super) fn copy<R: ReaderAt>(
    zip: &ZipArchive<R>,
    directory: &Directory,
    position: usize,
    allowance: u64,
    to: &mut dyn Write,
) -> Option<Copied> {
    let slot = directory.slot(position)?;
    let written = directory.name(slot);
    if is_litter(written) || slot.kind == Kind::Directory {
        return None;
    }
    let name = match beside::name(written) {
        Ok(name) => name,
        Err(why) => {
            let message = format!("the entry's name cannot be used: {why}");
            let written = written.to_owned();
            return Some(Entry::refused(written, code::ARCHIVE_PATH, message));
        }
    };
    let unpacked = match slot.kind {
        Kind::Link => Err((code::ARCHIVE_SYMLINK, LINK.to_owned())),
        Kind::Locked => Err((code::ARCHIVE_ENCRYPTED, LOCKED.to_owned())),
        Kind::OddlyPacked | Kind::Directory => Err((code::ARCHIVE_METHOD, ODD_METHOD.to_owned())),
        Kind::Stored | Kind::Deflated => unpack(zip, slot.way, slot.kind, allowance, to),
    };
    Some(match unpacked {
        Ok(size) => Entry {
            name,
            content: Ok(size),
        },
        Err((code, message)) => Entry::refused(name, code, message),
    })
}

/// What macOS and Windows leave in archives.
fn is_litter(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let last = name.rsplit(['/', '\\']).next();
    parts.any(|part| part == "__MACOSX") || matches!(last, Some(".DS_Store" | "Thumbs.db"))
}

/// Bytes unpacked at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// Unpacks an entry while counting what really comes out.
fn unpack<R: ReaderAt>(
    zip: &ZipArchive<R>,
    way: ZipArchiveEntryWayfinder,
    kind: Kind,
    allowance: u64,
    to: &mut dyn Write,
) -> Result<u64, (Code, String)> {
    let failed =
        |why: &dyn std::fmt::Display| (code::ARCHIVE_DAMAGED, format!("cannot be unpacked: {why}"));
    let by_ratio = way
        .compressed_size_hint()
        .saturating_mul(limits::ARCHIVE_RATIO_MAX)
        .max(limits::ARCHIVE_RATIO_AFTER_BYTES);
    let most = by_ratio.min(limits::ARCHIVE_ENTRY_BYTES_MAX).min(allowance);
    let entry = zip.get_entry(way).map_err(|why| failed(&why))?;
    let packed = entry.reader();
    let unpacked: Box<dyn Read + '_> = match kind {
        Kind::Deflated => Box::new(DeflateDecoder::new(packed)),
        _ => Box::new(packed),
    };
    let mut file = entry.verifying_reader(unpacked);
    let mut chunk = vec![0; CHUNK_BYTES.min(usize::try_from(most).unwrap_or(CHUNK_BYTES) + 1)];
    let mut size = 0;
    loop {
        let count = file.read(&mut chunk).map_err(|why| failed(&why))?;
        if count == 0 {
            return Ok(size);
        }
        if size == 0 && sniff::is_zip(&chunk[..count]) {
            let message = "an archive inside an archive is not read; unpack it first";
            return Err((code::ARCHIVE_NESTED, message.to_owned()));
        }
        size += count as u64;
        if size > most {
            return Err(beyond(most, by_ratio));
        }
        to.write_all(&chunk[..count]).map_err(|why| {
            let message = format!("cannot be put aside while it is read: {why}");
            (code::FILE_READ, message)
        })?;
    }
}

/// Which limit it was that an entry went beyond.
fn beyond(most: u64, by_ratio: u64) -> (Code, String) {
    if most == limits::ARCHIVE_ENTRY_BYTES_MAX {
        let most = limits::ARCHIVE_ENTRY_BYTES_MAX >> 20;
        let message = format!("larger than {most} MB unpacked; send it outside the archive");
        (code::ARCHIVE_ENTRY_TOO_LARGE, message)
    } else if most == by_ratio {
        let ratio = limits::ARCHIVE_RATIO_MAX;
        let message =
            format!("grows more than {ratio} times when unpacked, as only an attack does");
        (code::ARCHIVE_RATIO, message)
    } else {
        let message = "the archive unpacks to more than is read; nothing after this was read";
        (code::ARCHIVE_TOO_LARGE, message.to_owned())
    }
}

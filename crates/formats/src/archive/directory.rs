//! The directory of an archive, held as small as it can be.

use super::damaged;
use crate::code;
use domain::Finding;
use rawzip::{
    CompressionMethod, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder, ZipFileHeaderRecord,
};

/// Most bytes of all names together: some 150 a file for the largest archive
/// that is read by default.
const NAMES_BYTES_MAX: usize = 32 << 20;
/// So much of a name is held; what is longer cannot be used anyway.
const NAME_BYTES_MAX: usize = 2_048;
/// Bytes of a local header before its name (APPNOTE 4.3.7).
const LOCAL_HEADER_BYTES: u64 = 30;

/// What an entry is, by what the directory says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file packed with deflate.
    Deflated,
    /// A file as it is.
    Stored,
    /// A file packed in another way.
    OddlyPacked,
    /// A file with a password.
    Locked,
    /// A link to another file.
    Link,
    /// A directory.
    Directory,
}

/// One entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Where its bytes are.
    pub(super) way: ZipArchiveEntryWayfinder,
    /// What it is.
    pub(super) kind: Kind,
    header_offset: u64,
    name_start: u32,
    name_bytes: u16,
}

/// All entries, in the order of the archive.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// The names, one after the other.
    names: String,
    slots: Vec<Slot>,
    /// Positions in the order of their names.
    by_name: Vec<u32>,
}

impl Directory {
    /// Reads the directory of an archive that may have so many entries.
    pub(super) fn read<R: ReaderAt>(
        zip: &ZipArchive<R>,
        buffer: &mut [u8],
        entries_max: usize,
    ) -> Result<Self, Finding> {
        let claimed = zip.entries_hint();
        if claimed > entries_max as u64 {
            return Err(too_many(&format!("{claimed} entries"), entries_max));
        }
        let mut directory = Self::default();
        let mut entries = zip.entries(buffer);
        while let Some(record) = entries.next_entry().map_err(|why| damaged(&why))? {
            if directory.slots.len() == entries_max {
                let found = format!("more than {entries_max} entries");
                return Err(too_many(&found, entries_max));
            }
            directory.add(&record)?;
        }
        let mut by_name: Vec<u32> = (0..directory.slots.len() as u32).collect();
        by_name.sort_by_key(|position| directory.name(&directory.slots[*position as usize]));
        directory.by_name = by_name;
        Ok(directory)
    }

    fn add(&mut self, record: &ZipFileHeaderRecord<'_>) -> Result<(), Finding> {
        let start = self.names.len();
        let written = record.file_path();
        let written = written.as_bytes();
        let written = &written[..written.len().min(NAME_BYTES_MAX)];
        match std::str::from_utf8(written) {
            Ok(name) => self.names.push_str(name),
            Err(_) => self.names.extend(written.iter().map(|byte| cp850(*byte))),
        }
        if self.names.len() > NAMES_BYTES_MAX {
            let message = "the names of the entries take more than is read; split the archive";
            return Err(code::ARCHIVE_TOO_MANY.at("", message));
        }
        self.slots.push(Slot {
            way: record.wayfinder(),
            kind: kind(record),
            header_offset: record.local_header_offset(),
            name_start: u32::try_from(start).unwrap_or_default(),
            name_bytes: u16::try_from(self.names.len() - start).unwrap_or_default(),
        });
        Ok(())
    }

    pub(super) const fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn slot(&self, position: usize) -> Option<&Slot> {
        self.slots.get(position)
    }

    /// The name of an entry, as written.
    pub(super) fn name(&self, slot: &Slot) -> &str {
        let start = slot.name_start as usize;
        &self.names[start..start + usize::from(slot.name_bytes)]
    }

    /// Where the entry of this name is; of several the last, as the archive
    /// was appended to.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let of = |position: u32| self.name(&self.slots[position as usize]);
        let end = self.by_name.partition_point(|it| of(*it) <= name);
        let last = *self.by_name.get(end.checked_sub(1)?)?;
        (of(last) == name).then_some(last as usize)
    }

    /// Whether entries share bytes with one another, or with the directory,
    /// which begins here.
    pub(super) fn has_overlap(&self, directory_offset: u64) -> bool {
        let mut ranges: Vec<(u64, u64)> = self.slots.iter().map(Slot::least_range).collect();
        ranges.sort_unstable();
        let nexts = ranges.iter().skip(1).map(|(start, _)| *start);
        let nexts = nexts.chain([directory_offset]);
        ranges.iter().zip(nexts).any(|((_, end), next)| *end > next)
    }
}

impl Slot {
    /// From its header to the end of its bytes, where nothing extra lies
    /// between.
    fn least_range(&self) -> (u64, u64) {
        let start = self.header_offset;
        let end = start
            .saturating_add(LOCAL_HEADER_BYTES)
            .saturating_add(self.way.compressed_size_hint());
        (start, end)
    }
}

fn kind(record: &ZipFileHeaderRecord<'_>) -> Kind {
    let flags = record.flags();
    if record.is_dir() {
        Kind::Directory
    } else if record.mode().is_symlink() {
        Kind::Link
    } else if flags.is_encrypted() || flags.has_strong_encryption() {
        Kind::Locked
    } else if record.compression_method() == CompressionMethod::DEFLATE {
        Kind::Deflated
    } else if record.compression_method() == CompressionMethod::STORE {
        Kind::Stored
    } else {
        Kind::OddlyPacked
    }
}

fn too_many(found: &str, entries_max: usize) -> Finding {
    let message = format!(
        "{found}; at most {entries_max} are read. Split the archive, or let more be read: \
         --archive-entries-max for one import, UTSYN_ARCHIVE_ENTRIES_MAX for the installation"
    );
    code::ARCHIVE_TOO_MANY.at("", message)
}

/// The letters above ASCII of code page 850, in which Windows writes names in
/// western Europe where they are not UTF-8.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
                     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

fn cp850(byte: u8) -> char {
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(position) => CP850.chars().nth(position.into()).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_has_a_letter_for_every_byte() {
        assert_eq!(CP850.chars().count(), 128);
        let norwegian: String = [0x91, 0x9b, 0x86, 0x92, 0x9d, 0x8f]
            .map(cp850)
            .iter()
            .collect();
        assert_eq!(norwegian, "æøåÆØÅ");
    }
}

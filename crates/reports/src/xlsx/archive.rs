//! Putting rows into the sheets of a book that was written without them. The
//! book is an archive (ZIP); what needs no rows is copied as it is packed.

use super::sheet::{Packer, Piece, column_name};
use crate::Error;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};
use std::io::{BufWriter, Read as _, Seek as _, Write};
use tempfile::SpooledTempFile;

/// Packed rows of a sheet that are kept in memory; more go to disk.
const IN_MEMORY_MAX: usize = 256 * 1024;
/// The most bytes of a sheet without its rows: a heading of so many columns as
/// there are.
const BARE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// The time that the parts of a book carry, as from the library: the first of
/// 1980, which is as far back as archives go. When it was made stands inside.
const WRITTEN_AT: i64 = 315_532_800;
/// Where the rows of a sheet end.
const ROWS_END: &str = "</sheetData>";

/// The rows of a sheet, packed.
#[derive(Debug)]
pub(super) struct Rows {
    packed: SpooledTempFile,
    crc: crc32fast::Hasher,
    bytes: u64,
    /// The last row, counted from 1; 0 where there is none.
    last: u32,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            packed: SpooledTempFile::new(IN_MEMORY_MAX),
            crc: crc32fast::Hasher::new(),
            bytes: 0,
            last: 0,
        }
    }
}

impl Rows {
    pub(super) fn add(&mut self, piece: &Piece) -> Result<(), Error> {
        self.packed.write_all(&piece.packed)?;
        self.crc.combine(&piece.crc);
        self.bytes += piece.bytes;
        self.last = piece.last;
        Ok(())
    }
}

/// Writes a book with rows in its sheets, in their order.
pub(super) fn fill(bare: &[u8], rows: Vec<Rows>, out: impl Write) -> Result<(), Error> {
    let mut rows: Vec<(String, Rows)> = (1..)
        .zip(rows)
        .map(|(number, rows)| (format!("xl/worksheets/sheet{number}.xml"), rows))
        .collect();
    let archive = ZipArchive::from_slice(bare)?;
    let mut filled = ZipArchiveWriter::new(BufWriter::new(out));
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        let name = entry.file_path();
        let name = String::from_utf8_lossy(name.as_ref()).into_owned();
        let whole = archive.get_entry(entry.wayfinder())?;
        let method = entry.compression_method();
        let (mut into, _) = filled
            .new_file(&name)
            .compression_method(method)
            .last_modified(UtcDateTime::from_unix(WRITTEN_AT))
            .start()?;
        let of_sheet = rows.iter_mut().find(|(sheet, _)| *sheet == name);
        let told = match of_sheet {
            Some((_, rows)) if rows.last > 0 => {
                let bare = unpacked(whole.data(), method)?;
                sheet(&bare, rows, &mut into)?
            }
            _ => {
                into.write_all(whole.data())?;
                DataDescriptorOutput::new(entry.crc32(), entry.uncompressed_size_hint())
            }
        };
        into.finish(told)?;
    }
    filled.finish()?.flush()?;
    Ok(())
}

fn unpacked(data: &[u8], method: CompressionMethod) -> Result<String, Error> {
    if method != CompressionMethod::DEFLATE {
        return Err(Error::Format("a sheet is not packed as others".to_owned()));
    }
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(data)
        .take(BARE_BYTES_MAX)
        .read_to_string(&mut text)?;
    Ok(text)
}

/// A sheet with its rows: what stands before them, they, and what stands after.
fn sheet(
    bare: &str,
    rows: &mut Rows,
    into: &mut impl Write,
) -> Result<DataDescriptorOutput, Error> {
    let (before, after) = bare
        .split_once(ROWS_END)
        .ok_or_else(|| Error::Format("a sheet has no place for rows".to_owned()))?;
    let mut packer = Packer::default();
    packer.take(&reaching(before, rows.last))?;
    let before = packer.end(0)?;
    into.write_all(&before.packed)?;
    rows.packed.rewind()?;
    std::io::copy(&mut rows.packed, into)?;
    let after = format!("{ROWS_END}{after}");
    let mut end = DeflateEncoder::new(into, Compression::default());
    end.write_all(after.as_bytes())?;
    end.finish()?;
    let mut crc = before.crc;
    crc.combine(&rows.crc);
    crc.update(after.as_bytes());
    let bytes = before.bytes + rows.bytes + after.len() as u64;
    Ok(DataDescriptorOutput::new(crc.finalize(), bytes))
}

/// What stands before the rows, with how far they reach: programs that read a
/// sheet row by row go by that.
fn reaching(before: &str, last: u32) -> String {
    let begin = "<dimension ref=\"";
    let Some((head, rest)) = before.split_once(begin) else {
        return before.to_owned();
    };
    let Some((heading, rest)) = rest.split_once('"') else {
        return before.to_owned();
    };
    let last_cell = heading.rsplit(':').next().unwrap_or_default();
    let letters = last_cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = match letters.is_empty() {
        true => column_name(0),
        false => letters.to_owned(),
    };
    format!("{head}{begin}A1:{column}{last}\"{rest}")
}

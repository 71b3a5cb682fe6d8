//! Bytes in, intake items and findings out: what does a file say?
//!
//! [`read`] looks at the first bytes of a file, never at its name, decides
//! which [`Format`] it is, and hands over a [`Reading`]: findings about the
//! whole file, and its [`Item`]s in order. Lists (NDJSON, CSV) are read a
//! line at a time, so a file of a gigabyte costs a few megabytes; files that
//! are one whole (XML, OCR giro) are read into memory up to
//! [`limits::WHOLE_FILE_BYTES_MAX`].
//!
//! Bad input is not an error here. A thing that cannot be used becomes
//! [`ItemBody::Refused`] with findings that say where, what was found, what
//! was expected and what to do; the bytes stay with whoever has them. Every
//! code is listed in [`code::ALL`].
//!
//! Deliberately absent: the network, tenants, ids, the clock and the record.
//! Which company a document belongs to and which document a payment pays is
//! decided by the verbs that receive the items.
//!
//! To add a format: a module with a `read` that gives items, a variant of
//! [`Format`], a line in [`sniff`], a page in `docs/formats/`, its codes in
//! [`code`] and on `docs/formats/findings.md`, samples and mutations of them
//! in the tests.
//!
//! [`ItemBody::Refused`]: domain::intake::ItemBody::Refused

pub mod archive;
mod beside;
pub mod code;
mod csv_index;
mod decode;
mod field;
mod kid;
pub mod limits;
mod ndjson;
mod ocr_giro;
pub mod outline;
mod sniff;
mod ubl;
mod xml;

use domain::Finding;
use domain::intake::{Embedded, Item, ItemBody, ItemKind};
use std::io::{BufRead, Cursor, Read};

/// What a file is, decided by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// UBL 2 invoices, credit notes, reminders and statements.
    Ubl,
    /// OCR giro and AvtaleGiro from Nets or a bank.
    OcrGiro,
    /// Utsyn's own lines of JSON.
    Ndjson,
    /// A CSV list of documents, usually with PDF files beside it.
    CsvIndex,
    /// XML that is not UBL.
    Xml,
    /// A PDF on its own.
    Pdf,
    /// Anything else.
    Unknown,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Ubl,
        Self::OcrGiro,
        Self::Ndjson,
        Self::CsvIndex,
        Self::Xml,
        Self::Pdf,
        Self::Unknown,
    ];

    /// The word used in JSON and in the record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ubl => "ubl",
            Self::OcrGiro => "ocr_giro",
            Self::Ndjson => "ndjson",
            Self::CsvIndex => "csv_index",
            Self::Xml => "xml",
            Self::Pdf => "pdf",
            Self::Unknown => "unknown",
        }
    }

    /// The media type that an original of this format is served with.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ubl | Self::Xml => "application/xml",
            Self::OcrGiro => "text/plain",
            Self::Ndjson => "application/x-ndjson",
            Self::CsvIndex => "text/csv",
            Self::Pdf => "application/pdf",
            Self::Unknown => "application/octet-stream",
        }
    }
}

/// What reading a file gives: its format, findings about the whole file, and
/// its items in order. The items are read as they are asked for.
pub struct Reading<'a> {
    /// What the file is.
    pub format: Format,
    /// What was noticed about the file as a whole. Complete from the start.
    pub findings: Vec<Finding>,
    items: Box<dyn Iterator<Item = Item> + Send + 'a>,
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading")
            .field("format", &self.format)
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}

impl Iterator for Reading<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.items.next()
    }
}

impl<'a> Reading<'a> {
    fn new(format: Format, items: impl IntoIterator<Item = Item, IntoIter: Send + 'a>) -> Self {
        Self {
            format,
            findings: Vec::new(),
            items: Box::new(items.into_iter()),
        }
    }

    fn refused(format: Format, kind: ItemKind, finding: Finding) -> Self {
        Self::new(format, [refused(String::new(), kind, vec![finding])])
    }
}

/// Reads a file of any supported format. The name is used in messages only.
///
/// An error is one of the input: bytes that could not be had at the start.
/// One that comes later ends the items with a refused one (`file.read`).
pub fn read<'a>(
    name: &str,
    mut input: Box<dyn BufRead + Send + 'a>,
) -> std::io::Result<Reading<'a>> {
    let mut head = Vec::new();
    input
        .by_ref()
        .take(limits::HEAD_BYTES)
        .read_to_end(&mut head)?;
    let format = sniff::sniff(&head);
    match format {
        Format::Ndjson => Ok(ndjson::read(Cursor::new(head).chain(input))),
        Format::CsvIndex => Ok(csv_index::read(name, head, input)),
        Format::Pdf | Format::Unknown => Ok(without_data(name, format, &head)),
        Format::Ubl | Format::Xml | Format::OcrGiro => {
            let rest = limits::WHOLE_FILE_BYTES_MAX.saturating_sub(head.len()) as u64;
            let mut whole = head;
            input.take(rest + 1).read_to_end(&mut whole)?;
            Ok(read_whole(name, format, &whole))
        }
    }
}

/// Reads a file that is already in memory.
pub fn read_bytes<'a>(name: &str, bytes: &'a [u8]) -> Reading<'a> {
    let head = &bytes[..bytes.len().min(limits::HEAD_BYTES as usize)];
    let format = sniff::sniff(head);
    match format {
        Format::Ndjson => ndjson::read(bytes),
        Format::CsvIndex => csv_index::read(name, head.to_vec(), &bytes[head.len()..]),
        Format::Pdf | Format::Unknown => without_data(name, format, head),
        Format::Ubl | Format::Xml | Format::OcrGiro => read_whole(name, format, bytes),
    }
}

/// Reads the file at this position in [`NewDocument::embedded`] out of the
/// original again, so that it need not be kept twice. `None` where the
/// original has no such file.
///
/// [`NewDocument::embedded`]: domain::intake::NewDocument::embedded
pub fn embedded(original: &[u8], position: usize) -> Option<Embedded> {
    let head = &original[..original.len().min(limits::HEAD_BYTES as usize)];
    match sniff::sniff(head) {
        Format::Xml | Format::Ubl => xml::embedded(original, position),
        _ => None,
    }
}

/// Whether these first bytes of a file say that it is a zip archive, to be
/// opened with [`archive::Archive`].
pub fn is_zip(first_bytes: &[u8]) -> bool {
    sniff::is_zip(first_bytes)
}

fn read_whole<'a>(name: &str, format: Format, bytes: &[u8]) -> Reading<'a> {
    if bytes.len() > limits::WHOLE_FILE_BYTES_MAX {
        let kind = match format {
            Format::OcrGiro => ItemKind::Payment,
            _ => ItemKind::Document,
        };
        let message = format!(
            "{name} is larger than {} MB, the most that is read of a file that is one whole; \
             split it",
            limits::WHOLE_FILE_BYTES_MAX >> 20
        );
        return Reading::refused(format, kind, code::FILE_TOO_LARGE.at("", message));
    }
    match format {
        Format::OcrGiro => ocr_giro::read(bytes),
        _ => xml::read(bytes),
    }
}

fn without_data<'a>(name: &str, format: Format, head: &[u8]) -> Reading<'a> {
    let finding = if head.is_empty() {
        code::FILE_EMPTY.at("", format!("{name} holds no bytes; send it again"))
    } else if format == Format::Pdf {
        code::PDF_NO_DATA.at(
            "",
            format!("{name} is kept; it needs an index or a sidecar that says what it is"),
        )
    } else {
        code::FORMAT_NOT_UNDERSTOOD.at("", not_understood(name, head))
    };
    Reading::refused(format, ItemKind::Document, finding)
}

fn not_understood(name: &str, head: &[u8]) -> String {
    let found = if is_zip(head) {
        "is a zip archive where a single file was expected"
    } else if sniff::looks_like_text(head) {
        "is text, but no format that is read here"
    } else {
        "is nothing that is read here"
    };
    format!(
        "{name} {found}; read are UBL invoices and credit notes, OCR giro, NDJSON of Utsyn, and \
         CSV with a header row that names at least a number and an amount or a file"
    )
}

fn refused(place: String, kind: ItemKind, findings: Vec<Finding>) -> Item {
    Item {
        place,
        body: ItemBody::Refused(kind),
        findings,
    }
}

#[cfg(test)]
mod tests;

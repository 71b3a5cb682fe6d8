//! Bytes in, intake items and findings out: what does a file say?
//!
//! [`read`] looks at the first bytes of a file, never at its name, decides
//! which [`Format`] it is, and hands over a [`Reading`]: findings about the
//! whole file, and its [`Item`]s in order. Lists (NDJSON, CSV) are read a
//! line at a time, so a file of a gigabyte costs a few megabytes; files that
//! are one whole (XML, PDF, OCR giro, mail) are read into memory up to
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
mod camt;
mod cii;
pub mod code;
mod csv_index;
mod decode;
mod envelope;
mod field;
mod finvoice;
mod json;
mod keys;
mod kid;
pub mod limits;
mod mail;
mod ndjson;
mod ocr_giro;
mod organisation;
pub mod outline;
mod payment_means;
mod pdf;
mod price;
mod response;
mod rules;
mod sniff;
mod svefaktura;
pub mod table;
mod type_code;
mod ubl;
mod webhook;
mod xml;

use domain::Finding;
use domain::intake::{Embedded, Item, ItemBody, ItemKind};
use std::io::{BufRead, Cursor, Read};

/// What a file is, decided by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// UBL 2 invoices, credit notes, reminders and statements.
    Ubl,
    /// UN/CEFACT CII invoices, also those of ZUGFeRD 1.
    Cii,
    /// PDF invoices with the invoice as XML inside (Factur-X, ZUGFeRD).
    FacturX,
    /// Svefaktura 1 invoices.
    Svefaktura,
    /// Finvoice invoices.
    Finvoice,
    /// Answers to documents: Peppol Invoice Response, MLR, MLS, OIOUBL.
    Response,
    /// OCR giro and AvtaleGiro from Nets or a bank.
    OcrGiro,
    /// Bank statements and notices, ISO 20022 camt.053 and camt.054.
    Camt,
    /// A mail: a delivery report, a complaint, a receipt, a reply.
    Mail,
    /// A mailbox of several mails.
    Mbox,
    /// What a mail service tells by webhook.
    Webhook,
    /// Utsyn's own lines of JSON.
    Ndjson,
    /// An object of JSON that says what the PDF beside it is.
    Sidecar,
    /// JSON of another shape.
    Json,
    /// A CSV list of documents, usually with PDF files beside it.
    CsvIndex,
    /// A CSV list of what became of letters.
    CsvReturns,
    /// A CSV list of payments.
    CsvPayments,
    /// XML of another kind.
    Xml,
    /// A PDF on its own, without data in it.
    Pdf,
    /// Anything else.
    Unknown,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Ubl,
        Self::Cii,
        Self::FacturX,
        Self::Svefaktura,
        Self::Finvoice,
        Self::Response,
        Self::OcrGiro,
        Self::Camt,
        Self::Mail,
        Self::Mbox,
        Self::Webhook,
        Self::Ndjson,
        Self::Sidecar,
        Self::Json,
        Self::CsvIndex,
        Self::CsvReturns,
        Self::CsvPayments,
        Self::Xml,
        Self::Pdf,
        Self::Unknown,
    ];

    /// The word used in JSON and in the record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ubl => "ubl",
            Self::Cii => "cii",
            Self::FacturX => "facturx",
            Self::Svefaktura => "svefaktura",
            Self::Finvoice => "finvoice",
            Self::Response => "response",
            Self::OcrGiro => "ocr_giro",
            Self::Camt => "camt",
            Self::Mail => "mail",
            Self::Mbox => "mbox",
            Self::Webhook => "webhook",
            Self::Ndjson => "ndjson",
            Self::Sidecar => "sidecar",
            Self::Json => "json",
            Self::CsvIndex => "csv_index",
            Self::CsvReturns => "csv_returns",
            Self::CsvPayments => "csv_payments",
            Self::Xml => "xml",
            Self::Pdf => "pdf",
            Self::Unknown => "unknown",
        }
    }

    /// What the items of a file of this format mostly are.
    const fn items(self) -> ItemKind {
        match self {
            Self::OcrGiro | Self::Camt | Self::CsvPayments => ItemKind::Payment,
            Self::Response | Self::Mail | Self::Mbox | Self::Webhook | Self::CsvReturns => {
                ItemKind::Event
            }
            _ => ItemKind::Document,
        }
    }

    /// The media type that an original of this format is served with.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ubl
            | Self::Cii
            | Self::Svefaktura
            | Self::Finvoice
            | Self::Response
            | Self::Camt
            | Self::Xml => "application/xml",
            Self::OcrGiro => "text/plain",
            Self::Mail => "message/rfc822",
            Self::Mbox => "application/mbox",
            Self::Webhook | Self::Sidecar | Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::CsvIndex | Self::CsvReturns | Self::CsvPayments => "text/csv",
            Self::FacturX | Self::Pdf => "application/pdf",
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
    is_told: bool,
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

    /// A file of which nothing else is told is one refused item, so that no
    /// file disappears.
    fn next(&mut self) -> Option<Item> {
        let item = self.items.next();
        let is_silent = item.is_none() && !self.is_told;
        self.is_told = true;
        if is_silent {
            return Some(self.nothing());
        }
        item
    }
}

impl<'a> Reading<'a> {
    fn new(format: Format, items: impl IntoIterator<Item = Item, IntoIter: Send + 'a>) -> Self {
        Self {
            format,
            findings: Vec::new(),
            items: Box::new(items.into_iter()),
            is_told: false,
        }
    }

    fn nothing(&self) -> Item {
        let message = "the file holds nothing to take in; it is kept";
        let mut findings = vec![code::FILE_NO_ITEMS.at("", message)];
        findings.extend(self.findings.iter().cloned());
        refused(String::new(), self.format.items(), findings)
    }

    fn refused(format: Format, kind: ItemKind, finding: Finding) -> Self {
        Self::new(format, [refused(String::new(), kind, vec![finding])])
    }
}

/// Reads a file of any supported format. The name is used in messages only.
///
/// An error is one of the input: bytes that could not be had at the start.
/// One that comes later ends the items with a refused one (`file.read`).
pub fn read<'a>(name: &str, input: Box<dyn BufRead + Send + 'a>) -> std::io::Result<Reading<'a>> {
    read_sized(name, input, 0)
}

/// Reads a file that is known to have so many bytes, so that one that is too
/// large to be read as a whole is refused before it fills the memory.
pub fn read_sized<'a>(
    name: &str,
    mut input: Box<dyn BufRead + Send + 'a>,
    size: u64,
) -> std::io::Result<Reading<'a>> {
    let mut head = Vec::new();
    input
        .by_ref()
        .take(limits::HEAD_BYTES)
        .read_to_end(&mut head)?;
    let format = sniff::sniff(&head);
    match format {
        Format::Ndjson | Format::Webhook => {
            Ok(ndjson::read(format, Cursor::new(head).chain(input)))
        }
        Format::CsvIndex | Format::CsvReturns | Format::CsvPayments => {
            Ok(csv_index::read(name, head, input))
        }
        Format::Unknown => Ok(without_data(name, &head)),
        _ => {
            if size > limits::WHOLE_FILE_BYTES_MAX as u64 {
                return Ok(too_large(name, format));
            }
            if format == Format::Xml && sniff::is_single_byte(&head) {
                return xml_as_it_comes(name, Cursor::new(head).chain(input));
            }
            let rest = limits::WHOLE_FILE_BYTES_MAX.saturating_sub(head.len()) as u64;
            let mut whole = head;
            whole.reserve_exact(usize::try_from(size.min(rest) + 1).unwrap_or_default());
            input.take(rest + 1).read_to_end(&mut whole)?;
            Ok(read_whole(name, format, &whole))
        }
    }
}

/// Reads XML without holding the files that lie in it.
fn xml_as_it_comes<'a>(name: &str, mut input: impl Read) -> std::io::Result<Reading<'a>> {
    let most = limits::WHOLE_FILE_BYTES_MAX as u64;
    Ok(match xml::cut::read(&mut input, most)? {
        Some(cut) => xml::read_cut(&cut.bytes, &cut.runs),
        None => too_large(name, Format::Xml),
    })
}

/// Reads a file that is already in memory.
pub fn read_bytes<'a>(name: &str, bytes: &'a [u8]) -> Reading<'a> {
    let head = &bytes[..bytes.len().min(limits::HEAD_BYTES as usize)];
    let format = sniff::sniff(head);
    match format {
        Format::Ndjson | Format::Webhook => ndjson::read(format, bytes),
        Format::CsvIndex | Format::CsvReturns | Format::CsvPayments => {
            csv_index::read(name, head.to_vec(), &bytes[head.len()..])
        }
        Format::Unknown => without_data(name, head),
        _ => read_whole(name, format, bytes),
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
        Format::Xml => xml::embedded(original, position),
        Format::Pdf => pdf::embedded(original, position),
        _ => None,
    }
}

/// Whether these first bytes of a file say that it is a zip archive, to be
/// opened with [`archive::Archive`].
pub fn is_zip(first_bytes: &[u8]) -> bool {
    sniff::is_zip(first_bytes)
}

/// Whether a file that begins like this is read as a whole, which takes memory
/// for all of it: one such file at a time is enough.
pub fn is_read_whole(first_bytes: &[u8]) -> bool {
    let head = &first_bytes[..first_bytes.len().min(limits::HEAD_BYTES as usize)];
    matches!(
        sniff::sniff(head),
        Format::Xml | Format::Pdf | Format::OcrGiro | Format::Mail | Format::Json
    )
}

fn read_whole<'a>(name: &str, format: Format, bytes: &[u8]) -> Reading<'a> {
    if bytes.len() > limits::WHOLE_FILE_BYTES_MAX {
        return too_large(name, format);
    }
    match format {
        Format::OcrGiro => ocr_giro::read(bytes),
        Format::Pdf => pdf::read(name, bytes),
        Format::Mail => mail::read(bytes),
        Format::Json => json::read(name, bytes),
        _ => xml::read(bytes),
    }
}

fn too_large<'a>(name: &str, format: Format) -> Reading<'a> {
    let message = format!(
        "{name} is larger than {} MB, the most that is read of a file that is one whole; split it",
        limits::WHOLE_FILE_BYTES_MAX >> 20
    );
    Reading::refused(format, format.items(), code::FILE_TOO_LARGE.at("", message))
}

fn without_data<'a>(name: &str, head: &[u8]) -> Reading<'a> {
    let finding = if head.is_empty() {
        code::FILE_EMPTY.at("", format!("{name} holds no bytes; send it again"))
    } else {
        code::FORMAT_NOT_UNDERSTOOD.at("", not_understood(name, head))
    };
    Reading::refused(Format::Unknown, ItemKind::Document, finding)
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
        "{name} {found}; read are invoices in UBL, CII, PDF with either inside, Svefaktura and \
         Finvoice, answers to them, OCR giro, camt, mail, webhooks, NDJSON of Utsyn, and CSV with \
         a header row that names at least a number and an amount or a file"
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

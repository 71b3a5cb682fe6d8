//! Every limit of this room, with its reason. What goes beyond one is told in
//! a finding, never cut off in silence.

/// How much of a file is looked at to decide what it is; a header row of a
/// CSV file must fit.
pub const HEAD_BYTES: u64 = 64 << 10;

/// Most bytes of a file that is read as a whole (XML, PDF, OCR
/// giro, mail).
pub const WHOLE_FILE_BYTES_MAX: usize = 64 << 20;

/// Most bytes of one line of NDJSON or one row of CSV: room for an invoice of
/// ten thousand lines, and small against the memory of any machine.
pub const LINE_BYTES_MAX: usize = 8 << 20;

/// Deepest nesting of XML elements. UBL needs about 12.
pub const XML_DEPTH_MAX: usize = 128;

/// Most attributes of one XML element, namespace declarations included.
pub const XML_ATTRIBUTES_MAX: usize = 256;

/// Most namespace declarations in scope at one place. Each element that
/// declares one costs a copy of those around it.
pub const XML_NAMESPACES_MAX: usize = 64;

/// Most elements of an XML file: an invoice of 20,000 lines has half of it.
pub const XML_ELEMENTS_MAX: usize = 1_000_000;

/// Most objects of a PDF that are looked at: catalogues of a thousand pages
/// have some ten thousand.
pub const PDF_OBJECTS_MAX: usize = 1_000_000;

/// Most bytes that are unpacked of one PDF to look for files in it: its object
/// streams and the files themselves.
pub const PDF_UNPACKED_BYTES_MAX: usize = 64 << 20;

/// Most files inside one document.
pub const EMBEDDED_MAX: usize = 1_000;

/// Most characters of a field that lists and filters are about, such as a
/// number or a customer's name.
pub const FIELD_CHARS_MAX: usize = 500;

/// Most findings told about one item; after that one more tells nothing new.
pub const FINDINGS_MAX: usize = 50;

/// Most events told inside one document of NDJSON.
pub const INLINE_EVENTS_MAX: usize = 1_000;

/// Most files beside one document.
pub const BESIDE_MAX: usize = 100;

/// Most mails of one mailbox file.
pub const MAILS_MAX: usize = 100_000;

/// Most recipients of one mail that are reported on; a list's mail has
/// hundreds.
pub const REPORTS_MAX: usize = 1_000;

/// Most entries of an archive that comes from somebody else, unless the
/// installation says otherwise: a day's files.
pub const ARCHIVE_ENTRIES_MAX: usize = 1_000;

/// Most entries of an archive that whoever runs the installation takes in
/// themselves: a month's hundred thousand invoices with a file beside each.
/// The directory of so many costs some 20 MB while it is open.
pub const ARCHIVE_BATCH_ENTRIES_MAX: usize = 200_000;

/// Most bytes of one entry of an archive, unpacked.
pub const ARCHIVE_ENTRY_BYTES_MAX: u64 = 64 << 20;

/// Most bytes of all entries of an archive, unpacked.
pub const ARCHIVE_BYTES_MAX: u64 = 16 << 30;

/// Most times that an entry may grow when it is unpacked…
pub const ARCHIVE_RATIO_MAX: u64 = 100;

/// …once more than this many bytes of it are unpacked.
pub const ARCHIVE_RATIO_AFTER_BYTES: u64 = 1 << 20;

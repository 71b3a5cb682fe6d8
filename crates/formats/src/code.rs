//! Every finding that a reader can make, in one table: the stable code and
//! how much it matters. What each means and what to do about it is told in
//! `docs/formats/findings.md`, which a test holds to this table.

use domain::{Finding, Severity};

/// A finding's stable code with its severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable code, `noun.what`. Never reused for something else.
    pub code: &'static str,
    /// How much a finding with this code matters.
    pub severity: Severity,
}

impl Code {
    /// A finding with this code.
    pub(crate) fn at(self, place: impl Into<String>, message: impl Into<String>) -> Finding {
        match self.severity {
            Severity::Error => Finding::error(self.code, place, message),
            Severity::Warning => Finding::warning(self.code, place, message),
            Severity::Info => Finding::info(self.code, place, message),
        }
    }
}

macro_rules! codes {
    ($($name:ident = $severity:ident $code:literal;)+) => {
        $(pub(crate) const $name: Code = Code { code: $code, severity: Severity::$severity };)+

        /// Every code that this room can give, in the order of the page.
        pub const ALL: &[Code] = &[$($name),+];
    };
}

codes! {
    FILE_EMPTY = Error "file.empty";
    FILE_TOO_LARGE = Error "file.too_large";
    FILE_READ = Error "file.read";
    FORMAT_NOT_UNDERSTOOD = Error "format.not_understood";
    PDF_NO_DATA = Info "pdf.no_data";
    PDF_ENCRYPTED = Warning "pdf.encrypted";
    PDF_ATTACHMENT = Warning "pdf.attachment";
    FIELD_TOO_LONG = Warning "field.too_long";
    KID_CHECK_DIGIT = Warning "kid.check_digit";
    KID_LENGTH = Warning "kid.length";
    KID_CHARACTERS = Warning "kid.characters";

    XML_MALFORMED = Error "xml.malformed";
    XML_DOCTYPE = Error "xml.doctype";
    XML_DEPTH = Error "xml.depth";
    XML_ATTRIBUTES = Error "xml.attributes";
    XML_NAMESPACES = Error "xml.namespaces";
    XML_ELEMENTS = Error "xml.elements";
    XML_ENCODING = Error "xml.encoding";
    XML_NOT_UTF8 = Warning "xml.not_utf8";
    XML_TEST_SET = Error "xml.test_set";
    XML_NOT_YET_READ = Error "xml.not_yet_read";
    ENVELOPE_EMPTY = Error "envelope.empty";

    UBL_NUMBER_MISSING = Warning "ubl.number_missing";
    UBL_CURRENCY = Warning "ubl.currency";
    UBL_AMOUNT = Warning "ubl.amount";
    UBL_DATE = Warning "ubl.date";
    UBL_CUSTOMER_MISSING = Warning "ubl.customer_missing";
    ATTACHMENT_BASE64 = Warning "attachment.base64";
    ATTACHMENT_EMPTY = Info "attachment.empty";
    ATTACHMENT_TOO_MANY = Warning "attachment.too_many";

    CII_NUMBER_MISSING = Warning "cii.number_missing";
    CII_CURRENCY = Warning "cii.currency";
    CII_AMOUNT = Warning "cii.amount";
    CII_DATE = Warning "cii.date";
    CII_CUSTOMER_MISSING = Warning "cii.customer_missing";
    SVEFAKTURA_FIELD = Warning "svefaktura.field";
    SVEFAKTURA_MISSING = Warning "svefaktura.missing";
    FINVOICE_FIELD = Warning "finvoice.field";
    FINVOICE_MISSING = Warning "finvoice.missing";

    RULE_EN16931 = Warning "rule.en16931";
    RULE_PEPPOL = Warning "rule.peppol";
    RULE_NORWAY = Warning "rule.norway";

    RESPONSE_PROFILE = Error "response.profile";
    RESPONSE_TARGET = Error "response.target";
    RESPONSE_CODE = Error "response.code";
    RESPONSE_DATE = Error "response.date";
    RESPONSE_REASON_MISSING = Warning "response.reason_missing";
    RESPONSE_REASON_UNKNOWN = Warning "response.reason_unknown";
    RESPONSE_PART_PAID = Warning "response.part_paid";

    OCR_STRUCTURE = Error "ocr.structure";
    OCR_TOTALS = Error "ocr.totals";
    OCR_UNSIGNED_TOTAL = Warning "ocr.unsigned_total";
    OCR_DATE = Warning "ocr.date";
    OCR_NO_DATE = Error "ocr.no_date";
    OCR_SERVICE_NOT_READ = Warning "ocr.service_not_read";

    MAIL_UNREADABLE = Error "mail.unreadable";
    MAIL_NO_REPORT = Info "mail.no_report";
    MAIL_REPORT = Info "mail.report";
    MAIL_NO_ORIGINAL = Warning "mail.no_original";
    MAIL_TOO_MANY = Error "mail.too_many";
    WEBHOOK_NO_REPORT = Info "webhook.no_report";

    CAMT_STRUCTURE = Error "camt.structure";
    CAMT_TOTALS = Error "camt.totals";
    CAMT_UNSIGNED_BALANCE = Warning "camt.unsigned_balance";
    CAMT_NO_DATE = Error "camt.no_date";
    CAMT_OUTGOING = Info "camt.outgoing";
    CAMT_NOT_BOOKED = Info "camt.not_booked";
    CAMT_NO_ENTRIES = Info "camt.no_entries";

    NDJSON_MALFORMED = Error "ndjson.malformed";
    NDJSON_INVALID = Error "ndjson.invalid";
    NDJSON_INTERNAL_FACT = Error "ndjson.internal_fact";
    NDJSON_LINE_TOO_LONG = Error "ndjson.line_too_long";
    NDJSON_UNKNOWN_FIELD = Warning "ndjson.unknown_field";

    CSV_CELL = Error "csv.cell";
    CSV_CELLS = Error "csv.cells";
    CSV_ROW_TOO_LONG = Error "csv.row_too_long";
    CSV_UNKNOWN_COLUMN = Warning "csv.unknown_column";

    ARCHIVE_DAMAGED = Error "archive.damaged";
    ARCHIVE_TOO_MANY = Error "archive.too_many";
    ARCHIVE_OVERLAP = Error "archive.overlap";
    ARCHIVE_PATH = Error "archive.path";
    ARCHIVE_SYMLINK = Error "archive.symlink";
    ARCHIVE_ENCRYPTED = Error "archive.encrypted";
    ARCHIVE_METHOD = Error "archive.method";
    ARCHIVE_RATIO = Error "archive.ratio";
    ARCHIVE_ENTRY_TOO_LARGE = Error "archive.entry_too_large";
    ARCHIVE_TOO_LARGE = Error "archive.too_large";
    ARCHIVE_NESTED = Error "archive.nested";
}

#[cfg(test)]
mod tests;

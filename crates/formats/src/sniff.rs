//! What is it? Decided by the first bytes, never by the name.

use crate::{Format, csv_index, decode, json, mail};

/// How far into a file the mark of a PDF may lie (ISO 32000-1, annex H.3.4.1).
const PDF_MARK_WITHIN: usize = 1024;

/// The format of a file that begins like this. XML is told apart further by
/// its root when it is read.
pub(crate) fn sniff(head: &[u8]) -> Format {
    if head[..head.len().min(PDF_MARK_WITHIN)]
        .windows(5)
        .any(|window| window == b"%PDF-")
    {
        return Format::Pdf;
    }
    if is_xml(head) {
        return Format::Xml;
    }
    let text = head.strip_prefix(decode::UTF8_BOM).unwrap_or(head);
    let text = text.trim_ascii_start();
    match text {
        [b'{' | b'[', ..] if let Some(format) = json::format(text) => format,
        [b'N', b'Y', numbers @ ..] if is_ocr(numbers) => Format::OcrGiro,
        _ if mail::is_mail(text) => Format::Mail,
        _ if looks_like_text(head) => csv_index::format(head).unwrap_or(Format::Unknown),
        _ => Format::Unknown,
    }
}

/// Whether this is XML, by how it begins.
pub(crate) fn is_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(decode::UTF8_BOM).unwrap_or(bytes);
    decode::utf16_of(bytes).is_some() || text.trim_ascii_start().first() == Some(&b'<')
}

/// Whether XML that begins like this has one byte for each ASCII character.
pub(crate) fn is_single_byte(head: &[u8]) -> bool {
    decode::utf16_of(head).is_none()
}

/// Service, type and record type follow the format code in every record.
fn is_ocr(numbers: &[u8]) -> bool {
    numbers.len() >= 6 && numbers[..6].iter().all(u8::is_ascii_digit)
}

/// Whether a zip archive begins like this: with an entry, or with the end
/// record where it is empty (APPNOTE 4.3.6).
pub(crate) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether this could be text in UTF-8 or a Windows code page.
pub(crate) fn looks_like_text(head: &[u8]) -> bool {
    !head
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 11 | 14..=25 | 27..=31))
}

#[cfg(test)]
mod tests;

//! Bytes to text: byte-order marks, declared encodings, and what to do with
//! files that are not in the encoding they declare.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

pub(crate) const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// How far an XML declaration is searched for its encoding.
const DECLARATION_BYTES_MAX: usize = 256;

/// What came of decoding an XML file.
pub(crate) enum Decoded<'a> {
    /// Text in the encoding it declares.
    Text(Cow<'a, str>),
    /// Declared or taken as UTF-8, but it was not, so read as windows-1252.
    Repaired(String),
    /// The encoding it declares is not known, or its bytes are not in it.
    Undecodable(String),
}

/// Decodes an XML file by its byte-order mark, or else by its declaration, or
/// else as UTF-8 (XML 1.0, appendix F).
pub(crate) fn xml(bytes: &[u8]) -> Decoded<'_> {
    if let Some(encoding) = utf16_of(bytes) {
        return in_encoding(encoding, bytes);
    }
    if let Some(text) = bytes.strip_prefix(UTF8_BOM) {
        return as_utf8(text);
    }
    match declared(bytes) {
        None => as_utf8(bytes),
        Some(label) => match Encoding::for_label(label.as_bytes()) {
            // A file whose first characters are single bytes is not UTF-16,
            // whatever it declares.
            Some(it) if [UTF_8, UTF_16LE, UTF_16BE].contains(&it) => as_utf8(bytes),
            Some(encoding) => in_encoding(encoding, bytes),
            None => Decoded::Undecodable(format!("the encoding '{label}' is not known")),
        },
    }
}

/// Which UTF-16 this is, by byte-order mark or by how `<` lies.
pub(crate) fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, b'<', 0, ..] | [b'<', 0, b'?' | b'!' | b'A'..=b'z', 0, ..] => Some(UTF_16LE),
        [0xfe, 0xff, 0, b'<', ..] | [0, b'<', 0, b'?' | b'!' | b'A'..=b'z', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// One cell or record of a file that declares no encoding: UTF-8 where it is
/// valid, which other encodings hardly ever are by accident.
pub(crate) fn cell(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Text in ISO-8859-1 as the banks write it; windows-1252 agrees on every
/// printable character.
pub(crate) fn latin1(bytes: &[u8]) -> String {
    WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

fn as_utf8(bytes: &[u8]) -> Decoded<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded::Text(Cow::Borrowed(text)),
        Err(_) => Decoded::Repaired(latin1(bytes)),
    }
}

fn in_encoding<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    if had_errors {
        let name = encoding.name();
        return Decoded::Undecodable(format!("the bytes are not valid {name}"));
    }
    Decoded::Text(text)
}

fn declared(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(DECLARATION_BYTES_MAX)];
    let start: String = start.iter().map(|b| char::from(*b)).collect();
    let declaration = start
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..]
        .split_once(quote)
        .map(|(label, _)| label.to_owned())
}

#[cfg(test)]
mod tests;

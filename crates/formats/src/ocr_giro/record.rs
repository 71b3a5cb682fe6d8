//! Records of 80 characters, with or without line breaks between them.

use crate::{code, decode};
use domain::Finding;

/// Characters of a record.
const LENGTH: usize = 80;

/// Some programs end a file with this character.
const END_OF_FILE: u8 = 0x1a;

/// One record. Positions are counted from 1, as in the manual.
#[derive(Debug)]
pub(crate) struct Record {
    /// Its place in the file, from 1.
    pub(crate) number: usize,
    characters: [u8; LENGTH],
}

impl Record {
    /// Where the record is, for findings.
    pub(crate) fn place(&self) -> String {
        format!("record {}", self.number)
    }

    /// The service code, positions 3–4.
    pub(crate) fn service(&self) -> &[u8] {
        self.bytes(3, 4)
    }

    /// The type of transmission, assignment or transaction, positions 5–6.
    pub(crate) fn kind(&self) -> &[u8] {
        self.bytes(5, 6)
    }

    /// The record type, positions 7–8.
    pub(crate) fn record_type(&self) -> &[u8] {
        self.bytes(7, 8)
    }

    /// The characters from one position to another, both included.
    pub(crate) fn bytes(&self, from: usize, to: usize) -> &[u8] {
        &self.characters[from - 1..to]
    }

    /// The text there, without blanks around it.
    pub(crate) fn text(&self, from: usize, to: usize) -> String {
        decode::latin1(self.bytes(from, to).trim_ascii())
    }

    /// The text there, where it says something: not blank and not only zeros.
    pub(crate) fn filled(&self, from: usize, to: usize) -> Option<String> {
        let text = self.text(from, to);
        text.bytes().any(|b| b != b'0').then_some(text)
    }

    /// The number there; blank is nought.
    pub(crate) fn number(&self, from: usize, to: usize, what: &str) -> Result<i64, Finding> {
        let digits = self.bytes(from, to).trim_ascii();
        let text = std::str::from_utf8(digits).unwrap_or("?");
        if digits.is_empty() {
            return Ok(0);
        }
        if !digits.iter().all(u8::is_ascii_digit) {
            let found = decode::latin1(digits);
            let message = format!("positions {from}–{to}, {what}: '{found}' is not a number");
            return Err(self.fault(message));
        }
        text.parse().map_err(|_| {
            self.fault(format!(
                "positions {from}–{to}, {what}: {text} is too large"
            ))
        })
    }

    /// A fault of structure in this record.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Finding {
        code::OCR_STRUCTURE.at(self.place(), message)
    }
}

/// Cuts a file into records. Lines whose trailing blanks were lost are filled
/// up; a file without any line break is cut every 80 characters.
pub(crate) fn split(bytes: &[u8]) -> Result<Vec<Record>, Finding> {
    let bytes = bytes.strip_prefix(decode::UTF8_BOM).unwrap_or(bytes);
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == END_OF_FILE;
    let start = bytes.iter().take_while(|byte| is_end(byte)).count();
    let end = bytes.len()
        - bytes[start..]
            .iter()
            .rev()
            .take_while(|byte| is_end(byte))
            .count();
    let bytes = &bytes[start..end.max(start)];
    let has_lines = bytes.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
    let lines: Vec<&[u8]> = if has_lines {
        let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
        lines.filter(|line| !line.trim_ascii().is_empty()).collect()
    } else {
        bytes.chunks(LENGTH).collect()
    };
    lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| record(index + 1, line))
        .collect()
}

fn record(number: usize, line: &[u8]) -> Result<Record, Finding> {
    let line = line.trim_ascii_end();
    let fault = |message: String| code::OCR_STRUCTURE.at(format!("record {number}"), message);
    if line.len() > LENGTH {
        return Err(fault(format!(
            "{} characters; a record has {LENGTH}",
            line.len()
        )));
    }
    let is_numbered = |at: usize| line.get(at).is_some_and(u8::is_ascii_digit);
    if !line.starts_with(b"NY") || !(2..8).all(is_numbered) {
        return Err(fault(format!(
            "begins with '{}'; a record begins with NY and six digits",
            decode::latin1(&line[..line.len().min(8)])
        )));
    }
    let mut characters = [b' '; LENGTH];
    characters[..line.len()].copy_from_slice(line);
    Ok(Record { number, characters })
}

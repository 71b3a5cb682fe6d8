//! A CSV list of documents, usually with a PDF for each beside it: the way
//! that systems without any interface can still tell what they sent.
//!
//! The header row decides which columns are what, by Norwegian or English
//! names. Rows are read one at a time. A cell that cannot be read refuses its
//! row and says which column; the other rows are read all the same.

pub(crate) mod cell;
mod column;
mod row;
pub(crate) mod rows;

use crate::{Format, Reading, code, decode};
use column::{Column, Columns};
use domain::Finding;
use rows::Rows;
use std::io::{Cursor, Read};

/// Whether a file that begins like this is an index: a header row that names
/// at least the number, and an amount or a file.
pub(crate) fn is_header(head: &[u8]) -> bool {
    header(head).is_some_and(|header| header.columns.is_index())
}

/// Reads rows as they are asked for.
pub(crate) fn read<'a>(name: &str, head: Vec<u8>, rest: impl Read + Send + 'a) -> Reading<'a> {
    let Some(header) = header(&head) else {
        return crate::without_data(name, Format::Unknown, &head);
    };
    let findings = unknown_columns(&header.columns).into_iter().collect();
    let input = Cursor::new(head).chain(rest);
    let mut reading = Reading::new(
        Format::CsvIndex,
        Rows::new(input, header.delimiter, header.columns),
    );
    reading.findings = findings;
    reading
}

struct Header {
    delimiter: u8,
    columns: Columns,
}

fn header(head: &[u8]) -> Option<Header> {
    let start = head.strip_prefix(decode::UTF8_BOM).unwrap_or(head);
    let line = start.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let delimiter = delimiter(line)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .from_reader(line);
    let mut record = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).ok()? {
        return None;
    }
    let columns = Columns::of(record.iter().map(decode::cell));
    Some(Header { delimiter, columns })
}

/// The delimiter that the header row has most of, outside quotes.
fn delimiter(line: &[u8]) -> Option<u8> {
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in line {
        is_quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(it, _)| it == byte && !is_quoted) {
            *count += 1;
        }
    }
    let (delimiter, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (count > 0).then_some(delimiter)
}

fn unknown_columns(columns: &Columns) -> Option<Finding> {
    if columns.unknown.is_empty() {
        return None;
    }
    let known = Column::ALL.iter().map(|column| column.name());
    let message = format!(
        "not known and left out: {}; known are {}",
        columns.unknown.join(", "),
        known.collect::<Vec<_>>().join(", ")
    );
    Some(code::CSV_UNKNOWN_COLUMN.at("row 1", message))
}

#[cfg(test)]
mod tests;

//! CSV lists: documents, usually with a PDF for each beside it; what became of
//! letters, as print shops and the post tell it; payments. The way that systems
//! without any interface can still tell what they know.
//!
//! The header row decides what the list is and which columns are what, by Norwegian or English
//! names. Rows are read one at a time. A cell that cannot be read refuses its
//! row and says which column; the other rows are read all the same.

pub(crate) mod cell;
mod column;
mod document;
mod letter;
mod payment;
mod row;
pub(crate) mod rows;

use crate::{Format, Reading, code, decode};
use column::{Column, Columns, Shape};
use domain::Finding;
use rows::Rows;
use std::io::{Cursor, Read};

/// The format of a file that begins like this, where its header row says that
/// it is one of ours.
pub(crate) fn format(head: &[u8]) -> Option<Format> {
    Some(match header(head)?.columns.shape()? {
        Shape::Index => Format::CsvIndex,
        Shape::Returns => Format::CsvReturns,
        Shape::Payments => Format::CsvPayments,
    })
}

/// Reads rows as they are asked for.
pub(crate) fn read<'a>(name: &str, head: Vec<u8>, rest: impl Read + Send + 'a) -> Reading<'a> {
    let found = format(&head).zip(header(&head));
    let Some((format, header)) = found else {
        return crate::without_data(name, &head);
    };
    let shape = header.columns.shape().unwrap_or(Shape::Index);
    let findings = unknown_columns(&header.columns, shape)
        .into_iter()
        .collect();
    let input = Cursor::new(head).chain(rest);
    let rows = Rows::new(input, header.delimiter, header.columns, shape);
    let mut reading = Reading::new(format, rows);
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

fn unknown_columns(columns: &Columns, shape: Shape) -> Option<Finding> {
    let unknown = columns.unknown.iter().map(String::as_str);
    let left_out: Vec<&str> = unknown.chain(columns.idle(shape)).collect();
    if left_out.is_empty() {
        return None;
    }
    let all = Column::ALL.iter().filter(|column| shape.reads(**column));
    let known = all.map(|column| column.name());
    let message = format!(
        "not known and left out: {}; known are {}",
        left_out.join(", "),
        known.collect::<Vec<_>>().join(", ")
    );
    Some(code::CSV_UNKNOWN_COLUMN.at("row 1", message))
}

#[cfg(test)]
mod tests;

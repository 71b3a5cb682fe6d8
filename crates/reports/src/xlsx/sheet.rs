//! Rows as a sheet has them (ECMA-376 part 1, 18.3.1), as the library writes
//! them in constant memory, packed a piece at a time.

use super::{SHAPES, cut};
use crate::written;
use crate::{CellRef, Column, Error, Shape};
use domain::Money;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::io::Write as _;
use std::sync::Arc;

/// Spreadsheets count days from here.
const DAY_ZERO: Date = jiff::civil::date(1899, 12, 30);
/// Amounts with fewer digits are the same as a decimal and as the nearest
/// double, so they need not become one to be written.
const MINOR_EXACT: u64 = 1_000_000_000_000_000;
/// How hard pieces are packed. Sheets are so repetitive that more gains little
/// and takes several times as long.
const LEVEL: Compression = Compression::new(LEVEL_NUMBER);
const LEVEL_NUMBER: u32 = 2;

/// Which of its two styles a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// That of rows.
    Usual,
    /// That of what they come to.
    Total,
}

/// Bytes of rows that are written before they are packed, so that they are
/// still at hand then.
const LINES_BYTES: usize = 64 * 1024;

/// Writes rows of one list.
#[derive(Clone)]
pub struct Ink {
    columns: Arc<[Written]>,
    zone: TimeZone,
}

/// A column as its cells need it.
struct Written {
    /// `A`, `B`, … `AA`.
    name: String,
    shape: Shape,
}

/// Some rows on their way.
#[derive(Debug, Default)]
pub(super) struct Lines {
    xml: String,
    pub(super) rows: u32,
    /// The last row, counted from 1; 0 where there is none.
    last: u32,
}

/// What rows are written and packed with. Whoever writes many pieces uses one
/// again.
#[derive(Debug, Default)]
pub struct Pen {
    lines: Lines,
    packer: Packer,
}

/// What pieces are packed with.
#[derive(Debug)]
pub(super) struct Packer {
    encoder: DeflateEncoder<Vec<u8>>,
    crc: crc32fast::Hasher,
    /// The bytes that were packed so far.
    bytes: u64,
}

/// Some rows of a sheet, packed.
#[derive(Debug)]
pub struct Piece {
    /// Deflated (RFC 1951) and flushed, so that pieces follow each other.
    pub(super) packed: Vec<u8>,
    pub(super) crc: crc32fast::Hasher,
    /// The bytes that it was packed from.
    pub(super) bytes: u64,
    pub(super) last: u32,
}

impl Ink {
    pub(super) fn new(columns: &[Column], zone: TimeZone) -> Self {
        let columns = columns.iter().enumerate().map(|(place, column)| Written {
            name: column_name(place),
            shape: column.shape,
        });
        Self {
            columns: columns.collect(),
            zone,
        }
    }

    /// Some rows, of which the first is to be this row of the sheet, counted
    /// from 0.
    pub fn piece<'c, R>(
        &self,
        pen: &mut Pen,
        first: u32,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Piece, Error>
    where
        R: IntoIterator<Item = CellRef<'c>>,
    {
        for (row, cells) in (first..).zip(rows) {
            self.line(&mut pen.lines, row, cells, Style::Usual);
            if pen.lines.xml.len() >= LINES_BYTES {
                pen.packer.take(&pen.lines.xml)?;
                pen.lines.xml.clear();
            }
        }
        pen.packer.pack_lines(&mut pen.lines)
    }

    /// One row more. A row of nothing is left out, as it may be.
    pub(super) fn line<'c>(
        &self,
        lines: &mut Lines,
        row: u32,
        cells: impl IntoIterator<Item = CellRef<'c>>,
        style: Style,
    ) {
        let xml = &mut lines.xml;
        let number = u64::from(row) + 1;
        let mut is_begun = false;
        for (column, cell) in self.columns.iter().zip(cells) {
            if matches!(cell, CellRef::Nothing | CellRef::Share(_, 0)) || !is_finite(cell) {
                continue;
            }
            if !is_begun {
                is_begun = true;
                xml.push_str("<row r=\"");
                written::number(xml, number, 1);
                xml.push_str("\">");
            }
            xml.extend(["<c r=\"", &column.name]);
            written::number(xml, number, 1);
            xml.push_str("\" s=\"");
            written::number(xml, style.of(column.shape, cell), 1);
            self.value(xml, cell);
        }
        if is_begun {
            xml.push_str("</row>");
        }
        lines.rows += 1;
        lines.last = row + 1;
    }

    /// What stands in a cell, from the end of its style on.
    fn value(&self, xml: &mut String, cell: CellRef<'_>) {
        match cell {
            CellRef::Nothing => xml.push_str("\"/>"),
            CellRef::Text(text) | CellRef::Word(text, _) => string(xml, text),
            CellRef::Id(id) => string(xml, &id.to_string()),
            CellRef::Count(count) => figure(xml, |xml| written::number(xml, count, 1)),
            CellRef::Money(money) => figure(xml, |xml| amount(xml, money)),
            CellRef::Number(number, _) => figure(xml, |xml| written::put(xml, number)),
            CellRef::Share(part, whole) => {
                figure(xml, |xml| written::put(xml, part as f64 / whole as f64));
            }
            CellRef::Day(day) => figure(xml, |xml| whole(xml, day_number(day))),
            CellRef::Moment(moment) => {
                let local = self.zone.to_datetime(moment);
                figure(xml, |xml| written::put(xml, moment_number(local)));
            }
        }
    }
}

impl Style {
    /// The number of the format for a cell. Among key figures there are counts
    /// and amounts in one column.
    fn of(self, shape: Shape, cell: CellRef<'_>) -> u64 {
        let shape = match cell {
            CellRef::Money(_) => Shape::Money,
            _ => shape,
        };
        let place = SHAPES.iter().position(|(one, _)| *one == shape);
        let place = place.expect("every shape is in the list");
        let before = match self {
            Self::Usual => 0,
            Self::Total => SHAPES.len(),
        };
        // Number 0 is the format of cells that have none.
        (before + place + 1) as u64
    }
}

impl Packer {
    /// Packs rows and forgets them.
    pub(super) fn pack_lines(&mut self, lines: &mut Lines) -> Result<Piece, Error> {
        self.take(&lines.xml)?;
        let last = lines.last;
        lines.xml.clear();
        (lines.rows, lines.last) = (0, 0);
        self.end(last)
    }

    /// Packs what comes next of a sheet.
    pub(super) fn take(&mut self, xml: &str) -> Result<(), Error> {
        self.crc.update(xml.as_bytes());
        self.bytes += xml.len() as u64;
        Ok(self.encoder.write_all(xml.as_bytes())?)
    }

    /// What was packed, of a sheet whose last row so far is this.
    pub(super) fn end(&mut self, last: u32) -> Result<Piece, Error> {
        self.encoder.flush()?;
        let piece = Piece {
            packed: std::mem::take(self.encoder.get_mut()),
            crc: std::mem::take(&mut self.crc),
            bytes: std::mem::take(&mut self.bytes),
            last,
        };
        // Pieces are read one by one: none refers to what was in another.
        self.encoder.reset(Vec::new())?;
        Ok(piece)
    }
}

impl Default for Packer {
    fn default() -> Self {
        Self {
            encoder: DeflateEncoder::new(Vec::new(), LEVEL),
            crc: crc32fast::Hasher::new(),
            bytes: 0,
        }
    }
}

const fn is_finite(cell: CellRef<'_>) -> bool {
    match cell {
        CellRef::Number(number, _) => number.is_finite(),
        _ => true,
    }
}

fn figure(xml: &mut String, write: impl FnOnce(&mut String)) {
    xml.push_str("\"><v>");
    write(xml);
    xml.push_str("</v></c>");
}

fn string(xml: &mut String, text: &str) {
    let text = cut(text);
    if text.is_empty() {
        return xml.push_str("\"/>");
    }
    let space = ['\t', '\n', ' '];
    let keep = match text.starts_with(space) || text.ends_with(space) {
        true => " xml:space=\"preserve\"",
        false => "",
    };
    xml.extend(["\" t=\"inlineStr\"><is><t", keep, ">"]);
    escaped(xml, text);
    xml.push_str("</t></is></c>");
}

/// Text as XML and as spreadsheets have it: what XML cannot hold is written
/// `_x001F_`, and what looks like that already is told apart from it.
fn escaped(xml: &mut String, text: &str) {
    let is_plain = |byte: u8| byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'_' | 0xEF);
    if text.bytes().all(is_plain) {
        return xml.push_str(text);
    }
    for (at, c) in text.char_indices() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '\t' | '\n' => xml.push(c),
            '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => {
                written::put(xml, format_args!("_x{:04X}_", u32::from(c)));
            }
            '_' if is_escape(&text.as_bytes()[at..]) => xml.push_str("_x005F_"),
            c => xml.push(c),
        }
    }
}

/// Whether bytes begin with something like `_x001F_`.
fn is_escape(bytes: &[u8]) -> bool {
    match bytes {
        [b'_', b'x', digits @ ..] if digits.len() > 4 => {
            digits[4] == b'_' && digits[..4].iter().all(u8::is_ascii_hexdigit)
        }
        _ => false,
    }
}

/// An amount in whole units, without zeros at its end, as a double is written.
fn amount(xml: &mut String, money: Money) {
    let exponent = money.currency.exponent();
    let minor = money.minor.unsigned_abs();
    if minor >= MINOR_EXACT {
        let exponent = i32::try_from(exponent).unwrap_or(2);
        return written::put(xml, money.minor as f64 / 10_f64.powi(exponent));
    }
    if money.minor < 0 {
        xml.push('-');
    }
    let unit = 10_u64.pow(exponent);
    written::number(xml, minor / unit, 1);
    let (mut rest, mut digits) = (minor % unit, exponent as usize);
    if rest == 0 {
        return;
    }
    while rest.is_multiple_of(10) {
        rest /= 10;
        digits -= 1;
    }
    xml.push('.');
    written::number(xml, rest, digits);
}

fn whole(xml: &mut String, number: i32) {
    if number < 0 {
        xml.push('-');
    }
    written::number(xml, number.unsigned_abs().into(), 1);
}

fn day_number(day: Date) -> i32 {
    (day - DAY_ZERO).get_days()
}

fn moment_number(local: DateTime) -> f64 {
    let minutes = f64::from(local.hour()) * 60.0 + f64::from(local.minute());
    f64::from(day_number(local.date())) + minutes / (24.0 * 60.0)
}

/// The letters of a column, counted from 0.
pub(super) fn column_name(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(place % 26).unwrap_or_default());
        match place / 26 {
            0 => break,
            more => place = more - 1,
        }
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests;

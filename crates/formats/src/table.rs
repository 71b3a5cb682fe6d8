//! Tables of other systems: CSV whose columns somebody has to explain once.
//!
//! [`guess`] looks at the beginning and says what it takes the table for:
//! delimiter, encoding, decimal sign, order of dates, and what each column
//! means. A person corrects it, and [`read`] reads by what they said. Rows are
//! read one at a time. A cell that cannot be read refuses its row.

mod cell;
mod field;
mod guess;
mod row;

pub use field::Field;
pub use guess::{Guess, guess};

use crate::csv_index::rows::Bounded;
use crate::{Format, Reading};
use csv::{ByteRecord, ReaderBuilder};
use domain::intake::{Item, ItemBody, ItemKind};
use encoding_rs::WINDOWS_1252;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Documents that were sent.
    Documents,
    /// Payments that came in.
    Payments,
}

/// How the letters of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows-1252, which agrees with ISO-8859-1 on every printable letter.
    Windows1252,
}

/// In which order the parts of a date stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 2026-11-23.
    YearFirst,
    /// 23.11.2026.
    DayFirst,
    /// 11/23/2026.
    MonthFirst,
}

/// How a table is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What its rows are.
    pub meaning: Meaning,
    /// What stands between cells: `;`, `,`, tab or `|`.
    pub delimiter: char,
    /// How its letters are written.
    pub encoding: Encoding,
    /// Whether a comma stands before the decimals; otherwise a point.
    pub decimal_comma: bool,
    /// In which order the parts of a date stand.
    pub dates: DateOrder,
    /// What each column is; `None` is left out.
    pub columns: Vec<Option<Field>>,
    /// The account that payments came to, where no column says it; normalised.
    pub account: Option<String>,
}

impl Settings {
    /// The fields that these rows need and no column is.
    pub fn missing(&self) -> Vec<Field> {
        let has = |field: Field| self.columns.contains(&Some(field));
        let needed = match self.meaning {
            Meaning::Documents => vec![(Field::Number, has(Field::Number))],
            Meaning::Payments => vec![
                (Field::ValueOn, has(Field::ValueOn)),
                (Field::Amount, has(Field::Amount) || has(Field::AmountIn)),
                (
                    Field::Account,
                    has(Field::Account) || self.account.is_some(),
                ),
            ],
        };
        let missing = needed.into_iter().filter(|(_, is_there)| !is_there);
        missing.map(|(field, _)| field).collect()
    }

    /// Fields that more than one column is said to be.
    pub fn doubled(&self) -> Vec<Field> {
        let times = |field: Field| {
            let is_it = |column: &&Option<Field>| **column == Some(field);
            self.columns.iter().filter(is_it).count()
        };
        let all = Field::ALL.iter().copied();
        all.filter(|field| times(*field) > 1).collect()
    }

    fn decode(&self, cell: &[u8]) -> String {
        match self.encoding {
            Encoding::Utf8 => String::from_utf8_lossy(cell).into_owned(),
            Encoding::Windows1252 => WINDOWS_1252
                .decode_without_bom_handling(cell)
                .0
                .into_owned(),
        }
    }
}

/// A row with what it came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the file; the header is row 1.
    pub number: usize,
    /// Its cells, as they stand.
    pub cells: Vec<String>,
    /// What it tells; `None` for a row that tells nothing of this kind, such
    /// as money that went out.
    pub item: Option<Item>,
}

/// Reads a table by what somebody said of it.
pub fn read<'a>(settings: &Settings, input: impl Read + Send + 'a) -> Reading<'a> {
    let items = rows(settings.clone(), input).filter_map(|row| row.item);
    Reading::new(Format::CsvIndex, items)
}

/// The rows after the header, also those that tell nothing.
pub fn rows<'a>(
    settings: Settings,
    input: impl Read + Send + 'a,
) -> impl Iterator<Item = Row> + Send + 'a {
    let delimiter = u8::try_from(settings.delimiter).unwrap_or(b';');
    let taken = Arc::new(AtomicUsize::new(0));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(Bounded {
            input,
            taken: Arc::clone(&taken),
        });
    let mut number = 0;
    let mut is_done = false;
    let mut seen = HashMap::new();
    std::iter::from_fn(move || {
        while !is_done {
            let mut record = ByteRecord::new();
            number += 1;
            taken.store(0, Ordering::Relaxed);
            match reader.read_byte_record(&mut record) {
                Ok(true) if number == 1 || is_blank(&record) => {}
                Ok(true) => {
                    let cells: Vec<String> =
                        record.iter().map(|cell| settings.decode(cell)).collect();
                    let item = row::read(&settings, number, &cells, &mut seen);
                    return Some(Row {
                        number,
                        cells,
                        item,
                    });
                }
                Ok(false) => is_done = true,
                Err(error) => {
                    is_done = true;
                    return Some(unread(number, &error.to_string()));
                }
            }
        }
        None
    })
}

fn is_blank(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// A row that could not be read, and with it the rest of the table.
fn unread(number: usize, why: &str) -> Row {
    let place = format!("row {number}");
    let message = format!("the row cannot be read, and nothing after it was: {why}");
    let finding = crate::code::FILE_READ.at(&place, message);
    Row {
        number,
        cells: Vec::new(),
        item: Some(Item {
            place,
            body: ItemBody::Refused(ItemKind::Document),
            findings: vec![finding],
        }),
    }
}

#[cfg(test)]
mod tests;

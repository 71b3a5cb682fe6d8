//! The rows of a list, one at a time, with a bound on how much a row that
//! never ends may take.

use crate::csv_index::column::{Columns, Shape};
use crate::csv_index::row;
use crate::keys::Keys;
use crate::{code, limits, refused};
use csv::{ByteRecord, Reader, ReaderBuilder};
use domain::intake::{Item, ItemKind};
use std::io::{Error, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads rows and turns each into an item.
pub(crate) struct Rows<R> {
    reader: Reader<Bounded<R>>,
    taken: Arc<AtomicUsize>,
    columns: Columns,
    shape: Shape,
    keys: Keys,
    number: usize,
    is_done: bool,
}

impl<R: Read> Rows<R> {
    /// The rows after the header.
    pub(crate) fn new(input: R, delimiter: u8, columns: Columns, shape: Shape) -> Self {
        let taken = Arc::new(AtomicUsize::new(0));
        let input = Bounded {
            input,
            taken: Arc::clone(&taken),
        };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(input);
        Self {
            reader,
            taken,
            columns,
            shape,
            keys: Keys::default(),
            number: 0,
            is_done: false,
        }
    }

    /// The next row with its number; the header is row 1.
    fn row(&mut self) -> Result<Option<ByteRecord>, csv::Error> {
        let mut record = ByteRecord::new();
        self.taken.store(0, Ordering::Relaxed);
        let found = self.reader.read_byte_record(&mut record)?;
        self.number += 1;
        Ok(found.then_some(record))
    }

    fn failed(&mut self, error: &csv::Error) -> Item {
        self.is_done = true;
        let place = format!("row {}", self.number + 1);
        let finding = if self.taken.load(Ordering::Relaxed) > limits::LINE_BYTES_MAX {
            let most = limits::LINE_BYTES_MAX >> 20;
            let message = format!(
                "the row is longer than {most} MB, perhaps because of a quote that is not closed; \
                 nothing after it was read"
            );
            code::CSV_ROW_TOO_LONG.at(&place, message)
        } else {
            let message = format!("the input could not be read further: {error}");
            code::FILE_READ.at(&place, message)
        };
        refused(place, ItemKind::Document, vec![finding])
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.is_done {
            match self.row() {
                Ok(None) => self.is_done = true,
                Ok(Some(record)) => {
                    let is_blank = record.iter().all(|cell| cell.trim_ascii().is_empty());
                    if self.number > 1 && !is_blank {
                        let item = row::read(self.number, &record, &self.columns, self.shape);
                        return Some(match self.shape {
                            Shape::Payments => self.keys.distinct(item),
                            Shape::Index | Shape::Returns => item,
                        });
                    }
                }
                Err(error) => return Some(self.failed(&error)),
            }
        }
        None
    }
}

/// Passes bytes on and fails when one row takes too many. The reader above
/// reads ahead by its buffer, so the bound is approximate.
pub(crate) struct Bounded<R> {
    pub(crate) input: R,
    /// Bytes since it was last set to nought, at the beginning of a row.
    pub(crate) taken: Arc<AtomicUsize>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.taken.load(Ordering::Relaxed) > limits::LINE_BYTES_MAX {
            return Err(Error::other("the row is too long"));
        }
        let count = self.input.read(buffer)?;
        self.taken.fetch_add(count, Ordering::Relaxed);
        Ok(count)
    }
}

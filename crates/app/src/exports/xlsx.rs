use super::cell::{Cell, DECIMALS, Field, Kind};
use super::encoder::Encoder;
use crate::{Error, Result};
use jiff::{Timestamp, tz::TimeZone};
use render::Language;
use reports::xlsx::Book;
use reports::{Column, Head, Shape};
use std::fs::File;
use std::io::{Read as _, Seek as _};

/// Bytes of the finished book that are handed on at a time.
const PIECE_BYTES: u64 = 256 * 1024;

/// What a spreadsheet says of itself.
pub(super) struct About {
    /// The name of its sheets.
    pub(super) title: &'static str,
    /// Whose it is.
    pub(super) organisation: String,
    /// Whose clock its moments are shown by.
    pub(super) zone: TimeZone,
    /// The time of its data.
    pub(super) as_of: Timestamp,
}

/// A spreadsheet: a sheet of rows, and further ones where one is full. It
/// grows on disk and comes out when it is whole, as its format wants it.
pub(super) struct Xlsx<R: 'static> {
    fields: &'static [Field<R>],
    about: About,
    /// The book while rows come.
    book: Option<Book>,
    /// Where it comes out.
    room: Option<File>,
    /// The book when it is whole.
    whole: Option<File>,
}

impl<R> Xlsx<R> {
    /// A spreadsheet that comes out by way of this empty file.
    pub(super) const fn new(fields: &'static [Field<R>], about: About, room: File) -> Self {
        Self {
            fields,
            about,
            book: None,
            room: Some(room),
            whole: None,
        }
    }

    fn head(&self) -> Head {
        Head {
            language: Language::default(),
            zone: self.about.zone.clone(),
            title: self.about.title.to_owned(),
            organisation: self.about.organisation.clone(),
            period: String::new(),
            facts: Vec::new(),
            as_of: self.about.as_of,
        }
    }

    fn save(&mut self) -> Result<()> {
        let (Some(book), Some(mut room)) = (self.book.take(), self.room.take()) else {
            return Ok(());
        };
        book.end(&mut room).map_err(Error::internal)?;
        room.rewind().map_err(Error::internal)?;
        self.whole = Some(room);
        Ok(())
    }
}

const fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::Text | Kind::Flag => Shape::Text,
        Kind::Whole => Shape::Count,
        Kind::Amount => Shape::Money,
        Kind::Day => Shape::Day,
        Kind::Moment => Shape::Moment,
    }
}

/// Text is written as text, whatever it looks like: never a formula, and a
/// number that is a name keeps its zeros.
fn written(cell: Cell<'_>) -> reports::Cell {
    match cell {
        Cell::None => reports::Cell::Nothing,
        Cell::Text(text) => reports::Cell::Text(text.into_owned()),
        Cell::Whole(number) => reports::Cell::Number(number as f64, 0),
        Cell::Amount(amount) => {
            let factor = 10_f64.powi(i32::try_from(DECIMALS).unwrap_or_default());
            reports::Cell::Number(amount as f64 / factor, DECIMALS)
        }
        Cell::Flag(flag) => reports::Cell::Text(flag.to_string()),
        Cell::Day(day) => reports::Cell::Day(day),
        Cell::Moment(moment) => reports::Cell::Moment(moment),
    }
}

impl<R: Sync> Encoder<R> for Xlsx<R> {
    fn begin(&mut self) -> Result<Vec<u8>> {
        let columns: Vec<Column> = self
            .fields
            .iter()
            .map(|field| Column::new(field.name, field.name, shape(field.kind)))
            .collect();
        let mut book = Book::bare(&self.head()).map_err(Error::internal)?;
        let begun = book.list(self.about.title, &columns);
        begun.map_err(Error::internal)?;
        self.book = Some(book);
        Ok(Vec::new())
    }

    fn rows(&mut self, rows: &[R]) -> Result<Vec<u8>> {
        let Some(book) = &mut self.book else {
            return Err(Error::internal("a row has no book to go to"));
        };
        for row in rows {
            let cells = self.fields.iter().map(|field| written((field.get)(row)));
            let cells: Vec<reports::Cell> = cells.collect();
            let cells = cells.iter().map(reports::Cell::lend);
            book.row(cells).map_err(Error::internal)?;
        }
        Ok(Vec::new())
    }

    fn end(&mut self) -> Result<Vec<u8>> {
        self.save()?;
        let mut piece = Vec::new();
        if let Some(whole) = &mut self.whole {
            let reading = whole.take(PIECE_BYTES).read_to_end(&mut piece);
            reading.map_err(Error::internal)?;
        }
        Ok(piece)
    }
}

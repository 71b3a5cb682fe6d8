//! Tables whose cells know what they are.

use domain::{DocumentId, Money};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use render::{Formats, Language};
use std::borrow::Cow;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text, and numbers that are names: of documents, customers, accounts, KID.
    Text,
    /// Counts.
    Count,
    /// Amounts.
    Money,
    /// Numbers with decimals.
    Number,
    /// Shares.
    Share,
    /// Days.
    Day,
    /// Moments.
    Moment,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading, for people.
    pub title: String,
    /// Its name, for programs.
    pub code: String,
    /// What it holds.
    pub shape: Shape,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// Text.
    Text(String),
    /// A word of a vocabulary: as people read it, and its code.
    Word(String, &'static str),
    /// A count.
    Count(u64),
    /// An amount.
    Money(Money),
    /// A number with so many decimals.
    Number(f64, u32),
    /// So many of so many.
    Share(u64, u64),
    /// A day.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

/// A cell whose text lies elsewhere: what a list of a million rows is written
/// from, without a copy of every word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellRef<'a> {
    /// Nothing.
    Nothing,
    /// Text, which is not empty.
    Text(&'a str),
    /// A word of a vocabulary: as people read it, and its code.
    Word(&'a str, &'static str),
    /// The id of a document; text in every file.
    Id(DocumentId),
    /// A count.
    Count(u64),
    /// An amount.
    Money(Money),
    /// A number with so many decimals.
    Number(f64, u32),
    /// So many of so many.
    Share(u64, u64),
    /// A day.
    Day(Date),
    /// A moment.
    Moment(Timestamp),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub title: String,
    /// Its name, for programs.
    pub code: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What the rows come to, or nothing.
    pub total: Option<Vec<Cell>>,
    /// How many rows there are in all, where not all of them are here.
    pub of_rows: Option<u64>,
}

impl Column {
    /// A column.
    pub fn new(title: impl Into<String>, code: impl Into<String>, shape: Shape) -> Self {
        Self {
            title: title.into(),
            code: code.into(),
            shape,
        }
    }

    /// Whether it is set to the right.
    pub const fn is_numeric(&self) -> bool {
        matches!(
            self.shape,
            Shape::Count | Shape::Money | Shape::Number | Shape::Share
        )
    }
}

impl Cell {
    /// Text, or nothing where there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        match text.is_empty() {
            true => Self::Nothing,
            false => Self::Text(text),
        }
    }

    /// The same, with its text left here.
    pub fn lend(&self) -> CellRef<'_> {
        match self {
            Self::Nothing => CellRef::Nothing,
            Self::Text(text) => CellRef::Text(text),
            Self::Word(word, code) => CellRef::Word(word, code),
            Self::Count(count) => CellRef::Count(*count),
            Self::Money(money) => CellRef::Money(*money),
            Self::Number(number, decimals) => CellRef::Number(*number, *decimals),
            Self::Share(part, whole) => CellRef::Share(*part, *whole),
            Self::Day(day) => CellRef::Day(*day),
            Self::Moment(moment) => CellRef::Moment(*moment),
        }
    }

    /// As a person reads it.
    pub fn read(&self, language: Language, zone: &TimeZone) -> String {
        let formats = Formats::of(language);
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) | Self::Word(text, _) => text.clone(),
            Self::Count(count) => formats.count(*count),
            Self::Money(money) => {
                let currency = money.currency;
                formats.amount(money.minor, currency.as_str(), currency.exponent())
            }
            Self::Number(number, decimals) => formats.decimal(*number, *decimals),
            Self::Share(part, whole) => formats.share(*part, *whole),
            Self::Day(day) => formats.date(*day),
            Self::Moment(moment) => formats.date_time(*moment, zone),
        }
    }
}

impl<'a> CellRef<'a> {
    /// Text, or nothing where there is none.
    pub const fn text(text: &'a str) -> Self {
        match text.is_empty() {
            true => Self::Nothing,
            false => Self::Text(text),
        }
    }

    /// A cell that keeps its own text.
    pub fn keep(self) -> Cell {
        match self {
            Self::Nothing => Cell::Nothing,
            Self::Text(text) => Cell::Text(text.to_owned()),
            Self::Word(word, code) => Cell::Word(word.to_owned(), code),
            Self::Id(id) => Cell::Text(id.to_string()),
            Self::Count(count) => Cell::Count(count),
            Self::Money(money) => Cell::Money(money),
            Self::Number(number, decimals) => Cell::Number(number, decimals),
            Self::Share(part, whole) => Cell::Share(part, whole),
            Self::Day(day) => Cell::Day(day),
            Self::Moment(moment) => Cell::Moment(moment),
        }
    }
}

/// Text that no spreadsheet can take for a formula.
pub fn harmless(text: &str) -> String {
    tame(text).into_owned()
}

/// The same, which most text is already.
pub(crate) fn tame(text: &str) -> Cow<'_, str> {
    match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n') => format!("'{text}").into(),
        _ => text.into(),
    }
}

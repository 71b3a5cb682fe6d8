//! Tables whose cells know what they are.

use domain::Money;
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use render::{Formats, Language};

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

/// Text that no spreadsheet can take for a formula.
pub fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

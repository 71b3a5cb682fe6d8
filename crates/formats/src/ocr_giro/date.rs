//! Dates of six digits, DDMMYY.

use crate::ocr_giro::record::Record;
use jiff::civil::Date;

/// Years from this one on are of the last century, those before it of this:
/// OCR giro began in the eighties, and no payment is dated decades ahead.
const PIVOT: i16 = 80;

/// What six positions say about a day.
#[derive(Debug, PartialEq)]
pub(crate) enum Day {
    /// A day.
    On(Date),
    /// Zeros or blanks: no day is given.
    None,
    /// Something else.
    Wrong(String),
}

impl Day {
    /// The day at these positions.
    pub(crate) fn at(record: &Record, from: usize) -> Self {
        let text = record.text(from, from + 5);
        if text.bytes().all(|byte| byte == b'0') {
            return Self::None;
        }
        match date(&text) {
            Some(date) => Self::On(date),
            None => Self::Wrong(text),
        }
    }

    /// The day, if there is one.
    pub(crate) fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::None | Self::Wrong(_) => None,
        }
    }
}

fn date(text: &str) -> Option<Date> {
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text[4..].parse().ok()?;
    let century = if year >= PIVOT { 1900 } else { 2000 };
    let month = text[2..4].parse().ok()?;
    Date::new(century + year, month, text[..2].parse().ok()?).ok()
}

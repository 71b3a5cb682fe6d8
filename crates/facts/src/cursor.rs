//! Where a page of a list begins or ends, as opaque text.

use crate::{Sort, SortBy};
use std::fmt;
use std::str::FromStr;

/// A place between two documents of a sorted list. It names the document that
/// it lies beside and that document's value at the time, so it stays where it
/// is while others come, go and change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) sort: Sort,
    /// Whether the page wanted is the one before the place.
    pub(crate) backwards: bool,
    /// Whether the place lies after the document rather than before it.
    pub(crate) after: bool,
    pub(crate) key: i64,
    /// What decides between equal keys before the id does: a number's text,
    /// or the id of the customer or company whose name decides.
    pub(crate) text: Vec<u8>,
    pub(crate) id: [u8; 16],
}

/// Why a cursor cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorError {
    /// Not a cursor that a list gave.
    Unreadable,
    /// A cursor of a list in another order.
    OtherSort,
}

/// Changes when the bytes change meaning, so that an old cursor is refused.
const VERSION: u8 = 1;
/// Bytes before the text: version, flags, sort, key, id.
const FIXED: usize = 3 + 8 + 16;
/// Most bytes of text in a cursor; longer text does not decide an order.
pub(crate) const TEXT_MAX: usize = 64;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = SortBy::ALL.iter().position(|by| *by == self.sort.by);
        let flags = u8::from(self.backwards)
            | u8::from(self.sort.descending) << 1
            | u8::from(self.after) << 2;
        let by = by.and_then(|by| u8::try_from(by).ok()).unwrap_or(u8::MAX);
        let head = [VERSION, flags, by];
        let parts: [&[u8]; 4] = [&head, &self.key.to_be_bytes(), &self.id, &self.text];
        for byte in parts.concat() {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        Self::read(text).ok_or(CursorError::Unreadable)
    }
}

impl Cursor {
    fn read(text: &str) -> Option<Self> {
        let range = FIXED * 2..=(FIXED + TEXT_MAX) * 2;
        let plain = text.is_ascii() && range.contains(&text.len()) && text.len().is_multiple_of(2);
        let bytes: Option<Vec<u8>> = plain.then(|| {
            let pairs = text.as_bytes().chunks(2);
            pairs
                .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
                .collect()
        })?;
        let bytes = bytes?;
        let (fixed, rest) = bytes.split_at(FIXED);
        let [version, flags, by] = [fixed[0], fixed[1], fixed[2]];
        if version != VERSION || flags > 7 {
            return None;
        }
        Some(Self {
            sort: Sort {
                by: *SortBy::ALL.get(usize::from(by))?,
                descending: flags & 2 != 0,
            },
            backwards: flags & 1 != 0,
            after: flags & 4 != 0,
            key: i64::from_be_bytes(fixed[3..11].try_into().ok()?),
            id: fixed[11..27].try_into().ok()?,
            text: rest.to_vec(),
        })
    }
}

impl fmt::Display for CursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "this is not a cursor that a list gave",
            Self::OtherSort => "this cursor belongs to a list in another order",
        })
    }
}

impl std::error::Error for CursorError {}

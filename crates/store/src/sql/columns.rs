//! Reading the columns of a row.

use super::Value;
use super::row::day_from;
use crate::{Error, Result};
use domain::{ContentHash, Currency, Finding, Money};
use jiff::Timestamp;
use jiff::civil::Date;

/// The cells of one row, as an engine hands them out.
pub(crate) trait Cells {
    /// The cell at a place, counted from zero; `None` where there is no such
    /// cell or it holds something that is no value of ours.
    fn cell(&self, place: usize) -> Option<Value<'_>>;
}

/// Reads the columns of a row from left to right, so that a query and its
/// reader are in step as long as both name the same columns in one order.
pub(crate) struct Columns<'r> {
    cells: &'r dyn Cells,
    table: &'static str,
    next: usize,
}

impl<'r> Columns<'r> {
    /// The columns of a row of this table, from the first on.
    pub(crate) const fn of(cells: &'r dyn Cells, table: &'static str) -> Self {
        Self {
            cells,
            table,
            next: 0,
        }
    }

    fn take<T: Take>(&mut self, column: &'static str) -> Result<T> {
        let value = self.value(column)?;
        self.known(column, T::take(value))
    }

    fn value(&mut self, column: &'static str) -> Result<Value<'r>> {
        let value = self.cells.cell(self.next);
        self.next += 1;
        self.known(column, value)
    }

    fn inconsistent(&self, column: &'static str) -> Error {
        Error::Inconsistent {
            table: self.table,
            column,
        }
    }

    pub(crate) fn int(&mut self, column: &'static str) -> Result<i64> {
        self.take(column)
    }

    pub(crate) fn optional_int(&mut self, column: &'static str) -> Result<Option<i64>> {
        self.take(column)
    }

    /// A count or a size: never negative.
    pub(crate) fn count(&mut self, column: &'static str) -> Result<u64> {
        let value = self.int(column)?;
        u64::try_from(value).map_err(|_| self.inconsistent(column))
    }

    pub(crate) fn optional_count(&mut self, column: &'static str) -> Result<Option<u64>> {
        let Some(value) = self.optional_int(column)? else {
            return Ok(None);
        };
        let count = u64::try_from(value);
        count.map(Some).map_err(|_| self.inconsistent(column))
    }

    pub(crate) fn flag(&mut self, column: &'static str) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    pub(crate) fn text(&mut self, column: &'static str) -> Result<String> {
        self.take(column)
    }

    pub(crate) fn optional_text(&mut self, column: &'static str) -> Result<Option<String>> {
        self.take(column)
    }

    pub(crate) fn bytes(&mut self, column: &'static str) -> Result<Vec<u8>> {
        self.take(column)
    }

    pub(crate) fn optional_bytes(&mut self, column: &'static str) -> Result<Option<Vec<u8>>> {
        self.take(column)
    }

    pub(crate) fn id<T>(&mut self, column: &'static str, make: fn([u8; 16]) -> T) -> Result<T> {
        self.take(column).map(make)
    }

    pub(crate) fn optional_id<T>(
        &mut self,
        column: &'static str,
        make: fn([u8; 16]) -> T,
    ) -> Result<Option<T>> {
        Ok(self.take::<Option<[u8; 16]>>(column)?.map(make))
    }

    pub(crate) fn hash(&mut self, column: &'static str) -> Result<ContentHash> {
        self.take(column).map(ContentHash::from_bytes)
    }

    pub(crate) fn optional_hash(&mut self, column: &'static str) -> Result<Option<ContentHash>> {
        Ok(self
            .take::<Option<[u8; 32]>>(column)?
            .map(ContentHash::from_bytes))
    }

    /// A word of a vocabulary by its stored number.
    pub(crate) fn word<T>(
        &mut self,
        column: &'static str,
        from_number: fn(u8) -> Option<T>,
    ) -> Result<T> {
        let number = self.int(column)?;
        self.known(column, u8::try_from(number).ok().and_then(from_number))
    }

    pub(crate) fn optional_word<T>(
        &mut self,
        column: &'static str,
        from_number: fn(u8) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(number) = self.optional_int(column)? else {
            return Ok(None);
        };
        let word = u8::try_from(number).ok().and_then(from_number);
        self.known(column, word).map(Some)
    }

    pub(crate) fn moment(&mut self, column: &'static str) -> Result<Timestamp> {
        let micros = self.int(column)?;
        self.known(column, Timestamp::from_microsecond(micros).ok())
    }

    pub(crate) fn optional_moment(&mut self, column: &'static str) -> Result<Option<Timestamp>> {
        let Some(micros) = self.optional_int(column)? else {
            return Ok(None);
        };
        self.known(column, Timestamp::from_microsecond(micros).ok())
            .map(Some)
    }

    pub(crate) fn day(&mut self, column: &'static str) -> Result<Date> {
        let days = self.int(column)?;
        self.known(column, day_from(days))
    }

    pub(crate) fn optional_day(&mut self, column: &'static str) -> Result<Option<Date>> {
        let Some(days) = self.optional_int(column)? else {
            return Ok(None);
        };
        self.known(column, day_from(days)).map(Some)
    }

    pub(crate) fn currency(&mut self, column: &'static str) -> Result<Currency> {
        let currency = match self.value(column)? {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        self.known(column, currency)
    }

    pub(crate) fn money(&mut self) -> Result<Money> {
        let minor = self.int("amount_minor")?;
        Ok(Money::new(minor, self.currency("currency")?))
    }

    pub(crate) fn optional_money(&mut self) -> Result<Option<Money>> {
        let Some(minor) = self.optional_int("amount_minor")? else {
            self.next += 1;
            return Ok(None);
        };
        Ok(Some(Money::new(minor, self.currency("currency")?)))
    }

    /// A value that may be missing, written as JSON.
    pub(crate) fn optional_json<T: for<'a> serde::Deserialize<'a>>(
        &mut self,
        column: &'static str,
    ) -> Result<Option<T>> {
        let text = self.optional_text(column)?;
        let found = text.map(|text| serde_json::from_str(&text).ok());
        found.map(|found| self.known(column, found)).transpose()
    }

    pub(crate) fn json<T: for<'a> serde::Deserialize<'a>>(
        &mut self,
        column: &'static str,
    ) -> Result<T> {
        let parsed = match self.value(column)? {
            Value::Text(text) => serde_json::from_str(text).ok(),
            _ => None,
        };
        self.known(column, parsed)
    }

    /// Findings as JSON; none at all where there are none.
    pub(crate) fn findings(&mut self) -> Result<Vec<Finding>> {
        let parsed = match self.value("findings")? {
            Value::Null => Some(Vec::new()),
            Value::Text(text) => serde_json::from_str(text).ok(),
            _ => None,
        };
        self.known("findings", parsed)
    }

    /// What was read, or the news that this was never written there.
    pub(crate) fn known<T>(&self, column: &'static str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| self.inconsistent(column))
    }
}

/// A type that a cell can be taken as.
trait Take: Sized {
    /// The value as this type; `None` where it is something else.
    fn take(value: Value<'_>) -> Option<Self>;
}

impl Take for i64 {
    fn take(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }
}

impl Take for String {
    fn take(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl Take for Vec<u8> {
    fn take(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes.to_vec()),
            _ => None,
        }
    }
}

impl<const N: usize> Take for [u8; N] {
    fn take(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

impl<T: Take> Take for Option<T> {
    fn take(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::take(value).map(Some),
        }
    }
}

//! Reading a section. Nothing is believed: a length only as far as bytes
//! follow, and whatever cannot be is said.

use bytemuck::Pod;

/// What was read, or what is wrong with it.
pub(crate) type Stored<T> = Result<T, &'static str>;

const ENDS_EARLY: &str = "it ends too early";

/// The rest of a section.
#[derive(Debug)]
pub(crate) struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Stored<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(ENDS_EARLY)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Stored<[u8; N]> {
        self.bytes(N)?.try_into().map_err(|_| ENDS_EARLY)
    }

    pub(crate) fn byte(&mut self) -> Stored<u8> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(crate) fn number(&mut self) -> Stored<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(crate) fn signed(&mut self) -> Stored<i64> {
        Ok(i64::from_le_bytes(self.array()?))
    }

    pub(crate) fn length(&mut self) -> Stored<usize> {
        usize::try_from(self.number()?).map_err(|_| ENDS_EARLY)
    }

    /// So many values of fixed width.
    pub(crate) fn all<T: Pod>(&mut self, count: usize) -> Stored<Vec<T>> {
        let size = count.checked_mul(size_of::<T>()).ok_or(ENDS_EARLY)?;
        let bytes = self.bytes(size)?;
        let mut values = vec![T::zeroed(); count];
        bytemuck::cast_slice_mut(&mut values).copy_from_slice(bytes);
        Ok(values)
    }

    pub(crate) fn text(&mut self) -> Stored<&'a str> {
        let length = self.length()?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| "a text is not UTF-8")
    }

    /// A word of a vocabulary by its number.
    pub(crate) fn word<T>(&mut self, of: fn(u8) -> Option<T>) -> Stored<T> {
        of(self.byte()?).ok_or("a word is unknown")
    }

    /// The same where there may be none, which is written as 0.
    pub(crate) fn optional_word<T>(&mut self, of: fn(u8) -> Option<T>) -> Stored<Option<T>> {
        match self.byte()? {
            0 => Ok(None),
            number => of(number).map(Some).ok_or("a word is unknown"),
        }
    }
}

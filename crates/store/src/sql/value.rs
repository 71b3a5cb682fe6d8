//! What goes into a statement and comes out of a row.

use std::borrow::Cow;

/// A value as every engine knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'v> {
    /// Nothing.
    Null,
    /// A whole number; flags are 0 and 1.
    Int(i64),
    /// Text.
    Text(&'v str),
    /// Bytes; ids and hashes among them.
    Bytes(&'v [u8]),
}

/// Something that can be given to a statement.
pub(crate) trait Bind {
    /// It as a value.
    fn value(&self) -> Value<'_>;
}

/// The values for `$1`, `$2`, … of a statement.
pub(crate) type Values<'v> = &'v [&'v dyn Bind];

/// The values for `$1`, `$2`, … of a statement, of any types that can be bound.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$(&$value as &dyn $crate::sql::Bind),*] as $crate::sql::Values<'_>
    };
}
pub(crate) use params;

/// Text as it is kept. PostgreSQL cannot hold the character zero, so neither
/// engine does: it becomes the sign for an unreadable character, and a record
/// that moves from one engine to the other stays the same.
pub(crate) fn storable(text: &str) -> Cow<'_, str> {
    match text.contains('\0') {
        true => text.replace('\0', "\u{FFFD}").into(),
        false => text.into(),
    }
}

impl Bind for Value<'_> {
    fn value(&self) -> Value<'_> {
        *self
    }
}

impl Bind for i64 {
    fn value(&self) -> Value<'_> {
        Value::Int(*self)
    }
}

impl Bind for u32 {
    fn value(&self) -> Value<'_> {
        Value::Int((*self).into())
    }
}

impl Bind for u8 {
    fn value(&self) -> Value<'_> {
        Value::Int((*self).into())
    }
}

impl Bind for bool {
    fn value(&self) -> Value<'_> {
        Value::Int((*self).into())
    }
}

impl Bind for str {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Bind for String {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Bind for Cow<'_, str> {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Bind for [u8] {
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<const N: usize> Bind for [u8; N] {
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl Bind for Vec<u8> {
    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<T: Bind + ?Sized> Bind for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl<T: Bind> Bind for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Bind::value)
    }
}

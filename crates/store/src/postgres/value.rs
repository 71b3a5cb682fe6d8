//! Values on the way to the server and back.

use crate::sql::{Cells, Value, storable};
use bytes::BytesMut;
use std::error::Error;
use tokio_postgres::Row;

use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

type Boxed = Box<dyn Error + Sync + Send>;

/// A value that waits to be sent.
#[derive(Debug)]
pub(super) enum Owned {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Owned {
    pub(super) fn of(value: Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(number) => Self::Int(number),
            Value::Text(text) => Self::Text(storable(text).into_owned()),
            Value::Bytes(bytes) => Self::Bytes(bytes.to_vec()),
        }
    }
}

impl ToSql for Owned {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => match *wanted {
                Type::INT2 => i16::try_from(*number)?.to_sql(wanted, out),
                Type::INT4 => i32::try_from(*number)?.to_sql(wanted, out),
                Type::INT8 => number.to_sql(wanted, out),
                _ => Err(mismatch("a number", wanted)),
            },
            Self::Text(text) => match *wanted {
                Type::TEXT => text.to_sql(wanted, out),
                _ => Err(mismatch("text", wanted)),
            },
            Self::Bytes(bytes) => match *wanted {
                // An id travels as its sixteen bytes either way.
                Type::UUID if bytes.len() != 16 => Err(mismatch("so many bytes", wanted)),
                Type::BYTEA | Type::UUID => bytes.as_slice().to_sql(wanted, out),
                _ => Err(mismatch("bytes", wanted)),
            },
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn mismatch(given: &str, wanted: &Type) -> Boxed {
    format!("{given} given where the statement wants {wanted}").into()
}

/// A cell of a row.
struct Cell<'r>(Value<'r>);

impl<'r> FromSql<'r> for Cell<'r> {
    fn from_sql(kind: &Type, raw: &'r [u8]) -> Result<Self, Boxed> {
        let value = match *kind {
            Type::INT2 => Value::Int(i16::from_sql(kind, raw)?.into()),
            Type::INT4 => Value::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::TEXT => Value::Text(<&str>::from_sql(kind, raw)?),
            Type::BYTEA | Type::UUID => Value::Bytes(raw),
            _ => return Err(mismatch("a cell", kind)),
        };
        Ok(Self(value))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Boxed> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A row as the record reads it.
pub(super) struct Line<'r>(pub(super) &'r Row);

impl Cells for Line<'_> {
    fn cell(&self, place: usize) -> Option<Value<'_>> {
        let cell = self.0.try_get::<_, Cell<'_>>(place);
        cell.ok().map(|cell| cell.0)
    }
}

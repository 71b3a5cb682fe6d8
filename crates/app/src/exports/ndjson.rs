use super::cell::{Cell, Field, decimal};
use super::encoder::Encoder;
use crate::{Error, Result};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// One JSON object a line; a field without a value is `null`.
pub(super) struct Ndjson<R: 'static> {
    fields: &'static [Field<R>],
}

impl<R> Ndjson<R> {
    pub(super) const fn new(fields: &'static [Field<R>]) -> Self {
        Self { fields }
    }
}

/// A row as an object, its fields in their order.
struct Object<'r, R: 'static> {
    fields: &'static [Field<R>],
    row: &'r R,
}

impl<R> Serialize for Object<'_, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.fields.len()))?;
        for field in self.fields {
            match (field.get)(self.row) {
                Cell::None => object.serialize_entry(field.name, &())?,
                Cell::Text(text) => object.serialize_entry(field.name, &text)?,
                Cell::Whole(number) => object.serialize_entry(field.name, &number)?,
                Cell::Amount(amount) => object.serialize_entry(field.name, &decimal(amount))?,
                Cell::Flag(flag) => object.serialize_entry(field.name, &flag)?,
                Cell::Day(day) => object.serialize_entry(field.name, &day)?,
                Cell::Moment(moment) => object.serialize_entry(field.name, &moment)?,
            }
        }
        object.end()
    }
}

impl<R: Sync> Encoder<R> for Ndjson<R> {
    fn begin(&mut self) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn rows(&mut self, rows: &[R]) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        for row in rows {
            let fields = self.fields;
            serde_json::to_writer(&mut lines, &Object { fields, row }).map_err(Error::internal)?;
            lines.push(b'\n');
        }
        Ok(lines)
    }

    fn end(&mut self) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }
}

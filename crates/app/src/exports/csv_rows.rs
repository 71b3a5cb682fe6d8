use super::cell::{Cell, Field, decimal};
use super::encoder::Encoder;
use crate::documents::harmless;
use crate::{Error, Result};

/// CSV for programs (RFC 4180), with a line of names; a field without a value
/// is empty.
pub(super) struct CsvRows<R: 'static> {
    fields: &'static [Field<R>],
}

impl<R> CsvRows<R> {
    pub(super) const fn new(fields: &'static [Field<R>]) -> Self {
        Self { fields }
    }
}

fn written(cell: Cell<'_>) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(text) => harmless(&text),
        Cell::Whole(number) => number.to_string(),
        Cell::Amount(amount) => decimal(amount),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.to_string(),
    }
}

fn lines(records: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for record in records {
        writer.write_record(&record).map_err(Error::internal)?;
    }
    writer
        .into_inner()
        .map_err(|error| Error::internal(error.into_error()))
}

impl<R: Sync> Encoder<R> for CsvRows<R> {
    fn begin(&mut self) -> Result<Vec<u8>> {
        let names = self.fields.iter().map(|field| field.name.to_owned());
        lines(std::iter::once(names.collect()))
    }

    fn rows(&mut self, rows: &[R]) -> Result<Vec<u8>> {
        lines(rows.iter().map(|row| {
            let cells = self.fields.iter().map(|field| written((field.get)(row)));
            cells.collect()
        }))
    }

    fn end(&mut self) -> Result<Vec<u8>> {
        Ok(Vec::new())
    }
}

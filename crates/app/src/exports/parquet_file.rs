//! Apache Parquet (<https://parquet.apache.org/docs/file-format/>): typed
//! columns, dictionaries where values repeat, zstd. Written with the crate's
//! own column writers; Arrow is not needed for that.

use super::cell::{Cell, DECIMALS, Field, Kind};
use super::encoder::Encoder;
use crate::{Error, Result};
use jiff::civil::Date;
use parquet::basic::{
    Compression, DecimalType, LogicalType, Repetition, TimeUnit, TimestampType, Type as Physical,
    ZstdLevel,
};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::Write;
use std::sync::{Arc, Mutex};

/// Rows of a row group: what is in memory before it is written, some tens of
/// MB.
const GROUP_ROWS: usize = 50_000;
/// Digits of an amount: what 64 bits hold.
const PRECISION: i32 = 18;
/// Days are counted from here.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Bytes that were written and not taken yet.
#[derive(Clone, Default)]
struct Outlet(Arc<Mutex<Vec<u8>>>);

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut held = self.0.lock().map_err(|_| std::io::ErrorKind::Other)?;
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Outlet {
    fn take(&self) -> Vec<u8> {
        self.0.lock().map(|mut held| std::mem::take(&mut *held)).unwrap_or_default()
    }
}

/// The values of one column, those that are there, and which are.
struct Column {
    values: Values,
    /// 1 where there is a value, 0 where there is none.
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Long(Vec<i64>),
    Short(Vec<i32>),
    Flag(Vec<bool>),
}

/// A file of typed columns.
pub(super) struct ParquetFile<R: 'static> {
    fields: &'static [Field<R>],
    outlet: Outlet,
    writer: Option<SerializedFileWriter<Outlet>>,
    columns: Vec<Column>,
    rows: usize,
}

impl<R> ParquetFile<R> {
    pub(super) fn new(fields: &'static [Field<R>]) -> Result<Self> {
        let schema = schema(fields)?;
        let level = ZstdLevel::try_new(3).map_err(Error::internal)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(concat!("utsyn ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let outlet = Outlet::default();
        let writer = SerializedFileWriter::new(outlet.clone(), schema, Arc::new(properties));
        Ok(Self {
            fields,
            outlet,
            writer: Some(writer.map_err(Error::internal)?),
            columns: fields.iter().map(|field| Column::new(field.kind)).collect(),
            rows: 0,
        })
    }

    /// Writes what is in memory as a row group.
    fn write_group(&mut self) -> Result<()> {
        let Some(writer) = self.writer.as_mut().filter(|_| self.rows > 0) else {
            return Ok(());
        };
        let mut group = writer.next_row_group().map_err(Error::internal)?;
        for column in &mut self.columns {
            let next = group.next_column().map_err(Error::internal)?;
            let mut to = next.ok_or_else(|| Error::internal("a column without a place"))?;
            column.write(&mut to)?;
            to.close().map_err(Error::internal)?;
            column.clear();
        }
        group.close().map_err(Error::internal)?;
        self.rows = 0;
        Ok(())
    }
}

impl<R: Sync> Encoder<R> for ParquetFile<R> {
    fn begin(&mut self) -> Result<Vec<u8>> {
        Ok(self.outlet.take())
    }

    fn rows(&mut self, rows: &[R]) -> Result<Vec<u8>> {
        for row in rows {
            for (field, column) in self.fields.iter().zip(&mut self.columns) {
                column.push((field.get)(row));
            }
            self.rows += 1;
            if self.rows == GROUP_ROWS {
                self.write_group()?;
            }
        }
        Ok(self.outlet.take())
    }

    fn end(&mut self) -> Result<Vec<u8>> {
        self.write_group()?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(Error::internal)?;
        }
        Ok(self.outlet.take())
    }
}

impl Column {
    const fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Whole | Kind::Amount | Kind::Moment => Values::Long(Vec::new()),
            Kind::Day => Values::Short(Vec::new()),
            Kind::Flag => Values::Flag(Vec::new()),
        };
        let present = Vec::new();
        Self { values, present }
    }

    fn push(&mut self, cell: Cell<'_>) {
        let is_there = match (&mut self.values, cell) {
            (Values::Text(values), Cell::Text(text)) => {
                values.push(text.as_bytes().to_vec().into());
                true
            }
            (Values::Long(values), Cell::Whole(number) | Cell::Amount(number)) => {
                values.push(number);
                true
            }
            (Values::Long(values), Cell::Moment(moment)) => {
                values.push(moment.as_microsecond());
                true
            }
            (Values::Short(values), Cell::Day(day)) => {
                let days = day.duration_since(EPOCH).as_hours() / 24;
                // Dates reach from the year -9999 to 9999.
                values.push(i32::try_from(days).unwrap_or_default());
                true
            }
            (Values::Flag(values), Cell::Flag(flag)) => {
                values.push(flag);
                true
            }
            _ => false,
        };
        self.present.push(is_there.into());
    }

    fn write(&self, to: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let present = Some(self.present.as_slice());
        let written = match &self.values {
            Values::Text(values) => to.typed::<ByteArrayType>().write_batch(values, present, None),
            Values::Long(values) => to.typed::<Int64Type>().write_batch(values, present, None),
            Values::Short(values) => to.typed::<Int32Type>().write_batch(values, present, None),
            Values::Flag(values) => to.typed::<BoolType>().write_batch(values, present, None),
        };
        written.map(|_| ()).map_err(Error::internal)
    }

    fn clear(&mut self) {
        self.present.clear();
        match &mut self.values {
            Values::Text(values) => values.clear(),
            Values::Long(values) => values.clear(),
            Values::Short(values) => values.clear(),
            Values::Flag(values) => values.clear(),
        }
    }
}

fn schema<R>(fields: &[Field<R>]) -> Result<TypePtr> {
    let columns: Result<Vec<TypePtr>> = fields
        .iter()
        .map(|field| column_type(field.name, field.kind).map(Arc::new))
        .collect();
    let schema = Type::group_type_builder("utsyn").with_fields(columns?).build();
    schema.map(Arc::new).map_err(Error::internal)
}

/// Every field may be without a value.
fn column_type(name: &str, kind: Kind) -> Result<Type> {
    let of = |physical| {
        Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL)
    };
    let scale = i32::try_from(DECIMALS).unwrap_or_default();
    let built = match kind {
        Kind::Text => of(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String)),
        Kind::Whole => of(Physical::INT64),
        Kind::Amount => of(Physical::INT64)
            .with_logical_type(Some(LogicalType::Decimal(DecimalType {
                scale,
                precision: PRECISION,
            })))
            .with_precision(PRECISION)
            .with_scale(scale),
        Kind::Flag => of(Physical::BOOLEAN),
        Kind::Day => of(Physical::INT32).with_logical_type(Some(LogicalType::Date)),
        Kind::Moment => of(Physical::INT64).with_logical_type(Some(LogicalType::Timestamp(TimestampType {
            is_adjusted_to_u_t_c: true,
            unit: TimeUnit::MICROS,
        }))),
    };
    built.build().map_err(Error::internal)
}

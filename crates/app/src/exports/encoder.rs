//! Formats and tables, and what a format does with rows.

use super::cell::Field;
use super::csv_rows::CsvRows;
use super::ndjson::Ndjson;
use super::parquet_file::ParquetFile;
use super::xlsx::{About, Xlsx};
use crate::{App, Ctx, Error, Result};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// CSV for programs: `,`, decimal point, codes, ISO dates.
    Csv,
    /// Apache Parquet: typed columns, dictionaries, compressed with zstd.
    Parquet,
    /// A spreadsheet (Office Open XML).
    Xlsx,
}

/// What a file is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Documents with where they stand.
    Documents,
    /// The events that made them stand there.
    Events,
}

macro_rules! words {
    ($name:ident, $what:literal, $code:literal { $($variant:ident = $word:literal,)+ }) => {
        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it outside.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            fn from_str(word: &str) -> Result<Self> {
                let known = [$($word),+].join(", ");
                let found = Self::ALL.iter().copied().find(|one| one.code() == word);
                found.ok_or_else(|| {
                    Error::invalid($code, $what, format!("'{word}' is not a {}; one of: {known}", $what))
                })
            }
        }
    };
}

words!(Format, "format", "export.format" {
    Ndjson = "ndjson",
    Csv = "csv",
    Parquet = "parquet",
    Xlsx = "xlsx",
});

words!(Table, "table", "export.table" {
    Documents = "documents",
    Events = "events",
});

impl Format {
    /// The media type of a file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ndjson => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Turns rows into the bytes of a file, piece by piece.
pub(super) trait Encoder<R>: Send {
    /// What stands before the first row.
    fn begin(&mut self) -> Result<Vec<u8>>;
    /// Some rows; they may come out later, together with others.
    fn rows(&mut self, rows: &[R]) -> Result<Vec<u8>>;
    /// What is left, and what stands after the last row: a piece each time
    /// it is asked for, and nothing at the end.
    fn end(&mut self) -> Result<Vec<u8>>;
}

/// The encoder of a format for a table with these fields.
pub(super) async fn encoder<R: Sync + 'static>(
    app: &App,
    ctx: &Ctx,
    (table, format): (Table, Format),
    fields: &'static [Field<R>],
) -> Result<Box<dyn Encoder<R>>> {
    Ok(match format {
        Format::Ndjson => Box::new(Ndjson::new(fields)),
        Format::Csv => Box::new(CsvRows::new(fields)),
        Format::Parquet => Box::new(ParquetFile::new(fields)?),
        Format::Xlsx => {
            let organisation = app.store.lookup_organisation(ctx.organisation).await?;
            let about = About {
                title: table.code(),
                organisation: organisation.map(|it| it.name).unwrap_or_default(),
                zone: ctx.time_zone.clone(),
                as_of: ctx.now,
            };
            let room = app.spool.room().map_err(Error::internal)?;
            Box::new(Xlsx::new(fields, about, room))
        }
    })
}

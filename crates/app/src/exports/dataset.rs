//! Documents and events as Parquet below one place, laid down anew every
//! night, so that DuckDB, Spark or a BI tool reads them directly:
//!
//! ```text
//! organisation=<short name>/table=documents/month=2026-11/documents.parquet
//! organisation=<short name>/table=events/month=2026-11/events.parquet
//! organisation=<short name>/manifest.json
//! ```
//!
//! A document lies in the month in which it was received, an event in the
//! month in which it was learned. All of it is written each time: what was
//! erased from the record is then gone from here too.

use super::encoder::{Encoder, Table};
use super::events::EventRow;
use super::parquet_file::ParquetFile;
use super::stream::log;
use super::{documents, events};
use crate::documents::{Row, Search, places, rows_seen};
use crate::{App, Ctx, Error, Result, jobs};
use domain::Seq;
use domain::filter::Filter;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use store::Files;

/// Rows looked up at a time.
const ROWS_AT_A_TIME: usize = 1_000;
/// The most bytes of a manifest: some 100 bytes a month and table.
const MANIFEST_BYTES_MAX: u64 = 4 * 1024 * 1024;
const MANIFEST: &str = "manifest.json";

/// What lies there.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    /// How far in the log it goes.
    seq: i64,
    /// The version of what the log does not tell.
    epoch: i64,
    /// Every file, below the directory of the organisation.
    files: Vec<String>,
}

/// Lays documents and events down, if anything came since the last time.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LayDownDatasets {}

#[async_trait::async_trait]
impl jobs::Job for LayDownDatasets {
    const JOB_NAME: &'static str = "lay-down-datasets";
    const EVERY: Option<SignedDuration> = Some(SignedDuration::from_hours(24));

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        lay_down(app, ctx).await.map(|_| ())
    }
}

/// Lays documents and events down. Answers how many files; `None` where there
/// is no place for them, or nothing came since the last time.
pub async fn lay_down(app: &App, ctx: &Ctx) -> Result<Option<usize>> {
    let Some(files) = app.datasets.clone() else {
        return Ok(None);
    };
    let organisation = app.store.lookup_organisation(ctx.organisation).await?;
    let organisation = organisation.ok_or_else(|| Error::internal("there is no organisation"))?;
    let mut laying = Laying {
        app,
        files,
        directory: format!("organisation={}", organisation.slug),
        written: Vec::new(),
    };
    let before = laying.manifest().await?;
    let end = app.store.log_end(ctx.organisation).await?;
    if before.seq == end.seq.0 && before.epoch == end.epoch && !before.files.is_empty() {
        return Ok(None);
    }
    laying.documents(ctx).await?;
    laying.events(ctx, end.seq).await?;
    let written = laying.written.clone();
    for gone in before.files.iter().filter(|file| !written.contains(file)) {
        let name: Vec<&str> = gone.split('/').collect();
        laying.files.delete(&laying.below(&name)).await?;
    }
    let count = written.len();
    laying
        .say(&Manifest {
            seq: end.seq.0,
            epoch: end.epoch,
            files: written,
        })
        .await?;
    Ok(Some(count))
}

/// Files on their way down.
struct Laying<'a> {
    app: &'a App,
    files: Files,
    directory: String,
    written: Vec<String>,
}

/// A file of one month.
struct Month<R> {
    month: String,
    encoder: Box<dyn Encoder<R>>,
    file: File,
}

impl Laying<'_> {
    fn below<'n>(&'n self, name: &[&'n str]) -> Vec<&'n str> {
        std::iter::once(self.directory.as_str())
            .chain(name.iter().copied())
            .collect()
    }

    async fn manifest(&self) -> Result<Manifest> {
        let Some(reader) = self.files.read(&self.below(&[MANIFEST])).await? else {
            return Ok(Manifest::default());
        };
        let mut text = Vec::new();
        reader
            .take(MANIFEST_BYTES_MAX)
            .read_to_end(&mut text)
            .map_err(Error::internal)?;
        // One that cannot be read is written anew, with all files.
        Ok(serde_json::from_slice(&text).unwrap_or_default())
    }

    async fn say(&self, manifest: &Manifest) -> Result<()> {
        let mut file = self.app.spool.room().map_err(Error::internal)?;
        serde_json::to_writer(&mut file, manifest).map_err(Error::internal)?;
        self.files.keep(&self.below(&[MANIFEST]), file).await?;
        Ok(())
    }

    async fn documents(&mut self, ctx: &Ctx) -> Result<()> {
        let search = Search {
            filter: Filter::default(),
            sort: "received"
                .parse()
                .expect("documents can be sorted by the day they were received"),
        };
        let all = places(self.app, ctx, &search).await?;
        let mut month = None;
        for some in all.chunks(ROWS_AT_A_TIME) {
            for row in rows_seen(self.app, ctx, some.iter().copied()).await? {
                let of = month_of(ctx, row.head.received_at);
                self.add(&mut month, Table::Documents, of, row, documents::FIELDS)
                    .await?;
            }
        }
        self.end::<Row>(month, Table::Documents).await
    }

    async fn events(&mut self, ctx: &Ctx, last: Seq) -> Result<()> {
        let mut month = None;
        let mut reached = Seq(0);
        while reached < last {
            let some = log(self.app, ctx, reached, last).await?;
            let Some(end) = some.last() else {
                break;
            };
            reached = end.event.seq;
            for row in some {
                let of = month_of(ctx, row.event.learned_at);
                // Clocks of nodes differ a little: what is told a moment
                // before midnight after something later lies with that.
                let of = match &month {
                    Some(Month { month, .. }) if *month > of => month.clone(),
                    _ => of,
                };
                self.add(&mut month, Table::Events, of, row, events::FIELDS)
                    .await?;
            }
        }
        self.end::<EventRow>(month, Table::Events).await
    }

    /// Adds a row to the file of its month; the rows of a month follow each
    /// other.
    async fn add<R: Send + Sync + 'static>(
        &mut self,
        month: &mut Option<Month<R>>,
        table: Table,
        of: String,
        row: R,
        fields: &'static [super::cell::Field<R>],
    ) -> Result<()> {
        if month.as_ref().is_some_and(|month| month.month != of) {
            self.end(month.take(), table).await?;
        }
        if month.is_none() {
            let mut encoder: Box<dyn Encoder<R>> = Box::new(ParquetFile::new(fields)?);
            let mut file = self.app.spool.room().map_err(Error::internal)?;
            file.write_all(&encoder.begin()?).map_err(Error::internal)?;
            *month = Some(Month {
                month: of,
                encoder,
                file,
            });
        }
        if let Some(month) = month {
            let piece = month.encoder.rows(std::slice::from_ref(&row))?;
            month.file.write_all(&piece).map_err(Error::internal)?;
        }
        Ok(())
    }

    async fn end<R>(&mut self, month: Option<Month<R>>, table: Table) -> Result<()> {
        let Some(mut month) = month else {
            return Ok(());
        };
        let rest = month.encoder.end()?;
        month.file.write_all(&rest).map_err(Error::internal)?;
        let name = [
            format!("table={table}"),
            format!("month={}", month.month),
            format!("{table}.parquet"),
        ];
        let words: Vec<&str> = name.iter().map(String::as_str).collect();
        self.files.keep(&self.below(&words), month.file).await?;
        self.written.push(name.join("/"));
        Ok(())
    }
}

/// The month of the organisation in which a moment lies.
fn month_of(ctx: &Ctx, moment: Timestamp) -> String {
    let local = moment.to_zoned(ctx.time_zone.clone());
    local.strftime("%Y-%m").to_string()
}

//! The list of every document, row by row. Some rows are read and written
//! ahead while those before them go to the file.

use super::super::Definition;
use super::super::compose;
use super::on_the_side;
use crate::ahead::Ahead;
use crate::documents::{Column, Row, Spoken, cells, heads, rows_among};
use crate::names::Known;
use crate::{App, Ctx, Error, Result};
use ::reports::{CellRef, Head, Report, csv, ndjson, xlsx};
use domain::DocumentId;
use std::collections::VecDeque;
use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;

/// Documents read and written at a time.
const ROWS_AT_A_TIME: usize = 2_000;

/// The documents of a run, and how they are shown.
pub(super) struct List<'a> {
    app: &'a App,
    seen: &'a Ctx,
    ids: &'a [DocumentId],
    title: String,
    heads: Vec<::reports::Column>,
    shown: Arc<Shown>,
    known: Arc<Known>,
}

/// What rows are written with, on any thread.
struct Shown {
    columns: Vec<Column>,
    spoken: Spoken,
}

impl Shown {
    fn cells<'c>(&'c self, row: &'c Row) -> impl Iterator<Item = CellRef<'c>> {
        cells(&self.columns, row, &self.spoken)
    }
}

impl<'a> List<'a> {
    pub(super) fn of(
        app: &'a App,
        definition: &Definition,
        seen: &'a Ctx,
        ids: Option<&'a [DocumentId]>,
    ) -> Self {
        let say = compose::say(app, definition);
        let columns = compose::document_columns(definition);
        Self {
            app,
            seen,
            ids: ids.unwrap_or_default(),
            title: say.text("report-table-documents"),
            heads: heads(&columns, &say),
            shown: Arc::new(Shown {
                columns,
                spoken: Spoken::of(&say),
            }),
            known: Arc::default(),
        }
    }

    /// As lines with separators.
    pub(super) async fn lines(
        &self,
        head: &Head,
        flavour: csv::Flavour,
        mut file: File,
    ) -> Result<File> {
        let mut begin = csv::Lines::begin(Vec::new(), flavour, head).map_err(Error::internal)?;
        begin.heading(&self.heads).map_err(Error::internal)?;
        let begin = begin.end().map_err(Error::internal)?;
        file.write_all(&begin).map_err(Error::internal)?;
        let (shown, zone) = (Arc::clone(&self.shown), head.zone.clone());
        let write = move |rows: &[Row]| {
            let mut lines = csv::Lines::plain(Vec::new(), flavour, zone.clone())?;
            for row in rows {
                lines.row(shown.cells(row))?;
            }
            lines.end()
        };
        self.pieces(write, file).await
    }

    /// As lines of JSON.
    pub(super) async fn json(&self, head: &Head, mut file: File) -> Result<File> {
        let begin = ndjson::Lines::begin(Vec::new(), head).map_err(Error::internal)?;
        file.write_all(&begin.end()).map_err(Error::internal)?;
        let (shown, zone) = (Arc::clone(&self.shown), head.zone.clone());
        let names = ndjson::Names::of("documents", &self.heads);
        let write = move |rows: &[Row]| {
            let mut lines = ndjson::Lines::plain(Vec::new(), zone.clone());
            for row in rows {
                let cells: Vec<CellRef<'_>> = shown.cells(row).collect();
                lines.row(&names, &cells)?;
            }
            Ok(lines.end())
        };
        self.pieces(write, file).await
    }

    /// What is written of some rows after the other.
    async fn pieces(
        &self,
        write: impl Fn(&[Row]) -> std::result::Result<Vec<u8>, ::reports::Error> + Send + Sync + 'static,
        mut file: File,
    ) -> Result<File> {
        let write = Arc::new(write);
        let mut pieces = Ahead::new();
        let mut ids = self.ids.chunks(ROWS_AT_A_TIME);
        loop {
            while !pieces.is_full()
                && let Some(some) = ids.next()
            {
                let (reading, write) = (self.read(some), Arc::clone(&write));
                pieces.begin(async move {
                    let rows = reading.await?;
                    let writing = tokio::task::spawn_blocking(move || write(&rows));
                    let written = writing.await.map_err(Error::internal)?;
                    written.map_err(Error::internal)
                });
            }
            match pieces.next().await? {
                Some(piece) => file.write_all(&piece).map_err(Error::internal)?,
                None => return Ok(file),
            }
        }
    }

    fn read(&self, some: &[DocumentId]) -> impl Future<Output = Result<Vec<Row>>> + use<> {
        let (app, seen, some) = (self.app.clone(), self.seen.clone(), some.to_vec());
        let known = Arc::clone(&self.known);
        async move { rows_among(&app, &seen, &some, &known).await }
    }

    /// As a spreadsheet, with the other tables of the report behind.
    pub(super) async fn book(&self, report: Report, file: File) -> Result<File> {
        let mut book = xlsx::Book::begin(&report.head).map_err(Error::internal)?;
        book.list(&self.title, &self.heads)
            .map_err(Error::internal)?;
        let mut pages = Ahead::new();
        let mut writing = Sheets::of(book, Arc::clone(&self.shown));
        let mut ids = self.ids.chunks(ROWS_AT_A_TIME);
        loop {
            while !pages.is_full()
                && let Some(some) = ids.next()
            {
                pages.begin(self.read(some));
            }
            match pages.next().await? {
                Some(rows) => writing.write(rows).await?,
                None => break,
            }
        }
        let mut book = writing.end().await?;
        on_the_side(file, move |file| {
            for (_, table) in report.tables() {
                book.table(table)?;
            }
            book.end(file)
        })
        .await
    }
}

/// A spreadsheet whose rows are written and packed on other threads. Where
/// they go is known when they were read; what comes of them is put there in
/// that order.
struct Sheets {
    book: xlsx::Book,
    shown: Arc<Shown>,
    spots: VecDeque<xlsx::Spot>,
    pieces: Ahead<xlsx::Piece>,
}

impl Sheets {
    const fn of(book: xlsx::Book, shown: Arc<Shown>) -> Self {
        Self {
            book,
            shown,
            spots: VecDeque::new(),
            pieces: Ahead::new(),
        }
    }

    async fn write(&mut self, rows: Vec<Row>) -> Result<()> {
        let rows = Arc::new(rows);
        let ink = self.book.ink().map_err(Error::internal)?;
        let mut from = 0;
        for spot in self.book.spots(rows.len()).map_err(Error::internal)? {
            if self.pieces.is_full() {
                self.put().await?;
            }
            let to = from + spot.rows as usize;
            let (rows, ink, shown) = (Arc::clone(&rows), ink.clone(), Arc::clone(&self.shown));
            self.spots.push_back(spot);
            self.pieces.begin_blocking(move || {
                let cells = rows[from..to].iter().map(|row| shown.cells(row));
                ink.piece(spot.first, cells).map_err(Error::internal)
            });
            from = to;
        }
        Ok(())
    }

    /// Puts what was begun first into the book. Answers whether there was
    /// anything.
    async fn put(&mut self) -> Result<bool> {
        let Some(piece) = self.pieces.next().await? else {
            return Ok(false);
        };
        if let Some(spot) = self.spots.pop_front() {
            self.book.add(spot, &piece).map_err(Error::internal)?;
        }
        Ok(true)
    }

    async fn end(mut self) -> Result<xlsx::Book> {
        while self.put().await? {}
        Ok(self.book)
    }
}

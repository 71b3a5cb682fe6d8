//! The list of every document, row by row. Some rows are read and written
//! ahead while those before them are kept.

use super::super::Definition;
use super::super::archive::{Keeping, parts_of};
use super::super::compose;
use super::on_the_side;
use crate::ahead::Ahead;
use crate::documents::{Around, Column, RowRef, Spoken, cells, heads, listed_seen};
use crate::{App, Ctx, Error, Result};
use ::reports::{CellRef, Head, Report, csv, ndjson, xlsx};
use domain::Seq;
use std::sync::{Arc, Mutex, PoisonError};
use store::port::RunFilePart;

/// Documents read and written at a time. The more there are, the more of them
/// lie on one page of the record; each takes about a kilobyte meanwhile.
const ROWS_AT_A_TIME: usize = 4_000;

/// The documents of a run, and how they are shown.
pub(super) struct List<'a> {
    app: &'a App,
    seen: &'a Ctx,
    months: &'a [Vec<Seq>],
    title: String,
    heads: Vec<::reports::Column>,
    shown: Arc<Shown>,
}

/// What rows are written with, on any thread.
struct Shown {
    columns: Vec<Column>,
    spoken: Spoken,
}

impl Shown {
    fn cells<'c>(&'c self, row: RowRef<'c>) -> impl Iterator<Item = CellRef<'c>> {
        cells(&self.columns, row, &self.spoken)
    }
}

impl<'a> List<'a> {
    pub(super) fn of(
        app: &'a App,
        definition: &Definition,
        seen: &'a Ctx,
        months: &'a [Vec<Seq>],
    ) -> Self {
        let say = compose::say(app, definition);
        let columns = compose::document_columns(definition);
        Self {
            app,
            seen,
            months,
            title: say.text("report-table-documents"),
            heads: heads(&columns, &say),
            shown: Arc::new(Shown {
                columns,
                spoken: Spoken::of(&say),
            }),
        }
    }

    /// As lines with separators.
    pub(super) async fn lines(
        &self,
        head: &Head,
        flavour: csv::Flavour,
        mut keeping: Keeping,
    ) -> Result<()> {
        let mut begin = csv::Lines::begin(Vec::new(), flavour, head).map_err(Error::internal)?;
        begin.heading(&self.heads).map_err(Error::internal)?;
        keeping.add(parts_of(&begin.end())?).await?;
        let (shown, zone) = (Arc::clone(&self.shown), head.zone.clone());
        let write = move |piece: Vec<u8>, rows: &[RowRef<'_>]| {
            let mut lines = csv::Lines::plain(piece, flavour, zone.clone());
            for row in rows {
                lines.row(shown.cells(*row))?;
            }
            Ok(lines.end())
        };
        self.pieces(write, keeping).await
    }

    /// As lines of JSON.
    pub(super) async fn json(&self, head: &Head, mut keeping: Keeping) -> Result<()> {
        let begin = ndjson::Lines::begin(Vec::new(), head).map_err(Error::internal)?;
        keeping.add(parts_of(&begin.end())?).await?;
        let (shown, zone) = (Arc::clone(&self.shown), head.zone.clone());
        let names = ndjson::Names::of("documents", &self.heads);
        let write = move |piece: Vec<u8>, rows: &[RowRef<'_>]| {
            let mut lines = ndjson::Lines::plain(piece, zone.clone());
            let mut row_cells = Vec::new();
            for row in rows {
                row_cells.clear();
                row_cells.extend(shown.cells(*row));
                lines.row(&names, &row_cells)?;
            }
            Ok(lines.end())
        };
        self.pieces(write, keeping).await
    }

    /// What is written of some rows after the other.
    async fn pieces<W>(&self, write: W, mut keeping: Keeping) -> Result<()>
    where
        W: Fn(Vec<u8>, &[RowRef<'_>]) -> std::result::Result<Vec<u8>, ::reports::Error>
            + Send
            + Sync
            + 'static,
    {
        let (write, pens) = (Arc::new(write), Pens::default());
        let mut pages = self.pages().await?;
        loop {
            let begin = |_| {
                let (write, pens) = (Arc::clone(&write), pens.clone());
                Ok(move |rows: &[RowRef<'_>]| packed(&*write, &pens, rows))
            };
            let Some(parts) = pages.next(begin).await? else {
                return keeping.end().await;
            };
            keeping.add(parts).await?;
        }
    }

    /// As a spreadsheet, with the other tables of the report behind.
    pub(super) async fn book(&self, report: Report, keeping: Keeping) -> Result<()> {
        let mut book = xlsx::Book::begin(&report.head).map_err(Error::internal)?;
        book.list(&self.title, &self.heads)
            .map_err(Error::internal)?;
        let (shown, pens) = (&self.shown, Pens::default());
        let mut pages = self.pages().await?;
        loop {
            // Rows know which they are, so their places are taken before they
            // are read. One that is erased meanwhile leaves its place empty;
            // the file is not kept then.
            let begin = |count| {
                let spots = book.spots(count).map_err(Error::internal)?;
                let ink = book.ink().map_err(Error::internal)?;
                let (shown, pens) = (Arc::clone(shown), pens.clone());
                Ok(move |rows: &[RowRef<'_>]| sheets(&shown, &ink, &pens, spots, rows))
            };
            let Some(pieces) = pages.next(begin).await? else {
                break;
            };
            for (spot, piece) in pieces {
                book.add(spot, &piece).map_err(Error::internal)?;
            }
        }
        let file = on_the_side(move |file| {
            for (_, table) in report.tables() {
                book.table(table)?;
            }
            book.end(file)
        });
        keeping.file(file.await?).await
    }

    async fn pages<T: Send + 'static>(&self) -> Result<Pages<'_, T>> {
        Ok(Pages {
            list: self,
            around: Around::of(self.app, self.seen).await?,
            rest: Box::new(
                self.months
                    .iter()
                    .flat_map(|month| month.chunks(ROWS_AT_A_TIME)),
            ),
            under_way: Ahead::new(),
        })
    }
}

/// Rows written and packed as the record keeps them.
fn packed<W>(write: &W, pens: &Pens<Vec<u8>>, rows: &[RowRef<'_>]) -> Result<Vec<RunFilePart>>
where
    W: Fn(Vec<u8>, &[RowRef<'_>]) -> std::result::Result<Vec<u8>, ::reports::Error>,
{
    let mut piece = write(pens.take(), rows).map_err(Error::internal)?;
    let parts = parts_of(&piece)?;
    piece.clear();
    pens.give(piece);
    Ok(parts)
}

/// Rows written and packed, a piece for each spot.
fn sheets(
    shown: &Shown,
    ink: &xlsx::Ink,
    pens: &Pens<xlsx::Pen>,
    spots: Vec<xlsx::Spot>,
    rows: &[RowRef<'_>],
) -> Result<Vec<(xlsx::Spot, xlsx::Piece)>> {
    let mut pen = pens.take();
    let mut rest = rows.iter();
    let mut pieces = Vec::with_capacity(spots.len());
    for spot in spots {
        let rows = rest.by_ref().take(spot.rows as usize);
        let cells = rows.map(|row| shown.cells(*row));
        let piece = ink.piece(&mut pen, spot.first, cells);
        pieces.push((spot, piece.map_err(Error::internal)?));
    }
    pens.give(pen);
    Ok(pieces)
}

/// The rows of a list, some at a time, in their order.
struct Pages<'l, T> {
    list: &'l List<'l>,
    around: Around,
    rest: Box<dyn Iterator<Item = &'l [Seq]> + Send + 'l>,
    under_way: Ahead<T>,
}

impl<T: Send + 'static> Pages<'_, T> {
    /// What was made of the next rows, once more are under way. `begin` is
    /// asked in the order of the rows for what makes it of so many.
    async fn next<M>(&mut self, mut begin: impl FnMut(usize) -> Result<M>) -> Result<Option<T>>
    where
        M: FnOnce(&[RowRef<'_>]) -> Result<T> + Send + 'static,
    {
        while !self.under_way.is_full()
            && let Some(some) = self.rest.next()
        {
            let (app, seen) = (self.list.app.clone(), self.list.seen.clone());
            let (some, around, make) = (some.to_vec(), self.around.clone(), begin(some.len())?);
            self.under_way
                .begin(async move { listed_seen(&app, &seen, some, &around, make).await });
        }
        self.under_way.next().await
    }
}

/// What rows are written with, used again for those that come later.
struct Pens<P>(Arc<Mutex<Vec<P>>>);

impl<P> Clone for Pens<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P> Default for Pens<P> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<P: Default> Pens<P> {
    fn take(&self) -> P {
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop().unwrap_or_default()
    }

    fn give(&self, pen: P) {
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(pen);
    }
}

//! Exports that are made in the background: asked for, looked at, fetched, and
//! gone after a day.

use super::{Export, Format, Table, stream};
use crate::documents::Search;
use crate::{Actor, App, Ctx, Error, Result, jobs};
use domain::filter::Filter;
use domain::{ExportId, Right};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write as _};
use std::sync::Arc;
use store::Files;
use store::port::{ExportEnd, ExportRow, ExportState, Extract};

/// How long an export can be fetched.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long one may take to be made before nobody waits for it any more.
const MAKING_MAX: SignedDuration = SignedDuration::from_hours(24);
/// Exports that a list shows.
const LISTED_MAX: usize = 100;
/// Exports cleared away at once.
const CLEARED_MAX: usize = 100;
/// How often one begins anew because what it names was erased.
const BEGUN_MAX: usize = 5;
/// How often progress is noted: after so many pieces of the file.
const NOTE_EVERY: u64 = 10;
/// Below this, exports lie in their place.
const DIRECTORY: &str = "exports";

/// Asks for a file of what a filter selects.
pub async fn ask(
    app: &App,
    ctx: &Ctx,
    search: &Search,
    table: Table,
    format: Format,
) -> Result<ExportRow> {
    ctx.require(Right::Export)?;
    files(app)?;
    stream::note(app, ctx, search, table, format).await?;
    let row = ExportRow {
        id: app.id(ExportId::from_parts),
        filter: search.filter.to_string(),
        sort: search.sort.to_string(),
        table: table.code().to_owned(),
        format: format.code().to_owned(),
        companies: ctx.companies.clone(),
        asked_by: asker(ctx),
        created_at: ctx.now,
        state: ExportState::Making,
        done: 0,
        total: 0,
        size: None,
        error: None,
        expires_at: ctx.now.checked_add(MAKING_MAX).map_err(Error::internal)?,
    };
    app.store.add_export(ctx.organisation, row.clone()).await?;
    let job = MakeExport { export: row.id };
    jobs::add(app, ctx.organisation, &job, &row.id.to_string(), ctx.now).await?;
    Ok(row)
}

/// Exports that the asker may see, newest first.
pub async fn list(app: &App, ctx: &Ctx) -> Result<Vec<ExportRow>> {
    ctx.require(Right::Export)?;
    let mut rows = app.store.list_exports(ctx.organisation, LISTED_MAX).await?;
    rows.retain(|row| is_seen(ctx, row));
    Ok(rows)
}

/// An export; `None` where there is none that the asker may see, or it is gone.
pub async fn lookup(app: &App, ctx: &Ctx, id: ExportId) -> Result<Option<ExportRow>> {
    ctx.require(Right::Export)?;
    let row = app.store.lookup_export(ctx.organisation, id).await?;
    Ok(row.filter(|row| is_seen(ctx, row)))
}

/// The bytes of an export that is ready, with what it is. To be read where
/// waiting for a disk holds up nobody.
pub async fn open(
    app: &App,
    ctx: &Ctx,
    id: ExportId,
) -> Result<Option<(ExportRow, Box<dyn Read + Send>)>> {
    let Some(row) = lookup(app, ctx, id).await? else {
        return Ok(None);
    };
    if row.state != ExportState::Ready {
        return Ok(None);
    }
    if row.size == Some(0) {
        // Nothing was selected, and not every store hands out nothing.
        return Ok(Some((row, Box::new(std::io::empty()))));
    }
    let place = place(ctx, id);
    let bytes = files(app)?.read(&words(&place)).await?;
    Ok(bytes.map(|bytes| (row, bytes)))
}

/// Takes away the exports that are over, and the files of those in which a
/// document was erased.
pub async fn clear_old(app: &App, ctx: &Ctx) -> Result<()> {
    let organisation = ctx.organisation;
    loop {
        let listing = app
            .store
            .list_exports_over(organisation, ctx.now, CLEARED_MAX);
        let over = listing.await?;
        for id in &over {
            clear(app, ctx, *id).await?;
        }
        if over.len() < CLEARED_MAX {
            return Ok(());
        }
    }
}

/// The file goes first, so that nothing lies there that no row names.
async fn clear(app: &App, ctx: &Ctx, id: ExportId) -> Result<()> {
    if let Ok(files) = files(app) {
        files.delete(&words(&place(ctx, id))).await?;
    }
    let row = app.store.lookup_export(ctx.organisation, id).await?;
    match row.is_some_and(|row| row.expires_at <= ctx.now) {
        true => drop(app.store.delete_export(ctx.organisation, id).await?),
        false => app.store.forget_export_file(ctx.organisation, id).await?,
    }
    Ok(())
}

/// Whether the asker may see everything that is in it, and it is there.
fn is_seen(ctx: &Ctx, row: &ExportRow) -> bool {
    let sees = match &row.companies {
        None => ctx.sees_all(),
        Some(companies) => companies.iter().all(|company| ctx.may_see(*company)),
    };
    sees && ctx.now < row.expires_at
}

fn asker(ctx: &Ctx) -> String {
    match &ctx.actor {
        Actor::Person { name, .. } | Actor::Key { name, .. } => name.clone(),
        _ => "operator".to_owned(),
    }
}

fn files(app: &App) -> Result<&Files> {
    app.export_files.as_ref().ok_or(Error::Unavailable {
        message: "this installation has no place for exports; fetch the file as it is made instead",
    })
}

fn place(ctx: &Ctx, id: ExportId) -> [String; 3] {
    let (organisation, id) = (ctx.organisation.to_string(), id.to_string());
    [DIRECTORY.to_owned(), organisation, id]
}

fn words(place: &[String]) -> Vec<&str> {
    place.iter().map(String::as_str).collect()
}

/// Makes a file that was asked for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MakeExport {
    export: ExportId,
}

#[async_trait::async_trait]
impl jobs::Job for MakeExport {
    const JOB_NAME: &'static str = "make-export";

    async fn run(&self, app: &Arc<App>, ctx: &Ctx) -> Result<()> {
        let row = app
            .store
            .lookup_export(ctx.organisation, self.export)
            .await?;
        let Some(row) = row.filter(|row| row.state == ExportState::Making) else {
            return Ok(());
        };
        let expires_at = ctx.now.checked_add(KEPT).map_err(Error::internal)?;
        let end = match make(app, ctx, &row).await {
            Ok(size) => ExportEnd::Ready { size, expires_at },
            // What the asker did wrong does not get better by trying again.
            Err(error @ Error::Invalid { .. }) => ExportEnd::Failed {
                error: error.to_string(),
                expires_at,
            },
            Err(error) => return Err(error),
        };
        let ending = app.store.end_export(ctx.organisation, self.export, end);
        if !ending.await? {
            // A document in it was erased while it was being made.
            clear(app, ctx, self.export).await?;
        }
        Ok(())
    }
}

/// Makes the file and keeps it. Answers how many bytes it has.
async fn make(app: &App, ctx: &Ctx, row: &ExportRow) -> Result<u64> {
    let ctx = Ctx {
        companies: row.companies.clone(),
        ..ctx.clone()
    };
    let mut export = begin_noted(app, &ctx, row).await?;
    let mut file = app.spool.room().map_err(Error::internal)?;
    let mut size = 0;
    let mut pieces = 0_u64;
    while let Some(piece) = export.next(app).await? {
        file.write_all(&piece).map_err(Error::internal)?;
        size += piece.len() as u64;
        pieces += 1;
        if pieces.is_multiple_of(NOTE_EVERY) {
            let (done, total) = (export.done(), export.total());
            app.store
                .note_export_progress(ctx.organisation, row.id, done, total)
                .await?;
        }
    }
    let (done, total) = (export.done(), export.total());
    app.store
        .note_export_progress(ctx.organisation, row.id, done, total)
        .await?;
    let place = place(&ctx, row.id);
    files(app)?.keep(&words(&place), file).await?;
    Ok(size)
}

/// Begins, and notes whom the file will name before any of it is written. If
/// one of them is erased meanwhile it begins anew.
async fn begin_noted(app: &App, ctx: &Ctx, row: &ExportRow) -> Result<Export> {
    for _ in 0..BEGUN_MAX {
        let looked_at = app.store.last_seq(ctx.organisation).await?;
        let export = begin(app, ctx, row).await?;
        let (extract, named) = (Extract::Export(row.id), export.named());
        let noting = app
            .store
            .note_extract(ctx.organisation, extract, named, looked_at);
        if noting.await? {
            return Ok(export);
        }
    }
    Err(Error::internal(
        "what the export names is being erased; it is made when that is done",
    ))
}

async fn begin(app: &App, ctx: &Ctx, row: &ExportRow) -> Result<Export> {
    let filter = Filter::parse(&row.filter)
        .map_err(|error| Error::invalid("filter.invalid", "filter", error.to_string()))?;
    let sort = row
        .sort
        .parse()
        .map_err(|error: crate::documents::UnknownSort| {
            Error::invalid("sort.invalid", "sort", error.to_string())
        })?;
    let search = Search { filter, sort };
    let (table, format) = (row.table.parse()?, row.format.parse()?);
    stream::begin(app, ctx, &search, table, format).await
}

//! Files that were received: taking them in, and what became of them. A file
//! may be about every company, so whoever may see some companies only is
//! answered as if there were none.

mod company;
mod prepare;
mod receive;
mod source;

pub use receive::{ItemReport, Options, Summary, receive};
pub use source::{FILE_BYTES_MAX, Incoming, count_files, from_paths, from_uploads};
pub use store::port::{Import, ImportCursor, ImportItem, ItemCounts, Outcome};

use crate::{App, Ctx, Result};
use domain::ImportId;

/// Files on one page.
pub const PAGE_ROWS: usize = 50;
/// Items on one page.
pub const ITEMS_PAGE_ROWS: usize = 100;

/// A page of files, newest first, and where the next one begins.
pub async fn list(
    app: &App,
    ctx: &Ctx,
    after: Option<ImportCursor>,
    limit: usize,
) -> Result<(Vec<Import>, Option<ImportCursor>)> {
    if !ctx.sees_all() {
        return Ok((Vec::new(), None));
    }
    let mut imports = app
        .store
        .list_imports(ctx.organisation, after, limit + 1)
        .await?;
    let more = imports.len() > limit;
    imports.truncate(limit);
    let next = imports.last().filter(|_| more).map(|import| ImportCursor {
        received_at: import.received_at,
        id: import.id,
    });
    Ok((imports, next))
}

/// A file with a page of its items from a position on; with `outcome`, only
/// those. `None` where there is no such file.
pub async fn show(
    app: &App,
    ctx: &Ctx,
    id: ImportId,
    outcome: Option<Outcome>,
    from: u64,
) -> Result<Option<(Import, Vec<ImportItem>)>> {
    if !ctx.sees_all() {
        return Ok(None);
    }
    let Some(import) = app.store.lookup_import(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let items = app
        .store
        .list_import_items(ctx.organisation, id, outcome, from, ITEMS_PAGE_ROWS)
        .await?;
    Ok(Some((import, items)))
}

/// The bytes of a file that was received; `None` where there is no such file.
pub async fn original(
    app: &App,
    ctx: &Ctx,
    id: ImportId,
) -> Result<Option<crate::documents::File>> {
    if !ctx.sees_all() {
        return Ok(None);
    }
    let Some(import) = app.store.lookup_import(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let bytes = app
        .store
        .read_original(ctx.organisation, import.hash)
        .await?;
    Ok(bytes.map(|bytes| crate::documents::File {
        name: import.name,
        media_type: "application/octet-stream".to_owned(),
        bytes,
    }))
}

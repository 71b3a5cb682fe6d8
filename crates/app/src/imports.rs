//! Files that were received: taking them in, and what became of them. A file
//! may be about every company, so whoever may see some companies only is
//! answered as if there were none.

mod accept;
mod attempts;
mod beside;
mod company;
mod content;
mod kid;
mod limited;
mod parcel;
mod piece;
mod prepare;
mod read;
mod receive;
mod source;
mod table;
mod undo;
mod watch;

pub use accept::{Accepted, accept, keep_reading, read_waiting_across_tenants};
pub use content::{Aside, Content, FILE_BYTES_MAX, HELD_BYTES_MAX, NotTaken, Reader, Spool};
pub use formats::limits::{ARCHIVE_BATCH_ENTRIES_MAX, ARCHIVE_ENTRIES_MAX};
pub use formats::table::{DateOrder, Encoding, Field, Guess, Meaning, Settings as TableSettings};
pub use receive::{ItemReport, Options, Summary, receive};
pub use source::{Incoming, count_files, from_content, from_contents, from_paths, from_uploads};
pub use store::port::{
    Import, ImportCursor, ImportItem, ItemCounts, Kept, Obstacle, Outcome, UndoState,
};
pub use table::{Check, Looked, Problem, check, import_table, look, rejected_rows};
pub use undo::{Undone, preview_undo, undo, undo_state};
pub use watch::{Taken, Watch};

use crate::{App, Back, Ctx, Result};
use domain::{ImportId, Right};

/// The code of the finding that a file was kept with a list's document.
const TAKEN: &str = "file.taken_with_list";
/// The code of the finding that a file is not read because it ended the
/// program.
const SET_ASIDE: &str = "file.set_aside";
/// The code of the finding that a reader broke on a file.
const READER_BROKE: &str = "file.reader_broke";

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
    ctx.require(Right::Read)?;
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

/// The way to the page before the one that begins with a file.
pub async fn before(
    app: &App,
    ctx: &Ctx,
    first: ImportCursor,
    limit: usize,
) -> Result<Back<ImportCursor>> {
    ctx.require(Right::Read)?;
    if !ctx.sees_all() {
        return Ok(Back::Nowhere);
    }
    let listed = app
        .store
        .list_imports_before(ctx.organisation, first, limit + 1);
    Ok(Back::of(&listed.await?, limit))
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
    ctx.require(Right::Read)?;
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

/// The name and the content of a file that was received; `None` where there
/// is no such file, or its bytes could not be had.
pub async fn original(app: &App, ctx: &Ctx, id: ImportId) -> Result<Option<(String, Content)>> {
    ctx.require(Right::Read)?;
    if !ctx.sees_all() {
        return Ok(None);
    }
    let Some(import) = app.store.lookup_import(ctx.organisation, id).await? else {
        return Ok(None);
    };
    let content = accept::kept(app, ctx, import.hash, import.size).await?;
    Ok(content.map(|content| (import.name, content)))
}

#[cfg(test)]
mod tests;

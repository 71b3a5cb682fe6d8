//! What became of each document, a page at a time.

use super::{BulkRowState, ROWS_AT_A_TIME, lookup};
use crate::{App, Ctx, Result, documents};
use domain::{BulkId, DocumentId};
use std::collections::HashMap;
use store::port::BulkRow;

/// What became of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowShown {
    /// Its place among them, from 1.
    pub place: i64,
    /// The document.
    pub document: DocumentId,
    /// Its number, while the asker may see it.
    pub number: Option<String>,
    /// What became of it.
    pub state: BulkRowState,
    /// A stable code that says why, where it was not done.
    pub why: Option<String>,
}

/// A page of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowPage {
    /// The rows, in order.
    pub items: Vec<RowShown>,
    /// The place after which the next page begins, if there is one.
    pub next: Option<i64>,
}

/// A page of the rows after a place, of one state if one is named. `None`
/// where the asker did not ask for such a bulk. Those of erased documents are
/// gone.
pub async fn rows(
    app: &App,
    ctx: &Ctx,
    id: BulkId,
    state: Option<BulkRowState>,
    after: i64,
    limit: usize,
) -> Result<Option<RowPage>> {
    if lookup(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let mut found = matching(app, ctx, id, state, after, limit + 1).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    Ok(Some(RowPage {
        next: last.map(|row| row.place),
        items: shown(app, ctx, found).await?,
    }))
}

async fn matching(
    app: &App,
    ctx: &Ctx,
    id: BulkId,
    state: Option<BulkRowState>,
    mut after: i64,
    limit: usize,
) -> Result<Vec<BulkRow>> {
    let mut found = Vec::new();
    loop {
        let rows = app
            .store
            .list_bulk_rows(ctx.organisation, id, after, ROWS_AT_A_TIME)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(found);
        };
        after = last.place;
        let wanted = |row: &BulkRow| state.is_none_or(|state| state == row.state);
        found.extend(rows.into_iter().filter(wanted));
        if found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

/// Rows with the numbers of their documents.
pub(super) async fn shown(app: &App, ctx: &Ctx, rows: Vec<BulkRow>) -> Result<Vec<RowShown>> {
    let ids: Vec<DocumentId> = rows.iter().map(|row| row.document).collect();
    let seen = documents::rows(app, ctx, &ids).await?;
    let mut numbers: HashMap<DocumentId, String> = seen
        .into_iter()
        .map(|row| (row.head.id, row.head.number))
        .collect();
    let shown = |row: BulkRow| RowShown {
        place: row.place,
        number: numbers.remove(&row.document),
        document: row.document,
        state: row.state,
        why: row.why,
    };
    Ok(rows.into_iter().map(shown).collect())
}

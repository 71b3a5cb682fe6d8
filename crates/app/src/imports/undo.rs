//! Undoing an import: first what would go and what would stay, then doing it.

use crate::audit::{self, Act};
use crate::{App, Ctx, Result};
use domain::{ImportId, Right, Seq};
use store::port::{Kept, UndoCursor, UndoState, UndoStep};

/// Things looked at in one step: so long a turn of the writer.
const STEP: usize = 200;
/// Steps of a preview. An import beyond it is undone all the same; only the
/// preview does not count to its end.
const PREVIEW_STEPS_MAX: usize = 100;
/// The most things that stay which are named.
const KEPT_MAX: usize = 100;

/// What undoing took away, or would take away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undone {
    /// Documents.
    pub documents: u64,
    /// Payments.
    pub payments: u64,
    /// Events and mandates.
    pub events: u64,
    /// How many things stay because others stand on them.
    pub kept: u64,
    /// The first of them, with why.
    pub examples: Vec<Kept>,
    /// Whether that is all; a preview of a very large import stops counting.
    pub is_all: bool,
}

impl Undone {
    fn add(&mut self, step: &UndoStep) {
        self.documents += step.documents;
        self.payments += step.payments;
        self.events += step.events;
        self.kept += step.kept.len() as u64;
        let room = KEPT_MAX.saturating_sub(self.examples.len());
        self.examples.extend(step.kept.iter().take(room));
    }
}

/// How far undoing an import is; `None` where there is no such import.
pub async fn undo_state(app: &App, ctx: &Ctx, id: ImportId) -> Result<Option<UndoState>> {
    ctx.require(Right::Read)?;
    if !ctx.sees_all() {
        return Ok(None);
    }
    let import = app.store.lookup_import(ctx.organisation, id).await?;
    match import {
        Some(_) => Ok(Some(app.store.lookup_undo(ctx.organisation, id).await?)),
        None => Ok(None),
    }
}

/// What undoing an import would do; nothing is written. `None` where there is
/// no such import.
pub async fn preview_undo(app: &App, ctx: &Ctx, id: ImportId) -> Result<Option<Undone>> {
    ctx.require(Right::Import)?;
    if undo_state(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let mut all = Undone::default();
    let mut from = Some(UndoCursor::Events(Seq::default()));
    for _ in 0..PREVIEW_STEPS_MAX {
        let Some(cursor) = from else { break };
        let step = app
            .store
            .preview_undo(ctx.organisation, id, cursor, STEP)
            .await?;
        all.add(&step);
        from = step.next;
    }
    all.is_all = from.is_none();
    Ok(Some(all))
}

/// Undoes an import, step by step; one that was interrupted is completed by
/// undoing it again. `None` where there is no such import.
pub async fn undo(app: &App, ctx: &Ctx, id: ImportId) -> Result<Option<Undone>> {
    ctx.require(Right::Import)?;
    if undo_state(app, ctx, id).await?.is_none() {
        return Ok(None);
    }
    let mut all = Undone::default();
    let mut from = Some(UndoCursor::Events(Seq::default()));
    let who = (ctx.person(), ctx.now);
    while let Some(cursor) = from {
        let step = app
            .store
            .undo_import(ctx.organisation, id, who, cursor, STEP)
            .await?;
        all.add(&step);
        from = step.next;
    }
    all.is_all = true;
    let subject = audit::subject("import", id);
    let content = serde_json::json!({"documents": all.documents});
    audit::note_with(app, ctx, Act::IMPORT_UNDONE, &subject, content).await?;
    Ok(Some(all))
}

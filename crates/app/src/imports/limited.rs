//! What an asker who may see some companies only may not hand in: a document
//! under a key that a document of another company has. It is refused before
//! it reaches the record, and says nothing of the other.

use crate::{App, Ctx, Result};
use domain::{Finding, SourceKey};
use std::collections::HashSet;
use store::port::{Intake, NewBody};

/// Refuses what a limited asker may not hand in.
pub(super) async fn refuse(app: &App, ctx: &Ctx, intakes: &mut [Intake]) -> Result<()> {
    if ctx.sees_all() {
        return Ok(());
    }
    let foreign = foreign_keys(app, ctx, intakes).await?;
    for item in intakes.iter_mut().flat_map(|intake| &mut intake.items) {
        let is_foreign = match &item.body {
            NewBody::Document(record) => foreign.contains(&record.source),
            _ => false,
        };
        if is_foreign {
            item.findings.push(key_taken());
            item.body = NewBody::Refused;
        }
    }
    Ok(())
}

/// Of the keys of these documents, those that a document of a company has
/// which the asker may not see.
async fn foreign_keys(app: &App, ctx: &Ctx, intakes: &[Intake]) -> Result<HashSet<SourceKey>> {
    let items = intakes.iter().flat_map(|intake| &intake.items);
    let keys: Vec<SourceKey> = items
        .filter_map(|item| match &item.body {
            NewBody::Document(record) => Some(record.source.clone()),
            _ => None,
        })
        .collect();
    let store = &app.store;
    let known = store
        .find_documents_by_source(ctx.organisation, &keys)
        .await?;
    let ids: Vec<_> = known.iter().copied().flatten().collect();
    let rows = store.lookup_standings(ctx.organisation, &ids).await?;
    let unseen: HashSet<_> = rows
        .into_iter()
        .filter(|row| !ctx.may_see(row.head.company))
        .map(|row| row.head.id)
        .collect();
    let with_ids = keys.into_iter().zip(known);
    let foreign = with_ids.filter(|(_, id)| id.is_some_and(|id| unseen.contains(&id)));
    Ok(foreign.map(|(key, _)| key).collect())
}

fn key_taken() -> Finding {
    Finding::error(
        "source.not_yours",
        "",
        "a document with this source and source_id cannot be handed in here; \
         give it a key of its own",
    )
}
